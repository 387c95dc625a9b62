package sim_test

import (
	"encoding/binary"
	"fmt"
	"math"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api/sim"
)

// voice is a WAV that is so many seconds long, 8,000 bytes each.
func voice(seconds int) []byte {
	b := wav(44 + seconds*8000)
	copy(b[8:], "WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data")
	binary.LittleEndian.PutUint32(b[4:], uint32(len(b)-8))
	binary.LittleEndian.PutUint32(b[40:], uint32(len(b)-44))
	return b
}

// made is how long the result of a create is and what it cost.
func (c client) made(t *testing.T, video, audio, more string) (seconds, dollars float64) {
	t.Helper()
	balance := func() float64 {
		return c.do(200, "GET", "/v3/users/me", "").object()["wallet"].(map[string]any)["remaining_balance"].(float64)
	}
	before := balance()
	id := c.do(200, "POST", "/v3/lipsyncs", fmt.Sprintf(`{"video":{%s},"audio":{%s}%s}`, video, audio, more)).text("lipsync_id")
	time.Sleep(30 * time.Minute)
	seconds, _ = c.get(id).object()["duration"].(float64)
	return seconds, before - balance()
}

func TestTheOutputAndItsBillFollowWhatWasUploaded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := memory(t, newServer(nil))
		asset := func(file []byte) string {
			return `"type":"asset_id","asset_id":"` + c.upload("f.wav", file).text("asset_id") + `"`
		}
		link := func(to string) string { return `"type":"url","url":"` + to + `"` }
		slot := c.slot(voice(7), "audio/wav")
		c.put(200, slot, voice(7))
		direct := slot.text("asset_id")
		c.do(200, "POST", "/v3/assets/"+direct+"/complete", "")
		time.Sleep(time.Minute)
		// The simulator takes any asset for a video: what counts here is its length.
		video, audio := asset(voice(90)), asset(voice(11))
		for name, of := range map[string]struct {
			audio, more string
			want        float64
		}{
			"dynamic":            {audio, "", 11},
			"uploaded directly":  {`"type":"asset_id","asset_id":"` + direct + `"`, "", 7},
			"as the video":       {audio, `,"enable_dynamic_duration":false`, 90},
			"a part":             {audio, `,"start_time":2,"end_time":5`, 3},
			"to the video's end": {audio, `,"start_time":80`, 10},
			"a link to an asset": {link(c.upload("f.wav", voice(12)).text("url")), "", 12},
		} {
			got, cost := c.made(t, video, of.audio, of.more)
			must(t, got == of.want, "%s: %v s, want %v", name, got, of.want)
			must(t, math.Abs(cost-of.want*0.0333) < 0.01, "%s: cost %.2f for %v s", name, cost, got) // wallets are told in cents
		}
	})
}

func TestALinkIsAsLongEachTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(nil)
		c := memory(t, s)
		s.Lasts("https://example.com/known.wav", 33*time.Second)
		at := func(url string) float64 {
			secs, _ := c.made(t, `"type":"url","url":"https://example.com/v.mp4"`, `"type":"url","url":"`+url+`"`, "")
			return secs
		}
		must(t, at("https://example.com/known.wav") == 33, "a link that was told")
		must(t, at("https://example.com/new.wav") == at("https://example.com/new.wav"), "the same link, two lengths")
	})
}

func TestAudioThatIsLongerThanThePlanAllowsFailsEachTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := memory(t, newServer(func(o *sim.Options) { o.LongestAudio = 10 * time.Second }))
		for _, seconds := range []int{9, 11} {
			id := c.upload("f.wav", voice(seconds)).text("asset_id")
			got, cost := c.made(t, `"type":"url","url":"https://example.com/v.mp4"`, `"type":"asset_id","asset_id":"`+id+`"`, "")
			must(t, (got > 0) == (seconds < 10) && (cost > 0) == (seconds < 10), "%d s: %v s for %v", seconds, got, cost)
		}
	})
}
