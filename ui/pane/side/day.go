package side

import (
	"math"
	"slices"
	"strings"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// Columns of the day, in cells.
const (
	labelW = 11
	jobsW  = 8
	wideW  = 66
)

// hours is how many lines the chart has.
const hours = 2

// day are the figures of today, and the chart where there is room for it.
func (s sheet) day(d Data) []string {
	out := []string{s.head("TODAY", d.Counts)}
	if len(d.Modes) == 0 {
		return append(out, s.say("nothing was made from here today"))
	}
	modes := s.h - 1
	if s.h > len(d.Modes)+1+hours {
		modes = s.h - 1 - hours
	}
	for _, m := range d.Modes[:min(len(d.Modes), modes)] {
		out = append(out, s.mode(m))
	}
	if s.h-len(out) < hours {
		return out
	}
	if s.h-len(out) > hours {
		out = append(out, strings.Repeat(" ", s.w))
	}
	return append(out, s.chart(d)...)
}

func (s sheet) mode(m Mode) string {
	r := cells.NewRow(s.w).PutCut(s.th.Muted, m.Name, labelW-1, s.th.Glyphs.Ellipsis).To(labelW)
	r.Put(s.th.Text, m.Jobs)
	at, cost := labelW+jobsW+2, s.w-right-format.Width(m.Cost)-1
	if m.Median != "" {
		median, p90 := "median "+m.Median, "90 % within "+m.P90
		if at+len(median) < cost {
			r.To(at).Put(s.th.Muted, "median ").Put(s.th.Text, m.Median)
		}
		if s.w < wideW {
			p90 = "90 % " + m.P90
		}
		if at += 16; at+len(p90) < cost {
			r.To(at).Put(s.th.Muted, strings.TrimSuffix(p90, m.P90)).Put(s.th.Text, m.P90)
		}
	}
	return s.end(r, s.th.Muted, m.Cost)
}

// chart is how many were made in each hour of the day, and how many of them failed; the hours
// to come are dots.
func (s sheet) chart(d Data) []string {
	most, now := slices.Max(d.Made[:]), d.Now.Hour()
	made, failed := cells.NewRow(s.w).Put(s.th.Muted, "by hour").To(labelW), cells.NewRow(s.w).Put(s.th.Muted, "failed").To(labelW)
	for hour, n := range d.Made {
		if hour > now {
			made.Put(s.th.Rule, s.th.Glyphs.Held)
			continue
		}
		made.Put(s.th.Run, s.level(n, most))
		if d.Failed[hour] > 0 {
			failed.To(labelW+hour).Put(s.th.Fail, s.level(d.Failed[hour], most))
		}
	}
	return []string{s.end(made, s.th.Faint, "0 to 24 h"), failed.String()}
}

// level is a number of things where there are most at most; one that is not none is seen. A
// quarter of the most is half as high, so that one busy hour leaves the others their shape.
func (s sheet) level(n, most int) string {
	if n == 0 || most == 0 {
		return s.th.Glyphs.Level(1)
	}
	return s.th.Glyphs.Level(max(2, int(math.Ceil(theme.Levels*math.Sqrt(float64(n)/float64(most))))))
}
