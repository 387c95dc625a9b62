package browse

import "lipdash/ui/kit/action"

// Rows that come in above what is on screen push nothing: the foot tells of them. What
// waits here is told as long as it is out of sight, whoever scrolled there.

// Saw forgets the arrivals that are not above what is on screen, or not any more; above
// is how many rows are hidden there.
func (l *List) Saw(waiting []Waiting, above int) {
	rows := l.Live(waiting)
	for id := range l.arrived {
		_, held := l.jobs.Get(id)
		if i, here := rows.Index(action.JobRow(id)); here && i >= above || !held {
			delete(l.arrived, id)
		}
	}
}

// Above counts what is above what is on screen and was not seen, and what waits there.
func (l *List) Above(waiting []Waiting, above int) (jobs, queued int) {
	if l.frozen != nil {
		return 0, 0
	}
	rows := l.Live(waiting)
	queued = min(len(rows.top), above)
	if rows.page > 0 && !rows.flat {
		queued = len(waiting)
	}
	for id := range l.arrived {
		if _, here := rows.Index(action.JobRow(id)); here || !rows.flat {
			jobs++
		}
	}
	return jobs, queued
}
