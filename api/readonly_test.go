package api

import (
	"context"
	"errors"
	"io"
	"net/http"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
)

// arguments are something to call any method of a client with, by type. A method whose
// arguments are not here fails the tests below until they are.
var arguments = map[reflect.Type]any{
	reflect.TypeFor[JobID]():         JobID("ls_1"),
	reflect.TypeFor[[]JobID]():       []JobID{"ls_1"},
	reflect.TypeFor[AssetID]():       AssetID("asset_1"),
	reflect.TypeFor[string]():        "key-1",
	reflect.TypeFor[ListOptions]():   ListOptions{Limit: 1},
	reflect.TypeFor[CreateRequest](): CreateRequest{},
	reflect.TypeFor[BatchID]():       BatchID("b_1"),
	reflect.TypeFor[BatchRequest]():  twoLipsyncs(),
	reflect.TypeFor[Upload]():        smallFile(),
	reflect.TypeFor[Progress]():      Progress(nil),
	reflect.TypeFor[Download]():      Download{URL: "https://files.example.com/a.mp4"},
}

func smallFile() Upload {
	return Upload{Name: "a.wav", Size: 3, ContentType: "audio/wav", Open: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader("abc")), nil
	}}
}

// made counts the requests that write and those that read.
type made struct{ writes, reads atomic.Int32 }

func (m *made) RoundTrip(r *http.Request) (*http.Response, error) {
	if reads(r.Method) {
		m.reads.Add(1)
	} else {
		m.writes.Add(1)
	}
	return answerWith(400, `{"error":{"code":"invalid_parameter","message":"no"}}`)(r)
}

// everyCall calls each method of a client that may wait for the network.
func everyCall(t *testing.T, readOnly bool, each func(name string, err error, m *made)) {
	t.Helper()
	ctx := reflect.TypeFor[context.Context]()
	for method := range reflect.TypeFor[*Client]().Methods() {
		name, in := method.Name, method.Type
		if in.NumIn() < 2 || in.In(1) != ctx {
			continue
		}
		m := &made{}
		c, err := New(Credential{Key: testKey}, Options{Transport: m, ReadOnly: readOnly})
		if err != nil {
			t.Fatal(err)
		}
		args := []reflect.Value{reflect.ValueOf(c), reflect.ValueOf(background())}
		for i := 2; i < in.NumIn(); i++ {
			arg, known := arguments[in.In(i)]
			if !known {
				t.Fatalf("%s takes %s: give the test one, so that it is known whether it writes", name, in.In(i))
			}
			v := reflect.New(in.In(i)).Elem()
			v.Set(reflect.ValueOf(arg))
			args = append(args, v)
		}
		out := method.Func.Call(args)
		err, _ = out[len(out)-1].Interface().(error)
		each(name, err, m)
	}
}

func TestNoWriteOfAReadOnlyClientLeaves(t *testing.T) {
	writes := map[string]bool{}
	everyCall(t, false, func(name string, _ error, m *made) {
		if m.writes.Load()+m.reads.Load() == 0 {
			t.Errorf("%s asks nothing with the arguments of the test", name)
		}
		writes[name] = m.writes.Load() > 0
	})
	for _, name := range []string{"CreateJob", "CreateBatch", "UpdateTitle", "DeleteJob", "UploadAsset"} {
		if !writes[name] {
			t.Errorf("the test does not see that %s writes", name)
		}
	}
	everyCall(t, true, func(name string, err error, m *made) {
		if m.writes.Load() > 0 {
			t.Errorf("%s wrote", name)
		}
		switch {
		case writes[name] && (!IsReadOnly(err) || MayBeDone(err) || IsUncertain(err) || IsTransient(err) || m.reads.Load() > 0):
			t.Errorf("%s: %v, %d reads", name, err, m.reads.Load())
		case !writes[name] && (IsReadOnly(err) || m.reads.Load() == 0):
			t.Errorf("%s only reads, and was refused: %v", name, err)
		}
	})
}

func TestTheLastWallHoldsWhateverIsWrittenAboveIt(t *testing.T) {
	m := &made{}
	c, err := New(Credential{Key: testKey}, Options{Transport: m, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, method := range []string{"POST", "PUT", "PATCH", "DELETE", "PURGE"} {
		req, err := http.NewRequestWithContext(background(), method, "https://files.example.com/x", strings.NewReader("x"))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := c.http.Do(req)
		if err == nil {
			_ = resp.Body.Close()
		}
		if !errors.Is(err, ErrReadOnly) {
			t.Errorf("%s: %v", method, err)
		}
	}
	if n := m.writes.Load(); n > 0 {
		t.Errorf("%d writes left", n)
	}
}

func TestARefusedWriteSaysWhatItMeans(t *testing.T) {
	c, err := New(Credential{Key: testKey}, Options{Transport: &made{}, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.CreateJob(background(), CreateRequest{}, "k")
	want := Explanation{
		"This profile is read-only: nothing was sent, and nothing changed at HeyGen.", "Nothing was made or billed.",
		"Switch to a profile that may write, or take read_only out of this one.",
	}
	if got := Explain(err); got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}
