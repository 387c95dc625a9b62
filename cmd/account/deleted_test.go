package account_test

import (
	"os"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/cmd/account"
)

func TestWhatACommandDeletedIsInNoListAfterwards(t *testing.T) {
	place := account.Place{Dir: t.TempDir(), Base: "https://api.heygen.com", Secret: "k"}
	ctx := t.Context()
	place.Deleted(ctx, []api.JobID{"ls_1"}) // of an account that was never opened here
	if left, err := os.ReadDir(place.Dir); err != nil || len(left) > 0 {
		t.Errorf("a delete left %v, %v", left, err)
	}
	j, _, ok := place.Open(ctx, "user")
	if !ok || j == nil {
		t.Fatal("there is no journal")
	}
	defer j.Close() //nolint:errcheck // it is read only from here on
	page := record.Page{SavedAt: time.Now(), Whole: true}
	for _, id := range []api.JobID{"ls_1", "ls_2", "ls_3"} {
		page.Jobs = append(page.Jobs, record.Job{Job: api.Job{ID: id, Status: api.StatusCompleted, CreatedAt: time.Now()}})
	}
	if err := j.KeepListed(ctx, page, nil); err != nil {
		t.Fatal(err)
	}
	place.Deleted(ctx, []api.JobID{"ls_1", "ls_3"})
	got, err := j.Listed(ctx, "", 10)
	if err != nil || len(got.Jobs) != 1 || got.Jobs[0].Job.ID != "ls_2" || !got.Whole {
		t.Errorf("%+v, %v", got, err)
	}
}
