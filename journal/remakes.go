package journal

import (
	"context"

	"lipdash/api/record"
)

// remakesKnown is the migration after which the way from a job to what makes it again is found
// quickly, and a draft knows which job it was copied from.
const remakesKnown = `
ALTER TABLE drafts ADD COLUMN again TEXT NOT NULL DEFAULT '';
CREATE INDEX submissions_again ON submissions(ord) WHERE body ->> '$.again' IS NOT NULL;
`

// remakesKept is of how many of the newest remakes it is told: a list holds no more jobs.
const remakesKept = 5000

const remakes = `
	SELECT s.body ->> '$.again', s.id, coalesce(s.body ->> '$.job_id', ''), coalesce(nullif(j.title, ''), s.body ->> '$.values.title', '')
	FROM submissions s LEFT JOIN jobs j ON j.id = s.body ->> '$.job_id'
	WHERE s.body ->> '$.again' IS NOT NULL AND s.state NOT IN ('refused', 'discarded')
	ORDER BY s.ord DESC LIMIT ?`

// Remakes are the jobs that were made again here, the newest remake first. One that was refused
// or taken back is none.
func (j *Journal) Remakes(ctx context.Context) ([]record.Remake, error) {
	out, err := all(ctx, j.easy, func(r scanner) (x record.Remake, err error) {
		err = r.Scan(&x.Of, &x.By, &x.Job, &x.Title)
		return x, err
	}, remakes, remakesKept)
	return out, j.read(ctx, err)
}
