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
	for name, query := range map[string]string{
		"job":          "SELECT " + recordColumns + " FROM jobs WHERE id = 'x'",
		"jobs":         "SELECT " + recordColumns + " FROM jobs WHERE id IN (SELECT value FROM json_each('[]'))",
		"same inputs":  sameInputs,
		"spent":        spent,
		"history":      history,
		"observed":     "SELECT status, first FROM observations WHERE job = 'x' ORDER BY first, status",
		"news":         news,
		"fresh jobs":   freshJobs,
		"submissions":  openSubmissions,
		"known asset":  assetByFile,
		"same content": assetByHash,
		"forgetting":   "DELETE FROM assets WHERE asset = 'x'",
		"drafts":       "SELECT id FROM drafts WHERE gone = 0 ORDER BY updated DESC",
	} {
		err := each(t.Context(), j.easy, func(r *sql.Rows) error {
			var a, b, c int
			var detail string
			err := r.Scan(&a, &b, &c, &detail)
			if strings.HasPrefix(detail, "SCAN") && !strings.Contains(detail, "json_each") && !strings.Contains(detail, "submissions_open") {
				t.Errorf("%s: %s", name, detail)
			}
			return err
		}, "EXPLAIN QUERY PLAN "+query, make([]any, strings.Count(query, "?"))...)
		must(t, err)
	}
}
