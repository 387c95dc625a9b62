package outbox

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/api/submission"
)

// video writes a file that begins as an mp4 does.
func video(t *testing.T, name string, size int) string {
	t.Helper()
	head := []byte("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom")
	path := filepath.Join(t.TempDir(), name)
	must(t, os.WriteFile(path, append(head, bytes.Repeat([]byte{7}, size)...), 0o600))
	return path
}

func local(title, path string) map[string]string {
	v := links(title)
	v["video"] = path
	return v
}

func TestALocalFileIsSentOnceForAllItsJobs(t *testing.T) {
	path := video(t, "talk.mp4", 3<<20)
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey})
		r := started(t, server, Options{})
		one := r.submit(local("one", path))
		r.becomes(one, submission.Accepted, time.Minute)
		two := r.submit(local("two", path))
		r.becomes(two, submission.Accepted, time.Minute)
		if n := len(server.Assets()); n != 1 {
			t.Errorf("%d uploads of one file", n)
		}
		for _, j := range server.Jobs() {
			if v := j.Body["video"].(map[string]any); v["asset_id"] != server.Assets()[0].ID {
				t.Errorf("%s was made of %v", j.Title, v)
			}
		}
		r.stop()
	})
}

func TestAFileThatIsUploadedAloneIsSentOnceToo(t *testing.T) {
	path := video(t, "talk.mp4", 1<<20)
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey})
		r := started(t, server, Options{})
		var at api.UploadProgress
		tell := func(p api.UploadProgress) { at = p }
		id, known, err := r.UploadFile(t.Context(), path, false, tell)
		if must(t, err); known || id == "" || at.Total == 0 {
			t.Errorf("%q, known %v, told %+v", id, known, at)
		}
		if again, known, err := r.UploadFile(t.Context(), path, false, tell); again != id || !known || err != nil {
			t.Errorf("%q, known %v, %v", again, known, err)
		}
		if other, known, err := r.UploadFile(t.Context(), path, true, tell); other == id || known || err != nil {
			t.Errorf("%q, known %v, %v", other, known, err)
		}
		r.becomes(r.submit(local("one", path)), submission.Accepted, time.Minute)
		if n := len(server.Assets()); n != 2 {
			t.Errorf("%d uploads", n)
		}
		if !r.Uploaded(t.Context(), path) || r.Uploaded(t.Context(), path+".gone") {
			t.Error("what was uploaded is not told from what was not")
		}
		must(t, os.WriteFile(path, append(make([]byte, 0, 64), "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom, another one"...), 0o600))
		if r.Uploaded(t.Context(), path) {
			t.Error("a file that changed since counts as uploaded")
		}
		r.stop()
	})
}

func TestAFileTheServerHasForgottenIsSentAgain(t *testing.T) {
	path := video(t, "talk.mp4", 1<<10)
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey})
		r := started(t, server, Options{})
		r.becomes(r.submit(local("one", path)), submission.Accepted, time.Minute)
		server.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultStatus, Status: 404, Code: "asset_not_found", Param: "video", Times: 1})
		r.becomes(r.submit(local("two", path)), submission.Accepted, time.Minute)
		if n := len(server.Assets()); n != 2 {
			t.Errorf("%d uploads", n)
		}
		r.expect("two", 1)
		r.stop()
	})
}

func TestAFileThatIsNoneRefusesWithItsParameter(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey})
		r := started(t, server, Options{})
		id := r.submit(local("one", "/nowhere/talk.mp4"))
		p := r.becomes(id, submission.Refused, time.Minute).Submission.Problem
		if p.Param != "video" || p.Message == "" {
			t.Errorf("problem %+v", p)
		}
		r.expect("one", 0)
		r.stop()
	})
}

// stuck is an outbox whose uploads do not end before they are let; running
// counts those that are under way.
func stuck(t *testing.T) (r *rig, running *atomic.Int32, let chan struct{}) {
	r = prepared(t, sim.New(sim.Options{Key: testKey}), Options{})
	running, let = &atomic.Int32{}, make(chan struct{})
	r.opts.Client = &hooked{Client: r.opts.Client, onUpload: func(ctx context.Context, call func() (api.Asset, error)) (api.Asset, error) {
		running.Add(1)
		defer running.Add(-1)
		select {
		case <-ctx.Done():
			return api.Asset{}, ctx.Err()
		case <-let:
			return call()
		}
	}}
	r.run()
	return r, running, let
}

func TestATakenBackUploadStopsAtOnce(t *testing.T) {
	path := video(t, "talk.mp4", 1<<10)
	bubble(t, func(t *testing.T) {
		r, running, _ := stuck(t)
		id := r.submit(local("one", path))
		r.becomes(id, submission.Uploading, time.Minute)
		synctest.Wait()
		it := r.item(id)
		if it.Param != "video" || it.Upload.Total != 1<<10+24 || running.Load() != 1 {
			t.Errorf("%d uploads, shown as %+v", running.Load(), it)
		}
		r.Discard(id)
		synctest.Wait()
		if it = r.item(id); it.Submission.State != submission.Discarded || it.Param != "" || running.Load() != 0 {
			t.Errorf("%d uploads after it was taken back, shown as %+v", running.Load(), it)
		}
		r.stop()
	})
}

func TestFewFilesAreSentSideBySideAndLinksPassThem(t *testing.T) {
	paths := []string{video(t, "a.mp4", 10), video(t, "b.mp4", 11), video(t, "c.mp4", 12)}
	bubble(t, func(t *testing.T) {
		r, running, let := stuck(t)
		var ids []submission.ID
		for _, path := range paths {
			ids = append(ids, r.submit(local(filepath.Base(path), path)))
		}
		link := r.submit(links("link"))
		r.becomes(link, submission.Accepted, time.Minute)
		synctest.Wait()
		if n := running.Load(); n != uploadsAtOnce {
			t.Errorf("%d uploads side by side", n)
		}
		close(let)
		r.allAccepted(append(ids, link), time.Minute)
		r.stop()
	})
}

func TestAnUploadShowsHowFarItIs(t *testing.T) {
	path := video(t, "talk.mp4", 8<<20)
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey})
		r := started(t, server, Options{})
		id := r.submit(local("one", path))
		var most int64
		r.until("accepted", time.Minute, func() bool {
			it := r.item(id)
			most = max(most, it.Upload.Sent)
			return it.Submission.State == submission.Accepted
		})
		if size := int64(8<<20 + 24); most == 0 || most > size {
			t.Errorf("%d of %d bytes were shown", most, size)
		}
		r.stop()
	})
}
