package api

import (
	"errors"
	"io"
	"sync"
	"time"

	"lipdash/api/safely"
)

// UploadStep is what an upload is at.
type UploadStep string

// The steps, in order. A file that fits into one request only has StepBytes.
const (
	// StepCompare is a caller's: it looks whether HeyGen has the content
	// already, before it asks for an upload.
	StepCompare UploadStep = "compare"
	// StepSlot asks where the bytes may go.
	StepSlot UploadStep = "slot"
	// StepBytes sends them.
	StepBytes UploadStep = "bytes"
	// StepFinish says that they are there, and waits until HeyGen agrees.
	StepFinish UploadStep = "finish"
)

// UploadProgress is how far an upload is.
type UploadProgress struct {
	Step UploadStep
	// Direct tells an upload in three steps from one in a single request.
	Direct bool
	// Sent and Total are in bytes. Sent never goes back within one attempt; a
	// repeat begins at the front again.
	Sent, Total int64
	// Again says in a few words why the step is done once more, "" when it is
	// not.
	Again string
}

// Progress is told how far an upload is, from the goroutine that uploads: at
// every step, and a few times a second in between.
type Progress = func(UploadProgress)

// The words of UploadProgress.Again.
const (
	againSlot    = "HeyGen had trouble, asking again"
	againExpired = "the place for it expired, asking for another"
	againCut     = "the connection broke, from the start again"
	againStorage = "the storage had trouble, from the start again"
	againUnready = "HeyGen is not done with the file yet"
	againLarge   = "too large for one request, sending it in steps"
)

// report tells one upload's progress; it may tell nobody. A body is read by a
// goroutine of net/http's, also for a while after its request was answered.
type report struct {
	mu   sync.Mutex
	to   Progress
	now  UploadProgress
	told time.Time
	// turn counts the steps that were begun.
	turn int
}

// at begins a step, or begins it once more.
func (r *report) at(step UploadStep, again string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.turn++
	r.now.Sent = 0
	switch step {
	case StepSlot:
		r.now.Direct = true
	case StepFinish:
		r.now.Sent = r.now.Total
	}
	r.now.Step, r.now.Again = step, again
	r.tell()
	// The first bytes are news.
	r.told = time.Time{}
}

// tellEvery is how often progress is told.
const tellEvery = 100 * time.Millisecond

// sending is told how many bytes have left, and passes it on until another step begins.
func (r *report) sending() (sent func(n int64)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	turn := r.turn
	return func(n int64) {
		r.mu.Lock()
		defer r.mu.Unlock()
		if turn != r.turn {
			return
		}
		r.now.Sent = n
		if n == r.now.Total || time.Since(r.told) >= tellEvery {
			r.tell()
		}
	}
}

// end ends it: nothing is told from now on.
func (r *report) end() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.turn++
}

func (r *report) tell() {
	if r.to != nil {
		r.told = time.Now()
		r.to(r.now)
	}
}

// fileError is a failure of the file itself. Without it the transport would
// make it look like one of the network.
type fileError struct{ cause error }

func (e *fileError) Error() string { return e.cause.Error() }
func (e *fileError) Unwrap() error { return e.cause }

var (
	errShrunk = errors.New("the file became shorter while it was sent")
	errGrew   = errors.New("the file became longer while it was sent")
)

// openMetered opens an upload that must have the size it was announced with: a
// file that is still being written would arrive cut or break the request.
func openMetered(up Upload, sent func(int64)) (io.ReadCloser, error) {
	f, err := up.Open()
	if err != nil {
		return nil, &fileError{err}
	}
	return &meter{file: f, left: up.Size, total: up.Size, sent: sent}, nil
}

type meter struct {
	file        io.ReadCloser
	left, total int64
	// sent is told after every read how many bytes there were.
	sent func(int64)
}

func (m *meter) Read(p []byte) (n int, err error) {
	defer safely.Catch(&err) // net/http reads in a goroutine of its own
	if m.left == 0 {
		return 0, io.EOF
	}
	n, err = m.file.Read(p[:min(int64(len(p)), m.left)])
	m.left -= int64(n)
	switch {
	case errors.Is(err, io.EOF) && m.left > 0:
		return n, &fileError{errShrunk}
	case err != nil && !errors.Is(err, io.EOF):
		return n, &fileError{err}
	case m.left == 0 && m.more():
		return 0, &fileError{errGrew}
	}
	m.sent(m.total - m.left)
	return n, nil
}

// more tells whether the file goes on where it should end.
func (m *meter) more() bool {
	n, _ := m.file.Read(make([]byte, 1))
	return n > 0
}

func (m *meter) Close() error { return m.file.Close() }
