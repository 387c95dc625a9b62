package transfers

import (
	"time"

	"lipdash/ui/kit/format"
)

// Totals are what the transfers amount to.
type Totals struct {
	// Open ones are to come, Running ones among them come down; Failed ones did. Done
	// were fetched today, Brought bytes of them.
	Open, Running, Failed, Done int
	Brought                     int64
	// Down is in bytes a second.
	Down float64
	// unsized are to come and of unknown size; left bytes are to come of the others.
	unsized int
	left    int64
	// sized counts the files whose size is known, all of them sizes bytes.
	sized int
	sizes int64
	// batch counts the files since the queue was last empty; so much of each of them,
	// from 0 to 1, is here in all.
	batch int
	here  float64
}

// Totals are what the transfers amount to now. They are kept until the transfers or the
// day change, so that a frame does not walk thousands of them over and over.
func (r *Room) Totals(now time.Time) Totals {
	if len(r.list) > 0 && !r.today.Equal(format.Midnight(now)) {
		r.count(now)
	}
	return r.totals
}

func (r *Room) count(now time.Time) {
	r.totals, r.today = Totals{}, format.Midnight(now)
	for _, t := range r.list {
		r.totals.add(t, r.today)
		r.totals.addToBatch(t, r.busySince)
	}
}

func (h *Totals) add(t Transfer, today time.Time) {
	switch {
	case t.State == Failed:
		h.Failed++
	case t.State == Done && t.At.After(today):
		h.Done++
		h.Brought += t.Size
	case !t.Over():
		h.Open++
		h.left += max(0, t.Size-t.Done)
		h.Down += t.Speed
	}
	if t.Size > 0 {
		h.sized++
		h.sizes += t.Size
	}
	if !t.Over() && t.Size < 0 {
		h.unsized++
	}
	if t.State == Running {
		h.Running++
	}
}

func (h *Totals) addToBatch(t Transfer, since time.Time) {
	switch {
	case t.State == Done && t.At.After(since):
		h.batch++
		h.here++
	case t.State == Running || t.State == Queued:
		h.batch++
		if t.Size > 0 {
			h.here += float64(t.Done) / float64(t.Size)
		}
	}
}

// guess is how many bytes are to come if files of unknown size are like the others, 0
// when nothing is known.
func (h Totals) guess() float64 {
	if h.sized == 0 {
		return 0
	}
	return float64(h.left) + float64(h.unsized)*float64(h.sizes)/float64(h.sized)
}

// steadyAfter is how long a speed is too young to tell anything by.
const steadyAfter = 5 * time.Second

// Left is how long the open transfers take still, 0 when nobody knows.
func (r *Room) Left(now time.Time) time.Duration {
	h := r.Totals(now)
	if h.Open == 0 || h.Down <= 0 || now.Sub(r.busySince) <= steadyAfter {
		return 0
	}
	return time.Duration(h.guess() / h.Down * float64(time.Second))
}

// Progress is how much is here and at HeyGen, in percent, of all files since the queue
// was last empty and of the uploads; failed tells that some are neither, and ok is false
// while nothing is under way.
func (r *Room) Progress(ups []Upload, now time.Time) (percent int, failed, ok bool) {
	h := r.Totals(now)
	all, here := float64(h.batch+len(ups)), h.here
	for _, u := range ups {
		here += float64(u.Progress.Sent) / float64(u.Progress.Total)
	}
	if h.Open+len(ups) == 0 || all == 0 {
		return 0, false, false
	}
	return int(100 * here / all), h.Failed > 0, true
}
