package sim_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"mime/multipart"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api/sim"
)

func TestUploadsAreTakenByContentNotByName(t *testing.T) {
	c := memory(t, newServer(nil))
	const (
		webm = "\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\x82\x84webm"
		mkv  = "\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\x82\x88matroska"
	)
	ftyp := func(brand string) string { return "\x00\x00\x00\x18ftyp" + brand + "\x00\x00\x02\x00isommp42" }
	for head, want := range map[string]string{
		ftyp("isom"): "video/mp4", ftyp("mp42"): "video/mp4", ftyp("M4V "): "video/mp4", webm: "video/webm",
		"ID3\x03": "audio/mpeg", "\xff\xfb\x90\x00": "audio/mpeg", "RIFF\x24\x00\x00\x00WAVEfmt ": "audio/wav",
		"\x89PNG\r\n\x1a\n": "image/png", "\xff\xd8\xff\xe0": "image/jpeg", "%PDF-1.7": "application/pdf",
		ftyp("qt  "): "", ftyp("M4A "): "", ftyp("heic"): "", ftyp("avif"): "", mkv: "", "\xff\xf1\x50\x80": "",
		"fLaC\x00": "", "OggS\x00": "", "plain text": "", "<html>": "",
	} {
		b, kind := form("file", "any.mp4", content(head, 600))
		if want == "" {
			c.refused(400, "invalid_parameter", "file", "POST", "/v3/assets", b, "Content-Type", kind)
			continue
		}
		a := c.do(200, "POST", "/v3/assets", b, "Content-Type", kind)
		must(t, a.text("mime_type") == want, "%q is %s, want %s", head, a.text("mime_type"), want)
	}
}

func TestUploadsMustBeOneNamedPartWithSomethingInIt(t *testing.T) {
	c := memory(t, newServer(nil))
	for _, x := range []struct {
		part, name string
		file       []byte
	}{{"file", "a.wav", nil}, {"upload", "a.wav", wav(10)}, {"file", "", wav(10)}} {
		b, kind := form(x.part, x.name, x.file)
		c.refused(400, "invalid_parameter", "file", "POST", "/v3/assets", b, "Content-Type", kind)
	}
	c.refused(400, "invalid_parameter", "file", "POST", "/v3/assets", `{}`)
	b, kind := form("file", "a.wav", wav(1000))
	c.refused(400, "invalid_parameter", "file", "POST", "/v3/assets", b[:500], "Content-Type", kind)
}

func TestAnUploadsFactsAreTrueAndItsStandInHasItsSize(t *testing.T) {
	s := newServer(nil)
	c := memory(t, s)
	file := wav(12345)
	up := c.upload("Stimme 日本.wav", file)
	sum := sha256.Sum256(file)
	got := s.Assets()[0]
	must(t, got == sim.AssetView{ID: up.text("asset_id"), Name: "Stimme 日本.wav", MimeType: "audio/wav", SHA256: hex.EncodeToString(sum[:]), Size: 12345}, "%+v", got)
	must(t, len(c.do(200, "GET", up.text("url"), "").raw) == 12345, "the stand-in has another size")
	asset := c.do(200, "GET", "/v3/assets/"+got.ID, "")
	must(t, asset.text("type") == "audio" && asset.text("name") == got.Name && asset.text("owner") == "sim_user", "%s", asset.raw)
}

// A file is never in memory: neither here nor, through this transport, there.
func TestUploadsAreStreamedAndCappedAt32MB(t *testing.T) {
	everywhere(t, func(t *testing.T, dial func(testing.TB, *sim.Server) client) {
		s := newServer(nil)
		c := dial(t, s)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		must(t, c.stream(32<<20) == 200 && s.Assets()[0].Size == 32<<20, "%+v", s.Assets())
		runtime.ReadMemStats(&after)
		grown := after.TotalAlloc - before.TotalAlloc
		must(t, grown < 8<<20, "32 MB cost %d bytes of memory", grown)
		status := c.stream(32<<20 + 1)
		must(t, status == 413 || status == 0, "one byte more gave %d", status)
		must(t, len(s.Assets()) == 1, "%d assets", len(s.Assets()))
	})
}

// stream uploads size bytes made on the way; 0 is a connection that was closed
// before the answer could be read.
func (c client) stream(size int64) int {
	pr, pw := io.Pipe()
	w := multipart.NewWriter(pw)
	go func() {
		p, err := w.CreateFormFile("file", "big.wav")
		if err == nil {
			_, err = io.Copy(p, io.MultiReader(bytes.NewReader(wav(16)), io.LimitReader(zeros{}, size-16)))
		}
		if err == nil {
			err = w.Close()
		}
		pw.CloseWithError(err)
	}()
	req := c.request("POST", "/v3/assets", "", "Content-Type", w.FormDataContentType())
	req.Body, req.ContentLength = pr, -1
	a, err := c.try(req)
	if err != nil {
		return 0
	}
	return a.status
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestDirectUploadTakesExactlyWhatWasSigned(t *testing.T) {
	c := memory(t, newServer(nil))
	file := mp4(5000)
	slot := c.slot(file, "video/mp4")
	c.put(403, slot, file[:4999])
	c.put(403, slot, mp4(5001))
	for name := range slot.object()["upload_headers"].(map[string]any) {
		req := c.putRequest(slot, file)
		req.Header.Del(name)
		a, err := c.try(req)
		must(t, err == nil && a.status == 403 && strings.Contains(a.raw, "SignatureDoesNotMatch"), "without %s: %v %s", name, err, a.raw)
	}
	chunked := c.putRequest(slot, file)
	chunked.ContentLength = -1
	a, err := c.try(chunked)
	must(t, err == nil && a.status == 411, "chunked: %v %d", err, a.status)
	forged := c.putRequest(slot, file)
	forged.URL.RawQuery = ""
	a, err = c.try(forged)
	must(t, err == nil && a.status == 403, "unsigned: %v %d", err, a.status)
	c.refused(409, "resource_not_ready", "", "POST", "/v3/assets/"+slot.text("asset_id")+"/complete", `{}`)
	c.put(200, slot, file)
}

func TestASlotExpires(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := memory(t, newServer(nil))
		file := mp4(100)
		slot := c.slot(file, "video/mp4")
		time.Sleep(time.Duration(slot.object()["expires_in_seconds"].(float64)+1) * time.Second)
		c.put(403, slot, file)
	})
}

func TestCompleteIsIdempotentAndTheAssetIsReadyAMomentLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(nil)
		c := memory(t, s)
		file := mp4(5000)
		sum := sha256.Sum256(file)
		slot := c.slot(file, "video/mp4")
		c.put(200, slot, file)
		must(t, len(s.Assets()) == 0, "an asset before it was completed")
		path := "/v3/assets/" + slot.text("asset_id") + "/complete"
		c.refused(400, "invalid_parameter", "checksum_sha256", "POST", path, `{"checksum_sha256":"00"}`)
		one := c.do(200, "POST", path, `{"checksum_sha256":"`+hex.EncodeToString(sum[:])+`"}`)
		two := c.do(200, "POST", path, "")
		must(t, one.raw == two.raw && one.text("status") == "processing", "%s %s", one.raw, two.raw)
		time.Sleep(3 * time.Second)
		must(t, c.do(200, "POST", path, "").text("status") == "completed", "never ready")
		c.refused(404, "asset_not_found", "", "POST", "/v3/assets/nobody/complete", "")
	})
}

func TestDirectUploadChecksTheDeclaredTypeAndSum(t *testing.T) {
	c := memory(t, newServer(nil))
	slot := c.slot(wav(100), "video/mp4")
	c.put(200, slot, wav(100))
	c.refused(400, "invalid_parameter", "content_type", "POST", "/v3/assets/"+slot.text("asset_id")+"/complete", `{}`)

	alias := c.slot(wav(100), "audio/x-wav")
	c.put(200, alias, wav(100))
	c.do(200, "POST", "/v3/assets/"+alias.text("asset_id")+"/complete", `{}`)

	signed := c.do(200, "POST", "/v3/assets/direct-uploads", `{"filename":"f","content_type":"audio/wav","size_bytes":100,"checksum_sha256":"`+strings.Repeat("0", 64)+`"}`)
	c.put(400, signed, wav(100))
}

func TestASlotNeedsANameATypeAndAPositiveSize(t *testing.T) {
	c := memory(t, newServer(nil))
	for body, param := range map[string]string{
		`{"content_type":"video/mp4","size_bytes":1}`:                                       "filename",
		`{"filename":"f","size_bytes":1}`:                                                   "content_type",
		`{"filename":"f","content_type":"video/mp4"}`:                                       "size_bytes",
		`{"filename":"f","content_type":"video/mp4","size_bytes":"1"}`:                      "size_bytes",
		`{"filename":"f","content_type":"video/mp4","size_bytes":0}`:                        "size_bytes",
		`{"filename":"f","content_type":"video/mp4","size_bytes":1.5}`:                      "size_bytes",
		`{"filename":"f","content_type":"video/mp4","size_bytes":1,"checksum_sha256":true}`: "checksum_sha256",
	} {
		c.refused(400, "invalid_parameter", param, "POST", "/v3/assets/direct-uploads", body)
	}
	c.refused(413, "payload_too_large", "size_bytes", "POST", "/v3/assets/direct-uploads", `{"filename":"f","content_type":"video/mp4","size_bytes":99999999999}`)
}

func TestAssetsAreListedByOwnerNewestFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := memory(t, newServer(nil))
		c.refused(400, "invalid_parameter", "username", "GET", "/v3/assets", "")
		for i := range 25 {
			c.upload(fmt.Sprintf("%02d.wav", i), wav(10))
			time.Sleep(time.Duration(i%2) * time.Second)
		}
		var names []string
		for token, first := "", true; first || token != ""; first = false {
			a := c.do(200, "GET", "/v3/assets?username=sim_user&token="+url.QueryEscape(token), "")
			for _, o := range a.list() {
				names = append(names, o.(map[string]any)["name"].(string))
			}
			must(t, !first || len(names) == 20, "%d on the first page", len(names))
			token, _ = a.body["next_token"].(string)
		}
		for i, n := range names {
			must(t, n == fmt.Sprintf("%02d.wav", 24-i), "%d is %s", i, n)
		}
		must(t, len(names) == 25, "%d names", len(names))
		must(t, len(c.do(200, "GET", "/v3/assets?username=somebody", "").list()) == 0, "another owner's")
	})
}
