package form_test

import (
	"strings"
	"testing"
	"time"

	"lipdash/api"
)

// At 80x24 the form has 19 lines, and all of it is seen wherever the focus is: empty lines go
// before a field does.
func TestTheWholeFormIsSeenAtTheLeastSize(t *testing.T) {
	for _, h := range []int{18, 19} {
		f := scene(80, h)
		f.SetValues(map[string]string{"video": "in/ep018.mp4", "audio": "in/ep018_de.wav", "enable_caption": "true"})
		checked(f, "video", "in/ep018.mp4", api.LocalFile{Kind: "mp4", Size: 104_900_000, Width: 1920, Height: 1080, Length: 141 * time.Second})
		checked(f, "audio", "in/ep018_de.wav", api.LocalFile{Kind: "wav", Size: 9_900_000, Length: 142 * time.Second})
		all := []string{"Video  ", "Audio  ", "Title  ", "Mode  ", "Options  ", "Part  ", "More  ", "Cost  ", "Wallet  ", "Today  ", "Create ", "upload ep018.mp4"}
		has(t, f, all[:11]...)
		press(f, "ctrl+x")
		has(t, f, all...)
		hasNot(t, f, "lines above", "line above")
	}
}

// With voices the list has fewer rows before a field is out of sight.
func TestTheListOfVoicesGivesRoomToTheForm(t *testing.T) {
	f := dubbed(t, 80, 19)
	has(t, f, "Video  ", "Audio  ", "Titles  ", "Cost  ", "Wallet  ", "Create 3 jobs")
	hasNot(t, f, "lines below")
	press(f, "ctrl+x")
	has(t, f, "Video  ", "Audio  ", "3 voices", "LANGUAGE", "German", "Titles  ", "Cost  ", "Wallet  ", "Create 3 jobs")
	hasNot(t, f, "lines above", "line above")
}

// Where not all of it fits, it says how much is above and below.
func TestTheFormSaysThatThereIsMore(t *testing.T) {
	f := dubbed(t, 80, 10)
	if first := strings.TrimSpace(firstLine(text(f))); !strings.HasPrefix(first, "Video") {
		t.Errorf("at the beginning the first line is %q", first)
	}
	has(t, f, "lines below")
	press(f, "ctrl+x")
	has(t, f, "lines above", "Create 3 jobs", "about $30.00")
}

func firstLine(text string) string { line, _, _ := strings.Cut(text, "\n"); return line }
