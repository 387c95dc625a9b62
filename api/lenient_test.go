package api

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// anyJSON draws a JSON value of any shape, a few levels deep.
func anyJSON(depth int) *rapid.Generator[any] {
	leaves := []*rapid.Generator[any]{
		rapid.Just[any](nil),
		rapid.Bool().AsAny(),
		rapid.Float64Range(-1e300, 1e300).AsAny(),
		rapid.Int64().AsAny(),
		rapid.SampledFrom([]string{"", " ", "NaN", "Inf", "-1", "42.5", "true", "completed", "2026-01-02T03:04:05Z", "https://x.y/z", "\x1b[31m"}).AsAny(),
	}
	if depth == 0 {
		return rapid.OneOf(leaves...)
	}
	keys := rapid.SampledFrom([]string{"id", "video_id", "lipsync_id", "status", "title", "duration", "created_at", "error", "message", "data", "items", "has_more", "next_token"})
	return rapid.OneOf(append(leaves,
		rapid.SliceOfN(anyJSON(depth-1), 0, 4).AsAny(),
		rapid.MapOfN(keys, anyJSON(depth-1), 0, 6).AsAny(),
	)...)
}

func TestWhateverAFieldHoldsAJobIsSensible(t *testing.T) {
	fields := rapid.SampledFrom([]string{"id", "status", "title", "duration", "video_url", "caption_url", "callback_id", "created_at", "failure_message", "error"})
	rapid.Check(t, func(t *rapid.T) {
		o := rapid.MapOfN(fields, anyJSON(2), 0, 10).Draw(t, "job")
		raw, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		j, ok := (&Client{}).job(raw)
		if ok != (j.ID != "") || j.Duration < 0 || j.Duration > longest {
			t.Fatalf("%+v", j)
		}
		if !j.CreatedAt.IsZero() && j.CreatedAt.Year() < 1999 {
			t.Fatalf("created %s", j.CreatedAt)
		}
		if string(j.Raw) != string(raw) {
			t.Fatal("the raw text is lost")
		}
	})
}

func TestWhateverAPageHoldsItsJobsAreDistinctAndNoneIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw, err := json.Marshal(map[string]any{
			"data":       anyJSON(3).Draw(t, "data"),
			"has_more":   anyJSON(0).Draw(t, "has_more"),
			"next_token": anyJSON(0).Draw(t, "next_token"),
		})
		if err != nil {
			t.Fatal(err)
		}
		page, bad := readItems("list", reply{fields: object(raw)})
		if bad != nil {
			return
		}
		p := (&Client{}).decodePage(page)
		seen := map[JobID]bool{}
		for _, j := range p.Jobs {
			if j.ID == "" || seen[j.ID] {
				t.Fatalf("%s has %q twice or without an id", raw, j.ID)
			}
			seen[j.ID] = true
		}
		if len(p.Jobs)+p.Skipped > len(page.list) || p.HasMore() && p.Incomplete {
			t.Fatalf("%s became %+v", raw, p)
		}
	})
}

func TestTheFirstUsefulTextOfAnOpenErrorIsTaken(t *testing.T) {
	for raw, want := range map[string]string{
		`"plain"`:                               "plain",
		`null`:                                  "",
		`{}`:                                    "",
		`[]`:                                    "",
		`{"code":"c","message":"m"}`:            "m",
		`{"code":"c","message":null}`:           "c",
		`{"code":40012,"detail":"d"}`:           "d",
		`{"message":"  ","msg":"x"}`:            "x",
		`{"message":{"deep":1},"reason":"why"}`: "why",
	} {
		if got := failure(json.RawMessage(raw)); got != want {
			t.Errorf("%s says %q, want %q", raw, got, want)
		}
	}
}

func TestMomentsInAllTheirForms(t *testing.T) {
	base := time.Unix(1_700_000_000, 0)
	for raw, want := range map[string]time.Time{
		`1700000000`: base, `"1700000000"`: base, `1700000000000`: base, `1.7e9`: base,
		`"2023-11-14T22:13:20Z"`: base, `"2023-11-15T00:13:20+02:00"`: base, `"2023-11-14T22:13:20"`: base,
		`" 2023-11-14 22:13:20 "`: base, `1700000000.5`: base.Add(500 * time.Millisecond),
		`0`: {}, `42.5`: {}, `-5`: {}, `1e18`: {}, `"soon"`: {}, `null`: {}, `{}`: {}, `"1970-01-01T00:00:00Z"`: {}, `true`: {},
	} {
		if got := moment(json.RawMessage(raw)); !got.Equal(want) {
			t.Errorf("%s is %s, want %s", raw, got, want)
		}
	}
}
