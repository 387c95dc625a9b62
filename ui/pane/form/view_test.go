package form_test

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"lipdash/api"
	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/pane/form"
	"lipdash/ui/uitest"
)

// anyValues draws values of every kind, sensible and not.
func anyValues(t *rapid.T) map[string]string {
	texts := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
		"", "https://example.com/v.mp4", "in/日本語 字幕.mp4", "👨‍👩‍👧‍👦❤️", "asset:12345678", "\x1b[2J", strings.Repeat("long ", 100), "-1", "2.5",
	}))
	out := map[string]string{}
	for _, p := range api.Params() {
		if rapid.Bool().Draw(t, p.Name+" set") {
			out[p.Name] = texts.Draw(t, p.Name)
		}
	}
	return out
}

func playAtRandom(t *rapid.T, f *form.Form) {
	keys := rapid.SampledFrom([]string{
		"tab", "tab", "shift+tab", "down", "up", "left", "right", "space", "enter", "ctrl+x", "ctrl+u", "ctrl+n", "ctrl+p", "ctrl+y", "a", "home", "backspace",
	})
	for range rapid.IntRange(0, 25).Draw(t, "keys") {
		f.Key(uitest.Key(keys.Draw(t, "key")))
	}
}

func disturb(t *rapid.T, f *form.Form) {
	name := rapid.SampledFrom([]string{"video", "audio.url", "callback_id", "enable_caption", "x"}).Draw(t, "name")
	switch rapid.IntRange(0, 4).Draw(t, "disturb") {
	case 0:
		f.Refused(map[string]string{name: rapid.String().Draw(t, "said")}, rapid.String().Draw(t, "general"))
	case 1:
		f.Submitting(true)
	case 2:
		v := f.Values()["video"]
		checked(f, "video", v, api.LocalFile{
			Kind: rapid.String().Draw(t, "text"), Size: 1 << 40, Length: time.Duration(rapid.Int64().Draw(t, "length")), Width: rapid.Int().Draw(t, "width"), Height: 1080,
			Problem: rapid.SampledFrom([]string{"", "this is a MOV video"}).Draw(t, "problem"), Convert: rapid.String().Draw(t, "convert"),
		})
		f.Completions("video", v, offered(rapid.SliceOf(rapid.String()).Draw(t, "paths")...))
	case 3:
		a := form.Advice{
			Wallet: rapid.String().Draw(t, "wallet"), After: "about $3.00 after", Cost: "about $2.00", Why: rapid.String().Draw(t, "why"), Limit: "limit $9", Run: "1 now", Time: "in about 3m",
		}
		f.Advisor(func(form.Held) form.Advice { return a })
	}
}

func TestViewIsExactlyAsLargeAsToldWhateverIsInTheForm(t *testing.T) {
	th := theme.New(theme.Options{Dark: true, Depth: theme.Full})
	rapid.Check(t, func(t *rapid.T) {
		f := form.New(keymap.Default())
		w, h := rapid.IntRange(40, 250).Draw(t, "w"), rapid.IntRange(6, 70).Draw(t, "h")
		f.SetSize(w, h)
		f.SetValues(anyValues(t))
		playAtRandom(t, f)
		disturb(t, f)
		view := f.View(th)
		cellstest.Exact(t, view, w, h)
		if f.View(th) != view {
			t.Fatal("drawn twice, it differs")
		}
	})
}

func TestWhatHasTheFocusIsVisibleAtEverySize(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := form.New(keymap.Default())
		f.SetSize(rapid.IntRange(40, 130).Draw(t, "w"), rapid.IntRange(6, 40).Draw(t, "h"))
		for range rapid.IntRange(0, 60).Draw(t, "keys") {
			f.Key(uitest.Key(rapid.SampledFrom([]string{"tab", "tab", "shift+tab", "space"}).Draw(t, "key")))
		}
		if !strings.Contains(f.View(plain), "▌") {
			t.Fatalf("nothing has the focus:\n%s", ansi.Strip(f.View(plain)))
		}
	})
}

// scene is the form of the target picture.
func scene(w, h int) *form.Form {
	f := form.New(keymap.Default())
	f.SetSize(w, h)
	f.SetValues(map[string]string{"video": "in/ep018.mp4", "audio": "in/ep018_de.wa", "enable_caption": "true"})
	f.Advisor(func(form.Held) form.Advice {
		return form.Advice{
			Prices: map[string]string{"speed": "$0.0333/s", "precision": "$0.0667/s"}, Cost: "about $4.73", Why: "2:22 × $0.0333", Amount: 4.73, Rates: "rates of 2026-07",
			Wallet: "$476.78", After: "about $472.05 after", Spent: "about $61.20", Limit: "limit $100", Time: "in about 3m", TimeWhy: "6m at worst", Fetch: "the result", Jobs: 1,
		}
	})
	checked(f, "video", "in/ep018.mp4", api.LocalFile{Kind: "mp4", Size: 104_900_000, Width: 1920, Height: 1080, Length: 141 * time.Second})
	checked(f, "audio", "in/ep018_de.wa", api.LocalFile{Problem: "no such file"})
	f.Key(uitest.Key("tab"))
	f.Completions("audio", "in/ep018_de.wa", offered("in/ep018_de.wav", "in/ep018_de_old.wav"))
	f.Measured(map[string]time.Duration{"in/ep018_de.wav": 142 * time.Second, "in/ep018_de_old.wav": 139 * time.Second})
	return f
}

func TestLooks(t *testing.T) {
	for name, size := range map[string][2]int{"40": {40, 8}, "80": {80, 18}, "120": {120, 34}} {
		cellstest.Golden(t, name, ansi.Strip(scene(size[0], size[1]).View(plain)))
	}
	cellstest.Golden(t, "colour", scene(120, 34).View(theme.New(theme.Options{Dark: true, Depth: theme.Full})))
	f := scene(80, 30)
	f.SetValues(map[string]string{
		"video": "in/ep018.mp4", "audio": "https://files.example.com/a/b/ep018_de.wav?sig=1", "mode": "precision",
		"enable_dynamic_duration": "false", "keep_the_same_format": "true", "start_time": "3", "end_time": "12.5",
		"fps_mode": "cfr", "callback_url": "http://example.com/hook",
	})
	f.Submitting(true)
	cellstest.Golden(t, "sending", ansi.Strip(f.View(theme.New(theme.Options{ASCII: true}))))
	f.SetSize(140, 30)
	f.Submitting(false)
	f.Refused(nil, "Your HeyGen account has no credit left; nothing was charged.")
	f.Key(uitest.Key("ctrl+x"))
	cellstest.Golden(t, "refused", ansi.Strip(f.View(plain)))
}
