package api

import (
	"strings"
	"testing"
	"time"
)

func TestALinkThatCannotWorkIsWarnedOf(t *testing.T) {
	now := time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct{ param, link, want string }{
		{"video", "https://b.s3.amazonaws.com/v.mp4?X-Amz-Date=20261129T100000Z&X-Amz-Expires=3600&X-Amz-Signature=x", "ended on 29 Nov 2026 11:00: make a new one"},
		{"video", "https://b.s3.amazonaws.com/v.mp4?X-Amz-Date=20261129T100000Z&X-Amz-Expires=86400&X-Amz-Signature=x", ""},
		{"video", "https://b.s3.amazonaws.com/v.mp4?AWSAccessKeyId=A&Expires=1764000000&Signature=x", "ended on 24 Nov 2025"},
		{"audio", "https://a.blob.core.windows.net/c/a.wav?se=2026-11-28T00:00:00Z&sp=r&sig=x", "ended on 28 Nov 2026"},
		{"audio", "https://a.blob.core.windows.net/c/a.wav?se=2027-11-28T00:00:00Z&sp=r&sig=x", ""},
		{"video", "https://storage.googleapis.com/b/v.mp4?X-Goog-Date=20261129T100000Z&X-Goog-Expires=60&X-Goog-Signature=x", "ended"},
		{"video", "https://d1.cloudfront.net/v.mp4?Expires=1764000000&Signature=x&Key-Pair-Id=K", "ended"},
		{"video", "https://d1.cloudfront.net/v.mp4?Policy=eyJTdGF0ZW1lbnQiOlt7IkNvbmRpdGlvbiI6eyJEYXRlTGVzc1RoYW4iOnsiQVdTOkVwb2NoVGltZSI6MTc2NDAwMDAwMH19fV19&Signature=x", "ended"},
		{"video", "https://b.s3.amazonaws.com/v.mp4?X-Amz-Date=20261129T115500Z&X-Amz-Expires=360&X-Amz-Signature=x", "ends soon"},

		{"video", "http://localhost:8080/v.mp4", "cannot reach"},
		{"video", "https://localhost/v.mp4", "cannot reach"},
		{"video", "https://nas.local/v.mp4", "cannot reach"},
		{"video", "https://127.0.0.1/v.mp4", "cannot reach"},
		{"video", "https://192.168.1.5/v.mp4", "cannot reach"},
		{"video", "https://10.1.2.3:8443/v.mp4", "cannot reach"},
		{"video", "https://172.20.0.1/v.mp4", "cannot reach"},
		{"video", "https://169.254.169.254/v.mp4", "cannot reach"},
		{"video", "https://100.101.102.103/v.mp4", "cannot reach"},
		{"video", "https://[::1]/v.mp4", "cannot reach"},
		{"video", "https://[fd00::5]/v.mp4", "cannot reach"},
		{"video", "https://[::ffff:10.0.0.1]/v.mp4", "cannot reach"},
		{"callback_url", "https://10.1.2.3/hook", "cannot reach"},
		{"video", "https://172.32.0.1/v.mp4", ""},
		{"video", "https://8.8.8.8/v.mp4", ""},
		{"video", "https://local.example.com/v.mp4", ""},

		{"video", "https://drive.google.com/file/d/1AbC-d_9/view?usp=sharing", "https://drive.google.com/uc?export=download&id=1AbC-d_9"},
		{"video", "https://drive.google.com/open?id=1AbC", "uc?export=download&id=1AbC"},
		{"video", "https://drive.google.com/drive/folders/1AbC", "the file itself"},
		{"video", "https://drive.google.com/uc?export=download&id=1AbC", ""},
		{"audio", "https://www.dropbox.com/scl/fi/x/a.wav?rlkey=y&dl=0", "write dl=1 instead of dl=0"},
		{"audio", "https://www.dropbox.com/s/x/a.wav", "add dl=1"},
		{"audio", "https://www.dropbox.com/s/x/a.wav?dl=1", ""},
		{"audio", "https://dl.dropboxusercontent.com/s/x/a.wav", ""},
		{"video", "https://www.youtube.com/watch?v=abc", "YouTube shows a page"},
		{"video", "https://youtu.be/abc", "YouTube shows a page"},
		{"video", "https://m.youtube.com/shorts/abc", "YouTube shows a page"},
		{"video", "https://vimeo.com/1234", "Vimeo shows a page"},
		{"video", "https://github.com/o/r/blob/main/v.mp4", "/raw/"},
		{"video", "https://example.com/talk.html", "a page"},
		{"video", "https://netflix.com/talk", ""},
		{"video", "https://notyoutube.com/watch", ""},

		{"video", "https://example.com/v.MOV?x=1", "by its name this is .mov"},
		{"audio", "https://example.com/a.m4a", "by its name this is .m4a"},
		{"video", "https://example.com/a.wav", "by its name this is sound"},
		{"audio", "https://example.com/v.mp4", ""},
		{"video", "https://example.com/watch", ""},
		{"video", "in/v.mov", ""},
		{"video", "asset:12345678", ""},
		{"audio", "voices-de", "taken as an asset id"},
		{"audio", "a1b2c3d4e5f6", ""},
		{"title", "https://localhost/x", ""},
		{"video", "https://x y/a", ""},
	} {
		p, _ := ParamByName(c.param)
		got := p.Warning(c.link, now)
		if !strings.Contains(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%s=%s: %q, want %q", c.param, c.link, got, c.want)
		}
		if strings.Contains(got, "Signature") || strings.Contains(got, "sig=") {
			t.Errorf("%s: it repeats the signature: %q", c.link, got)
		}
	}
}

func TestWhatIsNearlyALinkIsToldWhatToDo(t *testing.T) {
	for text, want := range map[string]string{
		"https://example.com/my film.mp4": "%20",
		"https://example.com/a\u00a0b":    "%20",
		"www.example.com/v.mp4":           "https://",
		"example.com/v/ep018.mp4":         "https://",
		"cdn.example.co.uk:8443/v.mp4":    "https://",
		"in/v.mp4":                        "",
		"v.mp4":                           "",
		"./www/v.mp4":                     "",
	} {
		_, path, err := ParseSource(text)
		if err == nil {
			_, err = FileUpload(path)
		}
		if err == nil || !strings.Contains(err.Error(), want) || want == "" && strings.Contains(err.Error(), "https") {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}
