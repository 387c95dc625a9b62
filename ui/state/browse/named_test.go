package browse

import (
	"strings"
	"testing"

	"lipdash/api"
)

func TestAJobIsFoundByTheBeginningOfItsIDOrItsTitle(t *testing.T) {
	jobs := []api.Job{
		{ID: "ls_ab12", Title: "Spring Launch"},
		{ID: "ls_ab34", Title: "two of them"},
		{ID: "ls_cd56", Title: "two of them"},
		{ID: "9f86d081884c7d659a2feaa0c55ad015"},
		{ID: "9f86d081884c7d659a2feaa0c55ad015-de"},
	}
	for name, want := range map[string]string{
		"ls_ab1":                           "ls_ab12",
		"ls_cd":                            "ls_cd56",
		"spring  launch":                   "ls_ab12",
		"ls_ab":                            `"ls_ab" may be any of 2 jobs: ls_ab12 Spring Launch, ls_ab34 two of them`,
		"two of them":                      `"two of them" may be any of 2 jobs: ls_ab34`,
		"two of":                           `there is no job "two of"`,
		"":                                 `there is no job ""`,
		"9f86d081884c7d659a2feaa0c55ad015": `there is no job "9f86`, // written out, and not asked of the list
	} {
		n := NewNamed([]string{name})
		n.Took(jobs[:2])
		n.Took(jobs[2:])
		j, err := n.Job(name)
		if err != nil && !strings.Contains(err.Error(), want) || err == nil && string(j.ID) != want {
			t.Errorf("%q: %q, %v", name, j.ID, err)
		}
	}
	if NewNamed([]string{"ls_990a9bd5f49e366f", ""}).Any() {
		t.Error("an id that is written out is looked for in the list")
	}
}
