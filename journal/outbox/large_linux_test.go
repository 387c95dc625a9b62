package outbox

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"lipdash/api/sim"
	"lipdash/api/submission"
	"lipdash/journal"
)

func init() { roles["send"] = sendAndMeasure }

// allowed is by how much a process that uploads may grow.
const allowed = 16 << 20

// Files of any size take their way, arrive as they were, and cost the process
// that sends them next to no memory. The whole outbox is in that process: the
// journal, the hash, the client.
func TestLargeFilesTakeTheRightWayInLittleMemory(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		megabytes int64
		way       string
	}{{31, oneRequest}, {33, threeSteps}, {500, threeSteps}} {
		t.Run(fmt.Sprintf("%d MB", c.megabytes), func(t *testing.T) {
			if c.megabytes > 100 && (testing.Short() || raceEnabled) {
				t.Skip("takes long")
			}
			path, sum := largeFile(t, c.megabytes)
			server := sim.New(sim.Options{Key: testKey})
			child := start(t, "send", filepath.Join(t.TempDir(), "j.db"), loopback(t, server), path)
			child.ready(t)
			grown := int64(-1)
			for child.lines.Scan() {
				if n, ok := strings.CutPrefix(child.lines.Text(), "grown "); ok {
					grown, _ = strconv.ParseInt(n, 10, 64)
				} else {
					t.Errorf("the child said %q", child.lines.Text())
				}
			}
			must(t, child.cmd.Wait())
			got := server.Assets()
			if len(got) != 1 || got[0].SHA256 != sum || got[0].Size != c.megabytes<<20 {
				t.Errorf("arrived %+v, want %s", got, sum)
			}
			if way := wayUp(server); way != c.way {
				t.Errorf("went by %s", way)
			}
			t.Logf("%d MB by %d kB more memory", c.megabytes, grown>>10)
			if grown < 0 || grown >= allowed && !raceEnabled {
				t.Errorf("grew by %d kB", grown>>10)
			}
		})
	}
}

// sendAndMeasure makes a job of a local file and says by how much the process
// grew at most meanwhile.
func sendAndMeasure(ctx context.Context, o *Outbox, _ *journal.Journal, args []string) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	done := make(chan error, 1)
	go func() { done <- o.Run(ctx) }()
	runtime.GC()
	before, err := memoryNow()
	if err != nil {
		return err
	}
	id, err := o.Submit(ctx, local("large", args[0]), "")
	if err != nil {
		return err
	}
	for {
		for _, it := range o.Items() {
			if it.Submission.ID == id && it.Submission.State.Final() {
				if it.Submission.State != submission.Accepted {
					return fmt.Errorf("%+v", it.Submission)
				}
				most, err := field("VmHWM")
				if err != nil {
					return err
				}
				say("grown", most-before)
				stop()
				return <-done
			}
		}
		if !journal.Sleep(ctx, 20*time.Millisecond) {
			return ctx.Err()
		}
	}
}

// memoryNow is what is resident, in bytes; from here on the most is counted anew.
func memoryNow() (int64, error) {
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		return 0, err
	}
	return field("VmRSS")
}

// field is a figure of the process' status in bytes.
func field(name string) (int64, error) {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, name+":"); ok {
			n, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return n << 10, err
		}
	}
	return 0, fmt.Errorf("no %s", name)
}
