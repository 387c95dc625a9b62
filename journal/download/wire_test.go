package download

import (
	"context"
	"errors"
	"io"
	"net"
	"regexp"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"

	"lipdash/api"
)

// counting is a client that counts what is read, and how many read at once.
type counting struct {
	*api.Client
	read, open, most atomic.Int64
	mu               sync.Mutex
	offsets          []int64
}

func (c *counting) OpenDownload(ctx context.Context, d api.Download) (api.Body, error) {
	b, err := c.Client.OpenDownload(ctx, d)
	if err != nil {
		return b, err
	}
	c.mu.Lock()
	c.offsets = append(c.offsets, b.Offset)
	c.most.Store(max(c.most.Load(), c.open.Add(1)))
	c.mu.Unlock()
	b.ReadCloser = &counted{b.ReadCloser, c}
	return b, nil
}

type counted struct {
	io.ReadCloser
	c *counting
}

func (b *counted) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.c.read.Add(int64(n))
	return n, err
}

func (b *counted) Close() error {
	b.c.open.Add(-1)
	return b.ReadCloser.Close()
}

// cuts is a listener whose connections are cut when so many bytes have been
// sent, all together.
type cuts struct {
	net.Listener
	mu     sync.Mutex
	sent   int64
	points []int64
	// onCut is told the number of each cut.
	onCut func(n int)
	made  int
	// asked are the first bytes that were asked for, by Range.
	asked []int64
}

// at sets where to cut, counted from now.
func (l *cuts) at(points []int64, onCut func(int)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	slices.Sort(points)
	l.sent, l.points, l.onCut, l.made = 0, points, onCut, 0
}

func (l *cuts) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &cutConn{c, l}, nil
}

var errCut = errors.New("cut")

// allow tells how much of n bytes may pass, and whether the line is cut then.
func (l *cuts) allow(n int) (pass int, cut bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	pass = n
	if len(l.points) > 0 && l.sent+int64(n) > l.points[0] {
		pass, cut = int(max(0, l.points[0]-l.sent)), true
		l.points = l.points[1:]
		if l.made++; l.onCut != nil {
			l.onCut(l.made)
		}
	}
	l.sent += int64(pass)
	return pass, cut
}

type cutConn struct {
	net.Conn
	l *cuts
}

func (c *cutConn) Write(p []byte) (int, error) {
	pass, cut := c.l.allow(len(p))
	n, err := c.Conn.Write(p[:pass])
	if cut {
		_ = c.Close()
		return n, errCut
	}
	return n, err
}

var ranged = regexp.MustCompile(`(?m)^Range: bytes=(\d+)-\r$`)

// Read looks for what is asked for; a request fits into one read.
func (c *cutConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if m := ranged.FindSubmatch(p[:n]); m != nil {
		from, _ := strconv.ParseInt(string(m[1]), 10, 64)
		c.l.mu.Lock()
		c.l.asked = append(c.l.asked, from)
		c.l.mu.Unlock()
	}
	return n, err
}

// forget drops what was asked for so far, first is where the first request since
// then began: 0 when it had no range.
func (l *cuts) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.asked = nil
}

func (l *cuts) first() int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.asked) == 0 {
		return 0
	}
	return l.asked[0]
}
