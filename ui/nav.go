package ui

import (
	"slices"

	"lipdash/ui/kit/action"
)

// screen is what fills the body.
type screen int

const (
	screenJobs screen = iota
	// screenJob is one job over the whole body.
	screenJob
	screenForm
	screenFirstRun
	// screenBatches is what was sent off in one go, screenBatch the items of one of them.
	screenBatches
	screenBatch
	// screenSheet is the sheet that many lipsyncs are made from.
	screenSheet
	screenTransfers
	// screenFailures is the failed jobs by reason.
	screenFailures
	screenActivity
)

// nav is where the user is: the screen, those that esc goes back to, the last one first,
// and what has the keys on it.
type nav struct {
	screen screen
	under  []screen
	// detailFocus is true while keys go to the detail pane beside the list.
	detailFocus bool
}

// enter goes to a screen from which goBack comes back.
func (n *nav) enter(s screen) {
	if n.screen != s {
		n.under, n.screen = append(n.under, n.screen), s
	}
}

// goBack goes back to where the screen was entered from.
func (n *nav) goBack() {
	last := len(n.under) - 1
	if last < 0 {
		n.screen = screenJobs
		return
	}
	n.screen, n.under = n.under[last], n.under[:last]
}

// home is the list of jobs, with nothing to go back to.
func (n *nav) home() { n.screen, n.under = screenJobs, nil }

// tab is the one on screen; the form and the first run are not among them.
func (n *nav) tab() (t action.Tab, ok bool) {
	switch n.screen {
	case screenBatches, screenBatch:
		return action.BatchesTab, true
	case screenTransfers:
		return action.TransfersTab, true
	case screenActivity:
		return action.ActivityTab, true
	}
	return action.JobsTab, n.screen != screenForm && n.screen != screenFirstRun
}

// show goes to a tab.
func (n *nav) show(t action.Tab) {
	if _, ok := n.tab(); !ok {
		return
	}
	n.home()
	n.detailFocus = false
	switch t {
	case action.BatchesTab:
		n.enter(screenBatches)
	case action.TransfersTab:
		n.enter(screenTransfers)
	case action.ActivityTab:
		n.enter(screenActivity)
	}
}

// tabs are those side by side, from left to right.
var tabs = []action.Tab{action.JobsTab, action.BatchesTab, action.TransfersTab, action.ActivityTab}

// turn goes so many tabs to the right.
func (n *nav) turn(by int) {
	t, _ := n.tab()
	if to := slices.Index(tabs, t) + by; to >= 0 && to < len(tabs) {
		n.show(tabs[to])
	}
}

// canFreeze tells whether the screen is one that can stand still.
func (n *nav) canFreeze() bool {
	return n.screen == screenJobs || n.screen == screenJob || n.screen == screenActivity
}

// onJob tells whether keys go to one job.
func (n *nav) onJob() bool { return n.screen == screenJob || n.screen == screenJobs && n.detailFocus }

// focusJob gives a job the keys: in the pane beside the list where there is one.
func (n *nav) focusJob(beside bool) {
	if beside {
		n.detailFocus = true
	} else {
		n.enter(screenJob)
	}
}

// resized keeps a job open where the pane beside the list came or went.
func (n *nav) resized(beside bool) {
	switch {
	case beside && n.screen == screenJob:
		n.goBack()
		n.detailFocus = true
	case !beside && n.screen == screenJobs && n.detailFocus:
		n.detailFocus = false
		n.enter(screenJob)
	}
}
