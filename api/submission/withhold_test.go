package submission

import (
	"slices"
	"strings"
	"testing"

	"lipdash/api"
)

func TestALinkLosesWhatCarriesAPermission(t *testing.T) {
	for _, secret := range []string{
		"https://b.s3.amazonaws.com/v.mp4?X-Amz-Algorithm=AWS4&X-Amz-Signature=s3cr3t",
		"https://d.cloudfront.net/v.mp4?Expires=1&Signature=s3cr3t&Key-Pair-Id=K",
		"https://storage.googleapis.com/v.mp4?X-Goog-Signature=s3cr3t",
		"https://a.blob.core.windows.net/v.mp4?sv=1&sig=s3cr3t",
		"https://cdn.example.com/v.mp4?token=s3cr3t",
		"https://cdn.example.com/v.mp4?a=1#access_token=s3cr3t",
		"https://cdn.example.com/v.mp4?x%2Damz%2Dsignature=s3cr3t",
		"https://cdn.example.com/v.mp4?u=https%3A%2F%2Fx.example.com%2F%3FSignature%3Ds3cr3t",
		"https://cdn.example.com/v.mp4?q=s3cr3ts3cr3ts3cr3ts3cr3ts3cr3ts3cr3ts3cr3ts3cr3t",
		"https://me:s3cr3t@example.com/v.mp4",
		"b.s3.amazonaws.com/v.mp4?X-Amz-Signature=s3cr3t",
		"https://cdn.example.com/v .mp4?Signature=s3cr3t%zz&x=y",
	} {
		for _, param := range []string{"video", "audio", "callback_url"} {
			got := Withhold(map[string]string{param: secret})
			if strings.Contains(got[param], "s3cr3t") {
				t.Errorf("%s: %s", param, got[param])
			}
			if !slices.Equal(Withheld(got), []string{param}) {
				t.Errorf("%s is not marked: %s", param, got[param])
			}
			if _, path, err := api.ParseSource(got[param]); err == nil && path == "" {
				t.Errorf("%s could be sent by mistake", got[param])
			}
			if again := Withhold(got); again[param] != got[param] {
				t.Errorf("withheld twice: %s", again[param])
			}
		}
		if got := WithholdText("could not fetch " + secret); strings.Contains(got, "s3cr3t") && strings.Contains(secret, "://") {
			t.Errorf("text: %s", got)
		}
	}
}

// A draft of one video and many voices has a list for its audio.
func TestEachLinkOfAListLosesWhatCarriesAPermission(t *testing.T) {
	for _, c := range []struct{ typed, kept string }{
		{
			"https://b.s3.amazonaws.com/de.wav?X-Amz-Signature=s3cr3t https://example.com/fr.wav?v=2 ./in/*.wav",
			"'https://b.s3.amazonaws.com/de.wav?(signature not kept)' https://example.com/fr.wav?v=2 ./in/*.wav",
		},
		{"in/de.wav https://me:s3cr3t@example.com/fr.wav", "in/de.wav 'https://example.com/fr.wav?(signature not kept)'"},
		{"in/ !'https://x.y/a b.wav?sig=s3cr3t' 'my it.wav'", "in/ !'https://x.y/a b.wav?(signature not kept)' 'my it.wav'"},
		{"in/de.wav https://example.com/fr.wav", "in/de.wav https://example.com/fr.wav"},
	} {
		got := Withhold(map[string]string{"audio": c.typed})
		if got["audio"] != c.kept {
			t.Errorf("%s\nis kept as %s", c.typed, got["audio"])
		}
		if again := Withhold(got); again["audio"] != c.kept {
			t.Errorf("kept twice: %s", again["audio"])
		}
		if marked := len(Withheld(got)) == 1; marked != (c.typed != c.kept) {
			t.Errorf("%s marked %v", c.kept, marked)
		}
	}
	// What is still being typed is no list.
	for _, typed := range []string{"'in/de.wav' 'https://me:s3cr3t@x.y/fr.wav", "'https://x.y/fr.wav?sig=s3cr3t", "a b https://me:s3cr3t@x.y/c.wav"} {
		if got := Withhold(map[string]string{"audio": typed}); strings.Contains(got["audio"], "s3cr3t") {
			t.Error(got["audio"])
		}
	}
}

func TestWhatIsNoSecretIsKeptAsTyped(t *testing.T) {
	for _, v := range []string{
		"", "https://example.com/v.mp4", "https://example.com/v.mp4?v=2&lang=de", "asset:abcdef123456",
		"in/v.mp4", "in/what? ever.mp4", "https://drive.google.com/uc?export=download&id=1AbCdEfGhIjKlMnOpQrStUvWxYz012345",
		"https://example.com/v.mp4?design=blue", "https://example.com/v.mp4#t=10",
	} {
		if got := Withhold(map[string]string{"video": v}); got["video"] != v || len(Withheld(got)) > 0 {
			t.Errorf("%q became %q", v, got["video"])
		}
	}
	title := "The bearer of news: policy & signature?"
	if got := Withhold(map[string]string{"title": title}); got["title"] != title {
		t.Errorf("%q became %q", title, got["title"])
	}
}

func TestTheInputsHashTellsWhatIsMadeApart(t *testing.T) {
	base := linked()
	with := func(pairs ...string) map[string]string {
		out := linked()
		for i := 0; i < len(pairs); i += 2 {
			out[pairs[i]] = pairs[i+1]
		}
		return out
	}
	for name, v := range map[string]map[string]string{
		"title": with("title", "other"), "callback": with("callback_id", "x", "callback_url", "https://a.example/"),
		"folder": with("folder_id", "f"), "default written out": with("mode", "speed", "enable_dynamic_duration", "1"),
		"spaces": with("video", " https://example.com/v.mp4 "),
	} {
		if InputsHash(v) != InputsHash(base) {
			t.Errorf("%s makes other inputs", name)
		}
	}
	for name, v := range map[string]map[string]string{
		"source": with("video", "https://example.com/w.mp4"), "mode": with("mode", "precision"),
		"option": with("enable_caption", "true"), "part": with("start_time", "3"), "query": with("video", "https://example.com/v.mp4?v=2"),
	} {
		if InputsHash(v) == InputsHash(base) {
			t.Errorf("%s makes no difference", name)
		}
	}
	one, two := with("video", "https://x.example/v?Signature=a"), with("video", "https://x.example/v?Signature=b")
	if InputsHash(one) != InputsHash(two) || InputsHash(one) != InputsHash(Withhold(two)) {
		t.Error("a signature tells inputs apart")
	}
	if InputsHash(with("start_time", "3")) != InputsHash(with("start_time", "3.0")) {
		t.Error("3 and 3.0 are not the same")
	}
}
