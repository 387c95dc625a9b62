package cmd

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"lipdash/api/sim"
)

func TestAShellOffersWhatFits(t *testing.T) {
	inShop(t, func(s *shop) {
		s.server.Populate(8)
		s.play("job $'\\x1b[31mred'\nqueued intro\nqueued promo\ndraft outro 3f2a\n")
		for line, want := range map[string]string{
			"get ls_99":                        "ls_990a9bd5f49e366f\tep008 German pending\n:4\n",
			"get ls_990a9bd5f49e366f ls_99":    ":4\n", // each once
			"get x":                            ":4\n",
			"get ep008":                        "ep008 German\tls_990a9bd5f49e366f pending\n:4\n", // no id begins like that
			"download ls_5d":                   "ls_5d7b389092f7da80\tred completed\n:4\n",
			"queue move id-of-i":               "id-of-intro\tintro\n:4\n",
			"queue move id-of-intro --before ": "id-of-promo\tpromo\n:4\n",
			"drafts show ":                     "3f2a\toutro\n:4\n",
			"create --draft ":                  "3f2a\toutro\n:4\n",
			"create --mode ":                   "speed\nprecision\n:4\n",
			"create --title ":                  ":4\n",
			"create --video ":                  ":0\n", // files
			"upload ":                          ":0\n",
			"batch list ":                      ":4\n",
			"batch show ":                      ":4\n",
			"config show undo":                 "undo_seconds\tseconds a delete can be taken back\n:4\n",
			"account ":                         ":4\n",
			"completion ":                      "bash\nzsh\nfish\npowershell\n:4\n",
			"delete ls_5d":                     "ls_5d7b389092f7da80\tred completed\n:4\n",
			"list --status ":                   "active\ndone\nfailed\npending\nrunning\ncompleted\n:4\n",
			"--theme ":                         "auto\ndark\nlight\nhigh-contrast\nmonochrome\n16\n:4\n",
			"--plain=":                         "auto\non\noff\n:4\n",
			"--profile ":                       "default\n:4\n",
			"list --columns id,ti":             "id,status\nid,title\nid,age\nid,duration\nid,failure_message\nid,created_at\nid,callback_id\nid,video_url\nid,caption_url\n:6\n",
		} {
			words := append([]string{"__complete"}, strings.Split(line, " ")...)
			if got := s.run(0, "", words...); got.out != want || got.code != 0 {
				t.Errorf("%s: %q, code %d", line, got.out, got.code)
			}
		}
	})
}

// A command that takes ids or names has them offered.
func TestWhatAShellWouldObeyIsOfferedAsNoWord(t *testing.T) {
	titles := []string{"it's", "Talk (German) 50%", "$(touch x) one", "$(touch x) two", "`touch x`", "a; touch x", "a | sh", "a && b", "a > f", "a < f", "!touch"}
	all := []offer{{"$(touch x)", "", ""}}
	for i, title := range titles {
		all = append(all, offer{fmt.Sprintf("ls_%d", i), title, ""})
	}
	var words []string
	for _, typed := range []string{"i", "T", "$", "`", "a", "!"} {
		for _, line := range fitting(all, nil, typed) {
			word, _, _ := strings.Cut(line, "\t")
			words = append(words, word)
		}
	}
	if got := strings.Join(words, ", "); got != "it's, Talk (German) 50%" {
		t.Error(got)
	}
	if got := fitting(all, nil, "ls_"); len(got) != len(titles) {
		t.Errorf("the ids of all: %q", got)
	}
}

func TestEveryCommandThatTakesIDsOffersThem(t *testing.T) {
	root := newRoot(streams{})
	maker{flags: root.PersistentFlags()}.completes(root)
	for _, c := range commands(root) {
		for _, takes := range []string{"ID", "BATCH", "NAME"} {
			if (strings.Contains(c.Use, " "+takes) || strings.Contains(c.Use, " ["+takes)) && c.ValidArgsFunction == nil {
				t.Errorf("%s offers nothing for %s", c.CommandPath(), takes)
			}
		}
	}
}

// What the journal has is offered without a call, and a key is not asked for.
func TestAShellAsksNobodyForWhatIsHere(t *testing.T) {
	inShop(t, func(s *shop) {
		s.play("queued intro\n")
		s.server.Faults().Add(sim.Fault{Kind: sim.FaultStall})
		if got := s.run(0, "", "__complete", "queue", "drop", ""); got.out != "id-of-intro\tintro\n:4\n" {
			t.Errorf("%q", got.out)
		}
		t.Setenv("LIPDASH_KEY_FROM", "command:false")
		for _, command := range []string{"get", "queue drop"} {
			if got := s.run(0, "", append(append([]string{"__complete"}, strings.Fields(command)...), "")...); got.out != ":4\n" || strings.Contains(got.err, "lipdash:") {
				t.Errorf("%s: %q, %q", command, got.out, got.err)
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
	text := strings.ReplaceAll(got.out, `\-`, "-")
	root := newRoot(streams{})
	for _, c := range commands(root) {
		if !strings.Contains(text, ".SS "+strings.TrimSuffix(c.UseLine(), " [flags]")+"\n") {
			t.Errorf("the page lacks %s", c.CommandPath())
		}
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.Name != "help" && !strings.Contains(text, "--"+f.Name) {
				t.Errorf("the page lacks --%s of %s", f.Name, c.CommandPath())
			}
		})
	}
	for _, want := range []string{".TH LIPDASH 1", ".B --page-size n", "LIPDASH_FPS", "HEYGEN_API_KEY", "it took too long"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}
