package api

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode"
)

var assetForm = regexp.MustCompile(`^[A-Za-z0-9_-]{8,}$`)

// assetPrefix says that what follows is an asset id, whatever it looks like.
const assetPrefix = "asset:"

// ParseSource reads a video or audio input as people write it: an https link,
// an asset id ("asset:ID", or a word that can be nothing else), or a local
// path, which is returned as such and has to be uploaded first. Empty text is
// no source and no error.
func ParseSource(s string) (src Source, path string, err error) {
	s = strings.TrimSpace(s)
	switch {
	case s == "":
		return Source{}, "", nil
	case strings.HasPrefix(s, assetPrefix):
		id := strings.TrimPrefix(s, assetPrefix)
		if id == "" || strings.ContainsFunc(id, notInID) {
			return Source{}, "", errors.New("this is not an asset id")
		}
		return Source{AssetID: AssetID(id)}, "", nil
	case strings.Contains(s, "://"):
		if err := checkLink(s); err != nil {
			return Source{}, "", err
		}
		return Source{URL: s}, "", nil
	case assetForm.MatchString(s):
		return Source{AssetID: AssetID(s)}, "", nil
	}
	return Source{}, s, nil
}

func notInID(r rune) bool { return r <= ' ' || r == '/' || r == '\\' || r == 0x7f }

// checkLink asks for https; plain http is only for this machine, where the
// simulator lives.
func checkLink(s string) error {
	u, err := url.Parse(s)
	switch {
	case strings.ContainsFunc(s, unicode.IsSpace):
		return errors.New("a link has no blanks inside: write %20 for each that belongs to it")
	case err != nil:
		return errors.New("this link cannot be read")
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("it must be an https link, not %s", first(u.Scheme, "this"))
	case u.Hostname() == "":
		return errors.New("the link names no host")
	case !secureURL(u):
		return errors.New("it must be https: HeyGen does not fetch plain http")
	case !complete(u.Hostname()):
		return errors.New("the link's host is not complete")
	}
	return nil
}

// complete tells a host that can be public from a bare word.
func complete(host string) bool {
	return strings.ContainsAny(strings.Trim(host, "."), ".:") || loopback(host)
}

// Text is the source as ParseSource reads it.
func (s Source) Text() string {
	if s.AssetID != "" {
		return assetPrefix + string(s.AssetID)
	}
	return s.URL
}
