// Package detail is the pane that shows everything known of one job: the
// resource, what was observed from here, and what was asked for when the job
// was made here. HeyGen does not return inputs, mode or finish time.
package detail

import (
	"time"

	"lipdash/api"
	"lipdash/ui/action"
	"lipdash/ui/keymap"
)

// Seen is one observed state and when it was first seen.
type Seen struct {
	Status api.Status
	At     time.Time
}

// Data is one job as the root joins it.
type Data struct {
	Job         api.Job
	History     []Seen
	SeenAt      time.Time
	CreatedHere bool
	// Inputs are what the job was asked for, by parameter name; nil for jobs
	// made elsewhere.
	Inputs map[string]string
	// Pending is what is about to happen to the job ("gone in 6s"), or "".
	Pending string
	// Err is the last problem with reading the job, one sentence, or "".
	Err string
}

// Pane is the pane's state: what it shows, and how far it is scrolled.
type Pane struct {
	keys          *keymap.Map
	width, height int
	data          Data
	raw           bool
	top           int
}

// New returns an empty pane.
func New(keys *keymap.Map) *Pane { return &Pane{keys: keys} }

// SetSize sets the pane's size in cells.
func (p *Pane) SetSize(w, h int) {
	p.width, p.height = w, h
	p.scroll(0)
}

// Show sets the job. Another job is shown from its top; the same one stays
// where it was scrolled to.
func (p *Pane) Show(d Data) {
	if d.Job.ID != p.data.Job.ID {
		p.top = 0
	}
	p.data = d
}

// Raw tells whether the raw JSON is shown.
func (p *Pane) Raw() bool { return p.raw }

// ToggleRaw switches between the fields and the raw JSON.
func (p *Pane) ToggleRaw() {
	p.raw = !p.raw
	p.top = 0
}

// Key scrolls or toggles; handled is false for keys that are not the pane's.
func (p *Pane) Key(key string) (act action.Action, handled bool) {
	page := max(1, p.height-1)
	switch p.keys.Lookup(key, keymap.Move) {
	case keymap.Down:
		p.scroll(1)
	case keymap.Up:
		p.scroll(-1)
	case keymap.Top:
		p.top = 0
	case keymap.Bottom:
		p.scroll(1 << 20)
	case keymap.HalfDown:
		p.scroll(page / 2)
	case keymap.HalfUp:
		p.scroll(-page / 2)
	case keymap.PageDown:
		p.scroll(page)
	case keymap.PageUp:
		p.scroll(-page)
	default:
		if p.keys.Lookup(key, keymap.Jobs) == keymap.Raw {
			p.ToggleRaw()
			return nil, true
		}
		return nil, false
	}
	return nil, true
}

// scroll moves the view, never past the last line.
func (p *Pane) scroll(n int) {
	if p.top+n <= 0 {
		p.top = 0
		return
	}
	p.top = max(0, min(p.top+n, p.lineCount()-p.height))
}
