package journal

import (
	"context"
	"database/sql"
	"slices"
	"sort"
	"time"

	"lipdash/api"
	"lipdash/api/record"
)

const day = `
	SELECT j.mode, j.created, j.status, iif(j.cost > 0, j.cost, coalesce((SELECT s.body ->> '$.cost' FROM submissions s WHERE s.id = j.submission), 0)),
		j.length, j.accepted, coalesce(r.first, 0), coalesce(c.first, 0),
		(SELECT coalesce(max(o.last), j.accepted) FROM observations o
			WHERE o.job = j.id AND o.status NOT IN ('completed', 'failed', 'gone')),
		EXISTS (SELECT 1 FROM observations o WHERE o.job = j.id AND o.status = 'failed')
	FROM jobs j
	LEFT JOIN observations c ON c.job = j.id AND c.status = 'completed' AND c.found = 0
	LEFT JOIN observations r ON r.job = j.id AND r.status = 'running' AND r.found = 0
	WHERE j.created >= ? AND j.created < ? ORDER BY j.created`

// Day is what was made here in the day that begins at a moment. What was deleted since counts
// as it ended.
func (j *Journal) Day(ctx context.Context, since time.Time) (record.Day, error) {
	var out record.Day
	took := map[api.Mode][]time.Duration{}
	err := each(ctx, j.easy, func(r *sql.Rows) error {
		var l life
		var mode api.Mode
		var created time.Time
		var status api.Status
		var cost float64
		var failed bool
		if err := r.Scan(&mode, timeColumn{&created}, &status, &cost, &l.length, &l.accepted, &l.running, &l.done, &l.watched, &failed); err != nil {
			return err
		}
		of, hour := dayMode(&out, mode), created.In(since.Location()).Hour()
		out.Made++
		out.Hours[hour]++
		of.Jobs++
		switch {
		case failed || status == api.StatusFailed:
			out.Failed++
			out.HoursFailed[hour]++
			return nil
		case status == api.StatusCompleted || l.done > 0:
			out.Done++
		}
		of.Cost += cost
		if s, ok := l.sample(); ok && l.done > 0 {
			took[mode] = append(took[mode], s.Wait+s.Run)
		}
		return nil
	}, day, stamp(since), stamp(since.AddDate(0, 0, 1)))
	for i := range out.Modes {
		of := &out.Modes[i]
		if all := took[of.Mode]; len(all) > 0 {
			slices.Sort(all)
			of.Timed, of.Median, of.P90 = len(all), quantile(all, 0.5), quantile(all, 0.9)
		}
	}
	sort.Slice(out.Modes, func(i, j int) bool { return modeOrder(out.Modes[i].Mode) < modeOrder(out.Modes[j].Mode) })
	return out, j.read(ctx, err)
}

// dayMode is the part of a day of a mode.
func dayMode(d *record.Day, mode api.Mode) *record.DayMode {
	i := slices.IndexFunc(d.Modes, func(m record.DayMode) bool { return m.Mode == mode })
	if i < 0 {
		d.Modes = append(d.Modes, record.DayMode{Mode: mode})
		i = len(d.Modes) - 1
	}
	return &d.Modes[i]
}

// modeOrder is that of the API, with what it does not know behind.
func modeOrder(m api.Mode) int {
	if i := slices.Index([]api.Mode{api.ModeSpeed, api.ModePrecision}, m); i >= 0 {
		return i
	}
	return 2
}
