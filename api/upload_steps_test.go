package api_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"math/rand/v2"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
)

const simKey = "sk_test_0123456789abcdef"

// large is just too much for one request.
const large = 32<<20 + 1

// pattern is what films are made of: no two pieces of it are alike by chance.
var pattern = func() []byte {
	b := make([]byte, 1<<20)
	_, _ = rand.NewChaCha8([32]byte{}).Read(b)
	return b
}()

func reel() io.Reader {
	readers := []io.Reader{strings.NewReader("\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41")}
	for range large/len(pattern) + 1 {
		readers = append(readers, bytes.NewReader(pattern))
	}
	return io.LimitReader(io.MultiReader(readers...), large)
}

// film is a large file that is never in memory as a whole.
func film() api.Upload {
	return api.Upload{
		Name: "talk.mp4", Size: large, ContentType: "video/mp4",
		Open: func() (io.ReadCloser, error) { return io.NopCloser(reel()), nil },
	}
}

func sumOfFilm() string {
	h := sha256.New()
	_, _ = io.Copy(h, reel())
	return hex.EncodeToString(h.Sum(nil))
}

// told are the steps of an upload with their reasons, without repeats.
func told(all []api.UploadProgress) []string {
	var out []string
	for _, p := range all {
		s := string(p.Step)
		if p.Again != "" {
			s += ": " + p.Again
		}
		out = append(out, s)
	}
	return slices.Compact(out)
}

const (
	slotRoute   = "POST /v3/assets/direct-uploads"
	finishRoute = "POST /v3/assets/{asset_id}/complete"

	askAgain   = ": HeyGen had trouble, asking again"
	notDone    = ": HeyGen is not done with the file yet"
	anotherOne = ": the place for it expired, asking for another"
	storageBad = ": the storage had trouble, from the start again"
	cut        = ": the connection broke, from the start again"
)

func TestEveryStepOfAnUploadIsTriedAgainByItself(t *testing.T) {
	sum := sumOfFilm()
	for name, c := range map[string]struct {
		faults []sim.Fault
		steps  string
	}{
		"nothing": {nil, "slot, bytes, finish"},
		"the slot fails twice": {
			[]sim.Fault{{Route: slotRoute, Kind: sim.FaultStatus, Status: 503, Times: 2}},
			"slot, slot" + askAgain + ", bytes, finish",
		},
		"the slot's answer is lost": {
			[]sim.Fault{{Route: slotRoute, Kind: sim.FaultDropAfter, Times: 1}},
			"slot, slot" + askAgain + ", bytes, finish",
		},
		"the slot has expired": {
			[]sim.Fault{{Route: sim.RouteUpload, Kind: sim.FaultBare, Status: 403, Body: "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>", Times: 1}},
			"slot, bytes, slot" + anotherOne + ", bytes, finish",
		},
		"the token has expired": {
			[]sim.Fault{{Route: sim.RouteUpload, Kind: sim.FaultBare, Status: 400, Body: "<Error><Code>ExpiredToken</Code></Error>", Times: 1}},
			"slot, bytes, slot" + anotherOne + ", bytes, finish",
		},
		"the storage is down": {
			[]sim.Fault{{Route: sim.RouteUpload, Kind: sim.FaultBare, Status: 503, Body: "<Error><Code>SlowDown</Code></Error>", Times: 2}},
			"slot, bytes, bytes" + storageBad + ", finish",
		},
		"the storage lost patience": {
			[]sim.Fault{{Route: sim.RouteUpload, Kind: sim.FaultBare, Status: 400, Body: "<Error><Code>RequestTimeout</Code></Error>", Times: 1}},
			"slot, bytes, bytes" + storageBad + ", finish",
		},
		"the connection is cut": {
			[]sim.Fault{{Route: sim.RouteUpload, Kind: sim.FaultDropBefore, Times: 2}},
			"slot, bytes, bytes" + cut + ", finish",
		},
		"HeyGen is not done": {
			[]sim.Fault{{Route: finishRoute, Kind: sim.FaultStatus, Status: 409, Code: "resource_not_ready", Times: 9}},
			"slot, bytes, finish, finish" + notDone,
		},
		"finishing fails": {
			[]sim.Fault{{Route: finishRoute, Kind: sim.FaultHTML, Status: 502, Times: 7}, {Route: finishRoute, Kind: sim.FaultDropAfter, Times: 1}},
			"slot, bytes, finish, finish" + askAgain,
		},
		"all of it": {
			[]sim.Fault{
				{Route: slotRoute, Kind: sim.FaultStatus, Status: 500, Times: 1},
				{Route: sim.RouteUpload, Kind: sim.FaultDropBefore, Times: 1},
				{Route: sim.RouteUpload, Kind: sim.FaultBare, Status: 403, Times: 1},
				{Route: finishRoute, Kind: sim.FaultStatus, Status: 409, Times: 1},
			},
			"slot, slot" + askAgain + ", bytes, bytes" + cut + ", slot" + anotherOne + ", bytes, finish, finish" + notDone,
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := sim.New(sim.Options{Key: simKey})
				for _, f := range c.faults {
					server.Faults().Add(f)
				}
				client, err := api.New(api.Credential{Key: simKey}, api.Options{Transport: server.Transport()})
				if err != nil {
					t.Fatal(err)
				}
				var all []api.UploadProgress
				asset, err := client.UploadAsset(context.Background(), film(), func(p api.UploadProgress) { all = append(all, p) })
				if err != nil {
					t.Fatal(err)
				}
				got := server.Assets()
				if len(got) != 1 || got[0].ID != string(asset.ID) || got[0].SHA256 != sum || got[0].Size != large {
					t.Errorf("arrived: %+v", got)
				}
				if steps := strings.Join(told(all), ", "); steps != c.steps {
					t.Errorf("steps %s\nwant  %s", steps, c.steps)
				}
				if last := all[len(all)-1]; last.Sent != large || last.Total != large || !last.Direct {
					t.Errorf("the last word was %+v", last)
				}
			})
		})
	}
}

func TestAFileTooLargeForOneRequestGoesInSteps(t *testing.T) {
	const exactly = "HeyGen says so of a file of exactly 32 MB"
	for name, f := range map[string]sim.Fault{
		exactly:                    {Kind: sim.FaultStatus, Status: 413},
		"HeyGen says so with 400":  {Kind: sim.FaultStatus, Status: 400, Code: "payload_too_large"},
		"a proxy on the way":       {Kind: sim.FaultHTML, Status: 413},
		"a proxy without any word": {Kind: sim.FaultBare, Status: 413},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f.Route = "POST /v3/assets"
			server := sim.New(sim.Options{Key: simKey})
			server.Faults().Add(f)
			// A socket: the answer comes while most of the body is still to be sent.
			srv := httptest.NewServer(server)
			defer srv.Close()
			client, err := api.New(api.Credential{Key: simKey}, api.Options{BaseURL: srv.URL})
			if err != nil {
				t.Fatal(err)
			}
			up := film()
			if up.Size = 1 << 20; name == exactly {
				up.Size = 32 << 20
			}
			up.Open = func() (io.ReadCloser, error) { return io.NopCloser(io.LimitReader(reel(), up.Size)), nil }
			var all []api.UploadProgress
			asset, err := client.UploadAsset(context.Background(), up, func(p api.UploadProgress) { all = append(all, p) })
			if err != nil {
				t.Fatal(err)
			}
			if got := server.Assets(); len(got) != 1 || got[0].ID != string(asset.ID) || got[0].Size != up.Size {
				t.Errorf("arrived: %+v", got)
			}
			want := "bytes, slot: too large for one request, sending it in steps, bytes, finish"
			if steps := strings.Join(told(all), ", "); steps != want {
				t.Errorf("steps %s\nwant  %s", steps, want)
			}
		})
	}
}

func TestAnUploadThatIsStoppedStopsInEveryStep(t *testing.T) {
	for _, fault := range []sim.Fault{
		{Route: slotRoute, Kind: sim.FaultStall},
		{Route: sim.RouteUpload, Kind: sim.FaultSlow, Delay: time.Hour},
		{Route: finishRoute, Kind: sim.FaultStatus, Status: 409},
	} {
		t.Run(fault.Route, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := sim.New(sim.Options{Key: simKey})
				server.Faults().Add(fault)
				client, err := api.New(api.Credential{Key: simKey}, api.Options{Transport: server.Transport()})
				if err != nil {
					t.Fatal(err)
				}
				ctx, stop := context.WithTimeout(context.Background(), 20*time.Second)
				defer stop()
				began := time.Now()
				if _, err := client.UploadAsset(ctx, film(), nil); !api.IsCanceled(err) {
					t.Error(err)
				}
				if took := time.Since(began); took > 20*time.Second {
					t.Errorf("stopped after %v", took)
				}
			})
		})
	}
}
