// Package detail is the pane that shows one job in full: every field of the
// resource (api.md 1.2), what was asked for when it was made here, what was seen
// of its life from here, and on demand the JSON as it came. It is told the job
// with Show and draws it; it knows no list, no store and no network.
package detail

import (
	"bytes"
	"encoding/json"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/scroll"
)

// Saved is one file of the job on this machine.
type Saved struct {
	Name string
	Size int64
	// Captions is true for the captions, false for the video.
	Captions bool
}

// Other is another job or submission: what it is called, and a word for how far it is; without
// a name it is none.
type Other struct{ Name, State string }

// Data is all the pane knows about a job. Texts may be as foreign as the server
// sent them: the pane makes them safe.
type Data struct {
	// Job without an id means that there is none.
	Job api.Job
	// Submission is what is shown as long as there is no job of it; State, a word,
	// takes the place of a state of the server's.
	Submission submission.ID
	State      string
	// Sent says that HeyGen has the submission, or may have it: what is missing is its id.
	Sent bool
	// History is what was observed, oldest first; the first entry is the first
	// sight of the job.
	History []record.Seen
	// SeenAt is when the server last said anything about the job.
	SeenAt time.Time
	// ClockOffset is how far HeyGen's clock is ahead of this machine's, by which
	// links end; every time here is by this machine's.
	ClockOffset time.Duration
	// CreatedHere jobs were made by this program in this run.
	CreatedHere bool
	// Inputs are the parameters the job was made with, by their names on the
	// wire, as the user wrote them; nil for a job made elsewhere, because the
	// resource does not return them.
	Inputs map[string]string
	// Files are the local files among the inputs as they are now, by the names of the
	// parameters, as far as they were looked at.
	Files map[string]api.LocalFile
	// Odd is what is odd about the inputs ("audio is 8 times the video"), OddIn the
	// parameter whose length it is, each or "".
	Odd, OddIn string
	// Alike are the failures that still stand for which HeyGen gives the same reason, this
	// one among them, and how many of them are of the last hour.
	Alike, AlikeNow int
	// AgainAs is what makes this job again, AgainOf what it makes again itself.
	AgainAs, AgainOf Other
	// Mark and Note are what is thought of the result, each or "".
	Mark, Note string
	// Saved are the job's files on this machine, as people write them, with their
	// sizes in bytes.
	Saved []Saved
	// Pending is what is about to happen to the job ("u keeps, gone in 6s").
	Pending string
	// Waits says that Pending is how far a submission is, with nothing for the user to do.
	Waits bool
	// Outcome is how the last thing asked for the job failed, in sentences.
	Outcome string
	// Cost is what the job is estimated to cost, and CostWhy how that comes, each
	// or "".
	Cost, CostWhy string
	// Expected is what is known of how long an active job still takes ("about 4m
	// left"), or ""; Stuck tells that it takes far longer than others did, and Remake that the
	// inputs that are known here are enough to make it again.
	Expected      string
	Stuck, Remake bool
	// Told says when the user is told about the job, "" when never.
	Told string
	// Away tells that the links were not read yet, of captions where AwayCaptions says
	// that there are some.
	Away, AwayCaptions bool
	// Err is what was wrong with the last read of this job, one sentence.
	Err string
}

// Row is the row that is shown, zero for none.
func (d Data) Row() action.RowID { return action.RowID{Job: d.Job.ID, Submission: d.Submission} }

// Pane is the pane's state: what it shows, how large it is, how far it is
// scrolled.
type Pane struct {
	keys *keymap.Map
	data Data
	w, h int
	// full is true while the pane has the screen to itself.
	full bool
	// whole is true while it says all there is beside the list too.
	whole bool
	raw   bool
	// text scrolls. Its place may be beyond the end after the job or the size changed,
	// until it is told.
	text scroll.Text

	// rawOf and rawText keep the last JSON made readable, which is too dear for
	// every frame.
	rawOf   json.RawMessage
	rawText string
}

// New returns a pane without a job.
func New(keys *keymap.Map) *Pane { return &Pane{keys: keys} }

// Show tells the pane what to draw. News about the same job keep the scroll
// position, another job starts at its top.
func (p *Pane) Show(d Data) {
	if d.Row() != p.data.Row() {
		p.text.Home()
	}
	p.data = d
	p.readRaw()
}

// SetSize sets the pane's size in cells, beside the list.
func (p *Pane) SetSize(w, h int) { p.w, p.h, p.full = max(0, w), max(0, h), false }

// SetFullSize sets the pane's size in cells, where it is the whole screen.
func (p *Pane) SetFullSize(w, h int) {
	p.SetSize(w, h)
	p.full = true
}

// SetWhole has the pane say all there is to say beside the list too, as the whole
// screen does, for somebody who reads it. Else it says what there is room for.
func (p *Pane) SetWhole(whole bool) { p.whole = whole }

// Raw tells whether the pane shows the job's JSON.
func (p *Pane) Raw() bool { return p.raw }

// ToggleRaw changes between the fields and the JSON, each from its top.
func (p *Pane) ToggleRaw() {
	p.raw = !p.raw
	p.text.Home()
	p.readRaw()
}

func (p *Pane) readRaw() {
	raw := p.data.Job.Raw
	if !p.raw || bytes.Equal(raw, p.rawOf) {
		return
	}
	p.rawOf, p.rawText = raw, string(format.RedactJSON(raw))
}
