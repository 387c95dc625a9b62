//go:build linux || darwin

package cmd

import (
	"errors"
	"net"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/ncruces/go-sqlite3/driver"

	"lipdash/api/record"
	"lipdash/api/sim"
	"lipdash/cmd/ptytest"
	"lipdash/journal"
)

// desktop is a user of this machine: a home, and the account their key opens,
// on a simulator in this process.
type desktop struct {
	home, base string
	sim        *sim.Server
	env        []string
	// user is who they are, nil for whoever runs the test.
	user *syscall.Credential
}

// newDesktop is a user whose account has some jobs, all of them over.
func newDesktop(t testing.TB, jobs int) desktop {
	t.Helper()
	return desktopOn(t, t.TempDir(), jobs)
}

// desktopOn is newDesktop with a home of the test's own choice.
func desktopOn(t testing.TB, home string, jobs int) desktop {
	t.Helper()
	server := sim.New(sim.Options{Key: keyInTest, Concurrency: -1, Speed: 400})
	for range jobs {
		server.AddJob(sim.JobSpec{Title: "an older one", Status: "completed"})
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	ended := make(chan error, 1)
	go func() { ended <- sim.Serve(t.Context(), ln, server) }()
	t.Cleanup(func() {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	base := "http://" + ln.Addr().String()
	return desktop{
		home: home, base: base, sim: server,
		env: environment(home, "HEYGEN_API_BASE="+base, "HEYGEN_API_KEY="+keyInTest),
	}
}

// open opens the dashboard and waits for the list.
func (d desktop) open(t testing.TB) *ptytest.Session {
	t.Helper()
	s := d.start(t)
	s.Has("jobs 1 to ")
	return s
}

// start starts the dashboard and waits for nothing.
func (d desktop) start(t testing.TB) *ptytest.Session {
	t.Helper()
	return ptytest.Start(t, ptytest.Options{Env: d.env, User: d.user}, binary)
}

// folder is where lipdash keeps what it remembers.
func (d desktop) folder() string { return filepath.Join(d.home, ".state", "lipdash") }

// path is the file of the account's journal.
func (d desktop) path() string {
	return journal.Path(d.folder(), journal.Account{Base: d.base, User: "sim_user"})
}

// drafts are what a start would find.
func (d desktop) drafts(t testing.TB) []record.Draft {
	t.Helper()
	j, err := journal.Open(t.Context(), d.path())
	must(t, err)
	drafts, err := j.Drafts(t.Context())
	must(t, errors.Join(err, j.Close()))
	return drafts
}

// leave quits with q and expects that to be all.
func leave(t testing.TB, s *ptytest.Session) {
	t.Helper()
	s.Type("q")
	if code, _ := s.Exit(); code != exitOK {
		t.Errorf("exit code %d", code)
	}
	s.Restored()
}

// fill types the two sources and the title into an open, empty form.
func fill(s *ptytest.Session, video, audio, title string) {
	s.Has("New lipsync")
	s.Type(video + "\t" + audio + "\t" + title)
}

// crash kills the dashboard as nothing can be caught or answered.
func crash(s *ptytest.Session) {
	s.Signal(syscall.SIGKILL)
	s.Exit()
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// screenHas tells whether the screen holds a text, however it is broken into
// lines.
func screenHas(text, want string) bool {
	return strings.Contains(strings.Join(strings.Fields(text), " "), want)
}

// sound fails unless SQLite finds nothing wrong with a journal.
func sound(t *testing.T, path string) {
	t.Helper()
	db, err := driver.Open("file:" + path)
	must(t, err)
	var found string
	must(t, errors.Join(db.QueryRowContext(t.Context(), "PRAGMA quick_check(1)").Scan(&found), db.Close()))
	if found != "ok" {
		t.Error(found)
	}
}
