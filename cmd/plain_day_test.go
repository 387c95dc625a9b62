package cmd

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/sim"
	"lipdash/journal"
)

// failed has a job that failed; known tells that this machine knows what it was made from.
func (s *shop) failed(title, why string, known bool) {
	s.t.Helper()
	id := api.JobID(s.server.AddJob(sim.JobSpec{Title: title, Failure: why, CreatedAt: time.Now().Add(-time.Hour)}))
	if !known {
		return
	}
	j := s.journal()
	values := map[string]string{"video": "https://example.com/v.mp4", "audio": "https://example.com/a.wav", "title": title}
	s.must(j.RecordJob(s.t.Context(), journal.JobRecord{ID: id, Values: values, Title: title, CreatedAt: time.Now()}))
	s.must(j.Close())
}

func TestResultsAreReviewedInLines(t *testing.T) {
	inShop(t, func(s *shop) {
		for _, title := range []string{"c", "b", "a"} {
			s.arrange("job", title)
		}
		s.arrange("job", "young running")
		got := s.says("accept 2-3", "reject 4", "note 4 lips are late", "accept 2", "filter review:accepted", "list late", "show 1", "list all", "unmark 2", "undo", "unmark 4", "undo", "list", "accept 1", "quit")
		holds(t, got.out, "command: accept 2-3\n2 jobs: accepted.\n", "c: rejected.\n", "c: note kept.\n", "command: accept 2\na: accepted already.\n",
			"2 rows, filter review:accepted.\n", "Row 1. Done. a.", "Accepted.", "command: list late\n", "Row 1. Done. c.", "Rejected, note: lips are late.\n", "Review: rejected, note: lips are late.\n",
			"command: unmark 2\na: mark removed.\n", "command: undo\na: the review is as it was.\n", "command: undo\nc: the review is as it was.\n", "command: list\n", "a. 1 hour ago. 42 seconds long. Accepted.", "c. 1 hour ago. 42 seconds long. Rejected, note",
			"command: accept 1\nOnly jobs that have ended are reviewed.\n")
		readsWell(t, got.out)
		if got.code != exitFailure { // the last accept
			t.Errorf("code %d", got.code)
		}
		got = s.says("note", "note 4", "", "note 4", "none", "list", "show 4") // another run has them
		holds(t, got.out, "Note on c.\nIt is: lips are late.\n", "Left as it is.\n", "c: note removed.\n", "Review: rejected.\n")
	})
}

func TestADeleteAndAReviewAreTakenBackTheNewestFirst(t *testing.T) {
	inShop(t, func(s *shop) {
		s.arrange("job", "b")
		s.arrange("job", "a")
		got := s.says("accept 1", "delete 2", "1", "reject 1", "undo", "undo", "undo", "undo")
		holds(t, got.out, "a: the review is as it was.", "Kept 1 job, nothing was sent.", "a: the review is as it was.", "Nothing to take back: no delete, rename or review.")
		if n := len(s.server.Jobs()); n != 2 {
			t.Errorf("%d jobs", n)
		}
	})
}

func TestFailuresAreReadByReasonAndMadeAgain(t *testing.T) {
	inShop(t, func(s *shop) {
		s.failed("two", "No face in https://example.com/v.mp4.", true)
		s.failed("one", "No face in https://example.com/v.mp4.", true)
		s.failed("theirs", "The audio could not be read: HTTP 403.", false)
		s.failed("mine", "The audio could not be read: HTTP 404.", true)
		s.failed("more", "No face in https://example.com/v.mp4.", false)
		got := s.says("failures", "failures 2", "again all", "yes", "failures", "failures 2", "again", "failures 1", "again all", "yes", "failures", "watch", "list all", "failures 9")
		holds(t, got.out, "0 running, 0 waiting, 5 failed.", "5 jobs failed, 2 reasons.\nReason 1, 3 jobs: No face in ", "Reason 2, 2 jobs: The audio could not be read: HTTP 404.\n",
			"2 rows, only failed, reason: The audio could not be read: HTTP 404.\n", "Row 1. Failed. mine. 1 hour ago.",
			"The command again all makes 1 job of them again. 1 job is left out: it was made elsewhere, and HeyGen does not tell what it was made from.\n",
			"Try again mine.\n", "Made: mine is job", "command: failures\n4 jobs failed, 2 reasons.\n", "Reason 2, 1 job: The audio could not be read: HTTP 403.\n",
			"command: failures 2\n1 row, only failed", "It cannot be made again: it was made elsewhere", "command: failures 1\n3 rows", "The command again all makes 2 jobs of them again. 1 job is left out",
			"command: failures\n2 jobs failed, 2 reasons.\n", "command: list all\n", "Failed. mine.", "Made again, ")
		readsWell(t, got.out)
		if n := len(s.server.Jobs()); n != 8 || strings.Contains(got.out, "<n>") {
			t.Errorf("%d jobs\n%s", n, got.out)
		}
	})
}

// The numbers of reasons hold until they are read again, whatever fails meanwhile.
func TestNumbersOfReasonsHold(t *testing.T) {
	inShop(t, func(s *shop) {
		s.failed("early", "Reason of one.", false)
		for range 2 {
			s.server.AddJob(sim.JobSpec{Title: "late", Failure: "Reason of two.", Running: time.Minute})
		}
		got := s.says("failures", "watch", "failures 1", "failures", "failures 1")
		holds(t, got.out, "Everything has ended.", "command: failures 1\n1 row", "early", "Reason 1, 2 jobs: Reason of two.", "command: failures 1\n2 rows")
	})
}

// Others make jobs for ever: what they begin keeps a watch from nothing.
func TestAWatchEndsWhenWhatRanAtItsStartHas(t *testing.T) {
	inShop(t, func(s *shop) {
		began := time.Now()
		for i := range 20 {
			s.server.AddJob(sim.JobSpec{Title: "theirs", Running: 2 * time.Minute, CreatedAt: began.Add(time.Duration(i) * time.Minute)})
		}
		got := s.says("watch", "quit")
		holds(t, got.out, "Watching 1 job until it ends. Only changes are reported. Press enter to stop.", "New: theirs.", "Done: theirs.", "Everything has ended.")
		if took := time.Since(began); took > 5*time.Minute || got.code != exitOK {
			t.Errorf("it took %s, code %d", took, got.code)
		}
	})
}

func TestAWatchDoesNotWaitForWhatIsStuckUnlessItIsNamed(t *testing.T) {
	inShop(t, func(s *shop) {
		s.server.AddJob(sim.JobSpec{Title: "short", Running: time.Minute})
		s.server.AddJob(sim.JobSpec{Title: "wedged", Running: 65 * time.Minute, CreatedAt: time.Now().Add(-time.Hour)})
		j := s.journal()
		for i := range 20 {
			id := api.JobID(fmt.Sprint("ls_", i))
			made := time.Now() // seen later
			s.must(j.RecordJob(s.t.Context(), journal.JobRecord{ID: id, Values: map[string]string{"mode": "speed"}, Mode: api.ModeSpeed, CreatedAt: made}))
			for i, status := range []api.Status{api.StatusRunning, api.StatusCompleted} {
				s.must(j.Observe(s.t.Context(), []record.Observation{{ID: id, Status: status, At: made.Add(time.Duration(58+2*i) * time.Second)}}))
			}
		}
		s.must(j.Close())
		got := s.says("filter wedged", "watch", "watch 1", "quit")
		holds(t, got.out, "Perhaps stuck", "Everything has ended but what is perhaps stuck: wedged.", "command: watch 1\nWatching wedged until it ends.", "Everything has ended.\n")
	})
}

func TestWhatIsPausedIsNotWaitedFor(t *testing.T) {
	inShop(t, func(s *shop) {
		make := []string{"create", "https://example.com/v.mp4", "https://example.com/a.wav", "Later", "", "no", "yes"}
		got := s.says(append(append([]string{"queue pause"}, make...), "watch", "queue", "queue resume", "watch", "quit")...)
		holds(t, got.out, "The queue is paused", "Make it? yes or no: yes\nThe queue is paused: nothing that waits is sent. The command queue resume continues it.\nHeld. Later. 1st, queue paused, the command queue resume resumes.\nIt is row 1 of 1 now.\n", "command: watch\nNothing runs.\n",
			"Number 1. Later. Queued. It waits for the queue to be resumed.\n", "The queue is resumed.\n", "Watching 1 job until it ends.", "Done: Later.")
		if got.code != exitOK || len(s.server.Jobs()) != 1 {
			t.Errorf("code %d, %d jobs\n%s", got.code, len(s.server.Jobs()), got.out)
		}
	})
}

func TestTheQueueIsChangedByNumbers(t *testing.T) {
	inShop(t, func(s *shop) {
		s.says("queue pause")
		for _, title := range []string{"one", "two", "three", "four"} {
			s.arrange("queued", title)
		}
		got := s.says("queue", "queue first 3", "queue drop 1,4", "yes", "queue drop 1", "queue drop 9", "queue drop x", "queue", "queue pause 1", "queue", "list", "queue pause", "queue resume", "queue resume", "queue pause", "queue resume 2", "queue send 2", "queue resume", "watch", "quit")
		holds(t, got.out, "Number 1. one. Queued.", "Number 4. four.", "one is the next to be sent, once the queue is resumed.\n", "command: queue first 3\nthree is at the front.\nthree is the next to be sent, once the queue is resumed.\n", "Drop one, four. It is never sent then, and nothing is billed. Sure? yes or no: yes\n2 lipsyncs are dropped, nothing is billed.\nthree is the next to be sent, once the queue is resumed.\n",
			"Number 1 no longer waits here.", "There is no lipsync 9: there are 4.", "Lipsyncs are numbers such as 3 or 2-5,8, or all, and not \"x\".", "Number 1. three.", "Number 2. two.", "three is paused.\ntwo is the next to be sent, once the queue is resumed.\n", "Number 1. two. Queued.", "Number 2. three. Paused. It waits for you to resume it.", "Held. two. 1st, queue paused", "Paused. three. \"queue resume all\" resumes it.\n", "The queue is paused already.\n", "The queue is resumed. 1 lipsync is paused without it: the command queue resume all resumes it.\n", "three is resumed.\n", "Nothing of it is held", "The queue is resumed.\n", "Everything has ended.")
		if n := len(s.server.Jobs()); n != 2 {
			t.Errorf("%d jobs\n%s", n, got.out)
		}
	})
}

// What is so already is not said as if it was new, and what is said is said once.
func TestTheQueueIsPausedOnce(t *testing.T) {
	inShop(t, func(s *shop) {
		for range 10 { // no slot is free
			s.server.AddJob(sim.JobSpec{Title: "theirs", Status: string(api.StatusRunning), Running: time.Hour, CreatedAt: time.Now()})
		}
		make := func(title string) []string {
			return []string{"create", "https://example.com/v.mp4", "https://example.com/" + title + ".wav", title, "", "no", "yes", ""}
		}
		got := s.says(slices.Concat([]string{"queue pause"}, make("one"), make("two"), make("three"), []string{"queue resume", "queue pause", "queue pause 2", "queue pause 2", "queue", "queue pause 1,3", "queue", "queue resume 1", "queue resume 3", "quit"})...)
		holds(t, got.out, "command: queue resume\n", "command: queue pause\nThe queue is paused: nothing that waits is sent. The command queue resume continues it.\ncommand: queue pause 2\ntwo is paused.\none is the next to be sent, once the queue is resumed.\n",
			"command: queue pause 2\ntwo is paused already.\none is the next", "Number 1. one.", "Number 2. three.", "Number 3. two. Paused.", "command: queue pause 1,3\ntwo is paused already.\none is paused.\nthree is the next to be sent", "Number 1. three. Queued.", "Number 2. one. Paused.", "Number 3. two. Paused.", "three is the next",
			"three is not paused alone, the whole queue is: the command queue resume resumes it.\n", "two is resumed.\ntwo is the next to be sent")
	})
}

func TestOneVideoIsGivenFiveVoicesInLines(t *testing.T) {
	inShop(t, func(s *shop) {
		s.media("talk.mp4")
		for _, lang := range []string{"de", "en", "es", "fr", "it"} {
			s.media("voices/ep_" + lang + ".wav 10")
		}
		s.must(os.WriteFile("voices/bad_ja.wav", []byte("no sound"), 0o600))
		s.must(os.Mkdir("empty", 0o700))
		s.media("talk.wav 12")
		got := s.says("create", "talk.mp4", "voices/ep_*.wav", "Talk {lang}", "", "no", "yes", "watch", "list", "download all", "yes", "quit")
		holds(t, got.out, "Several voices make a lipsync each", "audio: voices/ep_*.wav\n5 voices: ep_de.wav, ep_en.wav, ep_es.wav, ep_fr.wav, ep_it.wav.\nTitle. A pattern for all of them: {lang} is the language", "Empty for ", "title: Talk {lang}\n", "It makes 5 lipsyncs in speed from talk.mp4.\n",
			"Voice 1. Talk German. Audio ep_de.wav. 10 seconds.\n", "Voice 5. Talk Italian.", "5 lipsyncs, about $1.67", "Balance $", "Make them? yes or no: yes\n"+
				"Made: Talk German is job ls_", "They are rows 1 to 5 now.\n", "Watching 5 jobs until they end.", "Everything has ended.\n", "5 rows.\n", "5 files for ", "Saved: Talk German. File out/Talk German.mp4.")
		readsWell(t, got.out)
		if n := len(s.server.Jobs()); n != 5 || got.code != exitOK {
			t.Errorf("%d jobs, code %d\n%s", n, got.code, got.out)
		}
		got = s.says("drafts", "create", "talk.mp4", "voices/ep_de.wav, voices/ep_pt.wav", "create", "talk.mp4", "voices/bad_ja.wav,voices/ep_de.wav", "create", "talk.mp4", "empty/",
			"create", "talk.mp4", "voices/ep_de.wav,voices/ep_en.wav", "{what}", "create", "talk.mp4", "voices/ep_de.wav,voices/ep_en.wav", "", "", "no", "yes", "no",
			"create", "talk.mp4", "voices/ep_de.wav,talk.wav", "", "", "no", "yes", "yes", "quit")
		holds(t, got.out, "No drafts.", "ep_pt.wav: no such file", "bad_ja.wav", "Audio: there is no sound file of that name", "{what}", "Already made today.\n2 jobs were made from the same inputs.\n", "Make all of them again? yes or no: no\nNothing was made.\n",
			"Talk German was made from the same inputs.\n", "Make only the other one? yes or no: yes\n", "It is row 1 of 6 now.")
		if n := len(s.server.Jobs()); n != 6 {
			t.Errorf("%d jobs\n%s", n, got.out)
		}
	})
}

func TestViewsAreSavedChosenAndDroppedInLines(t *testing.T) {
	inShop(t, func(s *shop) {
		s.must(os.WriteFile("lipdash.toml", []byte("[views.\"in German\"]\nfilter = \"German\"\nsort = \"title\"\n"), 0o600))
		s.arrange("env", "LIPDASH_CONFIG=lipdash.toml")
		s.arrange("job", "'b German'")
		s.arrange("job", "'a German'")
		s.arrange("job", "broken failed")
		got := s.says("views", "view in german", "views save mine", "state failed", "list broken", "views save bad ones", "views save in German", "quit")
		holds(t, got.out, "View 1. in German. Filter German, sorted by title a-z.\n", "Row 1. Done. a German.", "Row 2. Done. b German.", "The view mine is saved.\n", "The view bad ones is saved.\n", "The settings have a view in German already.")
		holds(t, s.says("views", "state failed", "views save a third", "view 2", "views drop a third", "view 3").out, "View 2. bad ones.", "command: view 2\n1 row, only failed, filter broken", "command: view 3\n")
		got = s.says("views", "view 2", "view nothing", "delete all", "2", "views drop mine", "views drop in German", "views")
		holds(t, got.out, "View 1. in German.", "View 2. bad ones. Only failed, filter broken", "View 3. mine.", "command: view 2\n1 row, only failed", "Row 1. Failed. broken.",
			"There is no view \"nothing\"", "Which rows? They were not listed as was asked: the command list reads them.", "The view mine is dropped.", "No view of that name was saved here, only bad ones.", "View 2. bad ones.")
		if n := len(s.server.Jobs()); n != 3 || got.code != exitUsage {
			t.Errorf("%d jobs, code %d", n, got.code)
		}
	})
}

func TestTheRowsOfABatchAreListed(t *testing.T) {
	inShop(t, func(s *shop) {
		s.arrange("job", "other")
		s.must(os.WriteFile("week.csv", []byte("video,audio,title\nhttps://example.com/v.mp4,https://example.com/a.wav,One\nhttps://example.com/v.mp4,https://example.com/b.wav,Two\n"), 0o600))
		got := s.says("batch week.csv", "yes", "watch", "batches", "batches 1", "accept all", "list review:accepted", "batches 7", "delete all", "2")
		holds(t, got.out, "Batch 1. week. ", "2 of 2 done", "command: batches 1\nweek. 2 of 2 done", "2 rows.\n", "Row 1. Done. One.", "Row 2. Done. Two.", "2 jobs: accepted.\n", "2 rows, filter review:accepted.\n",
			"The number of a batch is needed, 1 to 1.", "Which rows?")
		readsWell(t, got.out)
		if n := len(s.server.Jobs()); n != 3 {
			t.Errorf("%d jobs", n)
		}
	})
}

// What is done is new until it was read or fetched, also in another run.
func TestWhatIsNewStaysSoUntilItIsReadOrFetched(t *testing.T) {
	inShop(t, func(s *shop) {
		for _, title := range []string{"d", "c", "b", "a"} {
			s.server.AddJob(sim.JobSpec{Title: title, Running: time.Minute})
		}
		s.says("watch", "quit")
		got := s.says("state new", "row 1", "download 2", "list", "quit")
		holds(t, got.out, "4 loaded", "command: state new\n3 rows, only new.\n", "command: list\n1 row, only new.\n")
		got = s.says("state new", "state all", "quit") // the first row is read at the start
		holds(t, got.out, "4 loaded", "command: state new\n1 row, only new.\nRow 1. Done. ", " New.\n", "command: state all\n4 rows.\n")
	})
}

// A title that nobody typed goes with its video, also in a draft.
func TestATitleFromTheVideoFollowsIt(t *testing.T) {
	inShop(t, func(s *shop) {
		got := s.says("create", "https://x.y/one.mp4", "https://x.y/a.wav", "", "cancel", "create draft", "https://x.y/two.mp4", "", "", "", "no", "no",
			"create draft", "", "", "Mine", "cancel", "create draft", "https://x.y/three.mp4", "", "", "", "no", "no")
		holds(t, got.out, "Empty keeps one", "Empty keeps two", "It makes one lipsync called two in speed", "Empty keeps Mine", "It makes one lipsync called Mine in speed")
	})
}

// What is said next is about the batch that was listed, also when nothing of it is there, and
// when older jobs were loaded.
func TestTheRowsOfABatchAreThoseThatAreMeant(t *testing.T) {
	inShop(t, func(s *shop) {
		for range 120 {
			s.server.AddJob(sim.JobSpec{Title: "other", CreatedAt: time.Now().Add(-time.Hour)})
		}
		s.failed("other", "No face.", true)
		s.must(os.WriteFile("week.csv", []byte("video,audio,title\nhttps://example.com/v.mp4,https://example.com/b.wav,One\nhttps://example.com/v.mp4,https://example.com/c.wav,Two\n"), 0o600))
		got := s.says("batch week.csv", "yes", "watch", "batches 1", "more", "accept all", "delete all", "2", "quit")
		holds(t, got.out, "2 rows.", "command: more\n", "older jobs loaded.\n", "command: accept all\n2 jobs: accepted.\n", "Type 2 to delete Two, One: 2\n")
		if n := len(s.server.Jobs()); n != 121 {
			t.Fatalf("%d jobs\n%s", n, got.out)
		}
		got = s.says("batches 1", "again all", "yes", "next", "delete all", "121", "list", "next", "quit")
		holds(t, got.out, "0 rows.\n2 of its jobs are not in the list: deleted, or older than what is loaded.\n", "command: again all\nNo row of this batch.", "command: next\nNo row of this batch.",
			"command: delete all\nNo row of this batch.", "command: list\n", "command: next\nRow 1 of")
		if n := len(s.server.Jobs()); n != 121 {
			t.Errorf("%d jobs\n%s", n, got.out)
		}
	})
}

// Rows that could not be listed are not looked for in another way either.
func TestWhatIsNotListedIsNotGoneTo(t *testing.T) {
	inShop(t, func(s *shop) {
		got := s.says("state wrong", "create", "https://example.com/v.mp4", "https://example.com/a.wav", "Mine", "", "no", "no", "next", "row 1", "quit")
		if n := strings.Count(got.out, "Which rows? They were not listed as was asked: the command list reads them."); n != 2 || got.code != exitUsage {
			t.Errorf("it is said %d times, code %d\n%s", n, got.code, got.out)
		}
	})
}

// What fails is said once, with its reason and whose it is.
func TestARenameOrDeleteThatFailsIsSaidOnce(t *testing.T) {
	inShop(t, func(s *shop) {
		for _, title := range []string{"c", "b", "a"} {
			s.arrange("job", title)
		}
		s.arrange("fault", "403,on=rename")
		s.arrange("fault", "403,on=delete")
		got := s.says("rename 1 new", "delete 2-3", "2")
		const why = "it lacks the scope videos:write"
		if n := strings.Count(got.out, why); n != 2 || got.code != exitFailure {
			t.Errorf("%q is said %d times, code %d\n%s", why, n, got.code, got.out)
		}
		holds(t, got.out, "Job a: Not renamed. ", "Finishing 2 changes.", "Not deleted: ", "2 jobs were not deleted")
	})
}
