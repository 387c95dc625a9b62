package browse

import (
	"time"

	"lipdash/ui/kit/action"
)

// Rows that come in above what is on screen push nothing: the foot tells of them. What
// waits here is told as long as it is out of sight, whoever scrolled there.

// Saw notes what is on screen now: the row with the cursor, and all but so many rows
// above. Arrivals that are not above it, or not any more, are forgotten.
func (l *List) Saw(cursor action.RowID, above int, now time.Time) {
	if cursor != l.restsOn && cursor != (action.RowID{}) {
		l.restsOn, l.restAt = cursor, now.Add(restFor)
	}
	l.cursor = cursor
	rows := l.live()
	for id := range l.arrived {
		_, held := l.jobs.Get(id)
		if i, here := rows.Index(action.JobRow(id)); here && i >= above || !held {
			delete(l.arrived, id)
		}
	}
}

// Above counts what is above what is on screen and was not seen, and what waits there.
func (l *List) Above(above int) (jobs, queued int) {
	if l.frozen != nil {
		return 0, 0
	}
	rows := l.live()
	queued = min(len(rows.top), above)
	if rows.page > 0 && !rows.flat {
		queued = len(l.waiting())
	}
	for id := range l.arrived {
		if _, here := rows.Index(action.JobRow(id)); here || !rows.flat {
			jobs++
		}
	}
	return jobs, queued
}
