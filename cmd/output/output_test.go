package output

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

type thing struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Inner struct {
		N int `json:"n"`
	} `json:"inner"`
	None *string `json:"none"`
}

func things() Table[thing] {
	return Table[thing]{
		Columns: []Column[thing]{
			{Name: "id", Text: func(v thing) string { return v.ID }},
			{Name: "title", Wide: true, Text: func(v thing) string { return v.Title }},
			{Name: "loud", Text: func(v thing) string { return strings.ToUpper(v.Title) }},
		},
		ID: func(v thing) string { return v.ID }, Empty: "Nothing.",
	}
}

// printed is what a run prints with some flags, on a terminal so wide or on none.
func printed(f Flags, width int, show func(*Printer) error) (out string, err error) {
	var b bytes.Buffer
	p := New(f, Options{Out: &b, Err: &bytes.Buffer{}, OutTerminal: width > 0, Width: width, Theme: theme.New(theme.Options{})})
	err = show(p)
	if closed := p.Close(); err == nil {
		err = closed
	}
	return b.String(), err
}

func TestEachFormPrintsTheSameThings(t *testing.T) {
	odd := thing{ID: "b", Title: "two\tcells\x1b[2J\n\u009b1m"}
	list := []thing{{ID: "a", Title: "one"}, odd}
	for name, c := range map[string]struct {
		f     Flags
		width int
		want  string
	}{
		"lines":        {Flags{Lines: true}, 0, `{"id":"a","title":"one","inner":{"n":0},"none":null}` + "\n" + `{"id":"b","title":"two\tcells\u001b[2J\n\u009b1m","inner":{"n":0},"none":null}` + "\n"},
		"ids":          {Flags{Quiet: true}, 80, "a\nb\n"},
		"a field":      {Flags{Field: "title"}, 0, "one\ntwo cells\n"},
		"a deep field": {Flags{Field: "inner.n"}, 0, "0\n0\n"},
		"ours":         {Flags{Field: "loud"}, 0, "ONE\nTWO CELLS\n"},
		"tabs":         {Flags{Columns: []string{"loud", "id"}}, 0, "ONE\ta\nTWO CELLS\tb\n"},
		"some fields":  {Flags{JSON: true, Columns: []string{"id", "none", "loud"}}, 0, "[\n" + `{"id":"a","none":null,"loud":"ONE"},` + "\n" + `{"id":"b","none":null,"loud":"TWO\tCELLS\u001b[2J\n\u009b1M"}` + "\n]\n"},
	} {
		got, err := printed(c.f, c.width, func(p *Printer) error { return All(p, things(), list) })
		if got != c.want || err != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestJSONMeansWhatItWas(t *testing.T) {
	v := thing{ID: "x", Title: "\u009b<&>\u202e\u0000 é 𝔘"}
	for _, width := range []int{0, 80} {
		got, err := printed(Flags{JSON: true}, width, func(p *Printer) error { return One(p, things(), v) })
		var back thing
		if err != nil || json.Unmarshal([]byte(got), &back) != nil || back != v {
			t.Errorf("%q, %v", got, err)
		}
	}
}

func TestATableIsNoWiderThanItsTerminalAndCutsOnlyWhatGivesWay(t *testing.T) {
	list := []thing{{ID: "0123456789abcdef", Title: strings.Repeat("字幕 ", 40)}, {ID: "b", Title: "short"}}
	for _, width := range []int{40, 60, 80, 200} {
		got, err := printed(Flags{Columns: []string{"title", "id"}}, width, func(p *Printer) error { return All(p, things(), list) })
		if err != nil || !strings.Contains(got, "0123456789abcdef") {
			t.Errorf("%q, %v", got, err)
		}
		for line := range strings.Lines(got) {
			if w := format.Width(strings.TrimSuffix(line, "\n")); w > width {
				t.Errorf("%d cells on a terminal of %d: %q", w, width, line)
			}
		}
	}
}

func TestATableThatWrapsLosesNothing(t *testing.T) {
	table := things()
	table.Wraps = true
	table.Columns = append(table.Columns, Column[thing]{Name: "more", Wide: true, Text: func(thing) string { return "some more words" }})
	list := []thing{{ID: "a", Title: strings.Repeat("字幕 words ", 12) + "end"}, {ID: "b", Title: "short"}}
	for _, width := range []int{60, 80, 200} {
		got, err := printed(Flags{Columns: []string{"id", "title", "more"}}, width, func(p *Printer) error { return All(p, table, list) })
		if words := strings.Fields(got); err != nil || strings.Count(got, "字幕") != 12 || !slices.Contains(words, "end") || strings.Contains(got, "…") || strings.Count(got, "some more words") != 2 {
			t.Errorf("%s, %v", got, err)
		}
		for line := range strings.Lines(got) {
			if w := format.Width(strings.TrimSuffix(line, "\n")); w > width {
				t.Errorf("%d cells on a terminal of %d: %q", w, width, line)
			}
		}
	}
}

func TestWhatNothingHasIsRefused(t *testing.T) {
	for _, f := range []Flags{{Columns: []string{"id", "x"}}, {Field: "inner.x"}} {
		if err := things().Refuse(f); err == nil {
			t.Errorf("%+v is taken", f)
		}
	}
	if err := things().Refuse(Flags{Columns: []string{"loud", "inner.n"}}); err != nil {
		t.Error(err)
	}
	if got, err := printed(Flags{Field: "none"}, 0, func(p *Printer) error { return One(p, things(), thing{ID: "a"}) }); got != "" || err == nil || err.Error() != "a has no none" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestOneLineOfProgressIsDrawnOverItselfAndTakenAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out, said bytes.Buffer
		p := New(Flags{Lines: true}, Options{Out: &out, Err: &said, ErrTerminal: true, Width: 20, Theme: theme.New(theme.Options{})})
		p.Progress().Set("a long line that does not fit")
		p.Progress().Set("too soon")
		<-time.After(time.Second)
		p.Progress().Set("short")
		if err := One(p, things(), thing{ID: "a"}); err != nil {
			t.Fatal(err)
		}
		if got, want := said.String(), "\ra long line that d…\rshort              \r     \r"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
	var said bytes.Buffer
	New(Flags{}, Options{Out: &said, Err: &said, Width: 20}).Progress().Set("x")
	if said.Len() > 0 {
		t.Errorf("without a terminal it drew %q", said.String())
	}
}

func TestProgressToldFromGoroutinesIsNeverInBetweenAndEndsWithThePrinter(t *testing.T) {
	var said strings.Builder
	p := New(Flags{Lines: true}, Options{Out: &said, Err: &said, ErrTerminal: true, Width: 20, Theme: theme.New(theme.Options{})})
	var told sync.WaitGroup
	for i := range 4 {
		told.Go(func() {
			for n := range 100 {
				p.Progress().Set(strings.Repeat("x", i+n%9+1))
			}
		})
	}
	for range 100 {
		p.Note("a note")
		if err := One(p, things(), thing{ID: "a"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	before := said.String()
	told.Wait()
	p.Progress().Set("much later")
	if said.String() != before {
		t.Errorf("after its end it drew %q", said.String()[len(before):])
	}
	for line := range strings.Lines(before) {
		if rest := line[strings.LastIndex(line, "\r")+1:]; rest != "" && rest[0] != '{' {
			t.Fatalf("%q", line)
		}
	}
}

func TestALinkInAnErrorOrANoticeKeepsNoSignature(t *testing.T) {
	said := `invalid argument "https://x.com/v.mp4?X-Amz-Signature=secret" for "--video" flag`
	for _, speaks := range []bool{true, false} {
		var b bytes.Buffer
		WriteFailure(&b, Failure{Code: "usage_error", Message: said, Hint: "not " + said}, speaks)
		p := New(Flags{JSON: speaks}, Options{Out: io.Discard, Err: &b, OutTerminal: true})
		p.Note(said)
		if got := b.String(); strings.Contains(got, "secret") || strings.Count(got, "https://x.com/v.mp4?(signed)") != 3 {
			t.Errorf("for programs %v: %s", speaks, got)
		}
	}
}

func TestWhatOtherProgramsPrintIsNotWrittenAtOnceWithOthersNorAfterTheEnd(t *testing.T) {
	var b bytes.Buffer
	p := New(Flags{}, Options{Out: io.Discard, Err: &b, OutTerminal: true, ErrTerminal: true, Width: 80})
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() { _, _ = io.WriteString(p.Aside(), "from a hook\n") })
		all.Go(func() { p.Note("from us"); p.Progress().Set("how far it is") })
	}
	all.Wait()
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if n, err := io.WriteString(p.Aside(), "too late"); n != len("too late") || err != nil {
		t.Error(n, err)
	}
	got := b.String()
	if strings.Count(got, "from a hook\n") != 4 || strings.Count(got, "lipdash: from us\n") != 4 || strings.Contains(got, "too late") {
		t.Errorf("%q", got)
	}
}
