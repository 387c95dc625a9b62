package api

import (
	"errors"
	"io"

	"lipdash/api/safely"
)

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

// meter counts what is read of a file.
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
