package journal

import (
	"testing"
	"time"

	"lipdash/api"
)

func wanted(id string) Transfer {
	return Transfer{
		ID: TransferID(id), JobID: api.JobID("ls_" + id), Kind: TransferVideo, State: TransferQueued,
		Path: "/v/" + id + ".mp4", Part: "/v/." + id + ".part", Size: -1, CreatedAt: noon,
	}
}

func added(t testing.TB, j *Journal, ids ...string) []Transfer {
	t.Helper()
	var list []Transfer
	for _, id := range ids {
		list = append(list, wanted(id))
	}
	out, err := j.AddTransfers(t.Context(), list)
	must(t, err)
	return out
}

func claimedNext(t testing.TB, j *Journal, limit int) (Transfer, bool) {
	t.Helper()
	got, ok, err := j.ClaimTransfer(t.Context(), limit)
	must(t, err)
	return got, ok
}

func saved(t testing.TB, j *Journal, x Transfer) TransferState {
	t.Helper()
	s, err := j.SaveTransfer(t.Context(), x)
	must(t, err)
	return s
}

func TestTransfersComeBackAsTheyWereAfterReopening(t *testing.T) {
	path := alone(t)
	j := openedAt(t, path)
	added(t, j, "a")
	x, _ := claimedNext(t, j, 3)
	x.ETag, x.Size, x.Done, x.Tries = `"e"`, 100, 60, 2
	x.Code, x.Reason, x.Replace, x.SHA256 = "link", "The link had expired.", true, "abc"
	x.NextTry = noon.Add(time.Hour)
	if s := saved(t, j, x); s != TransferRunning {
		t.Fatal(s)
	}
	got, ok, err := openedAt(t, path).Transfer(t.Context(), "a")
	must(t, err)
	got.UpdatedAt, x.UpdatedAt = time.Time{}, time.Time{}
	for _, at := range []*time.Time{&got.CreatedAt, &got.NextTry, &x.CreatedAt, &x.NextTry} {
		*at = at.UTC().Round(0)
	}
	if !ok || got != x {
		t.Errorf("%+v\nwant %+v", got, x)
	}
	if _, ok, err := j.Transfer(t.Context(), "nope"); ok || err != nil {
		t.Error(ok, err)
	}
}

func TestOneJobsFileIsOneTransferUntilItIsDone(t *testing.T) {
	j := opened(t)
	first := added(t, j, "a")[0]
	again := wanted("a")
	again.ID = "other"
	for _, s := range []TransferState{TransferPaused, TransferFailed, TransferCancelled} {
		got, err := j.AddTransfers(t.Context(), []Transfer{again})
		must(t, err)
		if got[0].ID != first.ID {
			t.Errorf("%+v", got)
		}
		if ok, err := j.MoveTransfer(t.Context(), "a", s, TransferQueued, TransferPaused, TransferFailed); !ok || err != nil {
			t.Fatal(ok, err)
		}
	}
	moved, err := j.MoveTransfer(t.Context(), "a", TransferQueued, TransferCancelled)
	must(t, err)
	x, ok := claimedNext(t, j, 3)
	if x.State = TransferDone; !moved || !ok || saved(t, j, x) != TransferDone {
		t.Fatal(x)
	}
	got, err := j.AddTransfers(t.Context(), []Transfer{again})
	must(t, err)
	if got[0].ID != "other" || got[0].Order <= first.Order {
		t.Errorf("%+v", got)
	}
}

func TestClaimsComeInOrderInTheirTimeAndWithinTheLimit(t *testing.T) {
	j, you, _ := three(t)
	added(t, j, "a", "b", "c", "d")
	late := wanted("late")
	late.NextTry = time.Now().Add(time.Hour)
	_, err := j.AddTransfers(t.Context(), []Transfer{late})
	must(t, err)
	for _, want := range []TransferID{"a", "b", "c"} {
		if x, ok := claimedNext(t, j, 3); !ok || x.ID != want || x.State != TransferRunning || x.Owner != j.Owner() {
			t.Errorf("%+v, want %s", x, want)
		}
	}
	if x, ok := claimedNext(t, you, 3); ok {
		t.Errorf("a fourth: %+v", x)
	}
	if x, ok := claimedNext(t, you, 5); !ok || x.ID != "d" {
		t.Errorf("%+v", x)
	}
	if x, ok := claimedNext(t, you, 5); ok {
		t.Errorf("before its time: %+v", x)
	}
}

func TestWhatAProcessLeftIsTakenAndItCanSaveNothingOfIt(t *testing.T) {
	j, you, _ := three(t)
	added(t, j, "a")
	mine, _ := claimedNext(t, j, 3)
	if _, ok := claimedNext(t, you, 3); ok {
		t.Error("taken while it is driven")
	}
	j.Leave()
	must(t, you.Reclaim(t.Context()))
	if x, ok := claimedNext(t, you, 3); !ok || x.Owner != you.Owner() {
		t.Errorf("%+v", x)
	}
	mine.Done, mine.State = 99, TransferDone
	if s := saved(t, j, mine); s != "" {
		t.Error(s)
	}
	if x, _, err := j.Transfer(t.Context(), "a"); err != nil || x.Done != 0 || x.Owner != you.Owner() {
		t.Errorf("%+v %v", x, err)
	}
}

func TestWhatTheUserWantsWinsOverTheOwnersSaves(t *testing.T) {
	j, you, _ := three(t)
	added(t, j, "a")
	x, _ := claimedNext(t, j, 3)
	moved, err := j.MoveTransfer(t.Context(), "a", TransferPaused, TransferQueued, TransferRunning)
	must(t, err)
	x.Done, x.Reason = 50, "on its way"
	if s := saved(t, j, x); !moved || s != TransferPaused {
		t.Fatal(moved, s)
	}
	if _, err := j.MoveTransfer(t.Context(), "a", TransferQueued, TransferPaused); err != nil {
		t.Fatal(err)
	}
	if y, ok := claimedNext(t, you, 3); ok {
		t.Errorf("taken before its owner has let go: %+v", y)
	}
	x.State, x.Done = TransferFailed, 60
	if s := saved(t, j, x); s != TransferQueued {
		t.Error(s)
	}
	y, ok := claimedNext(t, you, 3)
	if !ok || y.Done != 60 || y.Reason != "" {
		t.Errorf("%+v", y)
	}
	if ok, err := j.MoveTransfer(t.Context(), "a", TransferQueued, TransferPaused, TransferFailed); ok || err != nil {
		t.Error(ok, err)
	}
}

func TestAFileInItsPlaceIsDoneWhateverWasWantedMeanwhile(t *testing.T) {
	j := opened(t)
	added(t, j, "a")
	x, _ := claimedNext(t, j, 3)
	if ok, err := j.MoveTransfer(t.Context(), "a", TransferCancelled, TransferRunning); !ok || err != nil {
		t.Fatal(ok, err)
	}
	x.State, x.Size, x.Done, x.SHA256 = TransferDone, 9, 9, "abc"
	if s := saved(t, j, x); s != TransferDone {
		t.Error(s)
	}
	files, err := j.SavedFiles(t.Context(), []api.JobID{"ls_a", "ls_b"})
	must(t, err)
	if f := files["ls_a"]; len(files) != 1 || len(f) != 1 || f[0].Path != x.Path || f[0].SHA256 != "abc" || f[0].Size != 9 || f[0].At.IsZero() {
		t.Errorf("%+v", files)
	}
}

func TestATransferThatIsPutFirstIsClaimedFirstAndOnlyOneOfThoseThatAreNamed(t *testing.T) {
	j := openedAt(t, alone(t))
	added(t, j, "a", "b", "c", "d")
	must(t, j.PutTransfersFirst(t.Context(), []TransferID{"d", "c"}))
	got, ok, err := j.ClaimTransfer(t.Context(), 4, "a", "b")
	if !ok || err != nil || got.ID != "a" {
		t.Errorf("%v %v %v", got.ID, ok, err)
	}
	for _, want := range []TransferID{"d", "c", "b"} {
		if got, _ := claimedNext(t, j, 4); got.ID != want {
			t.Errorf("%s, want %s", got.ID, want)
		}
	}
}
