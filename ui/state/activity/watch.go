package activity

import "lipdash/ui/kit/format"

// Renamed takes what was said about a submission over to its job.
func (n *Notifier) Renamed(from, to Subject) {
	if said, ok := n.chosen[from]; ok {
		n.chosen[to] = said
		delete(n.chosen, from)
	}
}

// Forget drops what was said about a job that is gone.
func (n *Notifier) Forget(of Subject) { delete(n.chosen, of) }

// Watches tells whether the end of a job is told, but for whether anything is. What was
// said about the one job counts before the rule.
func (n *Notifier) Watches(of Subject, mine bool) bool {
	if said, ok := n.chosen[of]; ok {
		return said
	}
	return n.about == AllJobs || mine
}

// Tells tells whether the end of any job is told.
func (n *Notifier) Tells() bool { return n.able && n.about != Nothing }

// Able tells whether there is a way to tell the user anything.
func (n *Notifier) Able() bool { return n.able }

// Toggle turns telling on for jobs that have not ended, or off when it is on for all of
// them, and says so, "" where nothing is ever told; mine tells of each whether it was made here. name is what they are
// called when there is one.
func (n *Notifier) Toggle(of map[Subject]bool, name string) string {
	on := false
	for s, mine := range of {
		on = on || !n.Watches(s, mine)
	}
	for s := range of {
		n.chosen[s] = on
	}
	what, end := name, "it ends"
	if len(of) > 1 {
		what, end = format.Count(len(of), "job", "jobs"), "they end"
	}
	switch {
	case !n.able:
		return ""
	case len(of) == 0:
		return "it has ended, there is nothing to tell"
	case !on:
		return what + ": you are not told when " + end
	case n.about == Nothing:
		return what + ": watched, but notifications are off until W turns them on"
	}
	return what + ": you are notified when " + end + " while you look elsewhere"
}

// NextAbout goes on to the next rule and says what it is, "" where nothing is ever told.
func (n *Notifier) NextAbout() string {
	if !n.able {
		return ""
	}
	n.said = true
	switch n.about {
	case Watched:
		n.about = AllJobs
		return "you are notified of every job that ends while you look elsewhere"
	case AllJobs:
		n.about = Nothing
		n.drop()
		return "no notifications when jobs end"
	}
	n.about = Watched
	return "you are notified of watched jobs: those made on this machine, and those w was pressed on"
}

// Says is what the detail and the row of a job that has not ended say about being told,
// "" where it goes without saying.
func (n *Notifier) Says(of Subject, mine bool) (detail, row string) {
	switch on := n.Watches(of, mine); {
	case !n.able, n.about == Nothing:
		return "", ""
	case on && (mine || n.about == AllJobs):
		return "when it ends", ""
	case on:
		return "when it ends", "watched"
	case mine, n.about == AllJobs:
		return "about others, not this one", "not told"
	}
	return "", ""
}
