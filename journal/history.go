package journal

import (
	"context"
	"database/sql"
	"time"

	"lipdash/api"
)

// Sample is one job's life as it was seen from here.
type Sample struct {
	// Length is the output's, 0 when unknown.
	Length time.Duration
	// Wait is from acceptance until it was seen running, Run from then until it
	// was seen completed. A job that was never seen running has only a Run.
	Wait, Run time.Duration
}

const (
	// remembered is how far back the past says something about today.
	remembered = 90 * 24 * time.Hour
	// samplesKept bounds how many of the newest samples are read.
	samplesKept = 500
	// unseen is how long nobody may have looked before a job was seen
	// completed: longer, and it may have been done for hours.
	unseen = 2 * time.Minute
)

const history = `
	SELECT j.length, j.accepted, coalesce(r.first, 0), c.first,
		(SELECT coalesce(max(o.last), j.accepted) FROM observations o
			WHERE o.job = j.id AND o.status NOT IN ('completed', 'failed', 'gone'))
	FROM jobs j
	JOIN observations c ON c.job = j.id AND c.status = 'completed' AND c.found = 0
	LEFT JOIN observations r ON r.job = j.id AND r.status = 'running' AND r.found = 0
	WHERE j.mode = ? AND j.status = 'completed' AND j.created >= ?
	ORDER BY j.created DESC LIMIT ?`

// History are the lives of the jobs of a mode that were made here and watched to
// the end, the newest first.
func (j *Journal) History(ctx context.Context, mode api.Mode, now time.Time) ([]Sample, error) {
	var out []Sample
	err := each(ctx, j.easy, func(r *sql.Rows) error {
		var l life
		err := r.Scan(&l.length, &l.accepted, &l.running, &l.done, &l.watched)
		if s, ok := l.sample(); ok && err == nil {
			out = append(out, s)
		}
		return err
	}, history, mode, stamp(now.Add(-remembered)), samplesKept)
	return out, j.read(ctx, err)
}

// life is when a job reached what, by this machine's clock.
type life struct{ length, accepted, running, done, watched int64 }

func (l life) sample() (Sample, bool) {
	total := time.Duration(l.done - l.accepted)
	blind := time.Duration(l.done - l.watched)
	if l.accepted == 0 || total <= 0 || blind > max(unseen, total/10) {
		return Sample{}, false
	}
	s := Sample{Length: time.Duration(l.length), Run: total}
	if l.running > l.accepted && l.running <= l.done {
		s.Wait, s.Run = time.Duration(l.running-l.accepted), time.Duration(l.done-l.running)
	}
	return s, true
}
