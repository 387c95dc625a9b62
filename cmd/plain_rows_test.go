package cmd

import (
	"bytes"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
)

func TestEachAnswerNamesItsJob(t *testing.T) {
	inShop(t, func(s *shop) {
		for _, title := range []string{"ep022 French", "ep023 German"} {
			s.arrange("job", "'"+title+"'")
		}
		got := s.says("rename 1 Talk Deutsch", "accept 1", "accept 1", "download 2", "download 2", "again 2", "delete 2", "yes", "delete 2", "quit")
		holds(t, got.out, "ep023 German is now called Talk Deutsch.\n", "Talk Deutsch: accepted.\n", "Talk Deutsch: accepted already.\n", "for ep022 French to out.\n", "ep022 French: 1 file is here already, as ",
			"About ep022 French: it cannot be made again: ", "ep022 French is deleted in 8 seconds.", "About ep022 French: nothing of it can be deleted.")
	})
}

// What names one row goes to it, and list loses it only with the row; a row that is not there is
// none to mean.
func TestTheRowThatWasNamedIsTheOneThatIsMeant(t *testing.T) {
	inShop(t, func(s *shop) {
		for _, title := range []string{"c", "b", "a"} {
			s.arrange("job", title)
		}
		got := s.says("rename 2 Mine", "list", "copy id", "accept", "list", "next", "accept 1,2", "copy id 1", "show", "filter b", "accept", "list all", "accept 2", "accept 9", "unmark", "quit")
		holds(t, got.out, "b is now called Mine.", "command: list\n", "command: copy id\nls_", "command: accept\nMine: accepted.\n", "command: list\n", "command: next\nRow 3 of 3. Done. c.",
			"command: show\nTitle: a.\n", "command: accept\nWhich row?", "command: accept 9\nThere is no row 9", "command: unmark\nWhich row?")
	})
}

func TestATitleInQuotesMayBeginWithANumber(t *testing.T) {
	inShop(t, func(s *shop) {
		s.arrange("job", "b")
		s.arrange("job", "a")
		got := s.says("2", `rename "1 minute"`, `rename 1 "2 minutes"`, "list", "quit")
		holds(t, got.out, "b is now called 1 minute.", "a is now called 2 minutes.", "Row 1. Done. 2 minutes.", "1 minute.")
	})
}

func TestAWatchOfSomeRowsTellsOfThemAlone(t *testing.T) {
	inShop(t, func(s *shop) {
		s.server.AddJob(sim.JobSpec{Title: "theirs", Running: time.Minute})
		s.server.AddJob(sim.JobSpec{Title: "mine", Running: 3 * time.Minute})
		s.server.AddJob(sim.JobSpec{Title: "later", Running: time.Minute, CreatedAt: time.Now().Add(time.Minute)})
		got := s.says("filter mine", "watch 1", "quit")
		holds(t, got.out, "Watching mine until it ends. Only changes are reported.", "Done: mine.", "Everything has ended.\n3 changes of other jobs were not told.\n")
		if strings.Contains(got.out, "theirs") || strings.Contains(got.out, "later") {
			t.Errorf("others are told of\n%s", got.out)
		}
	})
}

func TestAWatchOfSomeRowsTellsWhatWaitsForItsUser(t *testing.T) {
	inShop(t, func(s *shop) {
		s.server.AddJob(sim.JobSpec{Title: "mine", Running: 3 * time.Minute})
		for _, f := range []sim.Fault{{Status: 503, Times: 1}, {Status: 400, Param: "video"}} {
			f.Kind, f.Route = sim.FaultStatus, "POST /v3/lipsyncs"
			s.server.Faults().Add(f)
		}
		s.queued("odd")
		holds(t, s.says("filter mine", "watch 1", "quit").out, "Watching mine", "odd", "Done: mine.")
	})
}

func TestADeleteOfWhatIsHeldSaysNothingOfHeyGen(t *testing.T) {
	inShop(t, func(s *shop) {
		s.says("queue pause")
		s.arrange("queued", "waits")
		got := s.says("list", "delete 1", "yes", "quit")
		holds(t, got.out, "1 held here, taken back at once, nothing is billed.\nDelete waits? yes or no: yes\nwaits was taken back.\n")
	})
}

func TestATitleAtTheBeginningOfASentenceStaysAsItIs(t *testing.T) {
	inShop(t, func(s *shop) {
		make := []string{"create", "https://example.com/v.mp4", "https://example.com/a.wav", "spot 30s", "", "no", "yes"}
		got := s.says(append(append(make, make...), "no", "quit")...)
		holds(t, got.out, "Made: spot 30s is job ls_", "\nspot 30s was made from the same inputs.\n")
		got = s.says("queue pause", "create", "https://example.com/v.mp4", "https://example.com/b.wav", "ep 2m", "", "no", "yes", "quit", "yes")
		holds(t, got.out, "ep 2m")
		if strings.Contains(got.out, "Ep 2") || strings.Contains(got.out, "ep 2 min") {
			t.Error(got.out)
		}
	})
}

// heard is what was printed until now.
type heard struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (p *heard) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.all.Write(b)
}

func (p *heard) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.all.String()
}

// typing runs the line mode for a person, who says lines.
func (s *shop) typing() (out *heard, say func(lines ...string), over <-chan int) {
	in, typed := io.Pipe()
	out = &heard{}
	code := make(chan int, 1)
	go func() {
		code <- run(s.t.Context(), []string{"--plain"}, streams{in: in, out: out, err: io.Discard, screen: 80, network: s.server.Transport(), free: 100 << 30})
	}()
	<-time.After(time.Second) // who types at once does not wait for the list
	return out, func(lines ...string) {
		for _, line := range lines {
			s.must(second(io.WriteString(typed, line+"\n")))
		}
	}, code
}

// With all slots taken a person is told at once where a lipsync stands and how to go on; what is
// typed meanwhile is the next command.
func TestWhatWaitsForASlotSaysSoAndTakesTheNextCommand(t *testing.T) {
	inShop(t, func(s *shop) {
		for range 10 {
			s.server.AddJob(sim.JobSpec{Title: "theirs", Status: string(api.StatusRunning), CreatedAt: time.Now().Add(-time.Minute)})
		}
		out, say, over := s.typing()
		say("create", "https://example.com/v.mp4", "https://example.com/a.wav", "Mine", "", "no", "y")
		<-time.After(2 * time.Second)
		synctest.Wait()
		holds(t, out.String(), "Make it? yes or no: ", "Held. Mine. 1st for a slot. Press enter to continue; it is made by itself.\n")
		say("copy id")
		<-time.After(time.Second)
		synctest.Wait()
		holds(t, out.String(), "it is made by itself.\nMine continues by itself.\nIt is row 1 of 11 now. The other rows have moved: the command list reads them.\ncommand: copy id\n")
		say("quit", "yes")
		if code := <-over; code != exitOK || strings.Count(out.String(), "Held. Mine.") != 1 {
			t.Errorf("code %d\n%s", code, out)
		}
	})
}

func second(_ int, err error) error { return err }

// Many files are asked for, in a pipe as well, unless the command has the answer.
func TestManyFilesAreAskedForFirst(t *testing.T) {
	inShop(t, func(s *shop) {
		for _, title := range []string{"e", "d", "c", "b", "a"} {
			s.arrange("job", title)
		}
		got := s.says("download new", "no", "download 1-2", "perhaps", "download 1", "download 1", "download new", "yes", "download new", "quit")
		holds(t, got.out, "command: download new\nVideos, and captions where there are, to out.\nDownload 5 jobs: a, b, c, and 2 more, 3 minutes 30 seconds of video", "? yes or no: no\nNothing is downloaded.\n",
			"Download 2 jobs: a, b", "The answer is yes or no, and not \"perhaps\": nothing was done.", "command: download 1\n1 file for a to out.\n", "1 file is here already", "Download 4 jobs: b, c, d, and 1 more", "yes or no: yes\n4 files for", "command: download new\nNothing to download.")
		if got.code != exitUsage || strings.Count(got.out, "Saved: ") != 5 || strings.Contains(got.out, "Press enter") {
			t.Errorf("code %d\n%s", got.code, got.out)
		}
		readsWell(t, got.out)
	})
	inShop(t, func(s *shop) {
		for _, title := range []string{"c", "b", "a"} {
			s.arrange("job", title)
		}
		got := s.says("download all yes", "quit")
		if holds(t, got.out, "command: download all yes\n3 files for a, b, c to out.\n", "Saved: "); got.code != exitOK {
			t.Errorf("code %d\n%s", got.code, got.out)
		}
	})
	inShop(t, func(s *shop) {
		for _, title := range []string{"b", "a"} {
			s.arrange("job", title)
		}
		out, say, over := s.typing()
		say("download all", "yes", "", "quit", "yes")
		if code := <-over; code != exitOK {
			t.Errorf("code %d", code)
		}
		holds(t, out.String(), "Download 2 jobs: a, b", "yes or no: ", "2 files for a, b to out.\nPress enter to continue; they are fetched meanwhile.\n")
	})
}
