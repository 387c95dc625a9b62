package account_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"go.uber.org/goleak"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/cmd/account"
	"lipdash/journal"
)

const (
	base = "https://api.example.com"
	key  = "hg_test_0123456789abcd"
)

// noon is when the tests' stories begin.
var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// place is where the journals of a key are, in a folder.
func place(dir string) account.Place { return account.Place{Dir: dir, Base: base, Secret: key} }

// opened is the journal of a user of that key.
func opened(t testing.TB, dir, user string) *journal.Journal {
	t.Helper()
	j, trouble, ok := place(dir).Open(t.Context(), user)
	if !ok || trouble != "" {
		t.Fatalf("not opened: %v %s", ok, trouble)
	}
	return j
}

// started is a memory on a journal, or on none, that ends with the test and then
// has closed its journal.
func started(t testing.TB, j *journal.Journal, change ...func(*account.Options)) *account.Memory {
	t.Helper()
	client, err := api.New(api.Credential{Key: key}, api.Options{Transport: sim.New(sim.Options{Key: key}).Transport()})
	must(t, err)
	o := account.Options{Client: client, Files: noFiles{}, Journal: j}
	for _, f := range change {
		f(&o)
	}
	ctx, stop := context.WithCancel(t.Context())
	m := account.New(ctx, o)
	t.Cleanup(func() {
		stop()
		m.Wait()
	})
	return m
}

type noFiles struct{}

func (noFiles) Upload(string) (api.Upload, error) { return api.Upload{}, errors.New("no files here") }
