package ui_test

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"lipdash/api/sim"
	"lipdash/ui"
	"lipdash/ui/state/share"
)

const reads = "GET /v3/lipsyncs/{lipsync_id}"

// lapsing is an account of finished jobs, with captions, whose links end.
func lapsing(life time.Duration, jobs int) *sim.Server {
	s := sim.New(sim.Options{Key: testKey, Seed: 1, Concurrency: -1, LinkLife: life})
	for i := range jobs {
		s.AddJob(sim.JobSpec{
			Title: fmt.Sprintf("job %03d", i+1), Status: "completed", Caption: true,
			CreatedAt: time.Now().Add(-time.Duration(i+1) * time.Minute), Duration: time.Minute,
		})
	}
	return s
}

// ends is when a link of the simulator ends.
func ends(t *testing.T, link string) time.Time {
	t.Helper()
	u, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	s, err := strconv.ParseInt(u.Query().Get("Expires"), 10, 64)
	if err != nil {
		t.Fatalf("%q does not say when it ends", link)
	}
	return time.Unix(s, 0)
}

func TestALinkNearItsEndIsAskedForAnew(t *testing.T) {
	bubble(t, func(t *testing.T) {
		d := startCopying(t, lapsing(20*time.Minute, 80), func(o *ui.Options) { o.Session.Settings.PageSize = 40 })
		defer d.Stop()
		d.Press("n")
		d.Has("page 2")
		d.sim.ResetCalls()
		d.Press("Y", "v")
		if n := d.sim.CallCount(reads); n != 0 {
			t.Fatalf("%d reads for a link that is good", n)
		}
		d.Wait(16 * time.Minute) // only the first page is read again by itself
		for _, key := range []string{"v", "s"} {
			d.sim.ResetCalls()
			d.Press("Y", key)
			d.Wait(time.Second)
			if n := d.sim.CallCount(reads); n > 1 {
				t.Fatalf("%d reads", n)
			}
			if left := time.Until(ends(t, d.last(t))); left < 19*time.Minute-10*time.Second {
				t.Fatalf("Y %s copied a link that is good for %v", key, left)
			}
		}
		d.Press("j")
		d.Wait(30 * time.Minute) // now it has ended
		d.sim.ResetCalls()
		d.Press("o")
		d.Wait(time.Second)
		if len(d.web.links) != 1 || time.Until(ends(t, d.web.links[0])) < 19*time.Minute || d.sim.CallCount(reads) != 1 {
			t.Fatalf("opened %q after %d reads", d.web.links, d.sim.CallCount(reads))
		}
		d.Has("in the browser")
	})
}

func TestWhileALinkIsAskedForTheNoteSaysSoAndAFailureKeepsAGoodOldOne(t *testing.T) {
	bubble(t, func(t *testing.T) {
		d := startCopying(t, lapsing(20*time.Minute, 80), func(o *ui.Options) { o.Session.Settings.PageSize = 40 })
		defer d.Stop()
		d.Press("n")
		d.Wait(16 * time.Minute)
		d.sim.Faults().Add(sim.Fault{Route: reads, Kind: sim.FaultStatus, Status: 503})
		d.Press("Y", "v")
		d.Has("asking HeyGen for a fresh link")
		d.Until("copied the video link", 2*time.Minute)
		d.Has("it ends in")
		d.Wait(10 * time.Minute)
		n := len(d.clip.texts)
		d.Press("Y", "v")
		d.Until("no video link:", 2*time.Minute)
		if len(d.clip.texts) != n {
			t.Fatal("a link that has ended was copied")
		}
	})
}

func TestWhatHasNoLinkSaysWhy(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(1) // done, without captions
		server.AddJob(sim.JobSpec{Title: "busy", Status: "running", CreatedAt: time.Now().Add(-time.Hour)})
		server.AddJob(sim.JobSpec{Title: "broken", Status: "failed", CreatedAt: time.Now().Add(-2 * time.Hour)})
		d := startCopying(t, server)
		defer d.Stop()
		d.Press("Y", "s")
		d.Wait(time.Second)
		d.Has("no captions link: it was made without captions")
		d.Press("j", "o")
		d.Has("no video link: it is not done yet")
		d.Press("Y")
		d.Has("video link, it is not done yet")
		d.Press("esc", "j", "o")
		d.Has("no video link: it failed")
		if len(d.web.links)+len(d.clip.texts)+len(d.plain.texts) != 0 {
			t.Fatal("something went out")
		}
	})
}

func TestWithoutABrowserHereTheLinkIsCopiedAndShown(t *testing.T) {
	bubble(t, func(t *testing.T) {
		d := startCopying(t, lapsing(time.Hour, 1))
		defer d.Stop()
		d.web.elsewhere = true
		d.clip.how = share.Copied{How: "through the terminal (OSC 52)", OSC52: true}
		d.Type("ooo") // an impatient hand opens one screen
		d.Wait(time.Second)
		if len(d.plain.texts) != 1 || d.plain.texts[0] != "video link of job 001, good for 59m, until 1 Jan 01:00:00\n\n"+d.last(t) || !strings.Contains(d.last(t), "Signature=") {
			t.Fatalf("shown %q, copied %q", d.plain.texts, d.clip.texts)
		}
		d.Has("sent the video link through the terminal (OSC 52)", "job 001")
		d.web.elsewhere, d.web.err = false, errors.New("xdg-open ended with exit status 3")
		d.Press("o")
		d.Has("not opened: xdg-open ended with exit status 3, Y v copies the link")
	})
}

func TestAJobThatIsGoneHasNoLinkToGive(t *testing.T) {
	bubble(t, func(t *testing.T) {
		d := startCopying(t, lapsing(20*time.Minute, 80), func(o *ui.Options) { o.Session.Settings.PageSize = 40 })
		defer d.Stop()
		d.Press("n")
		d.Wait(16 * time.Minute)
		d.sim.Faults().Add(sim.Fault{Route: reads, Kind: sim.FaultStatus, Status: 404})
		d.Press("Y", "v")
		d.Wait(time.Second)
		d.Has("no video link: it was deleted elsewhere")
		if len(d.clip.texts) != 0 {
			t.Fatalf("copied %q", d.clip.texts)
		}
	})
}

func TestALinkThatComesLateTakesNoScreenAway(t *testing.T) {
	bubble(t, func(t *testing.T) {
		d := startCopying(t, lapsing(20*time.Minute, 80), func(o *ui.Options) { o.Session.Settings.PageSize = 40 })
		defer d.Stop()
		d.web.elsewhere = true
		d.Press("n")
		d.Wait(16 * time.Minute)
		d.sim.Faults().Add(sim.Fault{Route: reads, Kind: sim.FaultSlow, Delay: 10 * time.Second, Times: 1})
		d.Press("o", "c")
		d.Has("New lipsync")
		d.Wait(15 * time.Second)
		d.Has("New lipsync", "copied the video link")
		if len(d.plain.texts) != 0 || len(d.clip.texts) != 1 {
			t.Fatalf("shown %q, copied %q", d.plain.texts, d.clip.texts)
		}
	})
}

func TestWithARefusedKeyAnEndedLinkIsNotGivenAway(t *testing.T) {
	bubble(t, func(t *testing.T) {
		d := startCopying(t, lapsing(20*time.Minute, 3))
		defer d.Stop()
		d.sim.Faults().Add(sim.Fault{Kind: sim.FaultStatus, Status: 401, Code: "unauthorized"})
		d.Press("r")
		d.Wait(5 * time.Second)
		d.Press("Y", "v")
		if len(d.clip.texts) != 1 {
			t.Fatalf("a link that is good was not copied:\n%s", d.Text())
		}
		d.Wait(30 * time.Minute)
		d.Press("Y", "v")
		d.Has("no video link: it has ended, and the key is refused")
		if len(d.clip.texts) != 1 {
			t.Fatal("a link that has ended was copied")
		}
	})
}
