// Package share decides what of jobs is given away: which parts of them can be copied,
// opened or shown as plain text, of which jobs the links have to be read first, and why
// there is nothing to give.
//
// It is given jobs and the time by HeyGen's clock. It reads no job, copies and opens
// nothing and knows no screen.
package share

import (
	"slices"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/format"
)

// Source is what parts are made from besides their jobs.
type Source struct {
	// BaseURL is where the API is.
	BaseURL string
	// Inputs are what a job was made from, or why it cannot be made again.
	Inputs func(api.JobID) (values map[string]string, why string)
	// File is where a job's video is on this machine, "" for nowhere.
	File func(api.JobID) string
	// Now is the time by HeyGen's clock.
	Now time.Time
}

// Text is a text that is given away.
type Text struct {
	// IDs are the jobs it is of, none for a text of no job.
	IDs []api.JobID
	// What names it in a sentence, Text is what goes out, Head is what stands above it where
	// it is shown alone.
	What, Text, Head string
}

// Alone is the text as it is shown alone.
func (t Text) Alone() string {
	if t.Head == "" || t.Text == "" {
		return t.Text
	}
	return t.Head + "\n\n" + t.Text
}

// Taken is one part of jobs.
type Taken struct {
	Text
	// Aside is one more thing to say of it, "" for nothing.
	Aside string
	// Why says why there is none, "" when its link has ended; Err is why it could not be
	// read anew.
	Why string
	Err error
}

// Take is a part of every job that has it.
func (s Source) Take(p Part, jobs []Job) Taken {
	texts, lacks := s.texts(p, jobs)
	if len(texts) == 0 {
		return Taken{Why: lacks.why, Err: lacks.err}
	}
	t := Taken{Text: Text{IDs: idsOf(jobs), What: "the " + p.One, Text: p.join(texts), Head: s.head(p, jobs)}, Aside: s.shortly(p, jobs)}
	if len(jobs) > 1 {
		t.What = format.Count(len(texts), p.One, p.Many)
	}
	if n := len(jobs) - len(texts); n > 0 {
		t.What += " (" + format.Count(n, "has", "have") + " none)"
	}
	return t
}

// Lack says why there is none, "" where there is, or where an error says it; refused tells
// that the key is.
func (t Taken) Lack(p Part, refused bool) string {
	switch {
	case t.Text.Text != "" || t.Err != nil:
		return ""
	case t.Why != "":
		return "no " + p.One + ": " + t.Why
	case refused:
		return "no " + p.One + ": it has ended, and the key is refused"
	}
	return "no " + p.One + ": it has ended"
}

// lack is why a job has no such part.
type lack struct {
	why string
	err error
}

// texts are a part of those jobs that have it, and what the last other one lacks.
func (s Source) texts(p Part, jobs []Job) (texts []string, last lack) {
	for _, j := range jobs {
		text, why := p.text(s, j.Job)
		switch {
		case text != "" && !p.ended(j, s.Now):
			texts = append(texts, text)
		case j.Gone:
			last = lack{why: "it was deleted elsewhere"}
		case text != "":
			last = lack{err: j.Err}
		default:
			last = lack{why, j.Err}
		}
	}
	return texts, last
}

// head says what a text shown alone is: of which job, and of a link until when it is good.
func (s Source) head(p Part, jobs []Job) string {
	if len(jobs) != 1 {
		return p.Many
	}
	j, text := jobs[0], p.One
	if title := strings.TrimSpace(format.OutsideLine(j.Title)); title != "" {
		text += " of " + title
	}
	return text + s.until(p, j)
}

// until says until when the link of a job is good, "" where it does not say, or is no link.
func (s Source) until(p Part, j Job) string {
	if p.link == nil {
		return ""
	}
	link, ok := p.link(j.Job)
	at, ends := api.LinkExpiry(link)
	switch left := at.Sub(s.Now); {
	case !ok || !ends:
		return ""
	case left <= 0:
		return ", it has ended"
	default:
		return ", good for " + format.Left(left) + ", until " + format.Stamp(at, s.Now)
	}
}

// shortly says when the link of a single job ends soon all the same.
func (s Source) shortly(p Part, jobs []Job) string {
	if p.link == nil || len(jobs) != 1 {
		return ""
	}
	link, _ := p.link(jobs[0].Job)
	if left, ends := left(link, s.Now); ends && left > 0 && left < nearEnd {
		return "it ends in " + format.Seconds(left)
	}
	return ""
}

// Offer is a line of the copy menu: a part, in words. Why is why no job has it, "" when
// one does.
type Offer struct {
	Part      Part
	Text, Why string
}

// Offers are the lines of the copy menu, the same for one job and for several. A link that
// is not known yet can be asked for all the same: the answer says why there is none.
func (s Source) Offers(jobs []api.Job) (out []Offer) {
	for _, p := range parts {
		o := Offer{Part: p, Text: p.One}
		if len(jobs) > 1 {
			o.Text = p.Many
		}
		have, why := 0, ""
		for _, j := range jobs {
			text, no := p.text(s, j)
			if text != "" || p.link != nil && j.Status == api.StatusCompleted {
				have++
			} else {
				why = no
			}
		}
		switch {
		case have == 0 && p.rare:
			continue
		case have == 0:
			o.Why = why
		case have < len(jobs):
			o.Text += ", " + format.Count(have, "job", "jobs")
		}
		out = append(out, o)
	}
	return out
}

// Sheet is the parts of jobs, each under its name. What was copied last and may not have
// arrived comes first where it is of these jobs, or of none.
func (s Source) Sheet(jobs []Job, last Text) string {
	var blocks, deep []string
	if len(jobs) > 0 && len(last.IDs) > 0 && !slices.Equal(last.IDs, idsOf(jobs)) {
		last = Text{}
	}
	if last.Text != "" {
		blocks = append(blocks, last.Text)
	}
	for _, p := range parts {
		texts, _ := s.texts(p, jobs)
		if len(texts) == 0 || p.deep && len(jobs) > 1 {
			continue
		}
		name, text := p.One, p.join(texts)
		if len(jobs) > 1 {
			name = p.Many
		} else {
			name += s.until(p, jobs[0])
		}
		switch {
		case text == last.Text:
		case p.deep:
			deep = append(deep, name+"\n"+text)
		default:
			blocks = append(blocks, name+"\n"+text)
		}
	}
	return strings.Join(append(blocks, deep...), "\n\n")
}
