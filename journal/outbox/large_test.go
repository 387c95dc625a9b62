package outbox

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lipdash/api/sim"
)

// The routes of the two ways up.
const (
	oneRequest = "POST /v3/assets"
	threeSteps = "POST /v3/assets/direct-uploads, PUT /uploads/{asset_id}, POST /v3/assets/{asset_id}/complete"
)

// largeFile is a file of megabytes with holes in it, and its sum: it takes no
// room on the disk, and no part of it is like another that counts.
func largeFile(t testing.TB, megabytes int64) (path, sum string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "talk.mp4")
	f, err := os.Create(path)
	must(t, err)
	defer func() { must(t, f.Close()) }()
	_, err = f.WriteString("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom")
	must(t, err)
	must(t, f.Truncate(megabytes<<20))
	random := rand.NewChaCha8([32]byte{byte(megabytes)})
	block := make([]byte, 64<<10)
	for at := int64(1 << 20); at < megabytes<<20; at += 8 << 20 {
		_, _ = random.Read(block)
		_, err := f.WriteAt(block, at)
		must(t, err)
	}
	h := sha256.New()
	_, err = f.Seek(0, io.SeekStart)
	must(t, err)
	_, err = io.Copy(h, f)
	must(t, err)
	return path, hex.EncodeToString(h.Sum(nil))
}

// wayUp is how files came to a server.
func wayUp(s *sim.Server) string {
	var routes []string
	for _, c := range s.Calls() {
		if strings.Contains(c.Route, "asset") {
			routes = append(routes, c.Route)
		}
	}
	return strings.Join(routes, ", ")
}
