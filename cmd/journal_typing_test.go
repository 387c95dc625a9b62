//go:build linux || darwin

package cmd

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lipdash/api/record"
	"lipdash/cmd/ptytest"
)

const (
	// typists type side by side, each on an account and a terminal of their own.
	typists = 8
	// kills are the rounds of all of them.
	kills = 50
	// mayLose is what a kill may cost, besides what the machine itself stood still.
	mayLose = time.Second
	// stroke is how fast they type: faster than people do, and without a pause.
	stroke = 30 * time.Millisecond
	// longest is the longest time of typing before a kill, longer than what may be lost.
	longest = 1500 * time.Millisecond
)

// typist types one endless text, whatever happens to the program.
type typist struct {
	d    desktop
	dice *rand.Rand
	// text is what should be in the title, at when each of its runes was typed;
	// those that came back from the disk have a zero time.
	text string
	at   []time.Time
	// worst is the longest time that was lost.
	worst time.Duration
}

func TestKillWhileTypingLosesAtMostASecond(t *testing.T) {
	t.Parallel()
	lost := make(chan time.Duration, typists)
	t.Run("typists", func(t *testing.T) {
		for i := range typists {
			t.Run(fmt.Sprint(i+1), func(t *testing.T) {
				t.Parallel()
				p := &typist{d: newDesktop(t, 3), dice: rand.New(rand.NewPCG(uint64(i), 3))}
				for n := i; n < kills; n += typists {
					p.round(t)
				}
				p.resume(t)
				lost <- p.worst
			})
		}
	})
	worst := time.Duration(0)
	for range len(lost) {
		worst = max(worst, <-lost)
	}
	t.Logf("%d kills while typing, at most %v of typing lost", kills, worst.Round(time.Millisecond))
}

// round goes on where the last one was killed, and is killed itself.
func (p *typist) round(t *testing.T) {
	t.Helper()
	s := p.resume(t)
	end := time.Now().Add(time.Duration(p.dice.Int64N(int64(longest))))
	late := lateness(t)
	tick := time.NewTicker(stroke)
	defer tick.Stop()
	for time.Now().Before(end) {
		p.press(s)
		<-tick.C
	}
	killed := time.Now()
	crash(s)
	p.compare(t, killed, mayLose+late())
}

// lateness measures until it is called how late this machine is at most with what
// keeps a draft: to wait a moment, and to bring something to the disk. The program
// is as late then.
func lateness(t *testing.T) (worst func() time.Duration) {
	path, stop, out := filepath.Join(t.TempDir(), "written"), make(chan struct{}), make(chan time.Duration)
	go func() {
		var worst time.Duration
		defer func() { out <- worst }()
		for {
			began := time.Now()
			select {
			case <-stop:
				return
			case <-time.After(stroke):
			}
			f, err := os.Create(path)
			if err == nil {
				_, _ = f.Write(make([]byte, 4<<10))
				err = errors.Join(f.Sync(), f.Close())
			}
			if err != nil {
				t.Error(err)
				return
			}
			worst = max(worst, time.Since(began)-stroke)
		}
	}()
	return func() time.Duration {
		close(stop)
		return <-out
	}
}

// resume opens the dashboard, presses c and expects the form as it was left: the
// text on the screen, and the caret behind it, since what is typed next has to
// land there.
func (p *typist) resume(t *testing.T) *ptytest.Session {
	t.Helper()
	s := p.d.open(t)
	s.Type("c")
	s.Has("New lipsync")
	if p.text == "" {
		s.Type("\t\t")
		return s
	}
	end := p.text[max(0, len(p.text)-20):]
	s.Until("title ending with "+end, func(text, _ string) bool { return strings.Contains(text, end) })
	return s
}

// press types the next rune of 0001-0002-0003-…
func (p *typist) press(s *ptytest.Session) {
	word := fmt.Sprintf("%04d-", len(p.text)/5)
	rune := word[len(p.text)%5 : len(p.text)%5+1]
	p.text += rune
	p.at = append(p.at, time.Now())
	s.Type(rune)
}

// compare reads what survived a kill, which is what is typed on from.
func (p *typist) compare(t *testing.T, killed time.Time, may time.Duration) {
	t.Helper()
	var d record.Draft
	if found := p.d.drafts(t); len(found) == 1 {
		d = found[0]
	} else if len(found) > 1 {
		t.Fatalf("one form became %d drafts: %+v", len(found), found)
	}
	title := d.Values["title"]
	if !strings.HasPrefix(p.text, title) {
		t.Fatalf("typed  %q\nfound  %q", p.text, title)
	}
	if title != "" && (d.Focus != "title" || d.Caret != len(title)) {
		t.Errorf("the caret is in %q at %d of %d", d.Focus, d.Caret, len(title))
	}
	if lost := p.at[len(title):]; len(lost) > 0 {
		gone := killed.Sub(lost[0])
		p.worst = max(p.worst, gone)
		if gone > may {
			t.Errorf("%v of typing is lost where %v may be: %d of %d runes", gone, may, len(lost), len(p.text))
		}
	}
	p.text, p.at = title, make([]time.Time, len(title))
}
