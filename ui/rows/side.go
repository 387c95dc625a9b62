package rows

import (
	"cmp"
	"math"

	"lipdash/ui/kit/format"
	"lipdash/ui/pane/side"
	pane "lipdash/ui/pane/transfers"
	"lipdash/ui/state/activity"
)

// mostSide is how many rows a block of the side has at most.
const mostSide = 8

// Side is what the blocks beside the list show; free is the room for downloads in bytes, -1
// when nobody knows.
func (s Source) Side(log *activity.Log, free int64) side.Data {
	d := side.Data{Now: s.Now, Files: s.sideFiles(), Calls: log.CallsInAMinute(s.Now)}
	files := s.Files()
	if up := sideSpeed(files.room.Up(s.Now)); up != "" {
		d.Up = s.Theme.Glyphs.Up + " " + up
	}
	if down := sideSpeed(files.room.Totals(s.Now).Down); down != "" {
		d.Down = s.Theme.Glyphs.Down + " " + down
	}
	if free >= 0 {
		d.Free = format.Size(free) + " free"
	}
	all := log.Entries(activity.WhatHappened)
	for _, e := range all[:min(len(all), mostSide)] {
		d.Events = append(d.Events, side.Event{At: e.From, Word: cmp.Or(sideWords[e.Kind], string(e.Kind)), Tone: tones[e.Kind], Text: e.Words()})
	}
	s.sideDay(&d)
	return d
}

// sideSpeed is a speed with two figures: more of them would only flicker.
func sideSpeed(bytes float64) string {
	if bytes <= 0 {
		return ""
	}
	step := math.Pow(10, math.Floor(math.Log10(bytes))-1)
	return pane.Speed(math.Round(bytes/step) * step)
}

// sideWords are the kinds that have a longer word where there is room for it.
var sideWords = map[activity.Kind]string{
	activity.Good: "done", activity.Bad: "failed", activity.Odd: "warning", activity.Made: "create", activity.Renewed: "link",
	activity.Deleted: "delete", activity.Named: "rename", activity.Offline: "offline", activity.Online: "online", activity.Up: "upload",
}

// sideFiles are those on their way, and those that failed.
func (s Source) sideFiles() (out []side.File) {
	files := s.Files()
	for i := 0; i < files.Len() && len(out) < mostSide && !files.Over(i); i++ {
		x := files.Row(i)
		f := side.File{Up: x.State == pane.Up, Name: x.Name, Done: x.Done, Size: x.Size, Speed: cmp.Or(x.Step, sideSpeed(x.Speed))}
		switch x.State {
		case pane.Failed, pane.Asking:
			f.Trouble, f.Speed = true, map[pane.State]string{pane.Failed: "failed", pane.Asking: "in the way"}[x.State]
		case pane.Queued:
			f.Speed = "waits"
		case pane.Paused:
			f.Speed = "paused"
		}
		out = append(out, f)
	}
	return out
}

// sideDay are the figures of what was made from here today.
func (s Source) sideDay(d *side.Data) {
	day := s.Create.Money.Day
	if day.Made > 0 {
		d.Counts = format.Number(day.Made) + " made   " + format.Number(day.Done) + " done   " + format.Number(day.Failed) + " failed"
	}
	d.Made, d.Failed = day.Hours, day.HoursFailed
	for _, m := range day.Modes {
		of := side.Mode{Name: string(m.Mode), Jobs: format.Count(m.Jobs, "job", "jobs"), Cost: format.Dollars(m.Cost)}
		if m.Timed > 0 {
			of.Median, of.P90 = format.Took(m.Median), format.Took(m.P90)
		}
		d.Modes = append(d.Modes, of)
	}
	if cost := s.Create.Money.Waiting(); cost > 0 { // with it these are today's figure of the header
		jobs := format.Count(len(s.Create.Pending.All()), "job", "jobs")
		d.Modes = append(d.Modes, side.Mode{Name: "waiting", Jobs: jobs, Cost: format.Dollars(cost)})
	}
}
