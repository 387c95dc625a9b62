package ui_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/cmd/account"
	"lipdash/cmd/host"
	"lipdash/ui"
	"lipdash/ui/calls"
	"lipdash/ui/state/create"
)

// languages are twelve that a video is dubbed into, as the names of files have them.
var languages = []string{"ar", "de", "es-419", "fr", "hi", "id", "it", "ja", "ko", "nl", "pl", "pt-BR"}

// wave is a WAV of so many seconds.
func wave(secs int) []byte {
	var b bytes.Buffer
	const rate = 8000
	n := uint32(secs * rate)
	for _, part := range []any{
		[]byte("RIFF"), 36 + n, []byte("WAVEfmt "), uint32(16), uint16(1), uint16(1), uint32(rate), uint32(rate), uint16(1), uint16(8), []byte("data"), n,
		bytes.Repeat([]byte{128}, int(n)),
	} {
		_ = binary.Write(&b, binary.LittleEndian, part)
	}
	return b.Bytes()
}

// studio is a folder with a video and a voice in each of the languages; each voice is a
// second longer than the one before.
func studio(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	files := map[string][]byte{"ep018.mp4": append([]byte("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"), bytes.Repeat([]byte{7}, 1<<20)...)}
	for i, l := range languages {
		files["ep018_"+l+".wav"] = wave(10 + i)
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// withFiles gives the dashboard the local disk, in the form and for uploads.
func withFiles(o *ui.Options) {
	client := o.Session.Client.(account.Client)
	o.Files, o.Session.Settings.Rates = host.Files{}, create.Rates{Speed: 0.1, Dated: "2026-07"}
	o.Session.OpenMemory = func(ctx context.Context, _ string) calls.Memory {
		return account.New(ctx, account.Options{Client: client, Files: host.Files{}, Limit: -1})
	}
}

// One video and twelve voices: few keys and one paste, the cost of all before it is spent,
// one upload of the video, and twelve jobs that are told apart.
func TestOneVideoAndTwelveVoices(t *testing.T) {
	t.Chdir(studio(t))
	for name, paste := range map[string]string{
		"a pattern":          "ep018_*.wav",
		"a shell's list":     "ep018_" + strings.Join(languages, ".wav ep018_") + ".wav",
		"a line each":        "ep018_" + strings.Join(languages, ".wav\r\nep018_") + ".wav\r\n",
		"a folder, and less": "./ !ep018.mp4",
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				server := newSim(0)
				r := start(t, server, 120, 40, withFiles)
				defer r.Stop()
				keys := 0
				press := func(names ...string) { keys += len(names); r.Press(names...) }
				press("c", "e", "p", "tab", "tab")
				r.Send(tea.PasteMsg{Content: paste})
				r.Until("12 voices", time.Minute)
				press("ctrl+x")
				// Ten to twenty-one seconds at ten cents.
				r.Until("about $18.60", time.Minute)
				r.Has("Create 12 jobs", "12 jobs", "rates of 2026-07", "wallet", "ep018.mp4, once", "German", "ep018_pt-BR.wav", "0:21", "ep018 Japanese")
				if n := len(server.Jobs()); n != 0 {
					t.Fatalf("%d jobs before the last key", n)
				}
				press("enter")
				r.Wait(time.Minute)
				if keys > 15 {
					t.Errorf("%d keys", keys)
				}
				expectTwelve(t, r)
			})
		})
	}
}

// expectTwelve fails unless there are twelve jobs of one upload of the video.
func expectTwelve(t *testing.T, r rig) {
	t.Helper()
	var titles []string
	videos, audios := map[any]bool{}, map[any]bool{}
	for _, j := range r.sim.Jobs() {
		titles = append(titles, j.Title)
		videos[j.Body["video"].(map[string]any)["asset_id"]] = true
		audios[j.Body["audio"].(map[string]any)["asset_id"]] = true
	}
	slices.Sort(titles)
	if n := len(slices.Compact(titles)); n != 12 || len(r.sim.Jobs()) != 12 {
		t.Errorf("%d jobs with %d titles: %q\n%s", len(r.sim.Jobs()), n, titles, r.Text())
	}
	if len(videos) != 1 || len(audios) != 12 || len(r.sim.Assets()) != 13 {
		t.Errorf("%d videos, %d voices, %d uploads", len(videos), len(audios), len(r.sim.Assets()))
	}
	r.HasNot("New lipsync")
}
