package detail_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/pane/detail"
)

var (
	zone = time.FixedZone("CET", 3600)
	now  = time.Date(2026, 11, 23, 9, 14, 0, 0, zone)
)

func clock(h, m, s int) time.Time { return time.Date(2026, 11, 23, h, m, s, 0, zone) }

const signature = "?Expires=1796026000&Signature=Q7secret~x_&Key-Pair-Id=Q7pair"

// done is a job made here that went its way.
func done() detail.Data {
	return detail.Data{
		Job: api.Job{
			ID: "ls_9f2c41d07b6e4a35", Status: api.StatusCompleted, Title: "ep013 German",
			Duration: 134 * time.Second, CreatedAt: clock(8, 52, 7), CallbackID: "week-46/13",
			VideoURL:   "https://files.heygen.ai/out/9f/ep013.mp4" + signature,
			CaptionURL: "https://files.heygen.ai/out/9f/ep013.srt?X-Amz-Date=20261123T080000Z&X-Amz-Expires=600&X-Amz-Signature=Q7",
			Raw: json.RawMessage(`{"id":"ls_9f2c41d07b6e4a35","status":"completed","title":"ep013 German","duration":134.0,` +
				`"video_url":"https:\/\/files.heygen.ai\/out\/9f\/ep013.mp4\u003fExpires=1796026000&Signature=Q7secret","failure_message":null}`),
		},
		History: []record.Seen{
			{Status: api.StatusPending, At: clock(8, 52, 7)},
			{Status: api.StatusRunning, At: clock(8, 52, 45)},
			{Status: api.StatusCompleted, At: clock(8, 58, 48)},
		},
		SeenAt: clock(9, 13, 56), CreatedHere: true,
		Inputs: map[string]string{
			"video": "in/ep013.mp4", "audio": "https://cdn.example.com/voices/ep013_de.wav?token=Q7token",
			"mode": "precision", "title": "ep013 German", "enable_caption": "true", "keep_the_same_format": "true",
			"end_time": "134", "callback_id": "week-46/13", "callback_url": "https://hooks.example.com/lip",
		},
	}
}

// failed is a job made elsewhere with a title in Japanese.
func failed() detail.Data {
	return detail.Data{
		Job: api.Job{
			ID: "ls_51ab77c0e2d94f08", Status: api.StatusFailed, Title: "字幕テスト 第三話 日本語版 👨‍👩‍👧 \x1b[31mfinal\x1b[0m",
			CreatedAt:      clock(9, 3, 0),
			FailureMessage: "Audio is longer than the limit for this plan.\nAsk for a longer one.",
		},
		History: []record.Seen{{Status: api.StatusFailed, At: clock(9, 13, 52)}},
		SeenAt:  clock(9, 13, 52),
		Pending: "u keeps, gone in 6s",
	}
}

// mistaken is a job made here that failed because of its inputs, as others did.
func mistaken() detail.Data {
	return detail.Data{
		Job: api.Job{
			ID: "ls_51ab77c0e2d94f08", Status: api.StatusFailed, Title: "promo_fr_v3", CreatedAt: clock(8, 59, 41),
			FailureMessage: "Audio is longer than the limit for this plan.",
		},
		CreatedHere: true,
		History: []record.Seen{
			{Status: api.StatusPending, At: clock(8, 59, 41)},
			{Status: api.StatusRunning, At: clock(9, 3, 10)},
			{Status: api.StatusFailed, At: clock(9, 3, 52)},
		},
		SeenAt: clock(9, 3, 52),
		Inputs: map[string]string{"video": "in/promo.mp4", "audio": "in/promo_fr.wav", "mode": "precision", "enable_caption": "true", "keep_the_same_format": "true", "enable_dynamic_duration": "false"},
		Files: map[string]api.LocalFile{
			"video": {Path: "in/promo.mp4", Length: 90 * time.Second, Size: 44_000_000, Width: 1920, Height: 1080},
			"audio": {Path: "in/promo_fr.wav", Length: 724 * time.Second, Size: 61_000_000},
		},
		Odd: "audio is 8 times the video", OddIn: "audio", Alike: 3, AlikeNow: 3, Cost: "none", CostWhy: "failed jobs: no charge",
	}
}

// running is a job in the middle of its life that waited since yesterday.
func running() detail.Data {
	return detail.Data{
		Job: api.Job{ID: "ls_7e31", Status: api.StatusRunning, CreatedAt: clock(7, 21, 30).AddDate(0, 0, -1)},
		History: []record.Seen{
			{Status: api.StatusPending, At: clock(7, 22, 0).AddDate(0, 0, -1)},
			{Status: api.StatusRunning, At: clock(7, 23, 0)},
		},
		SeenAt: clock(9, 13, 58),
		Err:    "HeyGen did not answer in time.",
	}
}

func plain() theme.Theme { return theme.New(theme.Options{}) }

func pane(d detail.Data, w, h int) *detail.Pane {
	p := detail.New(keymap.Default())
	p.SetSize(w, h)
	p.Show(d)
	return p
}

// full is the pane as the whole screen.
func full(d detail.Data, w, h int) *detail.Pane {
	p := pane(d, w, h)
	p.SetFullSize(w, h)
	return p
}

func TestGoldenWithoutColour(t *testing.T) {
	for name, d := range map[string]detail.Data{"done": done(), "failed": failed(), "running": running(), "mistaken": mistaken()} {
		for size, w := range map[string]int{"-30": 30, "-48": 48} {
			view := pane(d, w, 30).View(plain(), now)
			cellstest.Exact(t, view, w, 30)
			cellstest.Golden(t, name+size, ansi.Strip(view))
		}
		p := pane(d, 80, 24)
		p.SetFullSize(80, 24)
		view := p.View(plain(), now)
		cellstest.Exact(t, view, 80, 24)
		cellstest.Golden(t, name+"-80", ansi.Strip(view))
	}
}

func TestGoldenWithColour(t *testing.T) {
	th := theme.New(theme.Options{Dark: true, Depth: theme.Full})
	cellstest.Golden(t, "failed-48-dark", pane(failed(), 48, 20).View(th, now))
}

func TestGoldenRaw(t *testing.T) {
	p := pane(done(), 48, 16)
	p.ToggleRaw()
	cellstest.Golden(t, "raw-48", ansi.Strip(p.View(plain(), now)))
}

func TestGoldenASCII(t *testing.T) {
	view := pane(done(), 48, 30).View(theme.New(theme.Options{ASCII: true}), now)
	for _, r := range ansi.Strip(view) {
		if r > 0x7e {
			t.Fatalf("%q on an ASCII screen:\n%s", r, strings.TrimSpace(ansi.Strip(view)))
		}
	}
	cellstest.Golden(t, "done-48-ascii", ansi.Strip(view))
}
