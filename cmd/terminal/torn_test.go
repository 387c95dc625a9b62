package terminal

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"pgregory.net/rapid"
)

// whole are complete inputs, as terminals send them.
var whole = []string{
	"\x1b[A", "\x1b[B", "\x1bOP", "\x1bO5A", "\x1b[1;5C", "\x1b[[A", "\x1b[15~", "\x1b[200~", "\x1b[27u", "\x1b[<0;10;20M",
	"\x1bx", "\x1b\x1b[A", "\x1b]11;rgb:1a1a/1b1b/1c1c\x07", "\x1b]11;rgb:0/0/0\x1b\\", "\x1bP1+r\x1b\\", "\x1b[?2026;2$y",
	"a", "é", "日", "🙂", "\r", "\x03",
}

func TestWholeInputIsFinishedAndItsBeginningsAreNot(t *testing.T) {
	for _, seq := range whole {
		if unfinished([]byte(seq)) {
			t.Errorf("%q is called unfinished", seq)
		}
		for i := 1; i < len(seq); i++ {
			if head := seq[:i]; !unfinished([]byte(head)) {
				t.Errorf("%q, the beginning of %q, is called finished", head, seq)
			}
		}
	}
}

func TestAnyRunOfWholeInputIsFinished(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []byte
		for _, seq := range rapid.SliceOf(rapid.SampledFrom(whole)).Draw(t, "input") {
			all = append(all, seq...)
		}
		if unfinished(all) {
			t.Fatalf("%q", all)
		}
	})
}

func TestNoBytesMakeTheScannerFail(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		unfinished(rapid.SliceOf(rapid.SampledFrom([]byte("\x1b[]O;5AP\\\x07\x80\xe3a"))).Draw(t, "bytes"))
	})
}

// pieces is a terminal that delivers one piece a read.
type pieces struct {
	list [][]byte
	err  error
}

func (p *pieces) Read(b []byte) (int, error) {
	if len(p.list) == 0 {
		return 0, p.err
	}
	n := copy(b, p.list[0])
	if n == len(p.list[0]) {
		p.list = p.list[1:]
	} else {
		p.list[0] = p.list[0][n:]
	}
	return n, nil
}
func (*pieces) Write(b []byte) (int, error) { return len(b), nil }
func (*pieces) Fd() uintptr                 { return 7 }
func (*pieces) Name() string                { return "pieces" }

func inputOf(join bool, texts ...string) (*input, *pieces) {
	p := &pieces{err: io.EOF}
	for _, text := range texts {
		p.list = append(p.list, []byte(text))
	}
	in := &input{file: p, join: join, lost: make(chan struct{})}
	in.ready = func(uintptr) bool { return len(p.list) > 0 }
	return in, p
}

func reads(t *testing.T, in *input, size int) []string {
	t.Helper()
	var out []string
	for {
		buf := make([]byte, size)
		n, err := in.Read(buf)
		if err != nil {
			if !errors.Is(err, io.EOF) || n != 0 {
				t.Fatalf("read %d, %v", n, err)
			}
			return out
		}
		out = append(out, string(buf[:n]))
	}
}

func TestReadJoinsUntilTheKeyIsWholeAndNoFurther(t *testing.T) {
	in, _ := inputOf(true, "x", "a\x1b", "[", "1;5", "C", "b", "\x1b")
	got := reads(t, in, 100)
	want := []string{"x", "a\x1b[1;5C", "b", "\x1b"}
	if len(got) != len(want) {
		t.Fatalf("got %q", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("read %d is %q, want %q", i, got[i], want[i])
		}
	}
}

func TestReadWithoutJoiningChangesNothing(t *testing.T) {
	in, _ := inputOf(false, "\x1b", "[", "A")
	if got := reads(t, in, 100); len(got) != 3 {
		t.Errorf("got %q", got)
	}
}

func TestNoByteIsLostOrMovedByJoining(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		texts := rapid.SliceOf(rapid.StringOfN(rapid.SampledFrom([]rune("\x1b[O]1;Aa\x07é")), 1, 6, -1)).Draw(rt, "pieces")
		in, _ := inputOf(true, texts...)
		var want, got bytes.Buffer
		for _, text := range texts {
			want.WriteString(text)
		}
		for _, r := range reads(t, in, rapid.IntRange(1, 20).Draw(rt, "buffer")) {
			got.WriteString(r)
		}
		if got.String() != want.String() {
			rt.Fatalf("got %q, want %q", got.String(), want.String())
		}
	})
}

func TestAFailedReadSaysOnceThatTheTerminalIsLost(t *testing.T) {
	in, p := inputOf(true)
	p.err = errors.New("input/output error")
	for range 3 {
		if _, err := in.Read(make([]byte, 10)); err == nil {
			t.Fatal("no error")
		}
	}
	select {
	case <-in.lost:
	default:
		t.Error("nobody was told")
	}
}
