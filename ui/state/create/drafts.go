package create

import (
	"maps"
	"slices"
	"time"

	"lipdash/api/record"
	"lipdash/ui/kit/action"
)

// Pause is how long what was typed stays off the disk, also while somebody goes on
// typing: whoever never rests would else never be saved.
const Pause = 200 * time.Millisecond

// Drafts are the draft in the form, and the others on disk.
type Drafts struct {
	stored []record.Draft
	// opened is true once those on disk are among them.
	opened bool
	form   record.Draft
	// copied is what the form holds a copy of, the zero row for nothing.
	copied action.RowID
	// filled is what was put into the form and not typed: it is no draft until it is changed.
	filled map[string]string
	// changes counts those of the form; given is the last one given to the disk, kept
	// the last one that is on it. lost is true after the disk refused one.
	changes, given, kept int
	lost                 bool
}

// Form is the draft in the form, without an id while nothing was typed.
func (d *Drafts) Form() record.Draft { return d.form }

// Copied is the row that the form holds a copy of, the zero row for none.
func (d *Drafts) Copied() action.RowID { return d.copied }

// OnDisk tells whether what is in the form is on disk, Lost whether the disk refused it.
func (d *Drafts) OnDisk() bool { return d.kept == d.changes }

// Lost tells whether the disk refused the last draft it was given.
func (d *Drafts) Lost() bool { return d.lost }

// Others are the stored drafts besides the one in the form, the newest first.
func (d *Drafts) Others() []record.Draft {
	return slices.DeleteFunc(slices.Clone(d.stored), func(s record.Draft) bool { return s.ID == d.form.ID || len(s.Values) == 0 })
}

// Opened takes the drafts on disk, and saves what was typed before the disk was there.
func (d *Drafts) Opened(stored []record.Draft) (out []Effect) {
	d.opened = true
	early := d.stored
	for _, s := range early {
		out = append(out, SaveDraft{Draft: s})
	}
	d.stored = append(early, slices.DeleteFunc(slices.Clone(stored), func(s record.Draft) bool {
		return slices.ContainsFunc(early, func(e record.Draft) bool { return e.ID == s.ID })
	})...)
	return append(out, d.Save()...)
}

// Carry takes over from the session before the form's draft, and what never reached its
// disk: the drafts on that are another account's.
func (d *Drafts) Carry(before Drafts) {
	*d = before
	if d.opened {
		d.stored = nil
	}
	d.opened = false
	if d.form.ID != "" {
		d.kept = d.changes - 1 // it is not on this account's disk
	}
}

// Typed takes what is in the form: its Values, Focus and Caret. It is the first
// change that is not on its way to the disk when Due is to be asked after the Pause,
// for the later ones too. A new draft gets the id.
func (d *Drafts) Typed(form record.Draft, id func() string, now time.Time) (pause bool) {
	due := d.changes != d.given
	return d.take(form, id, now) && !due
}

// take copies what is in the form into its draft; false when nothing changed.
func (d *Drafts) take(form record.Draft, id func() string, now time.Time) bool {
	switch {
	case len(form.Values) == 0 && len(d.form.Values) == 0, d.Untouched(form.Values):
		return false
	case maps.Equal(form.Values, d.form.Values) && form.Focus == d.form.Focus && form.Caret == d.form.Caret:
		return false
	}
	if d.form.ID == "" {
		d.form.ID, d.form.CreatedAt = id(), now
	}
	d.form.Values, d.form.Focus, d.form.Caret, d.form.UpdatedAt = maps.Clone(form.Values), form.Focus, form.Caret, now
	d.changes++
	return true
}

// Due is what is to be saved after a pause.
func (d *Drafts) Due() []Effect {
	if d.changes == d.given {
		return nil
	}
	return d.Save()
}

// Save gives the form's draft to the disk.
func (d *Drafts) Save() []Effect {
	d.given = d.changes
	if d.form.ID == "" {
		return nil
	}
	return []Effect{SaveDraft{Draft: d.form, Edit: d.changes}}
}

// Last takes what is in the form before the program ends: what the disk has not taken yet is
// to be saved.
func (d *Drafts) Last(form record.Draft, id func() string, now time.Time) []SaveDraft {
	d.take(form, id, now)
	if d.OnDisk() && !d.lost || d.form.ID == "" {
		return nil
	}
	return []SaveDraft{{Draft: d.form, Edit: d.changes}}
}

// Take makes a draft that has lost its place one of the others.
func (d *Drafts) Take(lost record.Draft) []Effect {
	if len(lost.Values) == 0 {
		return nil
	}
	d.stored = slices.Insert(d.stored, 0, lost)
	return []Effect{SaveDraft{Draft: lost}}
}

// Saved takes the disk's answer. Trouble is why nothing is kept, as far as that was said.
func (d *Drafts) Saved(edit int, err error, trouble string) []Effect {
	switch d.lost = err != nil; {
	case !d.lost:
		d.kept = max(d.kept, edit)
	case trouble == "":
		return []Effect{Warn{Text: "the draft is not on disk: " + err.Error()}}
	}
	return nil
}

// Pick puts a stored draft into the form, an empty one for "". What was in it becomes
// one of the others.
func (d *Drafts) Pick(id string, form record.Draft, newID func() string, now time.Time) []Effect {
	if id == d.form.ID && id != "" {
		return nil
	}
	d.take(form, newID, now)
	out := d.putAway()
	next := record.Draft{}
	if i := slices.IndexFunc(d.stored, func(s record.Draft) bool { return s.ID == id }); i >= 0 {
		next = d.stored[i]
	}
	d.hold(next)
	return append(out, FillForm{Draft: next})
}

// putAway makes the form's draft one of the others, or forgets it if it is empty.
func (d *Drafts) putAway() []Effect {
	old, changed := d.form, d.changes != d.given
	d.drop()
	switch {
	case len(old.Values) > 0:
		d.stored = slices.Insert(d.stored, 0, old)
	case old.ID == "" || !changed:
		return nil
	}
	return []Effect{SaveDraft{Draft: old}}
}

// Filled says that what is in the form now was put there, and not typed.
func (d *Drafts) Filled(values map[string]string) { d.filled = maps.Clone(values) }

// Untouched tells whether the form holds what was put there and nothing else.
func (d *Drafts) Untouched(values map[string]string) bool {
	return d.form.ID == "" && len(d.filled) > 0 && maps.Equal(values, d.filled)
}

// Drop throws stored drafts away, on demand only. That in the form stays.
func (d *Drafts) Drop(ids []string) (out []Effect) {
	for _, id := range ids {
		if id != d.form.ID {
			d.forget(id)
			out = append(out, SaveDraft{Draft: record.Draft{ID: id}})
		}
	}
	return out
}

// hold makes a draft the one in the form, as it is on disk.
func (d *Drafts) hold(form record.Draft) {
	d.form, d.filled, d.copied = form, nil, action.JobRow(form.Again)
	d.given, d.kept = d.changes, d.changes
}

// drop forgets the form's draft.
func (d *Drafts) drop() {
	d.forget(d.form.ID)
	d.hold(record.Draft{})
}

// forget takes a draft off the others: it became a submission, or is not wanted.
func (d *Drafts) forget(id string) {
	d.stored = slices.DeleteFunc(d.stored, func(s record.Draft) bool { return s.ID == id })
}

// Discard throws the form's draft away, on demand only.
func (d *Drafts) Discard() []Effect {
	gone := d.form
	gone.Values = nil
	d.drop()
	out := []Effect{FillForm{}}
	if gone.ID != "" {
		out = append(out, SaveDraft{Draft: gone})
	}
	return out
}

// refused makes a submission a draft again; the journal keeps it as one of the same
// id. It goes into the form when that is free.
func (d *Drafts) refused(o Outgoing, formEmpty bool, now time.Time) []Effect {
	back := record.Draft{ID: string(o.ID), Values: o.Values, Again: o.Again, CreatedAt: now, UpdatedAt: now}
	if !formEmpty {
		d.stored = slices.Insert(d.stored, 0, back)
		return []Effect{SaveDraft{Draft: back}}
	}
	out := d.putAway()
	d.hold(back)
	return append(out, FillForm{Draft: back}, SaveDraft{Draft: back, Edit: d.changes})
}
