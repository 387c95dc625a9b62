package voices_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/create"
	"lipdash/ui/state/voices"
)

func TestTheLanguageIsReadFromTheName(t *testing.T) {
	for _, tt := range []struct{ source, want string }{
		{"in/ep018_de.wav", "German"},
		{"in/ep018.pt-BR.mp3", "Brazilian Portuguese"},
		{"ep018-ja.wav", "Japanese"},
		{"ep018 (fr).wav", "French"},
		{"ep018_DE.WAV", "German"},
		{"ep018_eng.wav", "English"},
		{"ep018_zh-Hant-TW.wav", "Traditional Chinese (Taiwan)"},
		{"ep018_zh_tw.wav", "Chinese (Taiwan)"},
		{"ep018_pt_br.wav", "Brazilian Portuguese"},
		{"ep018-es-419.mp3", "Latin American Spanish"},
		{"ep018_fr-ca.wav", "Canadian French"},
		{"ep018_en_de.wav", "German"},
		{"ep018_en-US.wav", "American English"},
		{"ep018_de_v2.wav", "German"},
		{"ep018_de_03_final.wav", "German"},
		{"de.wav", "German"},
		{"voices/de/ep018.wav", "German"},
		{"voices/pt-BR/ep018.wav", "Brazilian Portuguese"},
		{`C:\voices\ep_it.wav`, "Italian"},
		{"ep018_fil.wav", "Filipino"},
		{"ep018_yue.wav", "Cantonese"},
		{"https://x.y/a/ep018_nl.mp3?X-Amz-Date=de", "Dutch"},
		{"ep018.wav", ""},
		{"ep018_hd.wav", ""},
		{"ep018_zz.wav", ""},
		{"ep018_mix.wav", ""},
		{"ep018_new.wav", ""},
		{"ep018_v2.wav", ""},
		{"ep018_x.wav", ""},
		{"take_07.wav", ""},
		{"fade_in.wav", ""},
		{"model.wav", ""},
		{"ep018_dub.wav", ""},
		{"in/a.wav", ""},
		{"asset:0123456789abcdef-de", ""},
		{"https://x.y/", ""},
		{"ep018_und.wav", ""},
		{"xde.wav", ""},
		{"ep018_qq-DE.wav", "German"},
		{"", ""},
		{"ep018_12.wav", ""},
		{"out/ep018.wav", ""},
	} {
		if got := voices.Language(tt.source); got != tt.want {
			t.Errorf("%s is %q, want %q", tt.source, got, tt.want)
		}
	}
}

// set is a set of voices for a video, with a pattern.
func set(video, pattern string, audios ...string) voices.Set {
	s := voices.Set{Values: map[string]string{"video": video, "title": pattern}}
	for _, a := range audios {
		s.Audios = append(s.Audios, voices.Audio{Source: a})
	}
	return s
}

func plan(s voices.Set) voices.Plan { return s.Plan(create.Rates{}, time.Time{}) }

func titles(p voices.Plan) (out []string) {
	for _, v := range p.Made() {
		out = append(out, v.Title)
	}
	return out
}

func TestTitles(t *testing.T) {
	for _, tt := range []struct {
		name, video, pattern string
		audios, want         []string
	}{
		{"by language", "in/ep018.mp4", "", []string{"ep018_de.wav", "ep018_pt-BR.wav"}, []string{"ep018 German", "ep018 Brazilian Portuguese"}},
		{"a language twice", "in/ep018.mp4", "", []string{"ep018_de.wav", "ep018_alt_de.wav"}, []string{"ep018_de", "ep018_alt_de"}},
		{"not all languages", "in/ep018.mp4", "", []string{"anna.wav", "ep018_de.wav"}, []string{"ep018 anna", "ep018 ep018_de"}},
		{"no names of their own", "in/ep018.mp4", "", []string{"a/take.wav", "b/take.wav"}, []string{"ep018 take 1", "ep018 take 2"}},
		{"links without names", "https://x.y/ep018.mp4", "", []string{"https://x.y/?a=1", "https://x.y/?a=2"}, []string{"ep018 1", "ep018 2"}},
		{"the video is an asset", "asset:0123456789", "", []string{"a_de.wav", "a_fr.wav"}, []string{"German", "French"}},
		{"typed", "ep018.mp4", "{n:02} {audio} in {lang}", []string{"a_de.wav", "b.wav"}, []string{"01 a_de in German", "02 b in"}},
		{"one", "ep018.mp4", "", []string{"ep018_de.wav"}, []string{"ep018 German"}},
	} {
		if got := titles(plan(set(tt.video, tt.pattern, tt.audios...))); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestAPatternThatDoesNotTellThemApartIsSaid(t *testing.T) {
	p := plan(set("ep018.mp4", "{video}", "a_de.wav", "a_fr.wav"))
	if p.Shared != 2 || p.Wrong != "" {
		t.Errorf("%+v", p)
	}
	if p = plan(set("ep018.mp4", "{date}", "a_de.wav", "a_fr.wav")); !strings.Contains(p.Wrong, "{video} {audio} {lang} {n}") {
		t.Errorf("%q", p.Wrong)
	}
}

// aName draws names that are likely to be mistaken for each other.
func aName() *rapid.Generator[string] {
	bits := []string{"ep018", "EP018", "_de", "_DE", "-de-DE", "_ger", "_fr", ".pt-BR", "_pt_br", " ", "  ", "é", "e\u0301", "\u200b", "\x1b[31m", "\t", "1", " 1", "take", "{n}", "字"}
	return rapid.Custom(func(t *rapid.T) string {
		name := strings.Join(rapid.SliceOfN(rapid.SampledFrom(bits), 1, 4).Draw(t, "bits"), "")
		folder := rapid.SampledFrom([]string{"", "in/", "de/", "fr/", "https://x.y/", "https://x.y/?a="}).Draw(t, "folder")
		return folder + name + rapid.SampledFrom([]string{".wav", ".mp3", ""}).Draw(t, "ext")
	})
}

func TestTheDefaultTellsAllVoicesApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		audios := rapid.SliceOfN(aName(), 1, 30).Draw(t, "audios")
		video := rapid.OneOf(aName(), rapid.Just("ep018.mp4"), rapid.Just("asset:0123456789"), rapid.Just("")).Draw(t, "video")
		p := plan(set(video, "", audios...))
		seen := map[string]bool{}
		for _, v := range p.Made() {
			read := format.Fold(v.Title)
			if seen[read] || read == "" {
				t.Fatalf("%q twice, or empty, by %s", v.Title, p.Pattern)
			}
			seen[read] = true
		}
		if p.Wrong != "" || p.Shared != 0 {
			t.Fatalf("%+v", p)
		}
	})
}

func TestTheSameVoiceIsMadeOnce(t *testing.T) {
	s := set("v.mp4", "", "in/a.wav", "in/./a.wav", "b.wav", "link.wav", "https://x.y/a.mp3", "https://x.y/a.mp3")
	s.Audios[2].File.Real, s.Audios[3].File.Real = "/in/b.wav", "/in/b.wav"
	p := plan(s)
	var twice []int
	for i, v := range p.Voices {
		if v.Twice {
			twice = append(twice, i)
			if len(v.Warnings) != 1 || !strings.Contains(v.Warnings[0], "made once") {
				t.Errorf("%d: %q", i, v.Warnings)
			}
		}
	}
	if !slices.Equal(twice, []int{1, 3, 5}) {
		t.Errorf("twice are %v", twice)
	}
	if n := len(p.Values()); n != 3 || len(p.Batch().Items) != 3 {
		t.Errorf("%d lipsyncs, batch %+v", n, p.Batch())
	}
}

func TestWhatSpeaksAgainstAVoiceIsItsOwn(t *testing.T) {
	s := set("v.mp4", "", "good_de.wav", "long_fr.wav", "gone_it.wav", "http://x.y/a_ja.mp3", "v.mp4")
	s.Video = api.LocalFile{Path: "v.mp4", Length: 100 * time.Second}
	for i, f := range []api.LocalFile{{Length: 110 * time.Second}, {Length: 250 * time.Second}, {Problem: "no such file"}, {}, {Length: 100 * time.Second}} {
		s.Audios[i].File = f
	}
	p := s.Plan(create.Rates{Speed: 0.5}, time.Now())
	for i, want := range []string{"", "it is 2.5 times the video", "", "", "the video itself"} {
		got := strings.Join(p.Voices[i].Warnings, " ")
		if (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%d: %q, want %q", i, got, want)
		}
	}
	if n, first := p.Problems(); n != 2 || first.Problem != "no such file" || !strings.Contains(p.Voices[3].Problem, "https") {
		t.Errorf("%d problems, first %+v", n, first)
	}
	// The output is as long as the voice, and half a dollar a second.
	if amount, known := p.Cost(); math.Abs(amount-230) > 1e-9 || known != 3 {
		t.Errorf("$%v of %d", amount, known)
	}
}

func TestEachLipsyncHasTheOptionsAndItsOwnVoice(t *testing.T) {
	s := set("in/ep018.mp4", "", "ep018_de.wav", "ep018_fr.wav")
	s.Values["mode"], s.Values["audio"] = "precision", "in/*.wav"
	want := []map[string]string{
		{"video": "in/ep018.mp4", "audio": "ep018_de.wav", "title": "ep018 German", "mode": "precision"},
		{"video": "in/ep018.mp4", "audio": "ep018_fr.wav", "title": "ep018 French", "mode": "precision"},
	}
	p := plan(s)
	if got := p.Values(); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v", got)
	}
	if b := p.Batch(); b.Name != "ep018" || b.Items[1].Number != 2 || b.Items[1].Input != "ep018_fr.wav" {
		t.Errorf("%+v", b)
	}
}

func TestMoreThanAHundredAreTooMany(t *testing.T) {
	s := set("v.mp4", "", "a.wav")
	if p := plan(s); p.TooMany != "" {
		t.Error(p.TooMany)
	}
	if s.More = 1233; !strings.Contains(plan(s).TooMany, "1,234 voices, and 100") {
		t.Error(plan(s).TooMany)
	}
}

func TestACallbackIDIsNotSharedByVoices(t *testing.T) {
	s := set("v.mp4", "", "a_de.wav", "a_fr.wav")
	s.Values["callback_id"] = "mine"
	if why := plan(s).Trouble()["callback_id"]; !strings.Contains(why, "names one lipsync") {
		t.Errorf("%q", why)
	}
	s.Audios = s.Audios[:1]
	if why := plan(s).Trouble(); len(why) > 0 {
		t.Errorf("%v", why)
	}
}

func TestWhatIsMadeIsToldWithItsCostAndUploads(t *testing.T) {
	s := set("v.mp4", "", "a_de.wav", "a_fr.wav", "a_de.wav", "https://example.com/ja.wav")
	s.Video = api.LocalFile{Path: "v.mp4", Size: 3_000_000, Length: 10 * time.Second}
	for i := range 3 {
		s.Audios[i].File = api.LocalFile{Path: s.Audios[i].Source, Size: 1_000_000, Length: 10 * time.Second}
	}
	rates := create.Rates{Speed: 0.5, Dated: "2026-07"}
	if got := s.Plan(rates, time.Now()).Told(rates); got != "3 lipsyncs, about $10.00 for 2 of 3 (the rest is of unknown length), 3 files to upload, 5.0 MB." {
		t.Error(got)
	}
	there := s.Plan(rates, time.Now())
	there.Uploaded(func(path string) bool { return path != "a_fr.wav" })
	if got := there.Told(rates); got != "3 lipsyncs, about $10.00 for 2 of 3 (the rest is of unknown length), 1 file to upload, 1.0 MB, 2 uploaded already." {
		t.Error(got)
	}
	if got := set("https://x.y/v.mp4", "", "https://x.y/a.mp3", "https://x.y/b.mp3").Plan(create.Rates{}, time.Now()).Told(create.Rates{}); got != "2 lipsyncs, of unknown cost (there is no rate in the settings)." {
		t.Error(got)
	}
}

func BenchmarkPlanOfAHundredVoices(b *testing.B) {
	s := set("v.mp4", "")
	s.Video.Length = time.Minute
	for i := range 100 {
		s.Audios = append(s.Audios, voices.Audio{Source: fmt.Sprintf("in/ep%03d_de.wav", i), File: api.LocalFile{Length: time.Minute}})
	}
	for b.Loop() {
		plan(s)
	}
}
