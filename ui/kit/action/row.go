package action

import (
	"lipdash/api"
	"lipdash/api/submission"
)

// RowID names a row of the list: a job, or a submission that is no job yet. The
// zero value names none.
type RowID struct {
	Job        api.JobID
	Submission submission.ID
}

// JobRow is the row of a job.
func JobRow(id api.JobID) RowID { return RowID{Job: id} }

// SubmissionRow is the row of a submission that is no job yet.
func SubmissionRow(id submission.ID) RowID { return RowID{Submission: id} }

// String is the id alone, for logs and tests.
func (r RowID) String() string {
	if r.Submission != "" {
		return string(r.Submission)
	}
	return string(r.Job)
}

// FileID names a file on its way: a download, or what goes up of a submission. The
// zero value names none.
type FileID struct {
	Download string
	Upload   submission.ID
}

// JobRows are the rows of jobs.
func JobRows(ids ...api.JobID) []RowID {
	rows := make([]RowID, len(ids))
	for i, id := range ids {
		rows[i] = JobRow(id)
	}
	return rows
}

// JobsOf are those rows that are jobs.
func JobsOf(rows []RowID) []api.JobID {
	var ids []api.JobID
	for _, r := range rows {
		if r.Job != "" {
			ids = append(ids, r.Job)
		}
	}
	return ids
}

// SubmissionsOf are those rows that are submissions.
func SubmissionsOf(rows []RowID) []submission.ID {
	var ids []submission.ID
	for _, r := range rows {
		if r.Submission != "" {
			ids = append(ids, r.Submission)
		}
	}
	return ids
}
