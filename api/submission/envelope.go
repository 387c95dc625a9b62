package submission

import (
	"fmt"
	"reflect"
	"slices"
	"time"

	"lipdash/api"
)

// EnvelopeID names one batch call of this machine: a uuid.
type EnvelopeID string

// Envelope is one call that makes a job of each of many submissions (api.md 1.1, no. 7), and
// how far it has come. It is a value, as a Submission is: StepEnvelope and ResumeEnvelope
// return changed copies.
type Envelope struct {
	ID    EnvelopeID    `json:"id"`
	Batch BatchID       `json:"batch"`
	State EnvelopeState `json:"state"`
	// Rev counts the changes.
	Rev int64 `json:"rev"`
	// Title is the batch's on the server, "" for none.
	Title string         `json:"title,omitempty"`
	Items []EnvelopeItem `json:"items"`
	// BodyHash is the sha256 of the body in hex, Key its idempotency key, made at KeyAt. An
	// envelope has one body and one key.
	BodyHash string    `json:"body_hash"`
	Key      string    `json:"key"`
	KeyAt    time.Time `json:"key_at"`
	// Doubt says that an attempt may have made the batch, DoubtAt since when none is on its
	// way from here any more.
	Doubt   bool      `json:"doubt,omitempty"`
	DoubtAt time.Time `json:"doubt_at,omitzero"`
	// Held says that it waits for the user: another key, or another quota.
	Held bool `json:"held,omitempty"`
	// APIBatch is the server's id, once known; Unread says that it cannot be read by it.
	APIBatch api.BatchID `json:"api_batch,omitempty"`
	Unread   bool        `json:"unread,omitempty"`
	// Looking says that jobs are looked for in the list next, since the batch does not name
	// them. NewsAt is when the fate of an item was last learned.
	Looking bool      `json:"looking,omitempty"`
	NewsAt  time.Time `json:"news_at,omitzero"`

	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
	// NextTry is when to go on; zero when something is under way or awaited.
	NextTry time.Time `json:"next_try,omitzero"`
	// Tries counts the failures since the last success.
	Tries   int     `json:"tries,omitempty"`
	Problem Problem `json:"problem,omitzero"`

	// Bodies are the entries, in the order of the items; nil where they are not known any
	// more. They are on no disk: whoever steps an envelope sets them from the submissions.
	Bodies []api.CreateRequest `json:"-"`
}

// EnvelopeItem is a submission in an envelope.
type EnvelopeItem struct {
	ID         ID     `json:"id"`
	CallbackID string `json:"callback_id"`
	Title      string `json:"title,omitempty"`
	// Fate is what became of it, with the job, or with why there is none.
	Fate    Fate      `json:"fate,omitempty"`
	Job     api.JobID `json:"job,omitempty"`
	Problem Problem   `json:"problem,omitzero"`
}

// EnvelopeState is how far an envelope has come.
type EnvelopeState string

// The states of an envelope.
const (
	// EnvelopeWaiting: surely nothing was made of it.
	EnvelopeWaiting EnvelopeState = "waiting"
	// EnvelopeSending has the call on its way.
	EnvelopeSending EnvelopeState = "sending"
	// EnvelopeUnknown had its answer lost. Its jobs are looked for, and when none is there it
	// is sent again with its key.
	EnvelopeUnknown EnvelopeState = "unknown"
	// EnvelopeMade is a batch on the server, whose jobs become known by and by.
	EnvelopeMade EnvelopeState = "made"
	// EnvelopeOver is final: each item has a fate.
	EnvelopeOver EnvelopeState = "over"
)

// Fate is what became of an item of an envelope.
type Fate string

// The fates of an item; "" is none yet.
const (
	// FateMade has a job.
	FateMade Fate = "made"
	// FateFailed was not taken by the server, whatever became of the others.
	FateFailed Fate = "failed"
	// FateAlone was surely not made, and is sent by itself. FateAgain goes with its batch
	// again, and so does FateHeld once the user has done something.
	FateAlone Fate = "alone"
	FateAgain Fate = "again"
	FateHeld  Fate = "held"
	// FateDoubtful may have been made, which only its job can tell now, or the user.
	FateDoubtful Fate = "doubtful"
)

// NewEnvelope puts submissions that are Ready into a call, at most api.BatchMax. Nothing of
// it is sent before it is stored together with the submissions, each stepped by Enclosed.
func NewEnvelope(id EnvelopeID, batch BatchID, title string, members []Submission, now time.Time) (Envelope, error) {
	e := Envelope{ID: id, Batch: batch, State: EnvelopeWaiting, Rev: 1, Title: title, KeyAt: now, CreatedAt: now, UpdatedAt: now}
	for i := range members {
		m := &members[i]
		req, err := m.Request()
		if err != nil {
			return e, err
		}
		e.Bodies = append(e.Bodies, req)
		e.Items = append(e.Items, EnvelopeItem{ID: m.ID, CallbackID: m.CallbackID, Title: m.Title()})
	}
	hash, err := hashOf(e.body())
	e.BodyHash, e.Key = hash, fmt.Sprintf("%s.%s", id, hash[:min(16, len(hash))])
	return e, err
}

// Request is the body of a submission whose files are on the server.
func (s *Submission) Request() (api.CreateRequest, error) {
	if gone := Withheld(s.Values); len(gone) > 0 {
		return api.CreateRequest{}, fmt.Errorf("the link of %s lost its signature", gone[0])
	}
	return s.request()
}

func (e *Envelope) body() api.BatchRequest {
	return api.BatchRequest{Title: e.Title, Lipsyncs: e.Bodies}
}

// sendable tells whether the body is still what the key was made for, and arrives while the
// server knows the key.
func (e *Envelope) sendable(now time.Time) bool {
	hash, err := hashOf(e.body())
	age := now.Sub(e.KeyAt)
	return err == nil && hash == e.BodyHash && age >= -clockSlack && age < keyLife-keyMargin
}

// Pending are the items without a fate, by their places.
func (e *Envelope) Pending() []int {
	var out []int
	for i := range e.Items {
		if e.Items[i].Fate == "" {
			out = append(out, i)
		}
	}
	return out
}

// StepEnvelope is what an event makes of an envelope, and what to do then. It is pure, as
// Step is.
func StepEnvelope(e Envelope, ev EnvelopeEvent, now time.Time) (Envelope, []Effect) {
	return e.change(now, func(next *Envelope) []Effect { return ev.stepEnvelope(next, now) })
}

// ResumeEnvelope is what to do with an envelope found on disk, taken over from another
// process, or new: what was under way is under way no more.
func ResumeEnvelope(e Envelope, now time.Time) (Envelope, []Effect) {
	return e.change(now, func(next *Envelope) []Effect { return next.resume(now) })
}

func (e Envelope) change(now time.Time, f func(*Envelope) []Effect) (Envelope, []Effect) {
	next := e
	next.Items = slices.Clone(e.Items)
	if e.State == EnvelopeOver {
		return next, nil
	}
	effects := f(&next)
	if !reflect.DeepEqual(e, next) {
		next.Rev, next.UpdatedAt = e.Rev+1, now
	}
	return next, effects
}
