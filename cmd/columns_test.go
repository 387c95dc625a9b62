package cmd

import (
	"bytes"
	"strings"
	"testing"
)

// TestAWrongNameOfAColumnCostsNothing: whoever reads exit code 2 corrects the line and runs it
// again, so nothing may have been done. A batch of a sheet may tell only from the sheet which
// names there are.
func TestAWrongNameOfAColumnCostsNothing(t *testing.T) {
	args := map[string]string{
		"get": "JOB", "wait": "JOB", "download": "JOB", "batch show": "week", "drafts show": "id", "drafts delete": "id",
	}
	readOnlyShop(t, func(s *shop, job string) {
		var lines []string
		for _, c := range commands(newRoot(streams{})) {
			path := strings.TrimPrefix(c.CommandPath(), "lipdash ")
			if c.Flags().Lookup("columns") == nil || !c.Runnable() {
				continue
			}
			for _, way := range writing[path] {
				lines = append(lines, way.line)
			}
			if writing[path] == nil {
				lines = append(lines, path+" "+args[path])
			}
		}
		if len(lines) < 30 {
			t.Fatalf("only %d lines: %q", len(lines), lines)
		}
		lines = append(lines, "create --video talk.mp4 --audio voices --dry-run", "batch week47.csv --dry-run")
		queue, _ := s.kept()
		calls := len(s.server.Calls())
		for _, line := range lines {
			for _, flag := range []string{"--columns=id,nothing", "--field=nothing", "--columns=nothing --json"} {
				got := s.run(0, "", strings.Fields(strings.ReplaceAll(line, "JOB", job)+" "+flag)...)
				if got.code != exitUsage || got.out != "" || !strings.Contains(got.err, `there is no column \"`) {
					t.Errorf("%s %s: %+v", line, flag, got)
				}
				if now := len(s.server.Calls()); now != calls {
					t.Errorf("%s %s: %d calls left", line, flag, now-calls)
					calls = now
				}
			}
		}
		if now, _ := s.kept(); now != queue {
			t.Errorf("the queue was %s and is %s", queue, now)
		}
	})
}

// TestNamesThatOnlyTheOtherTableHasCostNothing: one lipsync and several are printed in two tables.
func TestNamesThatOnlyTheOtherTableHasCostNothing(t *testing.T) {
	readOnlyShop(t, func(s *shop, _ string) {
		queue, writes := s.kept()
		for _, line := range []string{
			"create --video talk.mp4 --audio voice.mp3 --columns voice,id",
			"create --video talk.mp4 --audio voices --field submission_id",
			"batch week47.csv --yes --columns pair,id",
			"create --video talk.mp4 --audio voice.mp3 --field body",
			"queue pause --columns place",
			"queue pause id-of-intro --columns waiting",
		} {
			if got := s.run(0, "", strings.Fields(line)...); got.code != exitUsage || !strings.Contains(got.err, "there is no column") {
				t.Errorf("%s: %+v", line, got)
			}
		}
		if now, after := s.kept(); now != queue || after != writes {
			t.Errorf("%d writes left; the queue was %s and is %s", after-writes, queue, now)
		}
	})
}

// TestOneNameOfTheStateIsTakenForOneLipsyncAndForSeveral, and one that has no value yet is no
// failure of what was made.
func TestOneNameOfTheStateIsTakenForOneLipsyncAndForSeveral(t *testing.T) {
	readOnlyShop(t, func(s *shop, _ string) {
		for _, line := range []string{
			"create --video talk.mp4 --audio voice.mp3 --queue", "create --video talk.mp4 --audio voices --queue", "batch week47.csv --yes --queue",
		} {
			for _, name := range []string{"status", "state"} {
				got := s.run(0, "", append(strings.Fields(line), "--field", name)...)
				if got.code != exitOK || strings.TrimSpace(got.out) == "" {
					t.Errorf("%s --field %s: %+v", line, name, got)
				}
			}
		}
		waited := s.run(0, "", strings.Fields("create --video talk.mp4 --audio voice.mp3 --wait --field video_url")...)
		if waited.code != exitOK || !strings.HasPrefix(waited.out, "http") {
			t.Errorf("%+v", waited)
		}
		got := s.run(0, "", strings.Fields("create --video talk.mp4 --audio voice.mp3 --queue --field files")...)
		if got.code != exitOK || !strings.Contains(got.err, "has no files") {
			t.Errorf("%+v", got)
		}
	})
}

func TestWhatWasMadeAndCannotBePrintedIsNamed(t *testing.T) {
	readOnlyShop(t, func(s *shop, job string) {
		for line, want := range map[string]string{
			"create --video talk.mp4 --audio voice.mp3 --quiet": "the job ls_",
			"create --video talk.mp4 --audio voices --queue":    "the batch ",
			"retry " + job: "the job ls_",
		} {
			var said bytes.Buffer
			code := run(s.t.Context(), strings.Fields(line), streams{in: strings.NewReader(""), out: full{}, err: &said, network: s.server.Transport()})
			if code != exitFailure || !strings.Contains(said.String(), want) || !strings.Contains(said.String(), " was made, but it could not be printed: ") {
				t.Errorf("%s: code %d, %s", line, code, said.String())
			}
		}
	})
}
