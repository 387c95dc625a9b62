package api

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
)

const movie = "\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2 and the rest of it"

func gzipped(t *testing.T, s string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, s); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTheBytesOfADownloadAreBelievedAndNotItsEncoding(t *testing.T) {
	for name, c := range map[string]struct {
		encoding, sent string
		size           int64
		etag           string
	}{
		"how it was uploaded":         {"aws-chunked", movie, int64(len(movie)), `"one"`},
		"a charset":                   {"utf-8", movie, int64(len(movie)), `"one"`},
		"an unknown word":             {"x-cdn-7", movie, int64(len(movie)), `"one"`},
		"identity":                    {"Identity", movie, int64(len(movie)), `"one"`},
		"packed":                      {"gzip", gzipped(t, movie), -1, ""},
		"packed by its old name":      {"aws-chunked, X-GZIP", gzipped(t, movie), -1, ""},
		"said to be packed, is not":   {"gzip", movie, int64(len(movie)), `"one"`},
		"said to be brotli, is a mp4": {"br", movie, int64(len(movie)), `"one"`},
	} {
		t.Run(name, func(t *testing.T) {
			m := &mediaHost{before: func(w http.ResponseWriter, _ *http.Request) bool {
				w.Header().Set("Content-Encoding", c.encoding)
				w.Header().Set("ETag", `"one"`)
				w.Header().Set("Content-Length", strconv.Itoa(len(c.sent)))
				_, _ = io.WriteString(w, c.sent)
				return true
			}}
			client, link := hosting(t, m)
			b, text := download(t, client, Download{URL: link})
			if text != movie || b.Size != c.size || b.ETag != c.etag {
				t.Errorf("size %d, etag %s, %q", b.Size, b.ETag, text)
			}
		})
	}
}

func TestAPackedFileIsNeverContinuedInItsMiddle(t *testing.T) {
	m := &mediaHost{content: gzipped(t, movie), etag: `"one"`, before: func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Content-Encoding", "gzip")
		return false
	}}
	client, link := hosting(t, m)
	b, text := download(t, client, Download{URL: link, Offset: 5, ETag: `"one"`})
	if b.Offset != 0 || text != movie || len(m.seen) != 2 {
		t.Errorf("from byte %d: %q, %d requests", b.Offset, text, len(m.seen))
	}
}

func TestAPackedFileThatIsDamagedIsNoFile(t *testing.T) {
	whole := gzipped(t, strings.Repeat(movie, 50))
	for name, c := range map[string]struct{ encoding, sent, what string }{
		"cut":     {"gzip", whole[:len(whole)-9], "The answer was cut short."},
		"changed": {"gzip", whole[:len(whole)-9] + "xxxxxxxxx", "The answer could not be unpacked."},
		"brotli":  {"br", "\x0b\x02\x80hello\x03", "The server sent the file compressed although it was asked not to."},
	} {
		t.Run(name, func(t *testing.T) {
			m := &mediaHost{content: c.sent, before: func(w http.ResponseWriter, _ *http.Request) bool {
				w.Header().Set("Content-Encoding", c.encoding)
				return false
			}}
			client, link := hosting(t, m)
			b, err := client.OpenDownload(t.Context(), Download{URL: link})
			if err == nil {
				_, err = io.ReadAll(b)
				_ = b.Close()
			}
			if x := Explain(err); x.What != c.what || !IsTransient(err) {
				t.Errorf("%+v: %v", x, err)
			}
		})
	}
}
