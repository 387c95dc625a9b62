package create

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"lipdash/api/record"
)

// tell puts effects about drafts into words.
func tell(es []Effect) string {
	var out []string
	for _, e := range es {
		switch e := e.(type) {
		case SaveDraft:
			out = append(out, fmt.Sprintf("save %s=%s", e.Draft.ID, e.Draft.Values["title"]))
		case FillForm:
			out = append(out, fmt.Sprintf("fill %s", e.Draft.ID))
		}
	}
	return strings.Join(out, ", ")
}

func form(title string) record.Draft {
	if title == "" {
		return record.Draft{}
	}
	return record.Draft{Values: map[string]string{"title": title}, Focus: "title", Caret: len(title)}
}

func TestDraftsAreSavedAfterAPauseAndNeverLost(t *testing.T) {
	var d Drafts
	n := 0
	id := func() string { n++; return fmt.Sprint("d", n) }
	typed := func(title string, want bool) {
		t.Helper()
		if got := d.Typed(form(title), id, noon); got != want {
			t.Errorf("%q typed: a pause begins %v", title, got)
		}
	}
	does := func(es []Effect, want string) {
		t.Helper()
		if got := tell(es); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	typed("", false)
	does(d.Due(), "")
	typed("a", true)
	typed("ab", false) // the timer of the first change saves the later ones too
	does(d.Due(), "save d1=ab")
	does(d.Due(), "")
	typed("ab", false)
	typed("abc", true)
	does(d.Pick("", form("abc"), id, noon), "save d1=abc, fill ")
	does(d.Due(), "")
	typed("x", true)
	does(d.Pick("d1", form("xy"), id, noon), "save d2=xy, fill d1")
	does(d.Pick("d1", form("abc"), id, noon), "") // it is in the form
	if others := d.Others(); len(others) != 1 || others[0].ID != "d2" {
		t.Errorf("the others are %+v", others)
	}
	does(d.Pick("d2", form(""), id, noon), "save d1=, fill d2") // emptied by hand: forgotten
	if others := d.Others(); len(others) != 0 {
		t.Errorf("an emptied draft is among the others: %+v", others)
	}
	does(d.Discard(), "fill , save d2=")
	does(d.Discard(), "fill ")
}

func TestADraftIsOnDiskOnceTheDiskSaysSo(t *testing.T) {
	var d Drafts
	id := func() string { return "d" }
	state := func(want string) {
		t.Helper()
		if got := fmt.Sprint(d.OnDisk(), d.Lost()); got != want {
			t.Errorf("on disk and lost: %s, want %s", got, want)
		}
	}
	state("true false")
	d.Typed(form("a"), id, noon)
	state("false false")
	first := d.Due()[0].(SaveDraft).Edit
	d.Typed(form("ab"), id, noon)
	second := d.Due()[0].(SaveDraft).Edit
	d.Saved(second, nil, "")
	state("true false")
	d.Saved(first, nil, "") // the earlier one, late
	state("true false")
	d.Typed(form("abc"), id, noon)
	if es := d.Saved(d.Due()[0].(SaveDraft).Edit, errors.New("full"), ""); said(es) != "the draft is not on disk: full" {
		t.Error("nobody is told that the disk is full")
	}
	state("false true")
	var next Drafts
	_ = next.Opened([]record.Draft{{ID: "theirs", Values: inputs}})
	next.Carry(d)
	if next.Form().ID != "d" || len(next.Others()) != 0 {
		t.Errorf("another session has %+v and %+v", next.Form(), next.Others())
	}
	if next.OnDisk() || len(next.Last(next.Form(), id, noon)) != 1 {
		t.Error("it counts as kept on the disk of an account that never got it")
	}
	next.Saved(next.Save()[0].(SaveDraft).Edit, nil, "")
	if !next.OnDisk() || len(next.Last(next.Form(), id, noon)) != 0 {
		t.Error("what is on disk is written again at the end")
	}
	if last := next.Last(form("typed since"), id, noon); len(last) != 1 || last[0].Draft.Values["title"] != "typed since" {
		t.Errorf("what was typed last is lost: %+v", last)
	}
}

func TestWhatWasRefusedIsADraftAndOverwritesNone(t *testing.T) {
	for title, want := range map[string]string{"": "fill s, save s=s", "typing": "save s=s"} {
		r := New(Rates{}, 0, on)
		r.Drafts.Typed(form(title), func() string { return "mine" }, noon)
		es := r.Looked([]Outgoing{sub("s", "refused")}, listing(), title == "", "", noon)
		if got := tell(es); got != want {
			t.Errorf("with %q in the form: %q", title, got)
		}
		if in := strings.Contains(es[len(es)-1].(Refused).Text, "c shows it"); in != (title == "") || in != slices.ContainsFunc(es, refusesForm) {
			t.Errorf("with %q in the form it is in the form: %v", title, in)
		}
		if title != "" && (r.Drafts.Form().ID != "mine" || len(r.Drafts.Others()) != 1) {
			t.Errorf("%+v, others %+v", r.Drafts.Form(), r.Drafts.Others())
		}
	}
}

func refusesForm(e Effect) bool {
	_, is := e.(RefuseForm)
	return is
}

func TestOfTwoRefusedTheSecondLeavesTheFirstInTheForm(t *testing.T) {
	r := New(Rates{}, 0, on)
	es := r.Looked([]Outgoing{sub("a", "refused"), sub("b", "refused")}, listing(), true, "", noon)
	if got := tell(es); got != "fill a, save a=a, save b=b" {
		t.Error(got)
	}
}

func TestWhatWasPutAwayBeforeTheDiskWasThereIsSavedThen(t *testing.T) {
	var d Drafts
	n := 0
	id := func() string { n++; return fmt.Sprint("d", n) }
	d.Typed(form("first"), id, noon)
	d.Pick("", form("first"), id, noon) // nobody could save it
	d.Typed(form("second"), id, noon)
	if got := tell(d.Opened([]record.Draft{{ID: "old", Values: inputs}, {ID: "d1", Values: inputs}})); got != "save d1=first, save d2=second" {
		t.Errorf("it does %q", got)
	}
	if others := d.Others(); len(others) != 2 || others[0].Values["title"] != "first" || others[1].ID != "old" {
		t.Errorf("the others are %+v", others)
	}
}

func TestWhatNeverReachedADiskGoesAlongToTheNextSession(t *testing.T) {
	n := 0
	id := func() string { n++; return fmt.Sprint("d", n) }
	var before, after Drafts
	before.Typed(form("first"), id, noon)
	before.Pick("", form("first"), id, noon)
	after.Carry(before)
	if got := tell(after.Opened(nil)); got != "save d1=first" {
		t.Errorf("it does %q", got)
	}
	before = after
	if after.Carry(before); len(after.Others()) != 0 {
		t.Errorf("of what is on a disk the others are %+v", after.Others())
	}
}

func TestWhatWasFilledInIsNoDraftUntilItIsChanged(t *testing.T) {
	var d Drafts
	id := func() string { return "new" }
	d.Opened(nil)
	d.Filled(map[string]string{"title": "foreign"})
	if d.Typed(form("foreign"), id, noon) || tell(d.Due()) != "" || !d.Untouched(map[string]string{"title": "foreign"}) {
		t.Error("what nobody typed is a draft")
	}
	if !d.Typed(form("foreign!"), id, noon) || tell(d.Due()) != "save new=foreign!" {
		t.Error("what was typed is none")
	}
	// Back to what it was, it stays one: something was typed.
	if d.Typed(form("foreign"), id, noon); d.Untouched(map[string]string{"title": "foreign"}) || tell(d.Due()) != "save new=foreign" {
		t.Error("what was typed is lost")
	}
}

func TestDraftsAreDroppedOnDemandAndNotTheOneInTheForm(t *testing.T) {
	var d Drafts
	d.Opened([]record.Draft{{ID: "a", Values: form("a").Values}, {ID: "b", Values: form("b").Values}, {ID: "c", Values: form("c").Values}})
	d.Pick("a", record.Draft{}, func() string { return "new" }, noon)
	if got := tell(d.Drop([]string{"a", "b"})); got != "save b=" {
		t.Errorf("%q", got)
	}
	if others := d.Others(); len(others) != 1 || others[0].ID != "c" || d.Form().ID != "a" {
		t.Errorf("%v, in the form %q", others, d.Form().ID)
	}
}
