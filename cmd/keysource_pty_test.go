//go:build linux || darwin

package cmd

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"lipdash/api/sim"
	"lipdash/cmd/ptytest"
)

// TestWhoIsAskedForAKeyAgainIsKeptAwayFromTheDashboardsTerminal is about a password manager
// that would talk to its user, also for the session of the start.
func TestWhoIsAskedForAKeyAgainIsKeptAwayFromTheDashboardsTerminal(t *testing.T) {
	t.Parallel()
	server := sim.New(sim.Options{Key: shopKey, Seed: 1})
	server.Populate(3)
	web := httptest.NewServer(server)
	t.Cleanup(web.Close)
	home := t.TempDir()
	manager := filepath.Join(home, "manager")
	must(t, os.WriteFile(manager, []byte("#!/bin/sh\nif (: </dev/tty) 2>/dev/null; then echo hg_with_a_terminal; else echo "+shopKey+"; fi\n"), 0o700))
	s := ptytest.Start(t, ptytest.Options{Env: environment(home, "HEYGEN_API_BASE="+web.URL, "LIPDASH_KEY_FROM=command:"+manager)}, binary)
	s.Has("HeyGen refused the key")
	s.Type("r")
	s.Has("jobs 1 to ")
	s.Type("q")
	s.Exit()
	s.Restored()
}
