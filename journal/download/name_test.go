package download

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"lipdash/api"
	"lipdash/journal"
)

func stemOf(t testing.TB, tmpl string, f fields) string {
	t.Helper()
	parsed, err := parseTemplate(tmpl)
	must(t, err)
	return parsed.stem(f)
}

func TestANameIsTheTitleAsFarAsFileSystemsTakeIt(t *testing.T) {
	for title, want := range map[string]string{
		"Tanaka interview":            "Tanaka interview",
		"../../x":                     "x",
		`..\..\x`:                     "x",
		"/etc/passwd":                 "etc-passwd",
		"a/b\\c:d*e?f\"g<h>i|j":       "a-b-c-d-e-f-g-h-i-j",
		"con":                         "con_",
		"NUL.tar":                     "NUL_.tar",
		"Aux .x":                      "Aux_.x",
		"COM1":                        "COM1_",
		"lpt¹":                        "lpt¹_",
		"console":                     "console",
		"com10":                       "com10",
		".hidden":                     "hidden",
		"-rf":                         "rf",
		"~":                           "ls_1",
		"ends. . .":                   "ends",
		" two  \t spaces\nand lines ": "two spaces and lines",
		"bell\a\x1b[31m":              "bell[31m",
		"nul\x00byte":                 "nulbyte",
		"bad\xffutf8":                 "badutf8",
		"tx\u202e4pm.exe":             "tx4pm.exe",
		"zero\u200bwidth\ufeff":       "zerowidth",
		"👩\u200d👩\u200d👧\u200d👦 family ❤\ufe0f": "👩\u200d👩\u200d👧\u200d👦 family ❤\ufe0f",
		"日本語のタイトル":                              "日本語のタイトル",
		"हिन्दी पाठ 1":                          "हिन्दी पाठ 1",
		"👨\u200d👩\u200d👧 trip ❤\ufe0f 2":        "👨\u200d👩\u200d👧 trip ❤\ufe0f 2",
		"\u1112\u1161\u11ab\u1100\u1173\u11af":  "\u1112\u1161\u11ab\u1100\u1173\u11af",
		"می\u200cخواهم":                         "می\u200cخواهم",
		"":                                      "ls_1",
		"cut https://b.example/a.mp4?X-Amz-Signature=s3cr3t&X-Amz-Expires=9 two": "cut https---b.example-a.mp4 two",
		"https://b.example/a.mp4?(signature not kept)":                           "https---b.example-a.mp4",
		"https://b.example/watch?v=7":                                            "https---b.example-watch-v=7",
		"...":                                                                    "ls_1",
	} {
		if got := stemOf(t, "{title}", fields{title: title, id: "ls_1"}); got != want {
			t.Errorf("%q became %q, want %q", title, got, want)
		}
	}
}

func TestATemplateFillsInItsFields(t *testing.T) {
	f := fields{title: "ep 1", id: "ls_1", date: "2026-03-04", mode: "precision"}
	for tmpl, want := range map[string]string{
		"{title}":                  "ep 1",
		"{date} {title} ({mode})":  "2026-03-04 ep 1 (precision)",
		"{id}":                     "ls_1",
		"fixed":                    "fixed",
		"{title}{title}":           "ep 1ep 1",
		"a: {title}?":              "a- ep 1-",
		"{date}_{title}_{id}_done": "2026-03-04_ep 1_ls_1_done",
	} {
		if got := stemOf(t, tmpl, f); got != want {
			t.Errorf("%q became %q, want %q", tmpl, got, want)
		}
	}
	for _, bad := range []string{"a/{title}", `a\{title}`, "{nope}", "{title", "", "  ", "../{title}"} {
		if _, err := parseTemplate(bad); err == nil {
			t.Errorf("%q passes", bad)
		}
	}
}

func TestALongTitleGivesWayToTheID(t *testing.T) {
	title := strings.Repeat("ü", 300)
	a := stemOf(t, "{title} {id}", fields{title: title, id: "ls_1"})
	b := stemOf(t, "{title} {id}", fields{title: title, id: "ls_2"})
	if a == b || !strings.HasSuffix(a, " ls_1") || len(a) > stemBytes || len(a) < stemBytes-4 {
		t.Errorf("%q\n%q", a, b)
	}
}

func TestNoTitleLeadsOutOfTheFolder(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		piece := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
			"..", "/", `\`, "con", "NUL", ".", " ", "\x00", "\u202e", "👩‍👩‍👧", "é", "~", "-", "lpt9", strings.Repeat("x", 250),
		}))
		title := strings.Join(rapid.SliceOfN(piece, 0, 8).Draw(rt, "title"), "")
		id := rapid.String().Draw(rt, "id")
		tmpl := rapid.SampledFrom([]string{"{title}", "{title}-{id}", "{date} {title}", ".{title}.", "{id}"}).Draw(rt, "template")
		s := stemOf(t, tmpl, fields{title: title, id: id, date: "2026-03-04"})
		switch {
		case s == "" || len(s) > stemBytes+1 || !utf8.ValidString(s):
			rt.Fatalf("%q", s)
		case strings.ContainsAny(s, `/\:*?"<>|`) || strings.ContainsFunc(s, unicode.IsControl):
			rt.Fatalf("%q", s)
		case strings.HasPrefix(s, ".") || strings.HasSuffix(s, ".") || strings.HasSuffix(s, " ") || device(s):
			rt.Fatalf("%q", s)
		}
		path := filepath.Join(dir, s+".mp4")
		if filepath.Dir(path) != dir {
			rt.Fatalf("%q", path)
		}
		must(t, os.WriteFile(path, nil, 0o600))
		must(t, os.Remove(path))
	})
}

func TestHostileTitlesStayInTheFolderAndOverwriteNothing(t *testing.T) {
	r := newRig(t)
	outside := filepath.Join(r.dir, "x.mp4")
	must(t, os.WriteFile(outside, []byte("mine"), 0o600))
	must(t, os.MkdirAll(r.folder, 0o755))
	for _, name := range []string{"x.mp4", "con_.mp4"} {
		must(t, os.WriteFile(filepath.Join(r.folder, name), []byte("mine"), 0o600))
	}
	titles := []string{"../../x", "../x", "con", strings.Repeat("long ", 60), "bell\a\x1b]0;x\a", "🎬 film 👩‍👩‍👧", "", "X"}
	var jobs []api.Job
	for _, title := range titles {
		jobs = append(jobs, r.job(title, 100_000))
	}
	d := r.running()
	queued := r.fetch(d, jobs)
	seen := map[string]bool{}
	for _, q := range queued {
		it := r.untilState(d, q.ID, journal.TransferDone)
		if filepath.Dir(it.Path) != r.folder || seen[strings.ToLower(it.Path)] {
			t.Errorf("%q", it.Path)
		}
		seen[strings.ToLower(it.Path)] = true
	}
	for _, path := range []string{outside, filepath.Join(r.folder, "x.mp4"), filepath.Join(r.folder, "con_.mp4")} {
		if b, err := os.ReadFile(path); err != nil || string(b) != "mine" {
			t.Errorf("%s: %q %v", path, b, err)
		}
	}
	if n := len(r.files()); n != len(titles)+2 {
		t.Errorf("%q", r.files())
	}
	list, err := os.ReadDir(r.dir)
	must(t, err)
	if len(list) != 3 {
		t.Errorf("beside the folder: %v", list)
	}
}

func TestALinkInTheFolderDoesNotLeadOutOfIt(t *testing.T) {
	r := newRig(t)
	must(t, os.MkdirAll(r.folder, 0o755))
	victim := filepath.Join(r.dir, "victim")
	must(t, os.WriteFile(victim, []byte("mine"), 0o600))
	must(t, os.Symlink(victim, filepath.Join(r.folder, "a.mp4")))
	d := r.running()
	it := r.untilState(d, r.fetch(d, []api.Job{r.job("a", 100_000)})[0].ID, journal.TransferDone)
	if b, err := os.ReadFile(victim); err != nil || string(b) != "mine" || filepath.Base(it.Path) != "a (2).mp4" {
		t.Errorf("%q %v %s", b, err, it.Path)
	}
}

func TestDatesAndModesComeFromTheJobAndTheJournal(t *testing.T) {
	r := newRig(t)
	r.opts.Template = "{date} {title} {mode}"
	must(t, r.opts.Journal.RecordJob(t.Context(), journal.JobRecord{ID: "ls_1", Mode: api.ModePrecision, Title: "remembered", CreatedAt: time.Now()}))
	made := time.Date(2026, 3, 4, 12, 0, 0, 0, time.Local)
	got := r.fetch(r.downloader(), []api.Job{{ID: "ls_1", CreatedAt: made}, {ID: "ls_2", Title: "b", CreatedAt: made}})
	if filepath.Base(got[0].Path) != "2026-03-04 remembered precision.mp4" || filepath.Base(got[1].Path) != "2026-03-04 b.mp4" {
		t.Errorf("%s\n%s", got[0].Path, got[1].Path)
	}
}
