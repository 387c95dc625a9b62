package sim_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"strings"
)

// content is n bytes that begin with head.
func content(head string, n int) []byte {
	b := bytes.Repeat([]byte{0x5a}, max(n, len(head)))
	copy(b, head)
	return b
}

func wav(n int) []byte { return content("RIFF\x24\x00\x00\x00WAVEfmt ", n) }
func mp4(n int) []byte { return content("\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2", n) }

// form is a multipart body with one part.
func form(part, name string, file []byte) (body, kind string) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	p, _ := w.CreateFormFile(part, name)
	_, _ = p.Write(file)
	_ = w.Close()
	return b.String(), w.FormDataContentType()
}

func (c client) upload(name string, file []byte) answer {
	c.t.Helper()
	body, kind := form("file", name, file)
	return c.do(200, "POST", "/v3/assets", body, "Content-Type", kind)
}

func (c client) slot(file []byte, kind string) answer {
	c.t.Helper()
	return c.do(200, "POST", "/v3/assets/direct-uploads",
		fmt.Sprintf(`{"filename":"f","content_type":%q,"size_bytes":%d}`, kind, len(file)))
}

// putRequest has what a slot asks for.
func (c client) putRequest(slot answer, file []byte) *http.Request {
	c.t.Helper()
	req := c.request("PUT", slot.text("upload_url"), string(file))
	for name, v := range slot.object()["upload_headers"].(map[string]any) {
		req.Header.Set(name, v.(string))
	}
	return req
}

func (c client) put(status int, slot answer, file []byte) {
	c.t.Helper()
	a, err := c.try(c.putRequest(slot, file))
	must(c.t, err == nil, "put: %v", err)
	must(c.t, a.status == status, "put: %d %s, want %d", a.status, a.raw, status)
	must(c.t, status == 200 || strings.Contains(a.raw, "<Error><Code>"), "not XML: %s", a.raw)
}
