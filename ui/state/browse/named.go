package browse

import (
	"fmt"
	"strings"

	"lipdash/api"
	"lipdash/api/lazyregexp"
	"lipdash/ui/kit/format"
)

// whole are ids that are written out (api.md 1.2): no other id begins with one.
var whole = lazyregexp.New(`^(ls_)?[0-9a-f]{16,}`)

// Named are the jobs that somebody calls by the beginning of an id or by a whole title,
// as the list is read for them. An id that is written out is no name: whoever asks
// HeyGen for it knows the answer.
type Named struct {
	names []string
	found map[string][]api.Job
}

// NewNamed looks for some names.
func NewNamed(names []string) *Named {
	n := &Named{found: map[string][]api.Job{}}
	for _, name := range names {
		if name != "" && !whole.Get().MatchString(name) {
			n.names = append(n.names, name)
		}
	}
	return n
}

// Any tells whether there is a name to look for.
func (n *Named) Any() bool { return len(n.names) > 0 }

// Took takes jobs of the list, each once.
func (n *Named) Took(jobs []api.Job) {
	for _, j := range jobs {
		for _, name := range n.names {
			if strings.HasPrefix(string(j.ID), name) || j.Title != "" && format.Fold(j.Title) == format.Fold(name) {
				n.found[name] = append(n.found[name], j)
			}
		}
	}
}

// Job is the job of a name; the error says that there is none, or which there are.
func (n *Named) Job(name string) (api.Job, error) {
	switch found := n.found[name]; len(found) {
	case 0:
		return api.Job{}, NoJob{name}
	case 1:
		return found[0], nil
	default:
		const told = 4
		var each []string
		for _, j := range found[:min(told, len(found))] {
			each = append(each, strings.TrimSpace(string(j.ID)+" "+format.OutsideLine(j.Title)))
		}
		more := ""
		if len(found) > told {
			more = ", …"
		}
		return api.Job{}, fmt.Errorf("%q may be any of %d jobs: %s%s", name, len(found), strings.Join(each, ", "), more)
	}
}

// NoJob is that no job has an id or a name.
type NoJob struct{ Name string }

// Error says so.
func (n NoJob) Error() string { return fmt.Sprintf("there is no job %q", n.Name) }

// Code is the kind of error, for programs.
func (NoJob) Code() string { return "not_found" }

// Hint is the next step.
func (NoJob) Hint() string {
	return "lipdash list shows the ids; the beginning of one, or a whole title, does where only one job has it."
}
