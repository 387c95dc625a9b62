package demo

import (
	"io"
	"time"

	"lipdash/api"
	"lipdash/cmd/host"
)

// Files are the local files, which go up as over a usual line.
type Files struct{ host.Files }

// Upload prepares a file that is read no faster than it would be sent.
func (f Files) Upload(path string) (api.Upload, error) {
	up, err := f.Files.Upload(path)
	if err != nil {
		return up, err
	}
	open := up.Open
	up.Open = func() (io.ReadCloser, error) {
		r, err := open()
		if err != nil {
			return nil, err
		}
		return &slow{ReadCloser: r}, nil
	}
	return up, nil
}

const (
	// upRate is what a usual line carries, in bytes a second, and downRate so much of each file.
	upRate   = 1_500_000
	downRate = 700_000
	// gulp is what is read at a time, in bytes.
	gulp = 64 << 10
)

// slow gives a file at upRate. What is read before it is sent, for its checksum, waits for
// nothing: the first look at a file goes through it at once.
type slow struct {
	io.ReadCloser
	began time.Time
	given int64
}

// Read waits until so much would have been sent.
func (s *slow) Read(p []byte) (int, error) {
	if s.began.IsZero() {
		s.began = time.Now()
	}
	if wait := time.Duration(float64(s.given)/upRate*float64(time.Second)) - time.Since(s.began); wait > 0 {
		<-time.After(wait)
	}
	n, err := s.ReadCloser.Read(p[:min(len(p), gulp)])
	s.given += int64(n)
	return n, err
}
