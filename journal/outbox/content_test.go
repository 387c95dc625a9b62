package outbox

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/api/submission"
	"lipdash/journal"
)

// reader counts how often files are opened.
type reader struct{ opened atomic.Int32 }

func (f *reader) Upload(path string) (api.Upload, error) {
	up, err := api.FileUpload(path)
	open := up.Open
	up.Open = func() (io.ReadCloser, error) {
		f.opened.Add(1)
		return open()
	}
	return up, err
}

// both runs a story with a journal and without one.
func both(t *testing.T, story func(t *testing.T, r *rig, files *reader)) {
	for name, j := range map[string]func(t *testing.T) *journal.Journal{
		"journal": func(t *testing.T) *journal.Journal { return openedAt(t, filepath.Join(t.TempDir(), "j.db")) },
		"memory":  func(t *testing.T) *journal.Journal { return inMemory(t) },
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				files := &reader{}
				// Opened here: who waits for it from within lets fake time go on, in which SQLite
				// may sleep.
				r := prepared(t, sim.New(sim.Options{Key: testKey}), Options{Journal: j(t)})
				r.opts.Files = files
				r.run()
				story(t, r, files)
				r.stop()
			})
		})
	}
}

// makes runs a job of a file and says how many uploads and reads it cost.
func (r *rig) makes(files *reader, title, path string) (uploads, reads int) {
	r.t.Helper()
	before, read := len(r.sim.Assets()), files.opened.Load()
	r.becomes(r.submit(local(title, path)), submission.Accepted, time.Hour)
	return len(r.sim.Assets()) - before, int(files.opened.Load() - read)
}

func (r *rig) costs(files *reader, title, path string, uploads, reads int) {
	r.t.Helper()
	if u, n := r.makes(files, title, path); u != uploads || n != reads {
		r.t.Errorf("%s: %d uploads and %d reads, want %d and %d", title, u, n, uploads, reads)
	}
}

func TestTheSameContentIsSentOnceWhateverItIsCalled(t *testing.T) {
	both(t, func(t *testing.T, r *rig, files *reader) {
		path := video(t, "talk.mp4", 1<<20)
		dir := filepath.Dir(path)
		r.costs(files, "first", path, 1, 1)
		r.costs(files, "unchanged", path, 0, 0)

		later := time.Now().Add(time.Hour)
		must(t, os.Chtimes(path, later, later))
		r.costs(files, "touched", path, 0, 1)
		r.costs(files, "touched and unchanged", path, 0, 0)

		renamed := filepath.Join(dir, "other.mp4")
		must(t, os.Rename(path, renamed))
		r.costs(files, "renamed", renamed, 0, 1)

		text, err := os.ReadFile(renamed)
		must(t, err)
		copied := filepath.Join(dir, "copy.mp4")
		must(t, os.WriteFile(copied, text, 0o600))
		r.costs(files, "copied", copied, 0, 1)
		r.costs(files, "copied and unchanged", copied, 0, 0)

		// Another file of the same size, at the same path and time.
		info, err := os.Stat(copied)
		must(t, err)
		text[len(text)-1]++
		must(t, os.WriteFile(copied, text, 0o600))
		must(t, os.Chtimes(copied, info.ModTime(), info.ModTime()))
		r.costs(files, "changed, its time set back", copied, 1, 2)
		r.costs(files, "the old one", renamed, 0, 0)
		r.costs(files, "the new one", copied, 0, 0)

		r.costs(files, "another size", video(t, "long.mp4", 1<<20+1), 1, 1)
	})
}

func TestAFileIsNotHashedTwiceWhateverBecomesOfTheUpload(t *testing.T) {
	both(t, func(t *testing.T, r *rig, files *reader) {
		r.costs(files, "first", video(t, "a.mp4", 1000), 1, 1)
		path := video(t, "b.mp4", 1000)
		text, err := os.ReadFile(path)
		must(t, err)
		text[len(text)-1]++
		must(t, os.WriteFile(path, text, 0o600))
		// The upload fails for a while, and so often that the whole is tried again.
		r.sim.Faults().Add(sim.Fault{Route: "POST /v3/assets", Kind: sim.FaultStatus, Status: 503, Times: 7})
		r.costs(files, "of the same size", path, 1, 1+8)
	})
}

func TestAForgottenContentIsSentAgainOnceForAllItsNames(t *testing.T) {
	both(t, func(t *testing.T, r *rig, files *reader) {
		path := video(t, "talk.mp4", 1000)
		text, err := os.ReadFile(path)
		must(t, err)
		copied := filepath.Join(t.TempDir(), "copy.mp4")
		must(t, os.WriteFile(copied, text, 0o600))
		r.costs(files, "first", path, 1, 1)
		r.costs(files, "copy", copied, 0, 1)
		r.sim.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultStatus, Status: 404, Code: "asset_not_found", Param: "video", Times: 1})
		r.costs(files, "gone", path, 1, 1)
		// Its hash is known: it is not even read.
		r.costs(files, "copy of what was gone", copied, 0, 0)
		ids := map[any]int{}
		for _, j := range r.sim.Jobs() {
			ids[j.Body["video"].(map[string]any)["asset_id"]]++
		}
		if len(ids) != 2 {
			t.Errorf("jobs by asset: %v", ids)
		}
	})
}

func TestJobsOfOneBatchShareTheUploadOfTheirVideo(t *testing.T) {
	both(t, func(t *testing.T, r *rig, files *reader) {
		path := video(t, "talk.mp4", 1<<20)
		var ids []submission.ID
		for range 9 {
			ids = append(ids, r.submit(local("one of nine", path)))
		}
		r.allAccepted(ids, 10*time.Minute)
		if n := len(r.sim.Assets()); n != 1 || files.opened.Load() != 1 {
			t.Errorf("%d uploads, %d reads", n, files.opened.Load())
		}
	})
}

func TestAFileThatChangesWhileItIsSentIsSentAsItIsThen(t *testing.T) {
	path := video(t, "talk.mp4", 1000)
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey})
		r := prepared(t, server, Options{})
		changes := 2
		r.opts.Client = &hooked{Client: r.opts.Client, onUpload: func(_ context.Context, call func() (api.Asset, error)) (api.Asset, error) {
			asset, err := call()
			if changes > 0 {
				changes--
				when := time.Now().Add(time.Duration(changes-10) * time.Hour)
				must(t, os.WriteFile(path, append([]byte("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"), bytes.Repeat([]byte{byte(changes)}, 1000)...), 0o600))
				must(t, os.Chtimes(path, when, when))
			}
			return asset, err
		}}
		r.run()
		it := r.becomes(r.submit(local("one", path)), submission.Accepted, time.Minute)
		text, err := os.ReadFile(path)
		must(t, err)
		sum := sha256.Sum256(text)
		newest := server.Assets()[0]
		if newest.SHA256 != hex.EncodeToString(sum[:]) || it.Submission.Assets["video"] != newest.ID {
			t.Errorf("the job was made of %v, the newest is %+v", it.Submission.Assets, newest)
		}
		r.stop()
	})
}

// endless is content that says how much of it was read.
type endless struct{ read, largest int64 }

func (e *endless) Read(p []byte) (int, error) {
	e.read += int64(len(p))
	e.largest = max(e.largest, int64(len(p)))
	return len(p), nil
}

func (e *endless) Close() error { return nil }

func TestHashingIsBoundedAndStopsWhenTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithTimeout(context.Background(), time.Second)
		defer stop()
		e := &endless{}
		told := int64(0)
		_, err := contentHash(ctx, api.Upload{Open: func() (io.ReadCloser, error) { return e, nil }}, func(done int64) {
			if done <= told {
				t.Errorf("%d after %d", done, told)
			}
			told = done
		})
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
		if e.read > hashSpeed*11/10 || e.read < hashSpeed/2 || e.largest > hashChunk || told == 0 {
			t.Errorf("%d bytes in a second, in pieces of %d, told of %d", e.read, e.largest, told)
		}
	})
}

func TestASmallFileIsHashedWithoutAWord(t *testing.T) {
	text := bytes.Repeat([]byte("x"), 3*hashChunk+7)
	up := api.Upload{Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text)), nil }}
	sum := sha256.Sum256(text)
	got, err := contentHash(t.Context(), up, func(int64) { t.Error("told") })
	if err != nil || got != hex.EncodeToString(sum[:]) {
		t.Error(got, err)
	}
}

func TestReadingAheadGivesTheFileAsItIsAndStopsWhenClosed(t *testing.T) {
	text := bytes.Repeat([]byte("0123456789"), hashChunk/4)
	sum := sha256.Sum256(text)
	for _, size := range []int64{int64(len(text)), int64(len(text)) - 1} {
		var w hashingReader
		up := w.watch(api.Upload{Size: size, Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text)), nil }})
		f, err := up.Open()
		must(t, err)
		got, err := io.ReadAll(io.LimitReader(f, size))
		if err != nil || !bytes.Equal(got, text[:size]) {
			t.Errorf("%d bytes, %v", len(got), err)
		}
		if same := w.hash() == hex.EncodeToString(sum[:]); same != (size == int64(len(text))) {
			t.Errorf("hash of %d bytes: %s", size, w.hash())
		}
		must(t, f.Close())
		must(t, f.Close())
	}
	var w hashingReader
	e := &endless{}
	f, err := w.watch(api.Upload{Size: 1 << 40, Open: func() (io.ReadCloser, error) { return e, nil }}).Open()
	must(t, err)
	if _, err := io.CopyN(io.Discard, f, 10*hashChunk); err != nil {
		t.Error(err)
	}
	must(t, f.Close())
	for range 9 {
		if n, err := f.Read(make([]byte, hashChunk)); err != nil {
			break
		} else if n == 0 {
			t.Fatal("nothing and no error")
		}
	}
	if w.hash() != "" {
		t.Error("what was not sent whole has a hash")
	}
}

func TestAFileThatCannotBeReadSaysSoAfterWhatCould(t *testing.T) {
	var w hashingReader
	broken := io.MultiReader(bytes.NewReader([]byte("abc")), errReader{})
	f, err := w.watch(api.Upload{Size: 10, Open: func() (io.ReadCloser, error) { return io.NopCloser(broken), nil }}).Open()
	must(t, err)
	got, err := io.ReadAll(f)
	if string(got) != "abc" || !errors.Is(err, io.ErrNoProgress) || w.hash() != "" {
		t.Errorf("%q %v", got, err)
	}
	must(t, f.Close())
}

type errReader struct{}

func (errReader) Read([]byte) (int, error) { return 0, io.ErrNoProgress }
