package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/api/submission"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/activity"
	"lipdash/ui/pane/statusbar"
)

// baseline remembers what was last told of submissions, so that only what changed
// is told.
type baseline struct{ ups map[submission.ID]seenUpload }

// seenUpload is what goes up of a submission, and what it waits for.
type seenUpload struct{ param, problem string }

func newBaseline() baseline {
	return baseline{ups: map[submission.ID]seenUpload{}}
}

// noteUploads tells of files that began to go up or are at HeyGen, and of what
// submissions wait for.
func (m *Model) noteUploads() {
	all := m.create.Pending.All()
	seen := make(map[submission.ID]seenUpload, len(all))
	for i := range all {
		o := &all[i]
		was := m.baseline.ups[o.ID]
		now := seenUpload{problem: o.Problem.Message}
		if o.State == submission.Uploading && o.Upload.Total > 0 && !o.Elsewhere {
			now.param = o.Param
		}
		if was.param != "" && was.param != now.param && o.Assets[was.param] != "" {
			m.happened(activity.Entry{Kind: activity.Up}, m.title(*o)+": its "+was.param+" is at HeyGen")
		}
		if now.param != "" && was.param != now.param {
			m.happened(activity.Entry{Kind: activity.Up}, m.title(*o)+": its "+now.param+" goes up, "+format.Size(o.Upload.Total))
		}
		if now.problem != "" && now.problem != was.problem {
			p := problemOf(*o)
			m.happened(activity.Entry{Kind: activity.Odd, Problem: &p}, m.title(*o)+" waits: "+now.problem)
		}
		seen[o.ID] = now
	}
	m.baseline.ups = seen
}

// problemOf is the story of a submission that was refused or waits.
func problemOf(o Outgoing) activity.Problem {
	p := o.Problem
	return activity.Problem{What: p.Message, Money: p.Money, Next: p.Next, Code: p.Code, Field: p.Param, Op: "making " + nameOr(o.Title())}
}

// sayRefused says that HeyGen refused a submission, and keeps why.
func (m *Model) sayRefused(o Outgoing, text string) tea.Cmd {
	p := problemOf(o)
	m.happened(activity.Entry{Kind: activity.Bad, Problem: &p}, text)
	return m.flash(statusbar.Bad, text)
}

func nameOr(title string) string {
	if title == "" {
		return "the new lipsync"
	}
	return title
}
