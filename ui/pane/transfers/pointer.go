package transfers

// Click puts the cursor on the row at a line of the pane, and tells whether there is one.
func (p *Pane) Click(y int) bool { return p.list.Click(y, p.rows) }

// Wheel moves the rows by lines.
func (p *Pane) Wheel(by int) { p.list.Wheel(by, p.rows) }
