package ui_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lipdash/api/sim"
	"lipdash/cmd/account"
	"lipdash/ui"
)

func TestAKeyOrASignatureInAFailureOrATitleIsOnNoScreenInNoCopyAndOnNoDisk(t *testing.T) {
	bubble(t, func(t *testing.T) {
		const secret = "5ecre7"
		link := "https://b.example.com/in.mp4?X-Amz-Signature=" + secret
		server := newSim(1)
		for range 2 {
			server.AddJob(sim.JobSpec{
				Title: link, Status: "failed", CreatedAt: time.Now().Add(-time.Second),
				Failure: "key " + testKey + " may not fetch " + link + " Signature=" + secret,
			})
		}
		plain, dir := &plainScreen{}, t.TempDir()
		var open []*account.Memory
		r := start(t, server, 160, 40, remembered(t, dir, &open), func(o *ui.Options) { o.Plain = plain })
		look := func(where string) {
			t.Helper()
			for _, text := range append(r.clip.texts, r.Text(), strings.Join(plain.texts, "\n")) {
				if strings.Contains(text, secret) || strings.Contains(text, testKey) {
					t.Fatalf("%s shows a secret:\n%s", where, text)
				}
			}
		}
		r.Has("may not fetch")
		look("the list")
		for _, keys := range [][]string{
			{"enter"},
			{"i"},
			{"i", "esc"},
			{"F"},
			{"enter"},
			{"esc", "esc", "Y", "f"},
			{"Y", "J"},
			{"Y", "c"},
			{"Y", "t"},
			{"x"},
			{"esc", "a", "e"},
			{"esc", "esc", "4"},
			{"!"},
			{"esc", "1"},
		} {
			r.Press(keys...)
			r.Wait(time.Second)
			look(strings.Join(keys, " "))
		}
		if len(r.clip.texts) < 3 || len(plain.texts) == 0 {
			t.Fatalf("too little was copied or shown: %q %q", r.clip.texts, plain.texts)
		}
		r.Wait(time.Minute)
		r.Stop()
		open[0].Close()
		open[0].Wait()
		names, _ := filepath.Glob(filepath.Join(dir, "*"))
		for _, name := range names {
			if raw, err := os.ReadFile(name); err != nil || strings.Contains(string(raw), secret) || strings.Contains(string(raw), testKey) {
				t.Errorf("%s holds a secret (%v)", name, err)
			}
		}
	})
}
