//go:build linux || darwin

package cmd

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lipdash/api/sim"
)

// The sources as a store hands them out, good for whoever has the link.
const (
	signedVideo = "https://bucket.s3.amazonaws.com/v.mp4?X-Amz-Credential=AKIAPLANTED&X-Amz-Signature=51670a7e5ec7e7"
	signedAudio = "https://d1.cloudfront.net/a.wav?Expires=1999999999&Signature=c10dF70n75ec7e7&Key-Pair-Id=KPLANTED"
)

// secrets are what must be nowhere on disk: the key, also all but the end of it,
// which is what there is while somebody types it; what signs the links above, and
// whatever signs those that the server made.
var secrets = []string{
	keyInTest[:len(keyInTest)-4], "AKIAPLANTED", "51670a7e5ec7e7", "c10dF70n75ec7e7", "KPLANTED",
	"X-Amz-Signature=", "Signature=", "Key-Pair-Id=",
}

func TestASessionFullOfSecretsLeavesNoneOnDisk(t *testing.T) {
	t.Parallel()
	d := newDesktop(t, 3)
	s := d.open(t)
	s.Until("journal on disk", func(string, string) bool {
		// The list does not wait for the journal. Whose it is, is written once it is open:
		// from then on its files stay, and each is complete.
		_, err := os.Stat(filepath.Join(d.folder(), "accounts.json"))
		return err == nil
	})
	noSecrets(t, d, "after the first list")

	s.Type("c")
	fill(s, signedVideo, signedAudio, keyInTest[:len(keyInTest)-4])
	s.Has(keyInTest[:len(keyInTest)-4], "draft saved")
	noSecrets(t, d, "with a key that is being typed")
	s.Type(keyInTest[len(keyInTest)-4:] + " for " + signedAudio)
	s.Has("KPLANTED", "draft saved")
	noSecrets(t, d, "in a draft")

	s.Type("\x18\r")
	s.Until("job in the list", func(text, _ string) bool { return strings.Contains(text, "jobs 1 to 4") })
	body := fmt.Sprint(d.sim.Jobs()[0].Body)
	for _, sent := range []string{signedVideo, signedAudio, keyInTest} {
		if !strings.Contains(body, sent) {
			t.Errorf("the server was not sent %s", sent)
		}
	}
	s.Has("✓ done")
	s.Type("\r")
	s.Has("FILES", "/video.mp4")
	noSecrets(t, d, "after a presigned result")

	d.sim.Faults().Add(sim.Fault{
		Route: "POST /v3/lipsyncs", Kind: sim.FaultStatus, Status: 400, Param: "video",
		Message: "could not fetch " + signedVideo + " with " + keyInTest,
	})
	s.Type("c")
	fill(s, strings.Replace(signedVideo, "/v", "/w", 1), signedAudio, "refused")
	s.Type("\x18\r")
	s.Has("was refused")
	noSecrets(t, d, "after a refusal")

	crash(s)
	noSecrets(t, d, "after a kill")
	again := d.open(t)
	again.Type("c")
	again.Has("signature not kept", "refused")
	again.Type("\x1b")
	again.Has("the draft stays")
	leave(t, again)
	noSecrets(t, d, "at the end")
}

// noSecrets searches everything that is on disk, and expects it to be for the
// user alone.
func noSecrets(t *testing.T, d desktop, when string) {
	t.Helper()
	for name, text := range files(t, d.folder()) {
		for _, secret := range secrets {
			if at := bytes.Index(text, []byte(secret)); at >= 0 {
				t.Errorf("%s: %s holds %q", when, filepath.Base(name), text[max(0, at-40):min(len(text), at+40)])
			}
		}
	}
	must(t, filepath.WalkDir(filepath.Dir(d.folder()), func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err == nil && info.Mode().Perm() != map[bool]fs.FileMode{true: 0o700, false: 0o600}[e.IsDir()] {
			t.Errorf("%s: %s is %s", when, name, info.Mode())
		}
		return err
	}))
}
