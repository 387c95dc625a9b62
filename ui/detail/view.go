package detail

import (
	"strings"
	"time"

	"lipdash/api"
	"lipdash/ui/format"
	"lipdash/ui/theme"
)

// View draws the pane beside the list, exactly as large as it was told to be.
func (p *Pane) View(th theme.Theme, now time.Time) string {
	pg := &page{th: th, w: max(1, p.width-1)}
	if p.data.Job.ID != "" {
		p.title(pg, now)
	}
	p.body(pg, now)
	return p.window(pg, " ")
}

// FullView draws the pane over the whole body; the frame already has the title
// and the state in its header.
func (p *Pane) FullView(th theme.Theme, now time.Time) string {
	pg := &page{th: th, w: max(1, p.width-3), full: true}
	p.body(pg, now)
	pad := "  "
	lines := strings.Split(p.window(pg, " "), "\n")
	for i := range lines {
		lines[i] = pad + lines[i]
	}
	return strings.Join(lines, "\n")
}

// window cuts the visible lines out of the page and fills up to the height.
func (p *Pane) window(pg *page, right string) string {
	out := make([]string, 0, p.height)
	for _, l := range pg.lines[min(p.top, len(pg.lines)):] {
		if len(out) == p.height {
			break
		}
		out = append(out, l+right)
	}
	blank := strings.Repeat(" ", pg.w) + right
	for len(out) < p.height {
		out = append(out, blank)
	}
	return strings.Join(out, "\n")
}

// lineCount is how many lines there are to scroll through; colours and the
// clock do not change it.
func (p *Pane) lineCount() int {
	pg := &page{th: theme.Theme{}, w: max(1, p.width-1)}
	if p.data.Job.ID != "" {
		p.title(pg, p.data.SeenAt)
	}
	p.body(pg, p.data.SeenAt)
	return len(pg.lines)
}

func (p *Pane) title(pg *page, now time.Time) {
	j := p.data.Job
	st := pg.th.Status(j.Status)
	title := format.Safe(j.Title)
	if title == "" {
		title = "(untitled)"
	}
	pg.edges(title, pg.th.Text.Bold(true), st.Glyph+" "+format.Safe(st.Word), st.Style)
	ago := ""
	if !j.CreatedAt.IsZero() {
		ago = format.Ago(now.Sub(j.CreatedAt))
	}
	pg.edges(format.Safe(string(j.ID)), pg.th.Muted, ago, pg.th.Faint)
}

func (p *Pane) body(pg *page, now time.Time) {
	switch {
	case p.data.Job.ID == "":
		pg.line(pg.th.Faint, "no job here")
	case p.raw:
		pg.section("raw json")
		pg.prose(pg.th.Muted, format.RedactJSON(p.data.Job.Raw))
	default:
		p.warnings(pg)
		p.facts(pg, now)
		p.files(pg, now)
		p.inputs(pg)
		p.history(pg, now)
	}
}

// warnings is what needs a person: a failure, a pending delete, a read that
// did not work.
func (p *Pane) warnings(pg *page) {
	add := func(style func(), when bool) {
		if !when {
			return
		}
		if len(pg.lines) > 0 {
			pg.blank()
		}
		style()
	}
	d := p.data
	add(func() { pg.prose(pg.th.Fail, format.SafeLines(d.Job.FailureMessage)) }, d.Job.Status == api.StatusFailed && d.Job.FailureMessage != "")
	add(func() { pg.prose(pg.th.Muted, "HeyGen gave no reason.") }, d.Job.Status == api.StatusFailed && d.Job.FailureMessage == "")
	add(func() { pg.prose(pg.th.Warn, pg.th.Glyphs.Stuck+" "+d.Pending) }, d.Pending != "")
	add(func() { pg.prose(pg.th.Warn, pg.th.Glyphs.Stuck+" not read just now: "+d.Err) }, d.Err != "")
}

func (p *Pane) facts(pg *page, now time.Time) {
	j := p.data.Job
	if len(pg.lines) > 0 {
		pg.blank()
	}
	ago := ""
	if pg.full {
		pg.field("id", format.Safe(string(j.ID)), "y copies")
		if !j.CreatedAt.IsZero() {
			ago = format.Ago(now.Sub(j.CreatedAt))
		}
	}
	pg.field("created", format.Stamp(j.CreatedAt, now), ago)
	if j.Status.Active() && !j.CreatedAt.IsZero() {
		pg.field("elapsed", format.Elapsed(now.Sub(j.CreatedAt)), "")
	}
	if total, parts := took(p.data); total > 0 {
		pg.field("took", format.Took(total), parts)
	}
	pg.field("length", format.Length(j.Duration), "")
	pg.field("callback", format.Safe(j.CallbackID), "")
}

func (p *Pane) files(pg *page, now time.Time) {
	if p.data.Job.Status != api.StatusCompleted {
		return
	}
	pg.section("files")
	video, ok := p.data.Job.VideoLink()
	if !ok {
		pg.styled("video", "the link is not ready yet", pg.th.Muted, "", pg.th.Faint)
	}
	p.link(pg, "video", video, now)
	captions, _ := p.data.Job.CaptionLink()
	p.link(pg, "captions", captions, now)
}

// link draws a link short, with what is left of its life; the query is a
// secret and is only ever copied.
func (p *Pane) link(pg *page, label, raw string, now time.Time) {
	if raw == "" {
		return
	}
	aside, as := "Y copies", pg.th.Faint
	if at, known := format.LinkExpiry(raw); known {
		aside = "good for " + format.Left(at.Sub(now))
		if !at.After(now) {
			aside, as = "expired, enter renews", pg.th.Warn
		}
	}
	room := pg.w - labelWidth
	pg.styled(label, format.ShortURL(raw, max(12, room-format.Width(aside)-2)), pg.th.Accent, aside, as)
}

// inputs are known only for jobs made here: the API does not return them.
func (p *Pane) inputs(pg *page) {
	pg.section("inputs")
	if p.data.Inputs == nil {
		pg.prose(pg.th.Faint, "made elsewhere: HeyGen does not return what a job was asked for")
		return
	}
	for _, param := range api.Params() {
		v := p.data.Inputs[param.Name]
		switch {
		case v == "" || param.Name == "title":
		case param.Kind == api.KindSource && strings.Contains(v, "://"):
			pg.field(param.Label, format.ShortURL(v, pg.w-labelWidth), "")
		case param.Kind == api.KindBool || param.Kind == api.KindTriState:
			pg.wide(param.Label, onOff(v))
		default:
			pg.wide(param.Label, format.Safe(v))
		}
	}
}

func onOff(v string) string {
	if v == "true" {
		return "on"
	}
	return "off"
}

// wide is a field whose label may be longer than the column.
func (p *page) wide(label, value string) {
	if format.Width(label) < labelWidth {
		p.field(label, value, "")
		return
	}
	p.edges(label, p.th.Muted, value, p.th.Text)
}

func (p *Pane) history(pg *page, now time.Time) {
	if len(p.data.History) == 0 {
		return
	}
	pg.section("seen from here")
	for i, s := range p.data.History {
		word := format.Safe(pg.th.Status(s.Status).Word)
		switch {
		case i == 0 && p.data.CreatedHere:
			word = "created here"
		case i == 0:
			word = "first seen " + word
		}
		pg.lines = append(pg.lines, pg.th.Faint.Render(format.Fit(format.Clock(s.At, now), labelWidth))+
			pg.th.Text.Render(format.Fit(word, pg.w-labelWidth)))
	}
	pg.line(pg.th.Faint, format.Fit(format.Clock(p.data.SeenAt, now), labelWidth)+"last heard of")
}
