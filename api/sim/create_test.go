package sim_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api/sim"
)

// body is the plain create body with one field put in or replaced.
func body(field string) string {
	return strings.Replace(plain, `"mode":"speed"`, field, 1)
}

const (
	okVideo = `"video":{"type":"url","url":"https://example.com/v.mp4"}`
	okAudio = `"audio":{"type":"url","url":"https://example.com/a.wav"}`
)

func TestCreateNamesTheFieldThatIsWrong(t *testing.T) {
	c := memory(t, newServer(nil))
	tests := []struct{ body, param string }{
		{`{` + okAudio + `}`, "video"},
		{`{` + okVideo + `}`, "audio"},
		{`{"video":"https://example.com/v.mp4",` + okAudio + `}`, "video"},
		{`{"video":{"url":"https://example.com/v.mp4"},` + okAudio + `}`, "video.type"},
		{`{"video":{"type":"base64"},` + okAudio + `}`, "video.type"},
		{`{"video":{"type":"url"},` + okAudio + `}`, "video.url"},
		{`{` + okVideo + `,"audio":{"type":"url","url":"http://example.com/a.wav"}}`, "audio.url"},
		{`{` + okVideo + `,"audio":{"type":"url","url":"ftp://example.com/a.wav"}}`, "audio.url"},
		{`{` + okVideo + `,"audio":{"type":"asset_id"}}`, "audio.asset_id"},
		{body(`"mode":"fast"`), "mode"},
		{body(`"mode":null`), "mode"},
		{body(`"title2":1,"callback_id":5`), "callback_id"},
		{body(`"enable_caption":"true"`), "enable_caption"},
		{body(`"enable_dynamic_duration":1`), "enable_dynamic_duration"},
		{body(`"disable_music_track":null`), "disable_music_track"},
		{body(`"enable_speech_enhancement":[]`), "enable_speech_enhancement"},
		{body(`"enable_watermark":{}`), "enable_watermark"},
		{body(`"start_time":"1"`), "start_time"},
		{body(`"start_time":-1`), "start_time"},
		{body(`"start_time":5,"end_time":5`), "end_time"},
		{body(`"end_time":true`), "end_time"},
		{body(`"keep_the_same_format":"yes"`), "keep_the_same_format"},
		{body(`"fps_mode":30`), "fps_mode"},
		{body(`"callback_url":"http://example.com/hook"`), "callback_url"},
		{body(`"folder_id":1`), "folder_id"},
		{strings.Replace(plain, `"ep018"`, `7`, 1), "title"},
		{`[]`, ""},
	}
	for _, x := range tests {
		c.refused(400, "invalid_parameter", x.param, "POST", "/v3/lipsyncs", x.body)
	}
	must(t, len(c.do(200, "GET", "/v3/lipsyncs", "").list()) == 0, "a refused body made a job")
}

func TestCreateTakesEveryDocumentedForm(t *testing.T) {
	c := memory(t, newServer(func(o *sim.Options) { o.Concurrency = -1 }))
	for _, b := range []string{
		`{` + okVideo + `,` + okAudio + `}`,
		body(`"mode":"precision"`),
		body(`"start_time":null,"end_time":null,"keep_the_same_format":null,"fps_mode":null,"callback_url":null,"callback_id":null,"folder_id":null`),
		body(`"enable_caption":true,"enable_dynamic_duration":false,"disable_music_track":true,"enable_speech_enhancement":true,"enable_watermark":true`),
		body(`"start_time":1.5,"end_time":20,"keep_the_same_format":false,"fps_mode":"cfr","callback_url":"https://example.com/h","callback_id":"x","folder_id":"f"`),
		body(`"end_time":3,"a_field_of_tomorrow":{"x":1}`),
		`{"video":{"type":"url","url":"http://127.0.0.1:9/v.mp4"},"audio":{"type":"url","url":"http://localhost/a.wav"}}`,
	} {
		c.do(200, "POST", "/v3/lipsyncs", b)
	}
}

func TestCreateKeepsWhatWasSentForAssertions(t *testing.T) {
	s := newServer(nil)
	c := memory(t, s)
	c.do(200, "POST", "/v3/lipsyncs", body(`"callback_id":"local-1"`), "Idempotency-Key", "k-1")
	j := s.Jobs()[0]
	must(t, j.Title == "ep018" && j.IdempotencyKey == "k-1" && j.Body["callback_id"] == "local-1" && j.Status == "pending", "%+v", j)
}

func TestCreateWithAssetsAsksThatTheyExistAndAreReady(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := memory(t, newServer(nil))
		with := func(id string) string {
			return `{` + okVideo + `,"audio":{"type":"asset_id","asset_id":"` + id + `"}}`
		}
		c.refused(404, "asset_not_found", "audio.asset_id", "POST", "/v3/lipsyncs", with("nobody"))
		c.do(200, "POST", "/v3/lipsyncs", with(c.upload("a.wav", wav(100)).text("asset_id")))

		slot := c.slot(wav(100), "audio/wav")
		id := slot.text("asset_id")
		c.refused(409, "resource_not_ready", "audio.asset_id", "POST", "/v3/lipsyncs", with(id))
		c.put(200, slot, wav(100))
		c.do(200, "POST", "/v3/assets/"+id+"/complete", "{}")
		c.refused(409, "resource_not_ready", "audio.asset_id", "POST", "/v3/lipsyncs", with(id))
		time.Sleep(2 * time.Second)
		c.do(200, "POST", "/v3/lipsyncs", with(id))
	})
}

func TestAJobOverTheLimitWaitsAsLongAsTheHeaderSays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(func(o *sim.Options) { o.Concurrency = 2 })
		c := memory(t, s)
		s.AddJob(sim.JobSpec{Pending: 5 * time.Second, Running: 25 * time.Second})
		s.AddJob(sim.JobSpec{Status: "running"})
		a := c.refused(429, "rate_limit_exceeded", "", "POST", "/v3/lipsyncs", plain)
		must(t, a.header.Get("Retry-After") == "30", "Retry-After %q", a.header.Get("Retry-After"))
		time.Sleep(29 * time.Second)
		c.do(429, "POST", "/v3/lipsyncs", plain)
		time.Sleep(time.Second)
		c.do(200, "POST", "/v3/lipsyncs", plain)
		must(t, len(s.Jobs()) == 3, "%d jobs", len(s.Jobs()))
	})
}

func TestTenJobsAtATimeByDefaultAndAnyNumberWhenNegative(t *testing.T) {
	c := memory(t, newServer(nil))
	for range 10 {
		c.create()
	}
	c.do(429, "POST", "/v3/lipsyncs", plain)
	c = memory(t, newServer(func(o *sim.Options) { o.Concurrency = -1 }))
	for range 30 {
		c.create()
	}
}

func TestRateLimitCountsCallsOfAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := memory(t, newServer(func(o *sim.Options) { o.RatePerMinute = 3 }))
		for range 3 {
			c.do(200, "GET", "/v3/users/me", "")
			time.Sleep(10 * time.Second)
		}
		a := c.refused(429, "rate_limit_exceeded", "", "GET", "/v3/users/me", "")
		must(t, a.header.Get("Retry-After") == "30", "Retry-After %q", a.header.Get("Retry-After"))
		time.Sleep(30 * time.Second)
		c.do(200, "GET", "/v3/users/me", "")
		c.do(429, "GET", "/v3/users/me", "")
	})
}

func TestMoneyLeavesAtCompletionAndAnEmptyWalletRefuses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		balance := 1.0
		s := newServer(func(o *sim.Options) { o.Balance = &balance })
		c := memory(t, s)
		left := func() float64 {
			return c.do(200, "GET", "/v3/users/me", "").object()["wallet"].(map[string]any)["remaining_balance"].(float64)
		}
		c.do(200, "POST", "/v3/lipsyncs", body(`"start_time":0,"end_time":21`))
		must(t, left() == 1, "%v before completion", left())
		time.Sleep(10 * time.Minute)
		must(t, left() == 0.30, "%v after 21 s at 0.0333", left())
		c.refused(402, "insufficient_credit", "", "POST", "/v3/lipsyncs", plain)
		must(t, left() == 0.30 && len(s.Jobs()) == 1, "a refused create cost something")
	})
}

func TestFailedJobsCostNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(func(o *sim.Options) { o.FailureRate = 1 })
		c := memory(t, s)
		id := c.create()
		time.Sleep(10 * time.Minute)
		j := c.do(200, "GET", "/v3/lipsyncs/"+id, "")
		must(t, j.text("status") == "failed" && j.text("failure_message") != "" && j.object()["video_url"] == nil, "%s", j.raw)
		w := c.do(200, "GET", "/v3/users/me", "").object()["wallet"].(map[string]any)
		must(t, w["remaining_balance"] == 476.78, "%v", w)
	})
}
