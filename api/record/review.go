package record

import (
	"lipdash/api"
	"lipdash/api/submission"
)

// Review is what somebody thinks of the result of a job: a mark and a short note, which HeyGen
// is not told.
type Review struct {
	Mark Mark
	Note string
}

// None tells whether nobody thinks anything of it.
func (r Review) None() bool { return r == Review{} }

// Mark is what was decided about a result.
type Mark string

// The marks: none, or what they say.
const (
	Unmarked Mark = ""
	Accepted Mark = "accepted"
	Rejected Mark = "rejected"
)

// Remake is a job that was made again from this machine.
type Remake struct {
	Of api.JobID
	// By is the submission that does so, Job what it became, "" as long as it is none.
	By  submission.ID
	Job api.JobID
	// Title is what that is called, "" for nothing.
	Title string
}
