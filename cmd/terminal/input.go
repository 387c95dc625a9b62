package terminal

import (
	"sync"
	"time"

	"lipdash/api/safely"
)

// input is the terminal's input for Bubble Tea. It keeps the file's descriptor,
// without which there is no raw mode, tells when the terminal is gone, and
// joins torn escape sequences when asked to.
type input struct {
	file
	*tty
	join bool
	// ready waits for more input; false when none came in time.
	ready func(fd uintptr) bool
	// pressed is told of every read; may be nil.
	pressed func()
	// quitting is closed when nobody takes any input any more: Bubble Tea waits half a
	// second for what it has read and cannot hand on. May be nil.
	quitting <-chan struct{}
	// lost is closed when reading fails: no terminal, no user.
	lost chan struct{}
	once sync.Once
}

// file is the part of *os.File an input needs.
type file interface {
	Read(p []byte) (int, error)
	Write(p []byte) (int, error)
	Fd() uintptr
	Name() string
}

// shared is a terminal that two may read from: Bubble Tea's reader, which can be late
// to stop, and who waits for the terminal's answers. It hands out what there is and
// never waits for what the other has taken.
type shared struct {
	file
	mu sync.Mutex
}

func (s *shared) Read(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !hasInput(s.Fd()) {
		return 0, nil
	}
	return s.file.Read(p)
}

// joinGap is how long the next piece of a torn key may take. Pieces 150 ms
// apart occur on slow links; a lone Esc waits as long.
const joinGap = 200 * time.Millisecond

func newInput(f file, join bool) *input {
	ready := func(fd uintptr) bool { return moreWithin(fd, joinGap) }
	return &input{file: f, join: join, ready: ready, lost: make(chan struct{})}
}

// Read reads once, and goes on while what it has ends within a key and the rest
// arrives. Nothing is kept from one call to the next, because Bubble Tea only
// calls again when the descriptor itself has something.
func (in *input) Read(p []byte) (n int, err error) {
	defer safely.Catch(&err) // Bubble Tea reads in a goroutine of its own
	n, err = in.file.Read(p)
	if err != nil {
		in.once.Do(func() { close(in.lost) })
		return n, err
	}
	if in.pressed != nil {
		in.pressed()
	}
	for in.join && n < len(p) && unfinished(p[:n]) && in.ready(in.Fd()) {
		m, err := in.file.Read(p[n:])
		n += m
		if err != nil {
			break // what was read counts, and the next Read meets the error again
		}
	}
	if in.tty != nil {
		in.answers.read(p[:n])
	}
	select {
	case <-in.quitting:
		return 0, nil
	default:
		return n, nil
	}
}

// Close leaves standard input open: it is not ours.
func (in *input) Close() error { return nil }
