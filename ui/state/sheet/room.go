package sheet

import (
	"fmt"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/create"
)

// Room is the sheet that the dashboard works on. Events go in, Effects come out; Due says
// what is to be found out next.
//
//	a path ─► reading ─► files looked at, inputs asked about ─► asked ─► handing over
type Room struct {
	rates create.Rates
	sheet *Sheet
	// path is as it was typed; n numbers what is read, so that a late answer is none.
	path string
	n    int
	// kept are the sheets of this run by their whole paths, with what was mended in each.
	kept                              map[string]*Sheet
	reading, looking, asking, handing bool
	// problem is why the path could not be read.
	problem string
}

// NewRoom is a room without a sheet.
func NewRoom(rates create.Rates) *Room { return &Room{rates: rates, kept: map[string]*Sheet{}} }

// Effect is something that follows from an event. The set is closed.
type Effect interface{ effect() }

type (
	// Read reads a sheet; WasRead answers it.
	Read struct {
		N    int
		Path string
	}
	// LookAt looks at files; WereLooked answers it.
	LookAt struct {
		N     int
		Paths []string
	}
	// AskMade asks what was made from inputs; WereMade answers it.
	AskMade struct {
		N         int
		Questions []Question
	}
	// HandOver gives a batch to the outbox; HandedOver answers it.
	HandOver struct {
		N      int
		Batch  record.Batch
		Values []map[string]string
	}
)

func (Read) effect()     {}
func (LookAt) effect()   {}
func (AskMade) effect()  {}
func (HandOver) effect() {}

// How much is found out with one effect: few enough that what is known shows soon.
const (
	filesAtOnce  = 16
	inputsAtOnce = 100
)

// Sheet is the one that is worked on, nil when there is none.
func (r *Room) Sheet() *Sheet { return r.sheet }

// Reading tells whether it is being read, Problem why it cannot be, "" when it can.
func (r *Room) Reading() bool { return r.reading }

// Problem is why the path could not be read, "" when it could.
func (r *Room) Problem() string { return r.problem }

// Handing tells whether it is being handed over: nothing of it changes then.
func (r *Room) Handing() bool { return r.handing }

// Open reads a sheet, in place of the one there is once it can be read.
func (r *Room) Open(path string) []Effect {
	if path = strings.TrimSpace(path); path == "" || r.handing {
		return nil
	}
	r.n++
	r.path, r.reading, r.problem = path, true, ""
	return []Effect{Read{N: r.n, Path: path}}
}

// Again reads the sheet again.
func (r *Room) Again() []Effect {
	if r.sheet == nil {
		return nil
	}
	return r.Open(r.path)
}

// close forgets the sheet, of which nothing is left.
func (r *Room) close() {
	delete(r.kept, r.sheet.path())
	*r = Room{rates: r.rates, n: r.n + 1, kept: r.kept}
}

// WasRead takes a table, or why there is none. The same sheet keeps what is known of it; a
// sheet that cannot be read any more leaves the rows as they were.
func (r *Room) WasRead(n int, t Table, err error, id func() string, now time.Time) {
	if n != r.n || !r.reading {
		return
	}
	r.reading = false
	s := r.kept[t.path()]
	switch {
	case err != nil:
	case s != nil:
		err = s.Read(t, now)
	default:
		if s, err = New(t, nil, r.rates, now); err == nil {
			s.batch = record.BatchID(id())
		}
	}
	if err != nil {
		r.problem = err.Error()
		return
	}
	r.sheet, r.kept[s.path()] = s, s
	r.looking, r.asking = false, false
}

// Due is what is to be found out next. Whether something was made before is asked where
// there is a memory.
func (r *Room) Due(memory bool) (out []Effect) {
	if r.sheet == nil || r.reading {
		return nil
	}
	if paths := r.sheet.Files(); !r.looking && len(paths) > 0 {
		r.looking = true
		out = append(out, LookAt{N: r.n, Paths: paths[:min(len(paths), filesAtOnce)]})
	}
	if !memory || r.asking {
		return out
	}
	if asked := r.sheet.Inputs(); len(asked) > 0 {
		r.asking = true
		out = append(out, AskMade{N: r.n, Questions: asked[:min(len(asked), inputsAtOnce)]})
	}
	return out
}

// WereLooked takes what files are.
func (r *Room) WereLooked(n int, files map[string]api.LocalFile) {
	if n == r.n && r.sheet != nil {
		r.looking = false
		r.sheet.Looked(files)
	}
}

// WereMade takes what was made from inputs.
func (r *Room) WereMade(n int, answers []Answer) {
	if n != r.n || r.sheet == nil {
		return
	}
	r.asking = false
	for _, a := range answers {
		r.sheet.Made(a)
	}
}

// Send hands over what goes, of it only the first so many where that is not 0. What is
// still being checked is waited for, and why says so.
func (r *Room) Send(first int) (out []Effect, why string) {
	switch why = r.NotYet(); {
	case r.handing, why != "":
		return nil, why
	}
	if first > 0 {
		r.sheet.First(first)
	}
	b, values := r.sheet.Order()
	b.ID, r.handing = r.sheet.batch, true
	return []Effect{HandOver{N: r.n, Batch: b, Values: values}}, ""
}

// NotYet says why nothing can be sent now, "" when something can.
func (r *Room) NotYet() string {
	switch sum := r.sheet.Sum(); {
	case r.reading:
		return "the sheet is being read"
	case sum.Of[Checking] > 0, len(r.sheet.Inputs()) > 0:
		return "the rows are still being checked"
	case sum.Rows == 0:
		return "there is nothing to send: " + sum.Counts()
	}
	return ""
}

// HandedOver takes the outbox's answer: what there is to say, and whether it was taken. The
// sheet stays while rows are left, which become another batch. With an error everything stays,
// and another attempt is the same batch.
func (r *Room) HandedOver(n int, err error, id func() string) (say string, taken bool) {
	if n != r.n || !r.handing {
		return "", false
	}
	sum, name := r.sheet.Sum(), r.sheet.Label()
	if r.handing = false; err != nil {
		return "nothing was sent: " + api.Explain(err).String(), false
	}
	say = fmt.Sprintf("%s of %s queued", format.Count(sum.Rows, "lipsync", "lipsyncs"), name)
	if r.sheet.wereSent(record.BatchID(id())); r.sheet.Left() == 0 {
		r.close()
		return say, true
	}
	return say + ", " + r.rest() + " left", true
}

// Carry takes over the sheet of another account's room, unless it is being handed over
// there. What was made there before is not known here.
func (r *Room) Carry(from *Room) {
	if from.handing {
		return
	}
	for path, s := range from.kept {
		s.forgetMade()
		r.kept[path] = s
	}
	if from.sheet != nil {
		r.sheet, r.path, r.n = from.sheet, from.path, from.n+1
	}
}
