package cmd

import (
	"bytes"
	"context"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"lipdash/api/record"
	"lipdash/api/sim"
)

// says runs the line mode with its commands through a pipe.
func (s *shop) says(lines ...string) result {
	s.t.Helper()
	return s.run(0, strings.Join(lines, "\n")+"\n", "--plain")
}

// holds wants texts in an output, in this order.
func holds(t *testing.T, out string, wanted ...string) {
	t.Helper()
	rest := out
	for _, w := range wanted {
		_, after, found := strings.Cut(rest, w)
		if !found {
			t.Errorf("%q is missing, or not where it belongs, in\n%s", w, out)
			return
		}
		rest = after
	}
}

// readsWell wants an output that a screen reader and a dumb terminal can read.
func readsWell(t *testing.T, out string) {
	t.Helper()
	for _, r := range out {
		if r != '\n' && r < ' ' || r == '\x7f' || strings.ContainsRune("●○✓✗◆·…┃│─╭╰❯", r) || r >= '\u2500' && r <= '\u259f' {
			t.Errorf("there is %q in\n%s", r, out)
			return
		}
	}
}

func TestAJobIsMadeWatchedAndFetchedThroughPipes(t *testing.T) {
	inShop(t, func(s *shop) {
		s.media("talk.mp4")
		s.media("voice.wav 10")
		got := s.says(
			"create", "talk.mp4", "voice.wav", "Talk, German", "precision", "no", "yes",
			"watch", "download", "show", "quit")
		if got.code != exitOK || got.err != "" {
			t.Errorf("code %d, %q", got.code, got.err)
		}
		readsWell(t, got.out)
		holds(
			t, got.out, "No jobs yet. The command create makes one.\n",
			"command: create\n", "video: talk.mp4\n", "A file, mp4", "audio: voice.wav\n", "10 seconds", "title: Talk, German\n", "mode: precision\n",
			"It makes one lipsync called Talk, German in precision from talk.mp4 and voice.wav.\n", "It costs about $0.67", "Balance $", "Make it? yes or no: yes\n",
			"Made: Talk, German is job ls_", "It is row 1 of 1 now.\n",
			"command: watch\n", "Watching 1 job until it ends. Only changes are reported.", " Running: Talk, German.\n", " Done: Talk, German. It took ", "Everything has ended.\n",
			"command: download\n", "1 file for Talk, German to out.\n", " Saved: Talk, German. File out/Talk, German.mp4.\n",
			"Title: Talk, German.\n", "State: done.\n", "Video: talk.mp4.\n", "Video here: out/Talk, German.mp4, ", "command: quit\n",
		)
		if n := len(s.server.Jobs()); n != 1 {
			t.Errorf("%d jobs were made", n)
		}
		if st, err := os.Stat("out/Talk, German.mp4"); err != nil || st.Size() == 0 {
			t.Error(err)
		}
		for _, change := range []string{"Running: Talk", "Done: Talk", "Saved: Talk"} {
			if strings.Count(got.out, change) != 1 {
				t.Errorf("%q is told %d times", change, strings.Count(got.out, change))
			}
		}
	})
}

func TestADraftOutlivesAnInputThatEnds(t *testing.T) {
	inShop(t, func(s *shop) {
		got := s.says("create", "https://example.com/v.mp4", "https://example.com/a.wav", "Half typed")
		if got.code != exitFailure || len(s.server.Jobs()) != 0 {
			t.Errorf("code %d, %d jobs", got.code, len(s.server.Jobs()))
		}
		holds(t, got.out, "The input ended before everything was answered", "create draft continues it")
		got = s.says("drafts", "create draft", "", "", "", "", "no", "yes", "watch")
		holds(t, got.out, "Draft 1. Half typed.", "Empty keeps https://example.com/v.mp4.", "called Half typed in speed", "Made: Half typed is job", "Everything has ended.")
		if got.code != exitOK || len(s.server.Jobs()) != 1 {
			t.Errorf("code %d, %d jobs", got.code, len(s.server.Jobs()))
		}
		holds(t, s.says("drafts").out, "No drafts.")
	})
}

func TestAnAnswerThatIsLostMakesOneJob(t *testing.T) {
	inShop(t, func(s *shop) {
		s.arrange("fault", "drop-after,on=create,times=1")
		got := s.says("create", "https://example.com/v.mp4", "https://example.com/a.wav", "Once", "", "no", "yes", "watch")
		holds(t, got.out, "Made: Once is job", "Everything has ended.")
		if n := len(s.server.Jobs()); n != 1 || got.code != exitOK {
			t.Errorf("%d jobs, code %d\n%s", n, got.code, got.out)
		}
	})
}

func TestADeleteIsAskedForSentAtTheEndAndCanBeTakenBack(t *testing.T) {
	inShop(t, func(s *shop) {
		for _, title := range []string{"c", "b", "a"} {
			s.arrange("job", title)
		}
		got := s.says("delete 1", "", "delete all", "no", "delete 1-2", "2", "undo", "delete 2-3", "2")
		if got.code != exitOK {
			t.Errorf("code %d\n%s", got.code, got.out)
		}
		holds(t, got.out, "Type 1 to delete a: \n", "Nothing was deleted.", "Type 3 to delete a, b, c: no", "Nothing was deleted.",
			"Type 2 to delete a, b: 2", "2 jobs are deleted in 8 seconds. The command undo takes it back.", "command: undo", "2 jobs deleted")
		if left := s.server.Jobs(); len(left) != 1 {
			t.Errorf("%d jobs are left\n%s", len(left), got.out)
		}
	})
}

func TestARowThatIsNotThereIsNoRowAtAll(t *testing.T) {
	inShop(t, func(s *shop) {
		s.arrange("job", "only")
		got := s.says("row 7", "delete", "yes")
		if got.code != exitUsage || len(s.server.Jobs()) != 1 {
			t.Errorf("code %d, %d jobs\n%s", got.code, len(s.server.Jobs()), got.out)
		}
		holds(t, got.out, "There is no row 7: there are 1.", "Which row?")
	})
}

func TestAWrongAnswerToADeleteIsTheExitCode(t *testing.T) {
	inShop(t, func(s *shop) {
		s.arrange("job", "mine")
		got := s.says("delete 1", "yes")
		holds(t, got.out, `The answer is 1 or no, and not "yes": nothing was deleted.`)
		if got.code != exitUsage || len(s.server.Jobs()) != 1 {
			t.Errorf("code %d, %d jobs\n%s", got.code, len(s.server.Jobs()), got.out)
		}
	})
}

func TestADeleteThatHeyGenRefusesIsTheExitCode(t *testing.T) {
	for fault, want := range map[string]int{"403,on=delete": exitFailure, "500,on=delete": exitFailure} {
		for _, end := range []string{"quit", ""} {
			inShop(t, func(s *shop) {
				s.arrange("job", "mine")
				s.arrange("fault", fault)
				got := s.says("delete 1", "1", end)
				holds(t, got.out, "mine is deleted in 8 seconds", "Job mine: Not deleted. ")
				if got.code != want || len(s.server.Jobs()) != 1 {
					t.Errorf("%s: code %d, %d jobs\n%s", fault, got.code, len(s.server.Jobs()), got.out)
				}
			})
		}
	}
}

func TestADeleteThatHasNotLeftAtTheEndIsTold(t *testing.T) {
	for _, end := range []string{"quit", ""} {
		inShop(t, func(s *shop) {
			s.arrange("job", "mine")
			s.arrange("fault", "stall,on=delete")
			got := s.says("delete 1", "1", end)
			holds(t, got.out, "Finishing 1 change.", "Deletes are on their way; some may not be made.")
			if got.code != exitFailure {
				t.Errorf("code %d\n%s", got.code, got.out)
			}
		})
	}
}

func TestADeleteThatASignalKeepsFromLeavingIsTold(t *testing.T) {
	inShop(t, func(s *shop) {
		s.arrange("job", "mine")
		ctx, cancel := context.WithTimeout(s.t.Context(), 4*time.Second) // of the 8 s in which it can be taken back
		defer cancel()
		var out, said bytes.Buffer
		code := run(ctx, []string{"--plain"}, streams{in: strings.NewReader("delete 1\n1\nquit\n"), out: &out, err: &said, network: s.server.Transport(), free: 100 << 30})
		holds(t, out.String(), "Finishing 1 change.", "1 delete has not been sent: quitting keeps the job.")
		if code == exitOK || len(s.server.Jobs()) != 1 {
			t.Errorf("code %d, %d jobs\n%s", code, len(s.server.Jobs()), out.String())
		}
	})
}

func TestWhatCouldNotBeListedIsNotDeleted(t *testing.T) {
	for _, choose := range []string{"state faled", "failures 9", "sort colour"} {
		inShop(t, func(s *shop) {
			s.arrange("job", "mine")
			s.arrange("job", "other")
			got := s.says(choose, "delete all", "2", "row 1", "delete", "1", "delete 1", "1", "list", "delete 1", "1")
			if left := s.server.Jobs(); got.code == exitOK || len(left) != 1 {
				t.Errorf("%s: code %d, %d jobs are left\n%s", choose, got.code, len(left), got.out)
			}
			if n := strings.Count(got.out, "Which rows? They were not listed as was asked: the command list reads them."); n != 7 {
				t.Errorf("%s: said %d times\n%s", choose, n, got.out)
			}
		})
	}
	inShop(t, func(s *shop) {
		s.arrange("job", "mine")
		if got := s.says("next", "delete", "1"); got.code == exitOK || len(s.server.Jobs()) != 1 {
			t.Errorf("a step over the end: code %d, %d jobs\n%s", got.code, len(s.server.Jobs()), got.out)
		}
	})
}

func TestWhoTypesNoTitleGetsTheVideosName(t *testing.T) {
	inShop(t, func(s *shop) {
		for title, says := range map[string]string{"": "It makes one lipsync called talk in", "none": "It makes one lipsync without a title in"} {
			got := s.says("create", "https://example.com/talk.mp4", "https://example.com/a.wav", title, "", "no", "no")
			holds(t, got.out, "Empty keeps talk, none takes it away.", says)
		}
	})
}

// What was made is at the number that is said, also in the list, and the numbers that others had
// before are not taken for those that they have now.
func TestTheNumberOfWhatWasMadeIsThatOfTheList(t *testing.T) {
	inShop(t, func(s *shop) {
		for _, title := range []string{"second", "first"} {
			s.arrange("job", title)
		}
		create := func(title string) []string {
			return []string{"create", "https://example.com/v.mp4", "https://example.com/" + title + ".wav", title, "", "no", "yes"}
		}
		got := s.says(slices.Concat([]string{"list"}, create("Made"), []string{"show", "accept 2", "accept", "2", "accept", "delete 1", "no", "more", "accept 3", "list", "accept 2"},
			[]string{"filter first"}, create("Aside"), []string{"show", "list", "show", "accept 1", "list all", "row 1", "delete", "1", "quit"})...)
		holds(t, got.out, "Row 1. Done. first.", "It is row 1 of 3 now. The other rows have moved: the command list reads them.\n", "Title: Made.", "command: accept 2\nWhich rows? They have moved", "command: accept\nWhich row?",
			"command: 2\nRow 2 of 3. Done. first.", "command: accept\nfirst: accepted.", "command: delete 1\n", "Type 1 to delete Made: no\n", "command: more\nRow 1. Pending. Made.", "command: accept 3\nsecond: accepted.", "command: list\n3 rows.\nRow 1. Pending. Made.", "first: accepted already.",
			"1 row, filter first.", "What is listed leaves it out. You are on it: a command without a number is about it.\ncommand: show\nTitle: Aside.", "command: list\n1 row", "command: show\nTitle: Aside.", "first: accepted already.",
			"command: list all\n4 rows.\nRow 1. Pending. Aside.", "command: delete\n", "Type 1 to delete Aside: 1\nAside is deleted in")
		if n := len(s.server.Jobs()); n != 3 {
			t.Errorf("%d jobs\n%s", n, got.out)
		}
	})
}

// An answer that comes without its question begins nothing.
func TestAnAnswerToNoQuestionDoesNothing(t *testing.T) {
	inShop(t, func(s *shop) {
		s.arrange("job", "b")
		s.arrange("job", "a")
		got := s.says("no", "yes", "n", "Y", "copy id", "row", "quit")
		holds(t, got.out, "Row 1 of 2. Done. a.", "command: no\nNo is an answer, and nothing was asked.\ncommand: yes\nYes is an answer, and nothing was asked.\ncommand: n\nN is", "command: Y\nY is", "command: copy id\nls_", "The number of a row is needed, such as row 3.\n")
		if got.code != exitUsage {
			t.Errorf("code %d", got.code)
		}
	})
}

func TestNumbersOfDraftsHoldUntilTheyAreReadAgain(t *testing.T) {
	inShop(t, func(s *shop) {
		s.says("create", "https://example.com/old.mp4", "https://example.com/a.wav", "Old", "cancel")
		got := s.says("drafts", "create", "https://example.com/new.mp4", "https://example.com/a.wav", "New", "cancel", "drafts discard 1", "drafts discard 1", "drafts")
		holds(t, got.out, "Draft 1. Old.", "Discarded Old.", "That draft is no longer there.", "Draft 1. New.")
	})
}

func TestADraftThatWasCopiedFromAJobMakesThatJobAgain(t *testing.T) {
	inShop(t, func(s *shop) {
		j := s.journal()
		s.must(j.SaveDraft(s.t.Context(), record.Draft{
			ID: "copy", Again: "ls_failed", Values: map[string]string{"video": "https://example.com/v.mp4", "audio": "https://example.com/a.wav"},
			CreatedAt: time.Now(), UpdatedAt: time.Now(),
		}))
		s.must(j.Close())
		holds(t, s.says("create draft", "", "", "Mended", "", "no", "yes").out, "Made: Mended is job")
		j = s.journal()
		remakes, err := j.Remakes(s.t.Context())
		s.must(err)
		if len(remakes) != 1 || remakes[0].Of != "ls_failed" {
			t.Errorf("made again are %+v", remakes)
		}
		s.must(j.Close())
	})
}

func TestControlCharactersInTitlesDoNothing(t *testing.T) {
	inShop(t, func(s *shop) {
		s.server.AddJob(sim.JobSpec{Title: "evil \x1b[2J\x1b]52;c;aGk=\x07 title\r\nRow 9. Fake", Status: "failed", Failure: "no \x1b[31mface", CreatedAt: time.Now().Add(-time.Hour)})
		got := s.says("list", "show 1", "rename 1 new\x1b[2J name", "failures", "filter evil", "copy id")
		readsWell(t, got.out)
		holds(t, got.out, "Row 1. Failed.", "1 hour ago")
	})
}

func TestWhoMayOnlyReadIsToldSo(t *testing.T) {
	inShop(t, func(s *shop) {
		s.arrange("job", "mine")
		got := s.run(0, "create\ndelete 1\nrename 1 x\nagain 1\nqueue pause\nlist\n", "--plain", "--read-only")
		if got.code != exitUsage || strings.Count(got.out, "This profile is read-only: nothing was sent") != 5 {
			t.Errorf("code %d\n%s", got.code, got.out)
		}
		holds(t, got.out, "This profile is read-only: nothing is changed at HeyGen.", "command: list", "Row 1. Done. mine.")
	})
}

func TestWithoutAKeyANetworkOrTheRightKeyTheNextStepIsSaid(t *testing.T) {
	inShop(t, func(s *shop) {
		t.Setenv("HEYGEN_API_KEY", "")
		if got := s.says("list"); got.code != exitAuth || !strings.Contains(got.err, "There is no API key") || strings.ContainsRune(got.err, '{') {
			t.Errorf("code %d, %q", got.code, got.err)
		}
		t.Setenv("HEYGEN_API_KEY", "wrong-key-0123456789")
		if got := s.says("list"); got.code != exitAuth || !strings.Contains(got.err, "refused") {
			t.Errorf("code %d, %q, %s", got.code, got.err, got.out)
		}
		t.Setenv("HEYGEN_API_KEY", shopKey)
		s.says("quit") // whose key it is is known now
		s.arrange("fault", "503")
		got := s.says("list", "create", "https://example.com/v.mp4")
		if got.code != exitFailure {
			t.Errorf("code %d", got.code)
		}
		holds(t, got.out, "It is retried automatically.", "There is no list yet")
	})
}

func TestWithoutANetworkTheListOfTheLastRunIsThere(t *testing.T) {
	inShop(t, func(s *shop) {
		s.arrange("job", "kept")
		s.says("list", "quit")
		<-time.After(2 * time.Hour)
		s.arrange("fault", "503")
		got := s.says("list", "show 1")
		holds(t, got.out, "The list as it was 2 hours ago.", "It is retried automatically.", "Row 1. Done. kept.", "It could not be refreshed", "Title: kept.")
	})
}

func TestTheLineModeIsChosenByTheSettingTheTerminalOrACCESSIBLE(t *testing.T) {
	inShop(t, func(s *shop) {
		for _, c := range []struct {
			env, value, flag string
			code             int
		}{
			{"TERM", "dumb", "--page-size=10", exitOK},
			{"ACCESSIBLE", "1", "--page-size=10", exitOK},
			{"ACCESSIBLE", "0", "--page-size=10", exitUsage},
			{"ACCESSIBLE", "1", "--plain=off", exitUsage},
			{"LIPDASH_PLAIN", "on", "--page-size=10", exitOK},
			{"NOTHING", "", "--plain", exitOK},
		} {
			t.Run(c.env+"="+c.value+" "+c.flag, func(t *testing.T) {
				s.t = t
				s.arrange("env", c.env+"="+c.value)
				if got := s.run(0, "help\n", c.flag); got.code != c.code || (got.code == exitOK) != strings.Contains(got.out, "command: help\n") {
					t.Errorf("code %d, %q, %q", got.code, got.out, got.err)
				}
			})
		}
	})
}

// A path that a person types is seen from where lipdash was started.
func TestABatchGoesThroughTheLineMode(t *testing.T) {
	inShop(t, func(s *shop) {
		s.media("voices/a.wav 5")
		s.media("voices/b.wav 5")
		s.media("talk.mp4")
		s.must(os.WriteFile("week.csv", []byte("video,audio,title\ntalk.mp4,voices/a.wav,One\ntalk.mp4,voices/b.wav,Two\ntalk.mp4,nowhere.wav,Three\n"), 0o600))
		got := s.says("batch week.csv", "yes", "yes", "watch", "batches", "batch week.csv")
		holds(t, got.out, "nowhere.wav", "Go on without them? yes or no: yes", "Send 2 lipsyncs? yes or no: yes", "2 lipsyncs are on the way", "Everything has ended.", "command: batches")
		if n := len(s.server.Jobs()); n != 2 {
			t.Errorf("%d jobs\n%s", n, got.out)
		}
		readsWell(t, got.out)
	})
}
