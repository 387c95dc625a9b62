//go:build linux || darwin

package cmd

import (
	"errors"
	"strings"
	"testing"

	"lipdash/api/sim"
	"lipdash/cmd/ptytest"
	"lipdash/journal"
)

func TestTheNextStartIsToldOfBeforeAndAfterTheExit(t *testing.T) {
	t.Parallel()
	d := newDesktop(t, 3)
	d.sim.Faults().Add(sim.Fault{Route: "POST /v3/lipsyncs", Kind: sim.FaultStatus, Status: 401})
	s := d.open(t)
	s.Type("c")
	fill(s, "https://example.com/v.mp4", "https://example.com/a.wav", "for the next start")
	s.Has("draft saved") // the journal is open
	s.Type("\x18")       // ctrl+x
	s.Has("enter create")
	s.Type("\r")
	s.Has("held     for the next start")
	const line = "lipdash: 1 lipsync is not made yet: the next start continues with that"
	told := func(s *ptytest.Session) {
		t.Helper()
		if code, _ := s.Exit(); code != exitOK {
			t.Errorf("exit code %d", code)
		}
		s.Restored()
		s.Has(line)
		if n := strings.Count(s.Raw(), line); n != 1 {
			t.Errorf("it is said %d times:\n%s", n, s.Text())
		}
	}
	s.Has("t sends it: ")
	s.Type("q")
	s.Has("Quit now?", "1 lipsync is held and not sent: the next start sends it")
	s.Type("\x03")
	told(s)

	before := held(t, d)
	again := d.start(t)
	again.Has("t sends it: ")
	// A start tries what is held once more. While that create is on its way, it has no
	// answer yet, and that would be said.
	again.Until("second refusal", func(string, string) bool { return held(t, d) > before })
	again.Type("q")
	again.Has("Quit now?")
	again.Type("\x03")
	told(again)
}

// held is the revision of the one submission there is, 0 unless it is held.
func held(t *testing.T, d desktop) int64 {
	t.Helper()
	j, err := journal.Open(t.Context(), d.path())
	must(t, err)
	all, err := j.Submissions(t.Context())
	must(t, errors.Join(err, j.Close()))
	if len(all) != 1 || !all[0].Held {
		return 0
	}
	return all[0].Rev
}
