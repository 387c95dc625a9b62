// Package ledger shares among the processes on one account when their calls left, so that
// one budget of calls a minute holds for all of them: the dashboard, a wait, a watch.
//
// The times stand in small files beside the journal, one for every ten minutes, to which
// each process appends a few bytes for each call or burst of calls. Nothing is locked and
// nothing is synced to the disk: what a power cut takes is older than a minute
// afterwards. Files of times gone by are removed by whoever begins a new one. There is
// nothing in them but times and which process it was, as a random number.
//
// Where the files cannot be written or read each process counts its own calls only.
package ledger

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	// span is how far back calls count: budgets are by the minute.
	span = time.Minute
	// each is how long one file is written to.
	each = 10 * time.Minute
	// look is how often it is looked whether others wrote: two stats.
	look = time.Second
	// held is how many calls wait to be written; more are not shared.
	held = 512
	// entry is a call in a file: its time and its process, 8 bytes each.
	entry = 16
	// tail is how much of a file is read at most, enough for a minute of any pace.
	tail = 64 << 10
	// ahead is how far in the future a time may be that counts: after the clock was set
	// back, others are of the future.
	ahead = time.Second
)

// Ledger is one process's view of the calls of all. It is safe for concurrent use.
type Ledger struct {
	path string
	// self is this process among the entries.
	self [8]byte
	left chan time.Time

	mu     sync.Mutex
	others []time.Time
	// was is how the files were when they were last read, by name: Run's alone.
	was map[string]stat
}

type stat struct {
	size int64
	at   time.Time
}

// New is the ledger of the journal at a path, with the calls that others made until now.
// Run shares from then on.
func New(path string) *Ledger {
	l := &Ledger{path: path, left: make(chan time.Time, held)}
	_, _ = rand.Read(l.self[:])
	l.read(time.Now())
	return l
}

// Left takes that a call of this process left. It does not wait for the disk.
func (l *Ledger) Left(at time.Time) {
	select {
	case l.left <- at:
	default:
	}
}

// Others are when other processes' calls of the last minute left, oldest first, as they
// were known a second ago at the latest.
func (l *Ledger) Others() []time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.others = counting(l.others, time.Now())
	return slices.Clone(l.others)
}

// counting are the times of the minute before now.
func counting(times []time.Time, now time.Time) []time.Time {
	return slices.DeleteFunc(times, func(t time.Time) bool { return now.Sub(t) >= span || t.Sub(now) > ahead })
}

// Run writes what leaves here and reads what others wrote, until ctx ends. What left by
// then is written.
func (l *Ledger) Run(ctx context.Context) {
	tick := time.NewTicker(look)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			l.write(l.waiting(nil))
			return
		case at := <-l.left:
			l.write(l.waiting([]time.Time{at}))
		case now := <-tick.C:
			l.read(now)
		}
	}
}

// waiting adds the calls that wait to be written.
func (l *Ledger) waiting(calls []time.Time) []time.Time {
	for {
		select {
		case at := <-l.left:
			calls = append(calls, at)
		default:
			return calls
		}
	}
}

// write appends calls to the file of now, in one write: appends of several processes do
// not mix.
func (l *Ledger) write(calls []time.Time) {
	if len(calls) == 0 {
		return
	}
	var b []byte
	for _, at := range calls {
		b = binary.LittleEndian.AppendUint64(b, uint64(at.UnixNano()))
		b = append(b, l.self[:]...)
	}
	name := l.file(time.Now())
	_, missing := os.Lstat(name)
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600) //nolint:gosec // beside the journal
	if err != nil {
		return
	}
	_, _ = f.Write(b)
	_ = f.Close()
	if missing != nil {
		l.sweep(time.Now())
	}
}

const mark = "-calls-"

// file is the one that calls of a time are in.
func (l *Ledger) file(at time.Time) string { return l.path + mark + strconv.FormatInt(number(at), 10) }

func number(at time.Time) int64 { return at.Unix() / int64(each/time.Second) }

// sweep removes the files that no call of the last minute can be in.
func (l *Ledger) sweep(now time.Time) {
	dir, base := filepath.Split(l.path)
	found, _ := os.ReadDir(dir)
	for _, f := range found {
		n, ours := strings.CutPrefix(f.Name(), base+mark)
		if k, err := strconv.ParseInt(n, 10, 64); ours && err == nil && (k < number(now.Add(-span)) || k > number(now)) {
			_ = os.Remove(dir + f.Name())
		}
	}
}

// read takes over what others wrote, if any of the files has changed.
func (l *Ledger) read(now time.Time) {
	is := map[string]stat{}
	for _, at := range []time.Time{now.Add(-span), now} {
		name := l.file(at)
		if info, err := os.Lstat(name); err == nil && info.Mode().IsRegular() {
			is[name] = stat{info.Size(), info.ModTime()}
		}
	}
	if same(is, l.was) {
		return
	}
	l.was = is
	var others []time.Time
	for name, s := range is {
		others = append(others, l.entries(name, s.size)...)
	}
	sort.Slice(others, func(i, j int) bool { return others[i].Before(others[j]) })
	l.mu.Lock()
	defer l.mu.Unlock()
	l.others = counting(others, now)
}

func same(a, b map[string]stat) bool {
	for name, s := range a {
		if t, ok := b[name]; !ok || t.size != s.size || !t.at.Equal(s.at) {
			return false
		}
	}
	return len(a) == len(b)
}

// entries are the newest calls of others in a file of a size; a half entry at its end is
// not read.
func (l *Ledger) entries(name string, size int64) (out []time.Time) {
	f, err := os.Open(name) //nolint:gosec // beside the journal
	if err != nil {
		return nil
	}
	defer f.Close() //nolint:errcheck // nothing was written through it
	from := max(0, size-tail) / entry * entry
	b := make([]byte, min(size, tail+entry))
	n, err := f.ReadAt(b, from)
	if err != nil && n == 0 {
		return nil
	}
	for e := range slices.Chunk(b[:n/entry*entry], entry) {
		if [8]byte(e[8:]) != l.self {
			out = append(out, time.Unix(0, int64(binary.LittleEndian.Uint64(e)))) //nolint:gosec // as written above
		}
	}
	return out
}
