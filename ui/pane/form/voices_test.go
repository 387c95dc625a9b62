package form_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/form"
	"lipdash/ui/state/create"
	"lipdash/ui/state/voices"
)

// planned is a form that is advised on its voices as the dashboard does it.
func planned(f *form.Form) *form.Form {
	f.Advisor(func(h form.Held) form.Advice {
		p := voices.Set{Values: h.Values, Video: h.Files["video"], Audios: h.Voices, More: h.More}.Plan(create.Rates{Speed: 0.1}, time.Time{})
		a := form.Advice{Warnings: p.Warnings(h.Files, time.Time{}), Wrong: p.Trouble(), Pattern: p.Pattern, Jobs: len(p.Made()), Spent: "about $1.00", Wallet: "$476.78"}
		a.Cost, a.Why = p.Price(create.Rates{Speed: 0.1})
		for _, v := range p.Voices {
			a.Voices = append(a.Voices, form.VoiceRow{
				Name: voices.Name(v.Source), Path: v.Source, Language: v.Language, Title: v.Title, Length: format.Length(v.File.Length),
				Problem: v.Problem, Warnings: v.Warnings, Twice: v.Twice,
			})
		}
		return a
	})
	return f
}

// answer answers what the form asks about voices, as a disk with some files would; files that
// are not among them are missing.
func answer(t *testing.T, f *form.Form, found []string, lengths map[string]time.Duration) {
	t.Helper()
	for act := f.Ask(); act != nil; act = f.Ask() {
		switch a := act.(type) {
		case action.CheckFile:
			checked(f, a.Param, a.Path, api.LocalFile{Kind: "mp4", Size: 1 << 20, Length: time.Minute})
		case action.ListVoices:
			check, _ := f.VoicesListed(a.Text, found, 0).(action.CheckVoices)
			for _, p := range check.Paths {
				file := api.LocalFile{Kind: "wav", Size: 1 << 10, Length: lengths[p]}
				if file.Length == 0 {
					file.Problem = "no such file"
				}
				checked(f, "audio", p, file)
			}
		default:
			t.Fatalf("%#v", act)
		}
	}
}

// dubbed is a form with a video and three voices by a pattern, the last of which is too long.
func dubbed(t *testing.T, w, h int) *form.Form {
	f := planned(newForm())
	f.SetSize(w, h)
	f.SetValues(map[string]string{"video": "in/ep018.mp4", "audio": "in/ep018_*.wav"})
	answer(t, f, []string{"in/ep018_de.wav", "in/ep018_fr.wav", "in/ep018_ja.wav"}, map[string]time.Duration{
		"in/ep018_de.wav": time.Minute, "in/ep018_fr.wav": time.Minute, "in/ep018_ja.wav": 3 * time.Minute,
	})
	return f
}

func TestSeveralVoicesAreListed(t *testing.T) {
	f := dubbed(t, 120, 40)
	has(t, f, "3 voices, enter lists them", "German", "ep018 Japanese", "3:00", "ep018_ja.wav is 3 times the video", "about $30.00", "wallet", "$476.78",
		"today", "ep018.mp4, once", "3 jobs, speed", "Create 3 jobs", "Titles", "{video} {lang}", "one job each")
	if f.Title("") != "New lipsync, 3 voices" || f.Title("take 1") != "Copy of take 1, 3 voices" {
		t.Error(f.Title(""), f.Title("take 1"))
	}
	press(f, "ctrl+x")
	act, _ := press(f, "enter")
	got, ok := act.(action.SubmitForm)
	if !ok || len(got.Voices) != 3 || got.Values["title"] != "" || got.Files["video"].Length != time.Minute {
		t.Errorf("%+v", act)
	}
}

// The columns of the voices are as wide as what is in them; without room for all a title is cut
// first, at its end: the file and the language tell the voices apart.
func TestTheColumnsOfTheVoicesHaveWhatIsInThem(t *testing.T) {
	for video, want := range map[string][]string{
		"in/ep018.mp4": {"Brazilian Portuguese  in/ep_pt-BR.wav    1:00  ep018 Brazilian Portuguese", "French                in/ep_fr.wav       1:00  ep018 French"},
		"in/the launch film of the first week of the year.mp4": {"Brazilian Portuguese  ep_pt-BR.wav    1:00  the launch film of"},
		"in/the launch film, week one.mp4":                     {"FILE             LENGTH  TITLE", "in/ep_pt-BR.wav    1:00  the launch film, week one Brazilian Portuguese"}, // which tells the language
	} {
		f := planned(newForm())
		f.SetSize(90, 30)
		f.SetValues(map[string]string{"video": video, "audio": "in/*.wav", "title": "{video} {lang}"})
		answer(t, f, []string{"in/ep_pt-BR.wav", "in/ep_fr.wav"}, map[string]time.Duration{"in/ep_pt-BR.wav": time.Minute, "in/ep_fr.wav": time.Minute})
		has(t, f, want...)
	}
}

func TestTheNumberOfJobsIsSaidOnceBesideTheirCost(t *testing.T) {
	f := dubbed(t, 80, 30)
	has(t, f, "3 jobs, about $30.00 ")
	hasNot(t, f, "$30.00   3 jobs")
}

// Where there is no room for the review the money stands beside the button, at any size.
func TestTheMoneyIsSeenBeforeTheButtonIsPressed(t *testing.T) {
	for _, size := range [][2]int{{80, 19}, {60, 15}, {99, 30}, {40, 12}, {120, 34}, {200, 44}} {
		f := dubbed(t, size[0], size[1])
		press(f, "ctrl+x")
		has(t, f, "Create 3 jobs", "about $30.00", "$476.78", "about $1.00")
	}
}

func TestAVoiceIsTakenOutOfTheList(t *testing.T) {
	f := dubbed(t, 120, 40)
	press(f, "tab", "enter") // the audio, then the list
	has(t, f, "x takes one out")
	press(f, "down", "x")
	if got := f.Typed()["audio"]; got != "in/ep018_*.wav !in/ep018_fr.wav" {
		t.Errorf("%q", got)
	}
	has(t, f, "2 voices", "ep018 Japanese", "Create 2 jobs", "about $24.00")
	hasNot(t, f, "ep018 French")
	if act := f.Ask(); act != nil {
		t.Errorf("it asks again: %#v", act)
	}
	// What was typed is the list: a draft of it comes back without the voice.
	back := planned(newForm())
	back.Return(f.Typed(), f.Place())
	answer(t, back, []string{"in/ep018_de.wav", "in/ep018_ja.wav"}, map[string]time.Duration{"in/ep018_de.wav": time.Minute, "in/ep018_ja.wav": time.Minute})
	has(t, back, "2 voices")
	press(f, "up", "x", "x")
	if _, ok := focused(f); !ok || strings.Contains(text(f), "voices,") {
		t.Errorf("an empty list keeps the focus:\n%s", text(f))
	}
}

func TestTheLastOfAListIsOneAudio(t *testing.T) {
	f := planned(newForm())
	f.SetValues(map[string]string{"video": "v.mp4", "audio": "in/a.wav in/b.wav"})
	answer(t, f, []string{"in/a.wav", "in/b.wav"}, map[string]time.Duration{"in/a.wav": time.Minute, "in/b.wav": time.Minute})
	press(f, "tab", "tab", "x")
	if got := f.Typed()["audio"]; got != "in/b.wav" {
		t.Errorf("%q", got)
	}
	hasNot(t, f, "takes one out")
	has(t, f, "from file", " Create ")
}

func TestTheKeysOfTheListLeaveItAtItsEnds(t *testing.T) {
	f := dubbed(t, 120, 40)
	press(f, "tab", "tab")
	press(f, "down", "down", "down") // the third is the last
	if p, _ := focused(f); p.Name != "title" || !strings.Contains(text(f), "{lang} {n} are filled in") {
		t.Errorf("down leaves it for %q", p.Name)
	}
	press(f, "up", "up", "up", "up")
	if p, _ := focused(f); p.Name != "audio" {
		t.Errorf("up leaves it for %q:\n%s", p.Name, text(f))
	}
}

func TestWhatIsSaidOfSeveralVoicesIsSaidOnce(t *testing.T) {
	f := planned(newForm())
	f.SetValues(map[string]string{"video": "v.mp4", "audio": "a.wav b.wav c.wav d.wav a.wav"})
	three := 3 * time.Minute
	answer(t, f, []string{"a.wav", "b.wav", "c.wav", "d.wav", "a.wav"}, map[string]time.Duration{"a.wav": three, "b.wav": three, "c.wav": three, "d.wav": 4 * time.Minute})
	has(t, f, "3 voices are 3 times the video: they may fail, unbilled", "d.wav is 4 times the video")
	hasNot(t, f, "a.wav is", "more like it")
}

func TestVoicesThatCannotBeSentStopTheCreate(t *testing.T) {
	f := planned(newForm())
	f.SetValues(map[string]string{"video": "v.mp4", "audio": "a.wav b.wav c.wav"})
	answer(t, f, []string{"a.wav", "b.wav", "c.wav"}, map[string]time.Duration{"a.wav": time.Minute})
	press(f, "ctrl+x")
	if act, _ := press(f, "enter"); sends(act) {
		t.Fatalf("%#v", act)
	}
	has(t, f, "2 of 3 voices cannot be sent, b.wav: no such file")
	press(f, "tab", "down", "x", "x")
	press(f, "ctrl+x")
	if act, _ := press(f, "enter"); !sends(act) {
		t.Errorf("they are out and it is not made:\n%s", text(f))
	}
}

func TestAPatternThatNothingMatchesSaysSo(t *testing.T) {
	f := planned(newForm())
	f.SetValues(map[string]string{"video": "v.mp4", "audio": "in/*.wav"})
	answer(t, f, nil, nil)
	has(t, f, "there is no such file")
	press(f, "ctrl+x")
	if act, _ := press(f, "enter"); sends(act) {
		t.Errorf("%#v", act)
	}
}

func TestNothingIsMadeBeforeTheVoicesAreKnown(t *testing.T) {
	f := planned(newForm())
	f.SetValues(map[string]string{"video": "https://x.y/v.mp4", "audio": "in/*.wav"})
	press(f, "ctrl+x")
	if act, _ := press(f, "enter"); sends(act) {
		if _, sent := act.(action.SubmitForm); sent {
			t.Fatalf("%#v", act)
		}
	}
	has(t, f, "still being looked for")
}

func TestMoreThanAHundredVoicesAreNotMade(t *testing.T) {
	f := planned(newForm())
	f.SetValues(map[string]string{"video": "https://x.y/v.mp4", "audio": "in/*.wav"})
	text := f.Ask().(action.ListVoices).Text
	var found []string
	for i := range voices.Most {
		found = append(found, fmt.Sprintf("https://x.y/%d.wav", i))
	}
	f.VoicesListed(text, found, 40)
	has(t, f, "there are 140 voices, and 100 are made in one go")
	press(f, "ctrl+x")
	if act, _ := press(f, "enter"); sends(act) {
		t.Errorf("%#v", act)
	}
}

func TestAFileThatIsCalledLikeAPatternIsThatFile(t *testing.T) {
	f := planned(newForm())
	f.SetValues(map[string]string{"video": "https://x.y/v.mp4", "audio": "in/take[1].wav"})
	answer(t, f, []string{"in/take[1].wav"}, nil)
	has(t, f, "from file")
	hasNot(t, f, "voice,", "pattern")
	press(f, "ctrl+x")
	act, _ := press(f, "enter")
	if got, ok := act.(action.SubmitForm); !ok || got.Voices != nil || got.Values["audio"] != "in/take[1].wav" {
		t.Errorf("%#v", act)
	}
}

func TestAFolderIsItsSounds(t *testing.T) {
	f := planned(newForm())
	f.SetValues(map[string]string{"video": "https://x.y/v.mp4", "audio": "in"})
	if a, ok := f.Ask().(action.CheckFile); !ok || a.Path != "in" {
		t.Fatal("it is not looked at")
	}
	checked(f, "audio", "in", api.LocalFile{Folder: true, Problem: "this is a folder"})
	answer(t, f, []string{"in/a_de.wav", "in/a_fr.wav"}, map[string]time.Duration{"in/a_de.wav": time.Minute, "in/a_fr.wav": time.Minute})
	has(t, f, "2 voices", "French")
	hasNot(t, f, "this is a folder")
}

func TestLateAnswersAboutVoicesAreIgnored(t *testing.T) {
	f := dubbed(t, 120, 40)
	if act := f.VoicesListed("in/other*.wav", []string{"x.wav"}, 0); act != nil {
		t.Errorf("%#v", act)
	}
	checked(f, "audio", "elsewhere.wav", api.LocalFile{Problem: "no such file"})
	has(t, f, "3 voices", "Create 3 jobs")
	hasNot(t, f, "no such file")
}

func TestFilesThatAreDroppedOneByOneBecomeAList(t *testing.T) {
	f := planned(newForm())
	press(f, "tab")
	f.Paste("/in/a\\ b_de.wav")
	if got := f.Typed()["audio"]; got != "/in/a b_de.wav" {
		t.Errorf("%q", got)
	}
	f.Paste("/in/c_fr.wav")
	if got := f.Typed()["audio"]; got != "'/in/a b_de.wav' /in/c_fr.wav" {
		t.Errorf("%q", got)
	}
	f.Paste("\n/in/d.wav\n/in/e.wav\n")
	if got := f.Typed()["audio"]; got != "'/in/a b_de.wav' /in/c_fr.wav /in/d.wav /in/e.wav" {
		t.Errorf("%q", got)
	}
}

func TestFivePathsPastedAtOnceAreFiveVoices(t *testing.T) {
	paths := []string{"/in/my a.wav", "/in/b.wav", "/in/c.wav", "/in/d.wav", "/in/e.wav"}
	for _, between := range []string{",", ", ", "\n", ",\r\n"} {
		f := planned(newForm())
		press(f, "tab")
		ask, _ := f.Paste(strings.Join(paths, between)).(action.ListVoices)
		f.VoicesListed(ask.Text, paths, 0)
		var got []string
		for _, w := range api.Sources(f.Typed()["audio"]) {
			got = append(got, w.Text)
		}
		if !slices.Equal(got, paths) {
			t.Errorf("%q between: %q", between, got)
		}
		has(t, f, "5 voices")
	}
}

func TestTheSuggestedPatternCanBeEdited(t *testing.T) {
	f := dubbed(t, 120, 40)
	press(f, "tab", "tab", "tab", "end")
	write(f, " dub")
	if got := f.Typed()["title"]; got != "{video} {lang} dub" {
		t.Errorf("%q", got)
	}
	has(t, f, "ep018 Japanese dub")
	press(f, "ctrl+u")
	write(f, "{video}")
	has(t, f, "3 titles read like another one")
	write(f, "{when}")
	has(t, f, "there is no such field {when}, only")
}
