//go:build linux || darwin

package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"lipdash/api/sim"
)

// killedRole makes the test binary lipdash, for which a job that was made is listed soon.
const killedRole = "LIPDASH_KILL_TEST"

// scripts are how many run side by side on one journal.
const scripts = 4

// tally counts what became of the runs: made are those that were killed when HeyGen had a job
// of theirs already, untouched ended before. A run is killed within life, in nanoseconds,
// which follows how long they take on this machine just now.
type tally struct{ keys, kills, made, untouched, life atomic.Int64 }

// Scripts make lipsyncs, are killed at random moments and started again with the same key
// until they succeed: from links, with files that go up first, and three voices at once. What
// was made is counted at the simulator.
func TestACreateThatIsKilledAndStartedAgainMakesOneJob(t *testing.T) {
	kills := int64(50)
	if testing.Short() {
		kills = 10
	}
	for _, beside := range []string{"nobody", "a dashboard"} {
		t.Run("beside "+beside, func(t *testing.T) {
			t.Parallel()
			d := newDesktop(t, 1)
			if beside != "nobody" {
				d.open(t) // it drives
			}
			s := &script{desktop: d, key: "first"}
			began := time.Now()
			must(t, s.run(time.Minute))
			var y tally
			y.life.Store(2 * int64(time.Since(began)))
			var all errgroup.Group
			for lane := range scripts {
				rnd := rand.New(rand.NewPCG(uint64(lane), uint64(len(beside))))
				all.Go(func() error {
					for y.kills.Load() < kills {
						n := y.keys.Add(1)
						s := &script{desktop: d, key: fmt.Sprintf("k%d", n), kind: int(n) % 3}
						if err := s.untilMade(&y, rnd); err != nil {
							return err
						}
					}
					return nil
				})
			}
			must(t, all.Wait())
			_, _ = fmt.Fprintf(os.Stdout, "beside %s: %d keys, %d kills, %d of them with a job made, %d ended before; each lives for %v at most\n", beside, y.keys.Load(), y.kills.Load(), y.made.Load(), y.untouched.Load(), time.Duration(y.life.Load()))
			count(t, d, int(y.keys.Load()))
			if !testing.Short() && y.made.Load()+y.untouched.Load() == 0 {
				t.Error("all kills fell before anything was made")
			}
		})
	}
}

// script makes lipsyncs under a key.
type script struct {
	desktop
	key string
	// kind is 0 from links, 1 with files, 2 with three voices.
	kind int
}

// titles are what its lipsyncs are called.
func (s *script) titles() []string {
	if s.kind == 2 {
		return []string{s.key + " German", s.key + " French", s.key + " Japanese"}
	}
	return []string{s.key}
}

// args is its command line, whose files are there then.
func (s *script) args() ([]string, error) {
	out := []string{"create", "--idempotency-key", s.key}
	video, german, french := s.key+".mp4", s.key+"_de.wav", s.key+"_fr.wav"
	for name, content := range map[string][]byte{video: videoOf(), german: voiceOf(10), french: voiceOf(11)} {
		// Each has files of its own: what was uploaded once is not again.
		if err := os.WriteFile(filepath.Join(s.home, name), append(content, s.key...), 0o600); err != nil {
			return nil, err
		}
	}
	switch s.kind {
	case 0:
		return append(out, "--title", s.key, "--video", "https://example.com/v.mp4", "--audio", "https://example.com/a.wav"), nil
	case 1:
		return append(out, "--title", s.key, "--video", video, "--audio", german), nil
	}
	return append(out, "--title-pattern", s.key+" {lang}", "--video", video, "--audio", german, "--audio", french, "--audio", "https://example.com/ja.wav"), nil
}

// run runs it once and kills it after a while.
func (s *script) run(life time.Duration) error {
	args, err := s.args()
	if err != nil {
		return err
	}
	var said bytes.Buffer
	exe, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.Command(exe, args...) //nolint:noctx // killed below
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = s.home, append(slices.Clone(s.env), killedRole+"=1"), &said, &said
	if err := cmd.Start(); err != nil {
		return err
	}
	kill := time.AfterFunc(life, func() { _ = cmd.Process.Kill() })
	defer kill.Stop()
	switch err := cmd.Wait(); {
	case cmd.ProcessState.ExitCode() == -1:
		return errKilled
	case err != nil:
		return fmt.Errorf("%s: %w: %s", s.key, err, said.Bytes())
	}
	return nil
}

// errKilled is the end of a run that was killed.
var errKilled = errors.New("killed")

// untilMade kills it up to three times, and lets it end then.
func (s *script) untilMade(y *tally, rnd *rand.Rand) error {
	for range 1 + rnd.IntN(3) {
		life := y.life.Load()
		err := s.run(time.Duration(rnd.Int64N(life)))
		if !errors.Is(err, errKilled) {
			y.untouched.Add(1)
			y.life.Store(life - life/4)
			return err
		}
		y.kills.Add(1)
		if slices.ContainsFunc(s.sim.Jobs(), func(j sim.JobView) bool { return j.Title == s.titles()[0] }) {
			y.made.Add(1)
		} else {
			y.life.Store(life + life/4)
		}
	}
	return s.run(2 * time.Minute)
}

// count counts the jobs of all keys at the simulator.
func count(t *testing.T, d desktop, keys int) {
	t.Helper()
	jobs := map[string]int{}
	for _, j := range d.sim.Jobs() {
		jobs[j.Title]++
	}
	for n := 1; n <= keys; n++ {
		s := script{key: fmt.Sprintf("k%d", n), kind: n % 3}
		for _, title := range s.titles() {
			if jobs[title] != 1 {
				t.Errorf("%s has %d jobs", title, jobs[title])
			}
			delete(jobs, title)
		}
	}
	if delete(jobs, "first"); len(jobs) != 1 {
		t.Errorf("jobs of nobody: %v", jobs)
	}
}
