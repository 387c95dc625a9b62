package browse

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lipdash/api"
)

var noon = time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)

// jobsOf makes jobs of a text such as "a b! c?": "!" is failed, "?" has no date; each is
// an hour older than the one before.
func jobsOf(text string, first int) (out []api.Job) {
	for i, word := range strings.Fields(text) {
		j := api.Job{ID: api.JobID(strings.Trim(word, "!?")), Status: api.StatusCompleted, CreatedAt: noon.Add(-time.Duration(first+i) * time.Hour)}
		if strings.Contains(word, "!") {
			j.Status = api.StatusFailed
		}
		if strings.Contains(word, "?") {
			j.CreatedAt = time.Time{}
		}
		out = append(out, j)
	}
	return out
}

func TestAListIsReadOnceWhateverItDoes(t *testing.T) {
	type page struct {
		jobs, next string
		incomplete bool
		err        error
	}
	gone := &api.Error{Status: 400, Enveloped: true}
	for name, c := range map[string]struct {
		wanted  Wanted
		pages   []page
		want    string
		asked   string
		trouble string
		more    bool
		err     error
	}{
		"all pages":                   {pages: []page{{jobs: "a b", next: "2"}, {jobs: "c"}}, want: "a b c", asked: ":100 2:100"},
		"a limit":                     {wanted: Wanted{Limit: 3}, pages: []page{{jobs: "a b", next: "2"}, {jobs: "c", next: "3"}}, want: "a b c", asked: ":3 2:1", more: true},
		"a limit at the end":          {wanted: Wanted{Limit: 2}, pages: []page{{jobs: "a b"}}, want: "a b", asked: ":2"},
		"a filter reads whole pages":  {wanted: Wanted{Limit: 1, Query: Query{State: Failed}}, pages: []page{{jobs: "a b", next: "2"}, {jobs: "c d! e!", next: "3"}}, want: "d", asked: ":100 2:100", more: true},
		"one state of the API's":      {wanted: Wanted{Status: api.StatusFailed}, pages: []page{{jobs: "a b! c"}}, want: "b", asked: ":100"},
		"words":                       {wanted: Wanted{Query: Query{Text: "ab"}}, pages: []page{{jobs: "abc x"}}, want: "abc", asked: ":100"},
		"since, and no further":       {wanted: Wanted{Since: noon.Add(-150 * time.Minute)}, pages: []page{{jobs: "a b c d", next: "2"}}, want: "a b c", asked: ":100"},
		"since, without a date":       {wanted: Wanted{Since: noon.Add(-150 * time.Minute)}, pages: []page{{jobs: "a b? c", next: "2"}, {jobs: "d"}}, want: "a c", asked: ":100 2:100"},
		"an empty page":               {pages: []page{{jobs: "a", next: "2"}, {next: "3"}, {jobs: "b"}}, want: "a b", asked: ":100 2:100 3:100"},
		"only empty pages":            {pages: []page{{next: "1"}, {next: "2"}, {next: "3"}, {next: "4"}, {next: "5"}, {next: "6"}}, asked: ":100 1:100 2:100 3:100 4:100", trouble: "circles"},
		"a job on two pages":          {pages: []page{{jobs: "a b", next: "2"}, {jobs: "b c"}}, want: "a b c", asked: ":100 2:100"},
		"the same cursor again":       {pages: []page{{jobs: "a", next: "2"}, {jobs: "b", next: "2"}}, want: "a b", asked: ":100 2:100", trouble: "circles"},
		"more, and no cursor":         {pages: []page{{jobs: "a", incomplete: true}}, want: "a", asked: ":100", trouble: "does not say where"},
		"a cursor that ran out":       {pages: []page{{jobs: "a b", next: "2"}, {err: gone}, {jobs: "n a b", next: "2"}, {jobs: "c"}}, want: "a b n c", asked: ":100 2:100 :100 2:100"},
		"a cursor that ran out twice": {pages: []page{{jobs: "a", next: "2"}, {err: gone}, {jobs: "a", next: "2"}, {err: gone}}, want: "a", asked: ":100 2:100 :100 2:100", err: gone},
		"an error at the top":         {pages: []page{{err: gone}}, asked: ":100", err: gone},
		"an outage":                   {pages: []page{{jobs: "a", next: "2"}, {err: &api.Error{Status: 503}}}, want: "a", asked: ":100 2:100", err: &api.Error{Status: 503}},
	} {
		t.Run(name, func(t *testing.T) {
			o := NewOnce(c.wanted)
			var got, asked []string
			var failed error
			for n := 0; failed == nil; n++ {
				p, more := o.Next()
				if !more {
					break
				}
				asked = append(asked, fmt.Sprintf("%s:%d", p.Token, p.Limit))
				if n == len(c.pages) {
					t.Fatalf("asked for %v", asked)
				}
				if err := c.pages[n].err; err != nil {
					if !o.Failed(err) {
						failed = err
					}
					continue
				}
				for _, j := range o.Took(api.JobPage{Jobs: jobsOf(c.pages[n].jobs, n*10), NextToken: c.pages[n].next, Incomplete: c.pages[n].incomplete}) {
					got = append(got, string(j.ID))
				}
			}
			if !slices.Equal(got, strings.Fields(c.want)) || !slices.Equal(asked, strings.Fields(c.asked)) {
				t.Errorf("got %v with %v", got, asked)
			}
			if !strings.Contains(o.Trouble(), c.trouble) || (o.Trouble() == "") != (c.trouble == "") || o.More() != c.more {
				t.Errorf("trouble %q, more %v", o.Trouble(), o.More())
			}
			if fmt.Sprint(failed) != fmt.Sprint(c.err) {
				t.Errorf("ended with %v", failed)
			}
		})
	}
}

func TestAListThatIsNotInOrderIsReadToItsEnd(t *testing.T) {
	o := NewOnce(Wanted{Since: noon.Add(-90 * time.Minute)})
	jobs := jobsOf("a b c d", 0)
	slices.Reverse(jobs)
	if got := o.Took(api.JobPage{Jobs: jobs, NextToken: "2"}); len(got) != 2 {
		t.Errorf("got %v", got)
	}
	if _, more := o.Next(); !more {
		t.Error("the rest of a list without order was not asked for")
	}
}
