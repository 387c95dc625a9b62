package sheet

// Click puts the cursor on the row at a line of the pane, and tells whether there is one.
func (p *Pane) Click(y int) bool { return !p.Typing() && p.list.Click(y, p.rows) }

// Wheel moves the rows by lines.
func (p *Pane) Wheel(by int) {
	if !p.Typing() {
		p.list.Wheel(by, p.rows)
	}
}
