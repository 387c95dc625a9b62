//go:build unix

package host

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/state/hooks"
)

// nasty is a title that a shell would obey, with all that could end a quoted text.
const nasty = "$(touch gotcha) `touch gotcha` '; touch gotcha; \"; touch gotcha\n touch gotcha\n--help && touch gotcha \x1b[31m"

// script is a hook that writes down what it was given.
func script(t *testing.T, body string) (command, dir string) {
	t.Helper()
	dir = t.TempDir()
	t.Chdir(dir)
	name := filepath.Join(dir, "my hook")
	if err := os.WriteFile(name, []byte("#!/bin/sh\n"+body), 0o700); err != nil {
		t.Fatal(err)
	}
	return "'" + name + "' one 'two three'", dir
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func hook(t *testing.T, command string, limit time.Duration) Hook {
	t.Helper()
	h, err := NewHook(command, limit)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestAHookGetsTheJobAndNothingThatHeyGenSaysIsRun(t *testing.T) {
	command, dir := script(t, `printf '%s|' "$#" "$@" "$LIPDASH_ID" "$LIPDASH_TITLE" "$LIPDASH_STATUS" "$LIPDASH_FILE" > given; cat > input; echo "done: $LIPDASH_TITLE"; echo more`)
	job := api.Job{ID: "ls_1", Status: api.StatusCompleted, Title: nasty, VideoURL: "https://files.example.com/v.mp4?Signature=secret"}
	for _, h := range []Hook{hook(t, command, time.Minute), hook(t, `["`+filepath.Join(dir, "my hook")+`", "one", "two three"]`, time.Minute)} {
		var passed bytes.Buffer
		h.Out = &passed
		e := h.Run(t.Context(), hooks.Call{Event: hooks.OnDone, Job: job, Path: "/out/" + nasty})
		if e.Failed() || e.Code != 0 || !strings.HasPrefix(e.Line, "done: $(touch gotcha)") || strings.ContainsAny(e.Line, "\x1b\n") {
			t.Errorf("%+v", e)
		}
		if got, want := read(t, "given"), "2|one|two three|ls_1|"+nasty+"|completed|/out/"+nasty+"|"; got != want {
			t.Errorf("given %q", got)
		}
		if in := read(t, "input"); !strings.Contains(in, `"video_url":"https://files.example.com/v.mp4?Signature=secret"`) {
			t.Errorf("input %s", in)
		}
		if !strings.HasSuffix(passed.String(), "more\n") {
			t.Errorf("passed on %q", passed.String())
		}
	}
	if found, _ := filepath.Glob(filepath.Join(dir, "*gotcha*")); len(found) > 0 {
		t.Errorf("the title was run: %v", found)
	}
}

func TestNoLinkIsInAHooksEnvironment(t *testing.T) {
	command, _ := script(t, "env > environment")
	job := api.Job{ID: "ls_1", Status: api.StatusCompleted, VideoURL: "https://files.example.com/v.mp4?Signature=secret", CaptionURL: "https://files.example.com/c.srt?Signature=secret"}
	if e := hook(t, command, time.Minute).Run(t.Context(), hooks.Call{Event: hooks.OnDone, Job: job}); e.Failed() {
		t.Fatalf("%+v", e)
	}
	if env := read(t, "environment"); strings.Contains(env, "secret") || !strings.Contains(env, "LIPDASH_EVENT=on_done\n") {
		t.Error(env)
	}
}

func TestABatchIsGivenWithItsItems(t *testing.T) {
	command, _ := script(t, `printf '%s|' "$LIPDASH_BATCH_ID" "$LIPDASH_BATCH_NAME" "$LIPDASH_COMPLETED" "$LIPDASH_FAILED" > given; cat > input`)
	b := record.Batch{ID: "b_1", Name: nasty, Items: []record.BatchItem{
		{Number: 1, Job: "ls_1", State: record.ItemCompleted}, {Number: 2, State: record.ItemRefused, Reason: "no"}, {Number: 3, State: record.ItemCompleted},
	}}
	if e := hook(t, command, time.Minute).Run(t.Context(), hooks.Call{Event: hooks.OnBatchDone, Batch: b}); e.Failed() {
		t.Fatalf("%+v", e)
	}
	if got := read(t, "given"); got != "b_1|"+nasty+"|2|1|" {
		t.Errorf("given %q", got)
	}
	if in := read(t, "input"); !strings.Contains(in, `{"number":2,"state":"refused","reason":"no"}`) {
		t.Errorf("input %s", in)
	}
}

func TestAHookThatTakesTooLongIsEndedWithAllItStarted(t *testing.T) {
	command, _ := script(t, "echo begun; sleep 600 & echo $! > child; wait")
	begun := time.Now()
	e := hook(t, command, 300*time.Millisecond).Run(t.Context(), hooks.Call{Event: hooks.OnFailed})
	if !e.Late || !e.Failed() || e.Line != "begun" || time.Since(begun) > 20*time.Second {
		t.Errorf("%+v after %v", e, time.Since(begun))
	}
	waitGone(t, read(t, "child"))

	ctx, stop := context.WithCancel(t.Context())
	time.AfterFunc(300*time.Millisecond, stop)
	if e := hook(t, command, time.Hour).Run(ctx, hooks.Call{Event: hooks.OnFailed}); e.Late || !e.Failed() {
		t.Errorf("%+v", e)
	}
	waitGone(t, read(t, "child"))
}

// waitGone waits until a process is gone.
func waitGone(t *testing.T, pid string) {
	t.Helper()
	var n int
	for _, r := range strings.TrimSpace(pid) {
		n = n*10 + int(r-'0')
	}
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for end := time.Now().Add(20 * time.Second); syscall.Kill(n, 0) == nil && !zombie(pid); <-tick.C {
		if time.Now().After(end) {
			t.Fatalf("process %s still runs", pid)
		}
	}
}

// zombie tells whether a process has ended and nobody took notice.
func zombie(pid string) bool {
	b, err := os.ReadFile("/proc/" + strings.TrimSpace(pid) + "/stat")
	return err == nil && strings.Contains(string(b), ") Z ")
}

func TestHowAHookEndsIsTold(t *testing.T) {
	call := hooks.Call{Event: hooks.OnFailed, Job: api.Job{ID: "ls_1", Title: "ep1"}}
	for body, want := range map[string]string{
		"exit 0":                        "on_failed of ep1 ended with 0",
		"echo; echo '  why'; exit 7":    "on_failed of ep1 ended with 7: why",
		"echo wrong >&2; kill -9 $$":    "on_failed of ep1 was ended by a signal: wrong",
		"printf '\\033]0;x\\007red\\n'": "on_failed of ep1 ended with 0: red",
	} {
		command, _ := script(t, body)
		if e := hook(t, command, time.Minute).Run(t.Context(), call); e.Text(call) != want {
			t.Errorf("%s: %q", body, e.Text(call))
		}
	}
	gone := Hook{Words: []string{"/nothing/here"}, Limit: time.Minute}
	if e := gone.Run(t.Context(), call); e.Err == nil || !strings.Contains(e.Text(call), "did not begin") {
		t.Errorf("%+v", e)
	}
}

func TestWhatIsNoHookIsRefused(t *testing.T) {
	for text, want := range map[string]string{
		"# none":                   "is no command",
		"nothing-of-the-kind":      "not found",
		`["nothing-of-the-kind"]`:  "not found",
		"[]":                       "no list of words",
		`["a", 1]`:                 "no list of words",
		"sh -c 'unfinished":        "is no command that can be read",
		"echo $(touch x)":          "is no command that can be read",
		"echo $LIPDASH_TITLE":      "$LIPDASH_TITLE",
		`sh -c "x $LIPDASH_TITLE"`: "$LIPDASH_TITLE",
	} {
		if h, err := NewHook(text, time.Minute); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "unfinished") || !h.None() {
			t.Errorf("%s: %v %v", text, h.Words, err)
		}
	}
	if h, err := NewHook("  ", time.Minute); err != nil || !h.None() {
		t.Errorf("%v %v", h, err)
	}
	if h := hook(t, `sh -c 'x "$LIPDASH_TITLE"'`, time.Minute); len(h.Words) != 3 {
		t.Errorf("%q", h.Words)
	}
}
