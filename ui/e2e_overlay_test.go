package ui_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"lipdash/api/record"
	"lipdash/cmd/account"
	"lipdash/ui"
	"lipdash/ui/calls"
	"lipdash/ui/kit/stack"
)

// withDrafts has n drafts in the journal.
func withDrafts(t *testing.T, n int) func(*ui.Options) {
	return func(o *ui.Options) {
		client := o.Session.Client.(account.Client)
		o.Session.OpenMemory = func(ctx context.Context, _ string) calls.Memory {
			mem := account.New(ctx, account.Options{Client: client, Files: noFiles{}, Limit: -1})
			for i := range n {
				d := record.Draft{ID: fmt.Sprint("draft", i), Values: map[string]string{"title": fmt.Sprint("draft ", i)}, CreatedAt: time.Now(), UpdatedAt: time.Now()}
				if err := mem.SaveDraft(ctx, d); err != nil {
					t.Error(err)
				}
			}
			return mem
		}
	}
}

func lastLine(r rig) string {
	lines := strings.Split(r.Text(), "\n")
	return lines[len(lines)-1]
}

func TestTheWayOutIsInSightAtAnySize(t *testing.T) {
	for _, size := range [][2]int{{40, 10}, {30, 6}, {60, 14}, {80, 24}, {120, 40}} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				r := start(t, newSim(3), size[0], size[1], withDrafts(t, 10))
				defer r.Stop()
				for _, open := range []struct{ keys, way string }{
					{"?", "esc close"}, {"Y", "esc close"}, {":", "esc leave"}, {"x", "esc no"}, {"e", "esc leave"}, {"c", "esc close"},
				} {
					r.Press("y") // what it says takes the keys' place on a low screen
					if size[1] < 12 && !strings.Contains(lastLine(r), "copied") {
						t.Fatalf("no note is in the way:\n%s", r.Text())
					}
					r.Press(open.keys)
					if got := lastLine(r); !strings.Contains(got, open.way) {
						t.Errorf("%s: the last line is %q:\n%s", open.keys, got, r.Text())
					}
					r.Wait(stack.GuardDelay)
					r.Press("esc")
				}
			})
		})
	}
}

func TestNothingTornShowsBesideADialog(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := start(t, newSim(60), 80, 24)
		defer r.Stop()
		r.Press("x")
		for _, line := range strings.Split(r.Text(), "\n") {
			if _, inside, over := strings.Cut(line, "▌"); over && strings.TrimSpace(strings.Split(line, "▌")[0]) != "" {
				t.Errorf("%q beside %q", line, inside)
			}
		}
		r.Has("job 001", "job 016", "page 1 jobs 1 to 50")
	})
}

func TestAMegabytePastedIntoAnyFieldIsRefusedAndSaid(t *testing.T) {
	big := strings.Repeat("https://example.com/", 1<<20/20)
	for where, open := range map[string][]string{
		"the form": {"c"}, "the title": {"e"}, "a pattern": {"a", "e"}, "the filter": {"/"}, "the palette": {":"}, "the search": {"4", "/"},
	} {
		t.Run(where, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				r := start(t, newSim(3), 160, 40)
				defer r.Stop()
				r.Press(open...)
				paste(r, big)
				r.Has("too long, over 8192")
				r.Type("zz")
				r.Has("zz")
				r.HasNot("too long", "https://example.com/https")
			})
		})
	}
}
