package cmd

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"lipdash/ui/uitest"
)

// pictures are those of the README, as what is pressed in the demo to come to them.
var pictures = []struct {
	name, alt     string
	width, height int
	keys          func(s *uitest.Screen)
}{
	{"jobs", "The dashboard: the jobs of a day on the left, why the one under the cursor failed on the right", 120, 36, func(s *uitest.Screen) {
		s.Press("/")
		s.Type("promo_fr")
		s.Press("enter", "esc")
		s.Press("k", "k", "k", "j", "space", "space")
	}},
	{"form", "A new lipsync: what is asked on the left, what will happen and what it costs on the right", 120, 30, func(s *uitest.Screen) {
		s.Press("c")
		s.Type("https://media.acme.example/ep024.mp4")
		s.Press("tab")
		s.Type("https://media.acme.example/ep024_de.wav")
		s.Press("tab")
		s.Type("ep024 German")
	}},
	{"wide", "On a wide screen: jobs, the one under the cursor, files on their way, what happened, and the figures of today", 200, 50, func(s *uitest.Screen) {
		s.Press("/")
		s.Type("promo_fr")
		s.Press("enter", "esc")
		s.Wait(40 * time.Second) // until what began at once, in any order, is not the newest
	}},
}

// papers are the grounds they are drawn on.
var papers = []struct {
	theme string
	paper paper
}{{"dark", darkPaper}, {"light", lightPaper}}

// TestThePicturesAreCurrent holds that the pictures of the README are what the demo shows;
// UPDATE=1 draws them anew.
func TestThePicturesAreCurrent(t *testing.T) {
	onlyLooks(t)
	for _, p := range pictures {
		for _, on := range papers {
			t.Run(p.name+" "+on.theme, func(t *testing.T) {
				var got []byte
				inDemoWith(t, on.theme, p.width, p.height, func(s *uitest.Screen, _ connector) {
					s.Wait(3 * time.Second)
					p.keys(s)
					s.Wait(10 * time.Second)      // until what was just said is gone
					s.Resize(p.width-8, p.height) // columns are measured anew when the width changes
					s.Resize(p.width, p.height)
					got = svg(s.Frame(), p.width, p.height, on.paper, p.alt)
				})
				file := filepath.Join("..", ".github", p.name+"-"+on.theme+".svg")
				if os.Getenv("UPDATE") != "" {
					if err := os.WriteFile(file, got, 0o644); err != nil { //nolint:gosec // it is published
						t.Fatal(err)
					}
				}
				if want, err := os.ReadFile(file); err != nil || !bytes.Equal(want, got) {
					t.Errorf("%s is not what the demo shows (%v): .ci/pictures draws it anew", file, err)
				}
			})
		}
	}
}
