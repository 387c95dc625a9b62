package create

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"lipdash/api"
	"lipdash/api/record"
)

var inputs = map[string]string{"video": "https://x.y/v.mp4", "audio": "https://x.y/a.wav", "title": "take"}

func typed() Intent { return Intent{Values: []map[string]string{inputs}, FromForm: true, Draft: "d"} }

func again() Intent { return Intent{Values: []map[string]string{inputs}, Again: []api.JobID{"ls_1"}} }

// said puts effects into words: "look", "ask 1", "hand over".
func said(es []Effect) string {
	var out []string
	for _, e := range es {
		switch e := e.(type) {
		case LookForSame:
			out = append(out, "look")
		case Ask:
			out = append(out, []string{"today?", "limit?", "journal?"}[e.Question])
		case HandOver:
			out = append(out, "hand over")
		case RefuseForm:
			out = append(out, map[bool]string{true: "not yet", false: "refused"}[strings.Contains(e.Text, "HeyGen has not answered yet")])
		case NotMadeAgain:
			out = append(out, "refused")
		case Warn:
			out = append(out, warned(e))
		default:
			out = append(out, strings.TrimPrefix(fmt.Sprintf("%T", e), "create."))
		}
	}
	return strings.Join(out, " ")
}

// warned is a warning in a word.
func warned(w Warn) string {
	for part, word := range map[string]string{"HeyGen has not answered yet": "not yet", "may or may not": "Asks", " waits, ": "Held"} {
		if strings.Contains(w.Text, part) {
			return word
		}
	}
	return w.Text
}

// TestEveryWayOfAWishToTheOutbox walks all ways there are: each event in a word, with
// what follows from it.
func TestEveryWayOfAWishToTheOutbox(t *testing.T) {
	open := Conditions{Open: true}
	limit, trouble := Conditions{Open: true, Limit: 1, Spent: 1}, Conditions{Open: true, Trouble: "The disk is full."}
	both := Conditions{Open: true, Limit: 1, Spent: 1, Trouble: "The disk is full."}
	same := Same{Jobs: []api.JobID{"ls_1"}}
	no := errors.New("no")
	type step struct {
		do   func(f *Flow) []Effect
		want string
	}
	begin := func(w Intent, c Conditions, want string) step {
		return step{func(f *Flow) []Effect { return f.Begin(w, c) }, want}
	}
	found := func(s Same, c Conditions, want string) step {
		return step{func(f *Flow) []Effect { return f.sameFound(f.n, s, nil, c) }, want}
	}
	yes := func(c Conditions, want string) step {
		return step{func(f *Flow) []Effect { return f.Yes(f.n, false, c) }, want}
	}
	over := func(err error, c Conditions, want string) step {
		return step{func(f *Flow) []Effect { _, es := f.handedOver(f.n, err, c); return es }, want}
	}
	for name, steps := range map[string][]step{
		"nothing in the way":          {begin(typed(), open, "look"), found(Same{}, open, "hand over"), over(nil, open, "")},
		"no journal yet":              {begin(typed(), Conditions{}, "not yet"), begin(typed(), open, "look")},
		"it closes meanwhile":         {begin(typed(), open, "look"), found(Same{}, Conditions{}, "not yet"), begin(typed(), open, "look")},
		"made today":                  {begin(typed(), open, "look"), found(same, open, "today?"), yes(open, "hand over")},
		"pending counts as made":      {begin(typed(), open, "look"), found(Same{Pending: []ID{"s"}}, open, "today?")},
		"over the limit":              {begin(typed(), limit, "look"), found(Same{}, limit, "limit?"), yes(limit, "hand over")},
		"no journal":                  {begin(typed(), trouble, "look"), found(Same{}, trouble, "journal?"), yes(trouble, "hand over")},
		"everything is asked":         {begin(typed(), both, "look"), found(same, both, "today?"), yes(both, "limit?"), yes(both, "journal?"), yes(both, "hand over")},
		"over the limit meanwhile":    {begin(typed(), open, "look"), found(same, open, "today?"), yes(limit, "limit?"), yes(limit, "hand over")},
		"no journal is asked once":    {begin(typed(), trouble, "look"), found(Same{}, trouble, "journal?"), yes(trouble, "hand over"), over(nil, trouble, ""), begin(typed(), trouble, "look"), found(Same{}, trouble, "hand over")},
		"the limit is asked each":     {begin(typed(), limit, "look"), found(Same{}, limit, "limit?"), yes(limit, "hand over"), over(nil, limit, ""), begin(typed(), limit, "look"), found(Same{}, limit, "limit?")},
		"the limit answers no other":  {begin(again(), limit, "limit?"), yes(both, "journal?")},
		"a question is left":          {begin(typed(), open, "look"), found(same, open, "today?"), begin(typed(), open, "look"), found(Same{}, open, "hand over")},
		"damaged when handed over":    {begin(typed(), open, "look"), found(Same{}, open, "hand over"), over(no, trouble, "journal?"), yes(trouble, "hand over"), over(nil, trouble, "")},
		"damaged, and known to be":    {begin(typed(), trouble, "look"), found(Same{}, trouble, "journal?"), yes(trouble, "hand over"), over(no, trouble, "refused")},
		"not taken":                   {begin(typed(), open, "look"), found(Same{}, open, "hand over"), over(no, open, "refused"), begin(typed(), open, "look")},
		"sent once while looking":     {begin(typed(), open, "look"), begin(typed(), open, ""), found(Same{}, open, "hand over")},
		"sent once while handed over": {begin(typed(), open, "look"), found(Same{}, open, "hand over"), begin(typed(), open, ""), over(nil, open, "")},
		"yes is taken once":           {begin(typed(), limit, "look"), found(Same{}, limit, "limit?"), yes(limit, "hand over"), yes(limit, "")},
		"yes to nothing":              {yes(open, ""), begin(typed(), open, "look"), yes(open, "")},
		"an answer is taken once":     {begin(typed(), open, "look"), found(Same{}, open, "hand over"), found(Same{}, open, "")},
		"again":                       {begin(again(), open, "hand over"), over(nil, open, "")},
		"again, no journal yet":       {begin(again(), Conditions{}, "not yet")},
		"again, over the limit":       {begin(again(), limit, "limit?"), yes(limit, "hand over")},
		"again, no journal":           {begin(again(), trouble, "journal?"), yes(trouble, "hand over")},
		"again, everything":           {begin(again(), both, "limit?"), yes(both, "journal?"), yes(both, "hand over")},
		"again, not taken":            {begin(again(), open, "hand over"), over(no, open, "refused")},
		"again, and again":            {begin(again(), open, "hand over"), begin(again(), open, "hand over")},
		"again beside the form":       {begin(typed(), open, "look"), begin(again(), open, "hand over")},
	} {
		var f Flow
		for i, s := range steps {
			if got := said(s.do(&f)); got != s.want {
				t.Errorf("%s, step %d: %q, want %q", name, i, got, s.want)
			}
		}
	}
}

func TestAnAnswerToAnotherQuestionMeansNothing(t *testing.T) {
	var f Flow
	open, limit := Conditions{Open: true}, Conditions{Open: true, Limit: 1, Spent: 1}
	f.Begin(typed(), open)
	first := f.n
	f.sameFound(first, Same{Jobs: []api.JobID{"ls_1"}}, nil, open)
	if got := said(f.Begin(again(), limit)); got != "limit?" {
		t.Fatal(got)
	}
	if got := said(f.Yes(first+9, false, open)); got != "" {
		t.Error("a number nobody gave out is answered:", got)
	}
	if got := f.Yes(first, false, open); !reflect.DeepEqual(got, []Effect{HandOver{N: first, Intent: typed()}}) {
		t.Errorf("%+v", got)
	}
}

func TestOnlyTheFormIsBusyAndOnlyOnItsWay(t *testing.T) {
	var f Flow
	open := Conditions{Open: true}
	states := []bool{f.Busy()}
	f.Begin(again(), open)
	states = append(states, f.Busy())
	f.Begin(typed(), open)
	states = append(states, f.Busy())
	f.sameFound(f.n, Same{Jobs: []api.JobID{"ls_1"}}, nil, open)
	states = append(states, f.Busy()) // a question is open: the form is free
	f.Yes(f.n, false, open)
	states = append(states, f.Busy())
	f.handedOver(f.n, nil, open)
	states = append(states, f.Busy())
	if want := []bool{false, false, true, false, true, false}; !slices.Equal(states, want) {
		t.Errorf("busy %v, want %v", states, want)
	}
}

// many is a batch of three from the form, at two dollars each.
func many() Intent {
	w := Intent{FromForm: true, Draft: "d", Batch: &record.Batch{Name: "ep018"}}
	for i, title := range []string{"de", "fr", "ja"} {
		w.Values = append(w.Values, map[string]string{"video": "https://x.y/v.mp4", "audio": "https://x.y/" + title + ".wav", "title": title})
		w.Batch.Items = append(w.Batch.Items, record.BatchItem{Number: i + 1, Input: title, Cost: 2})
	}
	return w
}

func titlesOf(w Intent) (out []string) {
	for i, v := range w.Values {
		out = append(out, fmt.Sprintf("%s %d", v["title"], w.Batch.Items[i].Number))
	}
	return out
}

func TestSeveralAreAskedAboutOnce(t *testing.T) {
	open := Conditions{Open: true, Limit: 100}
	var f Flow
	look := f.Begin(many(), open)[0].(LookForSame)
	if len(look.Values) != 3 {
		t.Fatalf("%+v", look)
	}
	asked := f.sameFound(f.n, Same{Jobs: []api.JobID{"ls_1", "ls_2"}, Of: []int{1}}, nil, open)
	if ask, ok := asked[0].(Ask); !ok || len(asked) != 1 || ask.Of != 3 || ask.Cost != 6 {
		t.Fatalf("%+v", asked)
	}
	out := f.Yes(f.n, true, open)
	if over, ok := out[0].(HandOver); !ok || !slices.Equal(titlesOf(over.Intent), []string{"de 1", "ja 3"}) || over.Intent.Cost() != 4 {
		t.Errorf("only the rest: %+v", out)
	}
	if f.Yes(f.n, false, open) != nil {
		t.Error("a second yes hands over again")
	}
	f.handedOver(f.n, nil, open)
	f.Begin(many(), open)
	f.sameFound(f.n, Same{Jobs: []api.JobID{"ls_1"}, Of: []int{1}}, nil, open)
	if over, ok := f.Yes(f.n, false, open)[0].(HandOver); !ok || len(over.Intent.Values) != 3 {
		t.Error("a yes to all is not all")
	}
}

func TestABatchThatWouldGoOverTheLimitIsAskedAbout(t *testing.T) {
	for rest, want := range map[float64]string{0: "hand over", 6: "hand over", 5.99: "limit?"} {
		var f Flow
		c := Conditions{Open: true, Limit: rest}
		f.Begin(many(), c)
		if got := said(f.sameFound(f.n, Same{}, nil, c)); got != want {
			t.Errorf("with $%v left: %s, want %s", rest, got, want)
		}
	}
	// Of what was made today the rest counts alone.
	var f Flow
	c := Conditions{Open: true, Limit: 5}
	f.Begin(many(), c)
	f.sameFound(f.n, Same{Jobs: []api.JobID{"ls_1"}, Of: []int{0}}, nil, c)
	if got := said(f.Yes(f.n, true, c)); got != "hand over" {
		t.Errorf("two of three are within the limit: %s", got)
	}
}

// A command makes items of a batch again with the values that it was given.
func TestItemsThatAreMadeAgainFromValuesCountOnce(t *testing.T) {
	c := Conditions{Open: true, Limit: 5}
	w := many()
	w.Retry = Retry{Batch: "launch", Items: []int{1, 2, 3}}
	var f Flow
	f.Begin(w, c)
	asked := f.sameFound(f.n, Same{}, nil, c)
	if ask, ok := asked[0].(Ask); !ok || ask.Question != OverLimit || ask.Of != 3 || ask.Costs() != "These 3 cost about $6.00" {
		t.Errorf("%+v", asked)
	}
}
