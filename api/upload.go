package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"time"
)

// multipartLimit is what POST /v3/assets takes in one request (api.md 3.1);
// larger files go up in three steps.
const multipartLimit = 32 << 20

// Upload is a file to send. Open is called once per attempt; nothing but a
// small buffer of it is ever in memory.
type Upload struct {
	// Name is the file's name, without folders.
	Name string
	// Size is in bytes and must be exact.
	Size int64
	// ContentType is the MIME type of the content.
	ContentType string
	// ModTime tells a changed file from the one sent before; zero if unknown.
	ModTime time.Time
	Open    func() (io.ReadCloser, error)
}

// Progress is told how much of an upload has left, in bytes.
type Progress = func(sent, total int64)

// UploadAsset sends a file: POST /v3/assets up to 32 MB (api.md 3.1), above
// that the three-step direct upload (api.md 3.2). progress may be nil; it is
// called from the uploading goroutine, a few times a second and at the end.
func (c *Client) UploadAsset(ctx context.Context, up Upload, progress Progress) (Asset, error) {
	if up.Size <= 0 {
		return Asset{}, &Error{Op: "upload " + up.Name, Message: "the file is empty"}
	}
	if up.Size > multipartLimit {
		return c.uploadDirect(ctx, up, progress)
	}
	return c.uploadMultipart(ctx, up, progress)
}

func (c *Client) uploadMultipart(ctx context.Context, up Upload, progress Progress) (Asset, error) {
	head, tail, contentType, err := multipartFrame(up)
	if err != nil {
		return Asset{}, &Error{Op: "upload " + up.Name, Err: err}
	}
	k := call{
		op: "upload " + up.Name, method: http.MethodPost, segments: []string{"v3", "assets"},
		class: classTransfer, contentType: contentType, key: NewIdempotencyKey(),
		body: func() (io.ReadCloser, int64, error) {
			f, err := openExact(up, progress)
			if err != nil {
				return nil, 0, err
			}
			r := io.MultiReader(bytes.NewReader(head), f, bytes.NewReader(tail))
			return readCloser{r, f}, int64(len(head)) + up.Size + int64(len(tail)), nil
		},
	}
	rep, err := c.do(ctx, k)
	if err != nil {
		return Asset{}, err
	}
	return decodeAsset(k.op, rep)
}

// multipartFrame is what stands before and after the file in the body, made
// once so that the length is known and the file can be streamed.
func multipartFrame(up Upload) (head, tail []byte, contentType string, err error) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	h := textproto.MIMEHeader{}
	h.Set("Content-Disposition", multipart.FileContentDisposition("file", up.Name))
	h.Set("Content-Type", first(up.ContentType, "application/octet-stream"))
	if _, err := w.CreatePart(h); err != nil {
		return nil, nil, "", err
	}
	n := b.Len()
	if err := w.Close(); err != nil {
		return nil, nil, "", err
	}
	return b.Bytes()[:n:n], b.Bytes()[n:], w.FormDataContentType(), nil
}

func decodeAsset(op string, rep reply) (Asset, error) {
	body, bad := rep.data(op)
	if bad != nil {
		return Asset{}, bad
	}
	o := object(body["data"])
	size, _ := number(o["size_bytes"])
	a := Asset{
		ID: AssetID(first(text(o["asset_id"]), text(o["id"]))), URL: text(o["url"]),
		MimeType: text(o["mime_type"]), Size: int64(size),
	}
	if a.ID == "" {
		return Asset{}, &Error{Op: op, Status: 200, Message: "HeyGen took the file without telling its asset id", kind: kindBody}
	}
	return a, nil
}

type readCloser struct {
	io.Reader
	io.Closer
}

// openExact opens a file that must have the size it was announced with: a file
// that is still being written would break the request in the middle.
func openExact(up Upload, progress Progress) (io.ReadCloser, error) {
	f, err := up.Open()
	if err != nil {
		return nil, err
	}
	return &meter{r: f, left: up.Size, total: up.Size, progress: progress}, nil
}

// meter counts what is read and refuses a file that turns out shorter.
type meter struct {
	r           io.ReadCloser
	left, total int64
	progress    Progress
	told        time.Time
}

// tellEvery is how often progress is told.
const tellEvery = 100 * time.Millisecond

var errShrunk = errors.New("the file became shorter while it was sent")

func (m *meter) Read(p []byte) (int, error) {
	if m.left <= 0 {
		return 0, io.EOF
	}
	if int64(len(p)) > m.left {
		p = p[:m.left]
	}
	n, err := m.r.Read(p)
	m.left -= int64(n)
	if errors.Is(err, io.EOF) && m.left > 0 {
		return n, fmt.Errorf("%w by %d bytes", errShrunk, m.left)
	}
	m.tell()
	return n, err
}

func (m *meter) tell() {
	if m.progress == nil || m.left > 0 && time.Since(m.told) < tellEvery {
		return
	}
	m.told = time.Now()
	m.progress(m.total-m.left, m.total)
}

func (m *meter) Close() error { return m.r.Close() }
