package api

import (
	"bytes"
	"context"
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
	// Changed is when the system last saw anything about the file change, which
	// no program can set back; zero where that is not known.
	Changed time.Time
	// Open opens the content from its beginning.
	Open func() (io.ReadCloser, error)
}

// UploadAsset sends a file: POST /v3/assets up to 32 MB (api.md 3.1), above
// that, or when that call finds it too large, the three-step direct upload
// (api.md 3.2). progress may be nil.
func (c *Client) UploadAsset(ctx context.Context, up Upload, progress Progress) (Asset, error) {
	if up.Size <= 0 {
		return Asset{}, &Error{Op: "upload " + up.Name, Message: "the file is empty"}
	}
	r, again := &report{to: progress, now: UploadProgress{Total: up.Size}}, ""
	defer r.end()
	if up.Size <= multipartLimit {
		asset, err := c.uploadMultipart(ctx, up, r)
		if !As(err).tooLarge() {
			return asset, err
		}
		// HeyGen may count the form around the file, or a megabyte as a million,
		// and a proxy may take less.
		again = againLarge
	}
	return c.uploadDirect(ctx, up, r, again)
}

// uploadMultipart sends the file as the one part of a form. Its idempotency key
// is born here, so that a replay can never be of another file.
func (c *Client) uploadMultipart(ctx context.Context, up Upload, r *report) (Asset, error) {
	op := "upload " + up.Name
	head, tail, contentType, err := multipartFrame(up)
	if err != nil {
		return Asset{}, &Error{Op: op, Err: err}
	}
	k := call{
		op: op, method: http.MethodPost, segments: []string{"v3", "assets"},
		class: classTransfer, contentType: contentType, key: NewIdempotencyKey(),
		tried: func(attempt int) {
			again := ""
			if attempt > 1 {
				again = againCut
			}
			r.at(StepBytes, again)
		},
		body: func() (io.ReadCloser, int64, error) {
			f, err := openMetered(up, r.sending())
			if err != nil {
				return nil, 0, err
			}
			whole := io.MultiReader(bytes.NewReader(head), f, bytes.NewReader(tail))
			return readCloser{whole, f}, int64(len(head)) + up.Size + int64(len(tail)), nil
		},
	}
	rep, err := c.do(ctx, k)
	if err != nil {
		return Asset{}, err
	}
	return decodeAsset(op, rep)
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
	data, bad := rep.data(op)
	if bad != nil {
		return Asset{}, bad
	}
	o := object(data)
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
