package api

import (
	"bufio"
	"compress/gzip"
	"errors"
	"io"
	"slices"
	"strings"
)

// compression is the compression that a Content-Encoding names, "" for none. Object
// stores put other words there too: aws-chunked, which is about the upload, or a
// charset.
func compression(encoding string) string {
	for token := range strings.SplitSeq(strings.ToLower(encoding), ",") {
		token = strings.TrimPrefix(strings.TrimSpace(token), "x-")
		if slices.Contains([]string{"gzip", "deflate", "br", "zstd", "compress"}, token) {
			return token
		}
	}
	return ""
}

// errPacked is an answer in a compression that was not asked for and is not known
// here, errDamaged one that begins as a gzip and is none.
var (
	errPacked  = errors.New("the server sent the file compressed although it was asked not to")
	errDamaged = errors.New("the file could not be unpacked")
)

// unpacked reads what is in an answer: its bytes as they are or, where they are a
// gzip, what is in that. The bytes are believed and not the header, which is
// kept with a file and may be wrong.
func unpacked(from io.Reader, encoding string) (r io.Reader, packed bool, err error) {
	raw := bufio.NewReaderSize(from, sniffed)
	switch kind := compression(encoding); kind {
	case "":
		return raw, false, nil
	case "gzip":
		if head, _ := raw.Peek(2); string(head) != "\x1f\x8b" {
			return raw, false, nil
		}
		z, err := gzip.NewReader(raw)
		if err != nil {
			return nil, true, errDamaged
		}
		return &unpacker{z}, true, nil
	default:
		head, _ := raw.Peek(sniffed)
		if _, err := MediaType(head, ""); err != nil {
			return raw, false, errPacked
		}
		return raw, false, nil
	}
}

// unpacker makes the errors of a gzip those of a download.
type unpacker struct{ z *gzip.Reader }

func (u *unpacker) Read(p []byte) (int, error) {
	n, err := u.z.Read(p)
	var ours *Error
	switch {
	case err == nil, errors.Is(err, io.EOF), errors.As(err, &ours):
		return n, err
	}
	return n, &Error{Op: downloadOp, Status: 200, Err: err, kind: kindBody}
}
