package linemode

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/api/lazyregexp"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/state/create"
	state "lipdash/ui/state/follow"
)

// Sentences are made for the ear: times are written out, and there are no signs that are read
// one by one.

// sentence is a text of ours with a capital and a full stop, "" for none.
func sentence(text string) string {
	text = strings.TrimSpace(text)
	if text != "" && text[0] >= 'a' && text[0] <= 'z' {
		text = strings.ToUpper(text[:1]) + text[1:]
	}
	return full(text)
}

// heard is a text of ours as a sentence that is read aloud, in which names stay as people wrote
// them.
func heard(text string, names ...string) string {
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) })
	var back []string
	mark := namesFrom
	for _, name := range names {
		if name != "" && strings.Contains(text, name) {
			text = strings.ReplaceAll(text, name, string(mark))
			back = append(back, string(mark), name)
			mark++
		}
	}
	return strings.NewReplacer(back...).Replace(sentence(aloud(text)))
}

// namesFrom is the first of the characters of private use that stand for names meanwhile.
const namesFrom = '\U000F0000'

// heard is heard with the names of what is listed, was made in this conversation or is on its way.
func (d *dialog) heard(text string) string {
	var names []string
	d.do(func() {
		for _, o := range d.room.Pending.All() {
			names = append(names, d.room.Pending.Called(&o))
		}
		for _, id := range d.became {
			names = append(names, titleOf(d.f.Job(id)))
		}
		for _, row := range d.rows[:min(d.told, len(d.rows))] {
			names = append(names, d.names().Row(row))
		}
	})
	return heard(text, names...)
}

// full is a text with a full stop where it has no end; what is foreign in it stays as it is.
func full(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.ContainsRune(".!?", rune(text[len(text)-1])) {
		return text
	}
	return text + "."
}

// short are the times and signs of the screen's words: 38s, 3m02, 6m41s, 1h52m, 2d, ~$3, 15 %.
var short = []struct {
	is *lazyregexp.Regexp
	as func(m []string) string
}{
	{lazyregexp.New(`\b(\d+)d(\d\d)h\b`), units("day", "hour")},
	{lazyregexp.New(`\b(\d+)h(\d\d)m?\b`), units("hour", "minute")},
	{lazyregexp.New(`\b(\d+)m(\d\d)s?\b`), units("minute", "second")},
	{lazyregexp.New(`\b(\d+)d\b`), units("day")},
	{lazyregexp.New(`\b(\d+)h\b`), units("hour")},
	{lazyregexp.New(`\b(\d+)m\b`), units("minute")},
	{lazyregexp.New(`\b(\d+) min\b`), units("minute")},
	{lazyregexp.New(`\b(\d+) h\b`), units("hour")},
	{lazyregexp.New(`\b(\d+) ?s\b`), units("second")},
	{lazyregexp.New(`~\s*`), func([]string) string { return "about " }},
	{lazyregexp.New(`(\d) ?%`), func(m []string) string { return m[1] + " percent" }},
	{lazyregexp.New(`([B\d])/s([\s,.;)]|$)`), func(m []string) string { return m[1] + " a second" + m[2] }},
	{lazyregexp.New(`\s*(…|·)\s*`), func([]string) string { return ", " }},
	{lazyregexp.New(`   +`), func([]string) string { return ", " }},
}

// units writes numbers with their units, and leaves out what is none.
func units(names ...string) func([]string) string {
	return func(m []string) string {
		var parts []string
		for i, name := range names {
			if n, err := strconv.Atoi(m[i+1]); err == nil && (n > 0 || len(names) == 1) {
				parts = append(parts, format.Count(n, name, name+"s"))
			}
		}
		return strings.Join(parts, " ")
	}
}

// aloud is a text of ours as it is read aloud.
func aloud(text string) string {
	text = strings.TrimSpace(text) // what stands in columns begins with spaces
	for _, s := range short {
		text = s.is.Get().ReplaceAllStringFunc(text, func(found string) string { return s.as(s.is.Get().FindStringSubmatch(found)) })
	}
	return strings.TrimSpace(text)
}

// clocked are lengths as 2:14 and 1:02:03.
var clocked = lazyregexp.New(`\b(?:(\d+):)?(\d+):(\d\d)\b`)

// lengths writes out the lengths in a text that has no times of day.
func lengths(text string) string {
	return clocked.Get().ReplaceAllStringFunc(text, func(found string) string {
		m := clocked.Get().FindStringSubmatch(found)
		var secs int
		for _, part := range m[1:] {
			n, _ := strconv.Atoi(part)
			secs = secs*60 + n
		}
		return spoken(time.Duration(secs) * time.Second)
	})
}

// spoken is how long something lasts.
func spoken(d time.Duration) string {
	return aloud(format.Seconds(d))
}

// reason is an error in words.
func reason(err error) string {
	if api.As(err).Op != "" {
		return api.Explain(err).String()
	}
	return err.Error()
}

// statusWord is a state as the dashboard names it.
func statusWord(s api.Status) string { return theme.Theme{}.Status(s).Word }

// titleOf is what a job is called.
func titleOf(j api.Job) string {
	if title := format.Line(j.Title); title != "" {
		return title
	}
	id := string(j.ID)
	return "untitled, id ending in " + id[max(0, len(id)-4):]
}

// change is a change in a sentence, "" for one that is told otherwise. It runs in the
// follower's loop.
func (d *dialog) change(c state.Change) string {
	var what, more string
	switch c.Kind {
	case state.New:
		if d.mine(c.Job.ID) {
			return ""
		}
		what = "New"
	case state.State:
		what = statusWord(c.Job.Status)
		if c.Job.Status == api.StatusFailed {
			more = full(format.Line(c.Job.FailureMessage))
		} else if took := c.At.Sub(c.Job.CreatedAt.Add(-d.ahead())); c.Job.Status == api.StatusCompleted && !c.Job.CreatedAt.IsZero() && took > 0 {
			more = "It took " + spoken(took) + "."
		}
	case state.Title:
		what = "Renamed"
	case state.Gone:
		what = "Deleted"
	case state.Saved:
		what, more = "Saved", "File "+format.Line(d.o.Short(c.Path))+"."
	case state.Refused:
		what, more = "Not made", full(aloud(format.Line(c.Why)))
	case state.Waits:
		what, more = "Waits for you", full(aloud(format.Line(strings.ReplaceAll(c.Why, ", the dashboard asks", ""))))+" The command decide asks about it."
	default: // a link is nothing to hear
		return ""
	}
	return strings.TrimSpace(format.Capital(what) + ": " + titleOf(c.Job) + ". " + more)
}

// mine tells whether a job was made in this conversation.
func (d *dialog) mine(id api.JobID) bool {
	return slices.Contains(slices.Collect(maps.Values(d.became)), id)
}

// ahead is how far HeyGen's clock is ahead.
func (d *dialog) ahead() time.Duration {
	offset, _ := d.o.Client.ClockOffset()
	return offset
}

// ago is how old a job is.
func (d *dialog) ago(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	age := time.Since(at.Add(-d.ahead()))
	if age < 10*time.Second {
		return "just now"
	}
	return aloud(format.Ago(age))
}

// age is how long a job is there.
func (d *dialog) age(j api.Job) time.Duration { return time.Since(j.CreatedAt.Add(-d.ahead())) }

// what is known of an active job's time, for the ear.
func (d *dialog) left(j api.Job) string {
	info, stuck := d.room.Left(j, d.age(j))
	if stuck {
		return "perhaps stuck, " + aloud(info)
	}
	return aloud(info)
}

// described is a submission that is no job yet.
func (d *dialog) described(o *create.Outgoing) string {
	word, info := d.room.Pending.Phase(o, time.Now())
	if word == "upload" {
		word = "uploading"
	}
	return fmt.Sprintf("%s. %s. %s", format.Capital(word), d.room.Pending.Called(o), sentence(aloud(format.Line(info))))
}
