package batches

import (
	"strconv"

	"lipdash/api/record"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/list"
	"lipdash/ui/kit/theme"
)

// Item is one item of a batch as text, already safe to draw.
type Item struct {
	// Number is how it is known in its batch; Row is its row in the list of jobs.
	Number int
	Row    action.RowID
	State  theme.State
	// Failed ones ended without a result.
	Failed bool
	// Title is what it is called, Input what it was called where it came from.
	Title, Input string
	Cost         string
	// Info is why it failed, what it waits for or where its result is.
	Info     string
	InfoTone theme.Tone
	// Unended has its end to come, and Told tells of it.
	Unended, Told bool
}

// items are the rows of a list, by their numbers from 1 so that 0 is none.
type items []Item

func (x items) Len() int     { return len(x) }
func (x items) ID(i int) int { return x[i].Number + 1 }
func (x items) Index(id int) (int, bool) {
	for i := range x {
		if x[i].Number+1 == id {
			return i, true
		}
	}
	return 0, false
}

// Items is the list of the items of one batch.
type Items struct {
	keys *keymap.Map
	w    int
	// of is the batch, all its items, and rows those that are shown.
	of   record.BatchID
	all  items
	rows items
	// only shows the items that failed or wait for the user.
	only bool
	foot string
	// info and title are how wide the widest of them are.
	info, title int
	list        list.List[int]
}

// NewItems is an empty list.
func NewItems(keys *keymap.Map) *Items { return &Items{keys: keys, list: list.New[int](narrow)} }

// SetSize sets the pane's size in cells.
func (p *Items) SetSize(w, h int) {
	p.w = max(0, w)
	p.list.SetSize(w, h)
	p.list.Fit(p.rows)
}

// Open shows another batch, from its first item on and all of them.
func (p *Items) Open(id record.BatchID) {
	if p.of == id {
		return
	}
	p.of, p.only, p.all, p.rows = id, false, nil, nil
	p.list.Fit(p.rows)
}

// Of is the batch that is shown.
func (p *Items) Of() record.BatchID { return p.of }

// Show tells the pane what to draw: the items, and the line under them.
func (p *Items) Show(all []Item, foot string) {
	p.all, p.foot, p.info, p.title = all, foot, 0, 0
	for _, it := range all {
		p.info, p.title = max(p.info, format.Width(it.Info)), max(p.title, format.Width(format.Safe(it.Title)))
	}
	p.rows = p.all
	if p.only {
		p.rows = nil
		for _, it := range all {
			if it.Failed || it.InfoTone == theme.Warn {
				p.rows = append(p.rows, it)
			}
		}
	}
	p.list.Fit(p.rows)
}

// Key answers a key; handled is false for keys that are not the pane's.
func (p *Items) Key(key string) (act action.Action, handled bool) {
	c := p.keys.Lookup(key, keymap.Batches, keymap.Move)
	switch {
	case c == keymap.None:
		return nil, false
	case c == keymap.SaveResults:
		return action.SaveResults{ID: p.of}, true
	case c == keymap.States:
		p.only = !p.only
		p.Show(p.all, p.foot)
		return nil, true
	case p.rows.Len() == 0:
		return nil, true
	}
	switch it := p.rows[p.list.At()]; c {
	case keymap.Open:
		return action.GotoRow{Row: it.Row}, true
	case keymap.Download:
		return action.Download{IDs: []action.RowID{it.Row}}, true
	case keymap.Again:
		return action.AskRetry{ID: p.of, Items: []int{it.Number}}, true
	case keymap.Watch:
		return action.Watch{IDs: []action.RowID{it.Row}}, true
	case keymap.CopyID:
		return action.CopyPart{IDs: []action.RowID{it.Row}, Part: action.PartID}, true
	}
	p.list.Move(c, p.rows)
	return nil, true
}

// The widths of an item's cells, and from which width on there is room for what it was called
// in the sheet.
const (
	numberCells = 5
	wordCells   = 8
	shortWord   = 7 // "running", where it is narrow
	leastInfo   = 10
	ampleTitle  = 44 // what a title has at most where none is longer
	costCells   = 9
	inputFrom   = 120
	inputCells  = 34
)

// View draws the pane, exactly as wide and high as it was told to be.
func (p *Items) View(th theme.Theme) string {
	c := p.layout()
	head := "  " + format.FitRight("#", c.number) + "  " + format.FitWith("STATUS", 2+c.word+1, "") + format.FitWith("TITLE", c.title, "") + " "
	if c.input > 0 {
		head += format.FitWith("INPUT", c.input-1, "") + " "
	}
	head += format.FitRight("COST", c.cost) + "  INFO"
	d := list.Drawing{
		Head: list.Head(th, p.w, head), Foot: list.Foot(th, p.w, p.told(), ""),
		Row: func(i int, here bool) []string {
			return []string{p.row(th, c, p.rows[i], here)}
		},
	}
	if p.only {
		d.Empty = []string{list.Head(th, p.w, "  nothing failed, and nothing waits for you")}
	}
	return p.list.View(p.rows, d)
}

// told is the line under the items.
func (p *Items) told() string {
	all := format.Count(len(p.all), "item", "items")
	switch {
	case p.foot != "":
		return p.foot
	case p.only:
		return "what needs you: " + format.Number(len(p.rows)) + " of " + all
	}
	return all
}

// itemColumns are how wide the cells of an item are; what there is no room for is 0. Gap is
// after the number and before the info.
type itemColumns struct{ number, gap, word, title, input, cost, info int }

func (p *Items) layout() itemColumns {
	c := itemColumns{number: numberCells, gap: 2, word: wordCells, cost: costCells}
	if p.w < narrow { // there the title needs every cell that says nothing
		c = itemColumns{number: len(strconv.Itoa(len(p.all))), gap: 1, word: shortWord}
	}
	rest := p.w - lead - c.number - c.gap - 2 - c.word - 1 - 1 - c.cost - c.gap
	if p.w >= inputFrom {
		c.input = inputCells
	}
	c.info = max(12, min(60, (rest-c.input)/2))
	if p.w < narrow {
		c.info = min(p.info, max(leastInfo, rest-p.title))
	}
	c.title = max(8, rest-c.input-c.info)
	if most := max(ampleTitle, p.title+1); c.title > most { // what is told stands near
		c.info, c.title = c.info+c.title-most, most
	}
	return c
}

func (p *Items) row(th theme.Theme, c itemColumns, it Item, here bool) string {
	end, st := th.Glyphs.Ellipsis, th.Shown(it.State)
	r := list.Row(th, p.w, here, false)
	r.Put(th.Faint, format.FitRight(strconv.Itoa(it.Number), c.number)).Skip(c.gap)
	r.Put(st.Style, st.Glyph+" "+format.FitWith(st.Word, c.word, end)+" ")
	r.Draw(th.Text.Bold(here), format.FitWith(format.Safe(it.Title), c.title, end)).Skip(1)
	if c.input > 0 {
		r.Draw(th.Faint, format.FitWith(format.TailWith(format.Safe(it.Input), c.input-1, end), c.input-1, end)).Skip(1)
	}
	if c.cost > 0 {
		r.Put(th.Muted, format.FitRight(it.Cost, c.cost)).Skip(c.gap)
	}
	return r.DrawCut(th.Tone(it.InfoTone, th.Muted), format.Safe(it.Info), min(c.info, r.Left()-1), end).String()
}
