package detail

import (
	"strings"
	"time"

	"charm.land/lipgloss/v2"

	"lipdash/api"
	"lipdash/ui/format"
	"lipdash/ui/theme"
)

// labelWidth is the label column of every section.
const labelWidth = 9

// page collects the lines of a pane of one width.
type page struct {
	th theme.Theme
	w  int
	// full pages have no title line of their own.
	full  bool
	lines []string
}

func (p *page) line(style lipgloss.Style, s string) {
	p.lines = append(p.lines, style.Render(format.Fit(s, p.w)))
}

func (p *page) blank() { p.lines = append(p.lines, strings.Repeat(" ", p.w)) }

// section begins a section under one blank line.
func (p *page) section(name string) {
	if len(p.lines) > 0 {
		p.blank()
	}
	p.line(p.th.Faint, strings.ToUpper(name))
}

// edges puts a text at either edge of a line; the left one is cut first.
func (p *page) edges(left string, ls lipgloss.Style, right string, rs lipgloss.Style) {
	rw := format.Width(right)
	if rw > 0 {
		rw++
	}
	if rw > p.w*2/3 {
		right, rw = "", 0
	}
	p.lines = append(p.lines, ls.Render(format.Fit(left, p.w-rw))+rs.Render(format.FitRight(right, rw)))
}

// field is a label, a value and an aside at the right edge. An empty value is
// no line at all.
func (p *page) field(label, value, aside string) {
	p.styled(label, value, p.th.Text, aside, p.th.Faint)
}

func (p *page) styled(label, value string, vs lipgloss.Style, aside string, as lipgloss.Style) {
	if value == "" {
		return
	}
	room := p.w - labelWidth
	aw := format.Width(aside)
	if aw > 0 && format.Width(value)+aw+2 > room {
		aside, aw = "", 0
	}
	p.lines = append(p.lines, p.th.Muted.Render(format.Fit(label, labelWidth))+
		vs.Render(format.Fit(value, room-aw))+as.Render(aside))
}

// prose wraps a text that may have several lines.
func (p *page) prose(style lipgloss.Style, s string) {
	for _, l := range format.Wrap(s, p.w) {
		p.line(style, l)
	}
}

// took is how long a job lasted as far as it was seen from here.
func took(d Data) (total time.Duration, parts string) {
	if !d.CreatedHere || !d.Job.Status.Terminal() || len(d.History) < 2 {
		return 0, ""
	}
	var ran time.Time
	for _, s := range d.History {
		if s.Status == api.StatusRunning {
			ran = s.At
		}
	}
	begin, end := d.History[0].At, d.History[len(d.History)-1].At
	if !ran.IsZero() {
		parts = "waited " + format.Took(ran.Sub(begin)) + ", ran " + format.Took(end.Sub(ran))
	}
	return end.Sub(begin), parts
}
