package detail

import (
	"slices"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// besideLink is the width of the value column from which the end of a link, or a hint, stands
// beside it.
const besideLink = 40

// files are the links to the results. Where there is no room beside them, what is left of
// their lives stands over them when they end together, as they do.
func (s *sheet) files(d Data, hint string) {
	j := d.Job
	if j.Status != api.StatusCompleted {
		return
	}
	s.links(d, hint)
	if !s.all {
		return // those that are here stand in place of their links
	}
	for i, f := range d.Saved {
		label := "saved"
		if i > 0 {
			label = ""
		}
		s.field(label, s.text(clean(f.Name), format.Size(f.Size)))
	}
}

func (s *sheet) links(d Data, hint string) {
	j := d.Job
	if d.Away {
		s.heading("files", "")
		if !s.here(d, "video", false) {
			s.away("video")
		}
		if !s.here(d, "captions", true) && d.AwayCaptions {
			s.away("captions")
		}
		return
	}
	left, together := s.goodFor(j)
	if s.valueRoom() >= besideLink {
		left, together = "", false
	}
	s.heading("files", left)
	if !s.here(d, "video", false) {
		s.file("video", j.VideoURL, j.VideoLink, hint, together)
	}
	if !s.here(d, "captions", true) && j.CaptionURL != "" {
		s.file("captions", j.CaptionURL, j.CaptionLink, hint, together)
	}
}

// here says beside the list where a file is on this machine, on the one line that its
// link would have: who has the file does not look for the link. It is false where
// there is none.
func (s *sheet) here(d Data, label string, captions bool) bool {
	i := slices.IndexFunc(d.Saved, func(f Saved) bool { return f.Captions == captions })
	if i < 0 || s.all {
		return false
	}
	size := format.Size(d.Saved[i].Size)
	room := s.valueRoom() - format.Width(size) - asideGap
	if room < minLink {
		room, size = s.valueRoom(), ""
	}
	s.field(label, s.text(format.TailWith(clean(d.Saved[i].Name), room, s.th.Glyphs.Ellipsis), size))
	return true
}

func (s *sheet) away(label string) {
	s.field(label, value{style: s.th.Muted, text: "link not read yet"})
}

// linkEnd is when a link ends by this machine's clock, false when it does not say.
func (s *sheet) linkEnd(link string) (time.Time, bool) {
	at, known := api.LinkExpiry(link)
	return at.Add(-s.offset), known
}

// soon is how near the end of a link is when it is worth a word in any case, lasting from how
// far away on it is worth none.
const (
	soon    = 3 * 24 * time.Hour
	lasting = 60 * 24 * time.Hour
)

// goodFor is what is left of all links' lives, "" while that is long, and false
// when it is not one thing.
func (s *sheet) goodFor(j api.Job) (left string, together bool) {
	var end time.Time
	for _, offered := range []func() (string, bool){j.VideoLink, j.CaptionLink} {
		link, ok := offered()
		if !ok {
			continue
		}
		until, known := s.linkEnd(link)
		if !known || !until.After(s.now) {
			return "", false
		}
		if !end.IsZero() && !end.Equal(until) {
			return "", false
		}
		end = until
	}
	return s.life(end), !end.IsZero()
}

// life is what is left until a link's end, "" while that is long.
func (s *sheet) life(end time.Time) string {
	left := end.Sub(s.now)
	if end.IsZero() || left > lasting || left > soon && !s.all && !s.roomy {
		return ""
	}
	return "good for " + format.Left(left)
}

func (s *sheet) file(label, raw string, offered func() (string, bool), hint string, told bool) {
	link, ok := offered()
	switch {
	case raw == "":
		s.field(label, value{style: s.th.Muted, text: "link not ready"})
	case !ok:
		s.field(label, value{style: s.th.Warn, text: "not offered, the link is not https"})
	case told:
		s.field(label, s.result(link, "", s.th.Faint))
	default:
		s.field(label, s.mortal(link, hint))
	}
}

// mortal is a link with its end: presigned links live for days (api.md 7). The
// hint stands beside one that does not say.
func (s *sheet) mortal(link, hint string) value {
	until, known := s.linkEnd(link)
	switch {
	case !known:
		return s.result(link, hint, s.th.Faint)
	case !until.After(s.now):
		return s.result(link, "expired", s.th.Warn)
	}
	return s.result(link, s.life(until), s.th.Faint)
}

// result is a link to a file that HeyGen made. Where it is matters less than what,
// so beside the list the name stands for it.
func (s *sheet) result(raw, aside string, tone theme.Style) value {
	v := s.link(raw, aside, tone)
	if name := format.URLFile(raw); name != "" && !s.all {
		v.text = string(format.CutWith(name, s.valueRoom(), s.th.Glyphs.Ellipsis))
	}
	return v
}
