package cmd

import (
	"strings"
	"testing"
	"time"

	"lipdash/api/sim"
)

func TestAShellOffersWhatFits(t *testing.T) {
	inShop(t, func(s *shop) {
		s.server.Populate(8)
		s.play("job $'\\x1b[31mred'\n")
		for line, want := range map[string]string{
			"get ls_99":                     "ls_990a9bd5f49e366f\tep008 German pending\n:4\n",
			"get ls_990a9bd5f49e366f ls_99": ":4\n", // each once
			"get x":                         ":4\n",
			"delete ls_5d":                  "ls_5d7b389092f7da80\tred completed\n:4\n",
			"list --status ":                "active\ndone\nfailed\npending\nrunning\ncompleted\n:4\n",
			"--theme ":                      "auto\ndark\nlight\n:4\n",
			"--profile ":                    "default\n:4\n",
			"list --columns id,ti":          "id,status\nid,title\nid,age\nid,duration\nid,failure_message\nid,created_at\nid,callback_id\nid,video_url\nid,caption_url\n:6\n",
		} {
			words := append([]string{"__complete"}, strings.Split(line, " ")...)
			if got := s.run(0, "", words...); got.out != want || got.code != 0 {
				t.Errorf("%s: %q, code %d", line, got.out, got.code)
			}
		}
	})
}

func TestAShellDoesNotWaitForWhatIsNotTold(t *testing.T) {
	inShop(t, func(s *shop) {
		s.server.Populate(8)
		for _, f := range []sim.Fault{{Kind: sim.FaultStall}, {Kind: sim.FaultStatus, Status: 401}, {Kind: sim.FaultStatus, Status: 429, RetryAfter: "60"}} {
			s.server.Faults().Clear()
			s.server.Faults().Add(f)
			begun := time.Now()
			got := s.run(0, "", "__complete", "get", "ls_99")
			if took := time.Since(begun); got.out != ":4\n" || took > 2*time.Second || strings.Contains(got.err, "lipdash:") {
				t.Errorf("%v: %q, %q after %v", f.Kind, got.out, got.err, took)
			}
		}
	})
}

func TestTheManualPageHasEveryCommandAndSetting(t *testing.T) {
	got := runCommand(t, "man")
	root := newRoot(streams{})
	for _, c := range commands(root) {
		if !strings.Contains(got.out, c.Name()) || !strings.Contains(strings.ReplaceAll(got.out, `\&`, ""), c.Short) {
			t.Errorf("the page lacks %s", c.CommandPath())
		}
	}
	for _, want := range []string{".TH LIPDASH 1", "page-size", "HEYGEN_API_KEY", "it took too long"} {
		if !strings.Contains(got.out, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}
