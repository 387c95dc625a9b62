package journal

import (
	"database/sql"
	"strings"
	"testing"
)

// What is asked while somebody looks at the screen must not read a whole table:
// an account may have a hundred thousand jobs.
func TestNoQuestionReadsAWholeTable(t *testing.T) {
	j := opened(t)
	for name, q := range map[string]struct{ query, index string }{
		"job":          {"SELECT " + recordColumns + " FROM jobs WHERE id = ?", "(id=?)"},
		"jobs":         {"SELECT " + recordColumns + " FROM jobs WHERE id IN (SELECT value FROM json_each(?))", "(id=?)"},
		"same inputs":  {sameInputs, "jobs_inputs (inputs=? AND created>?)"},
		"spent":        {spent, "COVERING INDEX jobs_created (created>? AND created<?)"},
		"spent soon":   {spent, "submissions_open"},
		"spent failed": {spent, "(job=? AND status=?)"},
		"length":       {lengthBefore, "jobs_inputs (inputs=?)"},
		"history":      {history, "jobs_made (mode=? AND status=? AND created>?)"},
		"observed":     {"SELECT status, first, found FROM observations WHERE job = ? ORDER BY first, status", "(job=?)"},
		"lives":        {lives, "(job=?)"},
		"news":         {news, "(job=?)"},
		"fresh jobs":   {freshJobs, "jobs_fresh (accepted>? AND accepted<?)"},
		"submissions":  {openSubmissions, "submissions_open"},
		"own":          {ownSubmissions, "submissions_open"},
		"known asset":  {assetByFile, "(path=? AND size=? AND modtime=?)"},
		"same size":    {assetsOfSize, "assets_size (size=?)"},
		"known hash":   {hashByFile, "(path=?)"},
		"same content": {assetByHash, "assets_hash (hash=?)"},
		"forgetting":   {"DELETE FROM assets WHERE asset = ?", "assets_asset (asset=?)"},
		"retries due":  {retriesDue, "retries_due (at<?)"},
		"remakes":      {remakes, "submissions_again"},
		"reviews":      {reviewsSince, "reviews_rev (rev>?)"},
		"listed":       {listedAfter, "listed_age (created<?)"},
		"batches":      {newBatches, "batches_made"},
		"batch items":  {batchItems, "(batch=?)"},
		"item":         {itemSubmission, "(batch=? AND number=?)"},
		"drafts":       {"SELECT id FROM drafts WHERE gone = 0 ORDER BY updated DESC", "drafts_age (gone=?)"},
	} {
		plan := planOf(t, j, q.query)
		if !strings.Contains(plan, q.index) {
			t.Errorf("%s does not use %s:\n%s", name, q.index, plan)
		}
		for line := range strings.Lines(plan) {
			if strings.HasPrefix(line, "SCAN") && !strings.Contains(line, "json_each") && !strings.Contains(line, "submissions_open") && !strings.Contains(line, "submissions_again") && !strings.Contains(line, "batches_made") && !strings.Contains(line, "CONSTANT ROW") {
				t.Errorf("%s: %s", name, line)
			}
		}
	}
}

// planOf is how SQLite would answer a query, a line a step.
func planOf(t *testing.T, j *Journal, query string) string {
	t.Helper()
	query = strings.NewReplacer("?1", "?", "?2", "?").Replace(query)
	var plan strings.Builder
	err := each(t.Context(), j.easy, func(r *sql.Rows) error {
		var a, b, c int
		var detail string
		err := r.Scan(&a, &b, &c, &detail)
		plan.WriteString(detail + "\n")
		return err
	}, "EXPLAIN QUERY PLAN "+query, make([]any, strings.Count(query, "?"))...)
	must(t, err)
	return plan.String()
}
