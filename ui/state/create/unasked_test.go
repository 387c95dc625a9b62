package create

import (
	"strings"
	"testing"

	"lipdash/api/submission"
)

func TestWhoCannotBeAskedSpendsNothingThatWasNotAllowed(t *testing.T) {
	money, some := &Money{Limit: 5, spent: 6}, &Money{Limit: 5, spent: 1}
	for _, c := range []struct {
		q     Question
		of    int
		money *Money
		with  Unasked
		yes   bool
		say   string
	}{
		{MadeToday, 1, money, Unasked{}, true, "ls_1 was made from the same inputs today already: this is another job, and billed as one."},
		{OverLimit, 1, money, Unasked{}, false, "The day's limit is reached. Today is at about $6.00 of $5.00 by estimate. It costs about $4.50. Nothing was made."},
		{MadeToday, 12, money, Unasked{}, true, "ls_1 was made from the same inputs today already: each of these is another job, and billed as one."},
		{OverLimit, 12, some, Unasked{}, false, "This passes the day's limit. Today is at about $1.00 of $5.00 by estimate. These 12 cost about $4.50. Nothing was made."},
		{OverLimit, 1, money, Unasked{OverLimit: true}, true, "The day's limit is reached. Today is at about $6.00 of $5.00 by estimate. It costs about $4.50."},
		{NoJournal, 1, money, Unasked{OverLimit: true}, false, "The disk is full. If lipdash is killed before HeyGen answers, nobody can tell whether the job was made. Nothing was made."},
		{NoJournal, 1, money, Unasked{NoJournal: true}, true, "The disk is full. If lipdash is killed before HeyGen answers, nobody can tell whether the job was made."},
	} {
		if yes, say := c.with.Answer(Ask{Question: c.q, Of: c.of, Cost: 4.5}, c.money, "ls_1 was", "The disk is full."); yes != c.yes || say != c.say {
			t.Errorf("question %d with %+v: %v, %q", c.q, c.with, yes, say)
		}
	}
}

func TestTheFateOfASubmission(t *testing.T) {
	doubt := func(o *Outgoing) { o.Doubt = true }
	for name, c := range map[string]struct {
		o    Outgoing
		fate Fate
		left string
	}{
		"waits":              {sub("a", submission.Queued), GoesOn, "It waits here; nothing was made yet."},
		"uploads":            {sub("a", submission.Uploading), GoesOn, "Its files are on their way; nothing was made yet."},
		"is sent":            {sub("a", submission.Sending), GoesOn, "may be made already"},
		"is looked for":      {sub("a", submission.Unknown, doubt), GoesOn, "may be made already"},
		"waits to be sent":   {sub("a", submission.Queued, doubt), GoesOn, "may be made already"},
		"needs a key":        {sub("a", submission.Queued, held), Parked, "nothing was made yet"},
		"needs a key, sent":  {sub("a", submission.Unknown, held, doubt), Unsure, "cannot be told"},
		"asks":               {sub("a", submission.Asking, doubt), Unsure, "cannot be told"},
		"is a job":           {sub("a", submission.Accepted, made), Made, ""},
		"is refused":         {sub("a", submission.Refused), NotMade, ""},
		"is taken back":      {sub("a", submission.Discarded), NotMade, ""},
		"is taken back late": {sub("a", submission.Discarded, doubt), Unsure, "cannot be told"},
	} {
		if got := FateOf(&c.o); got != c.fate {
			t.Errorf("%s: fate %d, want %d", name, got, c.fate)
		}
		var p Pending
		if c.left == "" {
			continue
		}
		if got := p.Left(&c.o, false); !strings.Contains(got, c.left) {
			t.Errorf("%s: %q", name, got)
		}
		if got := p.Left(&c.o, true); !strings.Contains(got, "same key") {
			t.Errorf("%s with a key: %q", name, got)
		}
	}
}
