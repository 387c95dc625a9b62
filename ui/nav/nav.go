// Package nav is where the user is: which screen, what esc goes back to, and whether the
// list or the job beside it has the keys.
package nav

import (
	"slices"

	"lipdash/ui/kit/action"
)

// Screen is what fills the body.
type Screen int

// The screens.
const (
	// Jobs is the list.
	Jobs Screen = iota
	// Job is one job over the whole body.
	Job
	Form
	FirstRun
	// Batches is what was sent off in one go, Batch the items of one of them.
	Batches
	Batch
	// Sheet is the sheet that many lipsyncs are made from.
	Sheet
	Transfers
	// Failures is the failed jobs by reason.
	Failures
	Activity
)

// Nav is where the user is: the screen, those that esc goes back to, the last one first,
// and what has the keys on it.
type Nav struct {
	Screen Screen
	under  []Screen
	// DetailFocus is true while keys go to the detail pane beside the list.
	DetailFocus bool
}

// Enter goes to a screen from which Back comes back.
func (n *Nav) Enter(s Screen) {
	if n.Screen != s {
		n.under, n.Screen = append(n.under, n.Screen), s
	}
}

// Back goes back to where the screen was entered from.
func (n *Nav) Back() {
	n.Screen, n.under = n.Under(), n.under[:max(0, len(n.under)-1)]
}

// Home is the list of jobs. From where it was entered itself Back still comes back.
func (n *Nav) Home() {
	all := append(n.under, n.Screen)
	n.Screen, n.under = Jobs, all[:max(0, slices.Index(all, Jobs))]
}

// HomeFrom is the list of jobs, from which Back comes back to a screen.
func (n *Nav) HomeFrom(s Screen) { n.Screen, n.under = Jobs, []Screen{s} }

// Under is the screen that Back goes back to.
func (n *Nav) Under() Screen {
	if last := len(n.under) - 1; last >= 0 {
		return n.under[last]
	}
	return Jobs
}

// Tab is the one on screen; the form and the first run are not among them.
func (n *Nav) Tab() (t action.Tab, ok bool) {
	switch n.Screen {
	case Batches, Batch:
		return action.BatchesTab, true
	case Transfers:
		return action.TransfersTab, true
	case Activity:
		return action.ActivityTab, true
	}
	return action.JobsTab, n.Screen != Form && n.Screen != FirstRun
}

// Show goes to a tab.
func (n *Nav) Show(t action.Tab) {
	if _, ok := n.Tab(); !ok {
		return
	}
	n.Home()
	n.DetailFocus = false
	switch t {
	case action.BatchesTab:
		n.Enter(Batches)
	case action.TransfersTab:
		n.Enter(Transfers)
	case action.ActivityTab:
		n.Enter(Activity)
	}
}

// Tabs are those side by side, from left to right.
var Tabs = []action.Tab{action.JobsTab, action.BatchesTab, action.TransfersTab, action.ActivityTab}

// Turn goes so many tabs to the right.
func (n *Nav) Turn(by int) {
	t, _ := n.Tab()
	if to := slices.Index(Tabs, t) + by; to >= 0 && to < len(Tabs) {
		n.Show(Tabs[to])
	}
}

// CanFreeze tells whether the screen is one that can stand still.
func (n *Nav) CanFreeze() bool {
	return n.Screen == Jobs || n.Screen == Job || n.Screen == Activity
}

// OnJob tells whether keys go to one job.
func (n *Nav) OnJob() bool { return n.Screen == Job || n.Screen == Jobs && n.DetailFocus }

// FocusJob gives a job the keys: in the pane beside the list where there is one.
func (n *Nav) FocusJob(beside bool) {
	if beside {
		n.DetailFocus = true
	} else {
		n.Enter(Job)
	}
}

// Resized keeps a job open where the pane beside the list came or went.
func (n *Nav) Resized(beside bool) {
	switch {
	case beside && n.Screen == Job:
		n.Back()
		n.DetailFocus = true
	case !beside && n.Screen == Jobs && n.DetailFocus:
		n.DetailFocus = false
		n.Enter(Job)
	}
}
