// Package batches is the screens of what was sent off in one go: the batches, a row each with
// how far it is, and the items of one of them. Its bars are drawn by hand, for the reasons that
// cells.Row.Share gives.
package batches

import (
	"strings"

	"lipdash/api/record"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/list"
	"lipdash/ui/kit/theme"
)

// Row is one batch as text, already safe to draw.
type Row struct {
	State theme.State
	Name  string
	// Done of Total items have a result, Failed ended without one.
	Done, Failed, Total int
	// Cost is an estimate, Left how long it is likely to take, Age when it was made, each "" for
	// nothing.
	Cost, Left, Age string
	// Note stands under the row, "" for none; Wanted tells that it needs somebody.
	Note   string
	Wanted bool
	// Unended has items to come, and of all of those Told tells.
	Unended, Told bool
}

// Rows are the batches as the root joins them for drawing.
type Rows interface {
	list.Rows[record.BatchID]
	// Row is what is drawn; only the rows on screen are asked for.
	Row(i int) Row
}

// Pane is the list of batches.
type Pane struct {
	keys *keymap.Map
	w    int
	rows lines
	foot string
	list list.List[record.BatchID]
}

// none is no batch.
type none struct{ Rows }

func (none) Len() int { return 0 }

// lines are rows with their notes: beside them where there is room, else below, so wide.
type lines struct {
	Rows
	beside bool
	note   int
}

// Lines is how many a batch takes.
func (l lines) Lines(i int) int { return 1 + len(l.below(l.Row(i).Note)) }

// mostNote is how many lines of a note stand below a row at most.
const mostNote = 2

// below is what of a note stands below its row.
func (l lines) below(note string) []format.Drawn {
	if l.beside || note == "" {
		return nil
	}
	all := format.Wrap(format.Safe(note), max(1, l.note))
	if len(all) > mostNote { // the last line goes on, so that drawing shows that it is cut
		for _, more := range all[mostNote:] {
			all[mostNote-1] += " " + more
		}
		all = all[:mostNote]
	}
	return all
}

// New is an empty list.
func New(keys *keymap.Map) *Pane {
	return &Pane{keys: keys, rows: lines{Rows: none{}}, list: list.New[record.BatchID](narrow)}
}

// SetSize sets the pane's size in cells.
func (p *Pane) SetSize(w, h int) {
	p.w, p.rows.beside, p.rows.note = max(0, w), w >= besideFrom, w-indent-1
	p.list.SetSize(w, h)
	p.list.Fit(p.rows)
}

// Show tells the pane what to draw: the rows, and the line under them.
func (p *Pane) Show(rows Rows, foot string) {
	p.rows.Rows, p.foot = rows, foot
	p.list.Fit(p.rows)
}

// Cursor is the batch the cursor is on, "" when there is none.
func (p *Pane) Cursor() record.BatchID { return p.list.Cursor() }

// Key answers a key; handled is false for keys that are not the pane's.
func (p *Pane) Key(key string) (act action.Action, handled bool) {
	c := p.keys.Lookup(key, keymap.Batches, keymap.Move)
	if c == keymap.None {
		return nil, false
	}
	if p.rows.Len() == 0 {
		return nil, true
	}
	switch id := p.Cursor(); c {
	case keymap.Open:
		return action.OpenBatch{ID: id}, true
	case keymap.Download:
		return action.FetchBatch{ID: id}, true
	case keymap.Again:
		return action.AskRetry{ID: id}, true
	case keymap.Watch:
		return action.WatchBatch{ID: id}, true
	case keymap.SaveResults:
		return action.SaveResults{ID: id}, true
	case keymap.CopyID:
		return action.Copy{What: "batch's id", Text: string(id)}, true
	}
	p.list.Move(c, p.rows)
	return nil, true
}

// columns are how wide the cells of a row are; what there is no room for is 0.
type columns struct{ word, name, bar, items, failed, cost, left, age, note int }

// narrow is the width below which a row is its state, name and count. Then there is room for
// the cost, for a bar, which comes after the name since the count says the same, for a long
// one, and for the note beside the row.
const narrow, costFrom, barFrom, wide, besideFrom = 60, 80, 100, 110, 150

// besideName is how wide a name is where the note stands beside it.
const besideName = 36

// lead is the cells before the state: bar and gap; indent those before a note below a row.
const (
	lead   = 2
	indent = lead + 2 + wordCells + 1
)

func layout(w int) columns {
	c := columns{word: wordCells, items: 10}
	if w >= narrow {
		c.failed, c.left, c.age = 8, 11, 5
	}
	if w >= costFrom {
		c.cost = 13
	}
	switch {
	case w >= wide:
		c.bar = 24
	case w >= barFrom:
		c.bar = 10
	}
	c.name = max(8, w-indent-c.between()-c.items-c.failed-c.cost-c.left-c.age-1)
	if w >= besideFrom {
		c.name, c.note = besideName, c.name-besideName-2
	}
	return c
}

// between is the bar with the gap before it.
func (c columns) between() int {
	if c.bar == 0 {
		return 0
	}
	return c.bar + 2
}

// View draws the pane, exactly as wide and high as it was told to be.
func (p *Pane) View(th theme.Theme) string {
	c := layout(p.w)
	done := format.FitRight("DONE", c.items)
	if c.bar > 0 {
		done = format.FitWith("  DONE", c.between()+c.items, "")
	}
	head := "  " + format.FitWith("STATUS", 2+c.word+1, "") + format.FitWith("BATCH", c.name, "") + done + format.FitRight("FAILED", c.failed) + format.FitRight("COST", c.cost) + format.FitRight("LEFT", c.left) + format.FitRight("AGE", c.age)
	if c.note > 0 {
		head += "  INFO"
	}
	return p.list.View(p.rows, list.Drawing{
		Head: list.Head(th, p.w, head), Foot: list.Foot(th, p.w, p.foot, ""),
		Row: func(i int, here bool) []string { return p.row(th, c, p.rows.Row(i), here) },
	})
}

// row is a batch, and the note under it.
func (p *Pane) row(th theme.Theme, c columns, x Row, here bool) []string {
	end, st := th.Glyphs.Ellipsis, th.Shown(x.State)
	r := list.Row(th, p.w, here, false)
	r.Put(st.Style, st.Glyph+" "+format.FitWith(st.Word, c.word, end)+" ")
	r.Draw(th.Text.Bold(here), format.FitWith(format.Safe(x.Name), c.name, end))
	if c.bar > 0 {
		r.Skip(2)
		bar(th, r, c.bar, x)
	}
	r.Put(th.Text, format.FitRight(format.Number(x.Done)+"/"+format.Number(x.Total), c.items))
	failed := ""
	if x.Failed > 0 {
		failed = format.Number(x.Failed)
	}
	r.Put(th.Fail, format.FitRight(failed, c.failed))
	r.Put(th.Muted, format.FitRight(x.Cost, c.cost)+format.FitRight(x.Left, c.left)+format.FitRight(x.Age, c.age))
	style := th.Faint
	if x.Wanted {
		style = th.Warn
	}
	if c.note > 0 {
		r.Skip(2).DrawCut(style, format.Safe(x.Note), c.note, end)
	}
	out := []string{r.String()}
	for _, l := range p.rows.below(x.Note) {
		out = append(out, list.Under(th, p.w, here, indent).DrawCut(style, l, p.w-indent-1, end).String())
	}
	return out
}

// bar is how far a batch is: what has a result, what failed, and the rest.
func bar(th theme.Theme, r *cells.Row, n int, x Row) {
	if x.Total == 0 || th.Still {
		r.Skip(n)
		return
	}
	done, failed := n*x.Done/x.Total, n*x.Failed/x.Total
	if x.Failed > 0 && failed == 0 && done < n {
		failed = 1 // a failure is never too small to be seen
	}
	r.Put(th.Done, strings.Repeat(th.Glyphs.BarFull, done))
	r.Put(th.Fail, strings.Repeat(th.Glyphs.BarFull, failed))
	r.Put(th.Rule, strings.Repeat(th.Glyphs.BarRest, n-done-failed))
}
