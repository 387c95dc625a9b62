package journal

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"lipdash/api"
	"lipdash/api/submission"
)

func TestListsTellOpenOnesInOrderAndPastOnesBackwards(t *testing.T) {
	j := opened(t)
	added(t, j, "a", "b", "c", "d")
	for i, id := range []TransferID{"a", "b"} {
		j.now = func() time.Time { return noon.Add(time.Duration(i) * time.Minute) }
		if _, err := j.MoveTransfer(t.Context(), id, TransferCancelled, TransferQueued); err != nil {
			t.Fatal(err)
		}
	}
	ids := func(list []Transfer, err error) string {
		must(t, err)
		var out []string
		for _, x := range list {
			out = append(out, string(x.ID))
		}
		return strings.Join(out, " ")
	}
	if got := ids(j.Transfers(t.Context())); got != "c d" {
		t.Error(got)
	}
	if got := ids(j.PastTransfers(t.Context(), noon, 9)); got != "b a" {
		t.Error(got)
	}
	if got := ids(j.PastTransfers(t.Context(), noon.Add(time.Second), 9)); got != "b" {
		t.Error(got)
	}
	for id, want := range map[TransferID]bool{"a": true, "c": false, "nope": false} {
		if gone, err := j.ForgetTransfer(t.Context(), id); gone != want || err != nil {
			t.Errorf("%s: %t %v", id, gone, err)
		}
	}
	if ok, err := j.AimTransfer(t.Context(), "c", "/v/./other.mp4", true); !ok || err != nil {
		t.Error(ok, err)
	}
	if x, _, err := j.Transfer(t.Context(), "c"); err != nil || x.Path != "/v/other.mp4" || !x.Replace {
		t.Errorf("%+v %v", x, err)
	}
}

func TestSavedFilesOfSeveralFetchesAreAllRemembered(t *testing.T) {
	j := opened(t)
	for i, path := range []string{"/v/a.mp4", "/v/a (2).mp4", "/v/a.mp4"} {
		must(t, j.write(t.Context(), j.easy, func(tx *sql.Tx) error {
			return recordSaved(t.Context(), tx, SavedFile{
				JobID: "ls_a", Kind: TransferVideo, Path: path, Size: int64(i), At: noon.Add(time.Duration(i) * time.Second),
			})
		}))
	}
	got, err := j.SavedFiles(t.Context(), []api.JobID{"ls_a"})
	must(t, err)
	if f := got["ls_a"]; len(f) != 2 || f[0].Path != "/v/a.mp4" || f[0].Size != 2 || f[1].Size != 1 {
		t.Errorf("%+v", got)
	}
}

func TestNoQuestionAboutTransfersReadsAWholeTable(t *testing.T) {
	j := opened(t)
	for query, index := range map[string]string{
		transferByID:  "(id=?)",
		transferByJob: "transfers_job (job=? AND kind=?)",
		openTransfers: "transfers_open",
		pastTransfers: "transfers_past (updated>?)",
		savedFiles:    "(job=?)",
	} {
		if plan := planOf(t, j, query); !strings.Contains(plan, index) {
			t.Errorf("%s\n%s", query, plan)
		}
	}
}

func TestAJournalFromBeforeTransfersIsBroughtUpToDate(t *testing.T) {
	path := alone(t)
	all := migrations
	migrations = all[:1]
	t.Cleanup(func() { migrations = all })
	j := openedAt(t, path)
	s := submission.New("one", inputs(), noon)
	_, err := j.firm.ExecContext(t.Context(),
		"INSERT INTO submissions (id, state, rev, ord, next_try, owner, until, body) VALUES (?, ?, 1, 1, 0, 'old', ?, ?)",
		s.ID, s.State, stamp(time.Now().Add(15*time.Second)), encoded(s))
	must(t, err)
	migrations = all
	k := openedAt(t, path)
	added(t, k, "a")
	subs, err := k.Submissions(t.Context())
	must(t, err)
	if len(subs) != 1 {
		t.Errorf("%+v", subs)
	}
	lives := flock.New(k.presence("old"))
	if got, err := lives.TryLock(); !got || err != nil {
		t.Fatal(got, err)
	}
	if got := adopts(t, k); got != "" {
		t.Errorf("%s was taken from an older lipdash that lives", got)
	}
	must(t, lives.Close())
	if got := adopts(t, k); got != "one" {
		t.Errorf("adopted %q", got)
	}
}

func TestTransfersHoldNoSecretInTheirReasons(t *testing.T) {
	j := opened(t)
	j.Hide("sk_live_hidden")
	x := wanted("a")
	x.Reason = fmt.Sprintf("no answer from %s with %s", "https://files.heygen.ai/x?Signature=sigsigsig&Expires=1", "sk_live_hidden")
	got, err := j.AddTransfers(t.Context(), []Transfer{x})
	must(t, err)
	if strings.Contains(got[0].Reason, "sigsigsig") || strings.Contains(got[0].Reason, "sk_live_hidden") {
		t.Errorf("%q", got[0].Reason)
	}
}
