package api

import (
	"errors"
	"net/url"
	"regexp"
	"strings"
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
		if id == "" || strings.ContainsAny(id, " /\\") {
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

// checkLink asks for https; plain http is only for this machine, where the
// simulator lives.
func checkLink(s string) error {
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Host == "" || strings.ContainsAny(s, " \t"):
		return errors.New("this link cannot be read")
	case !secureURL(u):
		return errors.New("it must be an https link")
	case !strings.Contains(u.Hostname(), ".") && !loopback(u.Hostname()):
		return errors.New("the link's host is not complete")
	}
	return nil
}

// Text is the source as ParseSource reads it.
func (s Source) Text() string {
	if s.AssetID != "" {
		return assetPrefix + string(s.AssetID)
	}
	return s.URL
}
