package journal

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lipdash/api"
)

var clip = File{Path: "/in/a.mp4", Size: 10, ModTime: noon, Changed: noon.Add(time.Second), Hash: "aa"}

func known(t *testing.T, j *Journal, f File) api.AssetID {
	t.Helper()
	id, _, err := j.KnownAsset(t.Context(), f)
	must(t, err)
	return id
}

func TestAnUploadIsFoundByItsFileAndByItsContent(t *testing.T) {
	j := opened(t)
	must(t, j.RecordAsset(t.Context(), clip, "one", noon))
	with := func(change func(*File)) File {
		f := clip
		f.Hash = ""
		change(&f)
		return f
	}
	for name, c := range map[string]struct {
		file File
		want api.AssetID
	}{
		"the same":           {with(func(*File) {}), "one"},
		"an odd path to it":  {with(func(f *File) { f.Path = "/in/./b/../a.mp4" }), "one"},
		"changed":            {with(func(f *File) { f.ModTime = noon.Add(time.Nanosecond) }), ""},
		"changed, time kept": {with(func(f *File) { f.Changed = f.Changed.Add(time.Nanosecond) }), ""},
		"grown":              {with(func(f *File) { f.Size++ }), ""},
		"a copy by name":     {with(func(f *File) { f.Path = "/in/b.mp4" }), ""},
		"a copy by content":  {with(func(f *File) { f.Path, f.Hash = "/in/b.mp4", "aa" }), "one"},
		"other content":      {with(func(f *File) { f.Hash = "bb" }), ""},
	} {
		if got := known(t, j, c.file); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	must(t, j.RecordAsset(t.Context(), File{Path: "/in/b.mp4", Size: 10, ModTime: noon, Hash: "aa"}, "two", noon.Add(time.Hour)))
	if got := known(t, j, clip); got != "two" {
		t.Errorf("of two with the same content %q is taken", got)
	}
}

func TestAHashIsOnlyWorthComputingWhereOneOfTheSizeIsKnown(t *testing.T) {
	j := opened(t)
	bare := clip
	bare.Hash = ""
	must(t, j.RecordAsset(t.Context(), bare, "one", noon))
	for _, c := range []struct {
		size int64
		want bool
	}{{10, false}, {11, false}} {
		if got, err := j.AnyOfSize(t.Context(), c.size); err != nil || got != c.want {
			t.Errorf("%d: %v %v", c.size, got, err)
		}
	}
	must(t, j.RecordAsset(t.Context(), clip, "one", noon))
	if got, err := j.AnyOfSize(t.Context(), 10); err != nil || !got {
		t.Error(got, err)
	}
}

func TestTheHashOfAnUnchangedFileIsKept(t *testing.T) {
	path := alone(t)
	j := openedAt(t, path)
	must(t, j.RecordHash(t.Context(), clip, noon))
	must(t, reopened(path, func(ctx context.Context, j *Journal) error {
		if got, err := j.KnownHash(ctx, clip); err != nil || got != "aa" {
			t.Error(got, err)
		}
		for _, other := range []File{
			{Path: clip.Path, Size: 11, ModTime: clip.ModTime, Changed: clip.Changed},
			{Path: clip.Path, Size: 10, ModTime: noon.Add(1), Changed: clip.Changed},
			{Path: clip.Path, Size: 10, ModTime: clip.ModTime, Changed: noon},
			{Path: "/in/b.mp4", Size: 10, ModTime: clip.ModTime, Changed: clip.Changed},
		} {
			if got, err := j.KnownHash(ctx, other); err != nil || got != "" {
				t.Errorf("%+v has %q, %v", other, got, err)
			}
		}
		return nil
	}))
	newer := clip
	newer.ModTime, newer.Hash = noon.Add(time.Hour), "bb"
	must(t, j.RecordHash(t.Context(), newer, noon))
	if got, err := j.KnownHash(t.Context(), clip); err != nil || got != "" {
		t.Errorf("the file's old hash is still there: %q, %v", got, err)
	}
}

// What was uploaded before contents were remembered is still found by its file.
func TestAnOlderJournalKeepsItsUploads(t *testing.T) {
	path := filepath.Join(t.TempDir(), "j.db")
	db, err := sql.Open("sqlite3", "file:"+path)
	must(t, err)
	for _, m := range append(migrations[:2:2], fmt.Sprintf(
		"INSERT INTO assets VALUES ('/in/a.mp4', 10, %d, '', 'old', 1); PRAGMA application_id = %d; PRAGMA user_version = 2",
		stamp(noon), application)) {
		_, err := db.Exec(m)
		must(t, err)
	}
	must(t, db.Close())
	j := openedAt(t, path)
	bare := clip
	bare.Hash = ""
	if got := known(t, j, bare); got != "old" {
		t.Errorf("got %q", got)
	}
	must(t, j.RecordHash(t.Context(), clip, noon))
	if plan := planOf(t, j, assetsOfSize); !strings.Contains(plan, "assets_size") {
		t.Error(plan)
	}
}
