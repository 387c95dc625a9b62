package terminal

import (
	"bytes"
	"sync"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// answers knows whether the terminal has answered all it was asked. A terminal may
// leave a question unanswered that it does not know, but answers in order, and all
// of them answer what they are (DA1): that is asked after every other question.
type answers struct {
	mu sync.Mutex
	// open is how many DA1 are unanswered, asked when the last was sent.
	open  int
	asked time.Time
	// rest is what was read of a sequence that has no end yet.
	rest []byte
}

// questions are those that Bubble Tea and the dashboard ask.
var questions = [][]byte{
	[]byte(ansi.RequestBackgroundColor), []byte(ansi.RequestKittyKeyboard),
	[]byte(ansi.RequestModeSynchronizedOutput), []byte(ansi.RequestModeUnicodeCore),
}

// lastQuestion follows the others.
const lastQuestion = ansi.RequestPrimaryDeviceAttributes

// withLast is what is to be written for b: with the last question behind it, if it
// asks something.
func (a *answers) withLast(b []byte) []byte {
	for _, q := range questions {
		if bytes.Contains(b, q) {
			a.mu.Lock()
			defer a.mu.Unlock()
			a.open++
			a.asked = time.Now()
			return append(bytes.Clone(b), lastQuestion...)
		}
	}
	return b
}

// A terminal that has not answered for long never will; one that was asked just now
// is worth a short wait.
const (
	answersWithin = 5 * time.Second
	answersWait   = time.Second
)

func (a *answers) outstanding() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.open > 0 && time.Since(a.asked) < answersWithin
}

// await reads what the terminal still answers, for a moment.
func (a *answers) await(f file) {
	end := time.Now().Add(answersWait)
	buf := make([]byte, 256)
	for a.outstanding() && moreWithin(f.Fd(), time.Until(end)) {
		n, err := f.Read(buf)
		if err != nil {
			return
		}
		a.read(buf[:n])
	}
}

// read looks for answers to the last question in what was read from the terminal.
func (a *answers) read(data []byte) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.open == 0 {
		a.rest = nil
		return
	}
	for data = append(a.rest, data...); len(data) > 0; {
		n := 1
		if data[0] == esc {
			n = sequence(data)
		}
		if n == 0 {
			break
		}
		if bytes.HasPrefix(bytes.TrimLeft(data[:n], "\x1b"), []byte("[?")) && data[n-1] == 'c' {
			a.open = max(0, a.open-1)
		}
		data = data[n:]
	}
	a.rest = data
}
