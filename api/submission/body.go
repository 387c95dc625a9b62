package submission

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"time"

	"lipdash/api"
)

const (
	// keyLife is how long the server remembers a key (api.md 1.5).
	keyLife = 24 * time.Hour
	// keyMargin is what a request may spend on its way: what is sent by itself
	// must arrive while the key still counts.
	keyMargin = 10 * time.Minute
	// clockSlack is how far a clock may have gone back before the age of a key
	// is not believed.
	clockSlack = 5 * time.Minute
)

// protects tells whether the server is to answer this key with what it answered
// before.
func (s *Submission) protects(now time.Time) bool {
	age := now.Sub(s.KeyAt)
	return s.Key != "" && age >= -clockSlack && age < keyLife-keyMargin
}

// expired tells whether the server has surely forgotten the key, as far as this
// machine's clock can be believed.
func (s *Submission) expired(now time.Time) bool {
	age := now.Sub(s.KeyAt)
	return age < -clockSlack || age >= keyLife
}

// mint gives a body its key. The key is made from what is unique (the intent),
// what it protects (the body) and how often the user insisted, so two bodies
// can never share one and nothing random is needed.
func (s *Submission) mint(hash string, now time.Time) {
	s.Mint++
	s.BodyHash, s.KeyAt = hash, now
	s.Key = fmt.Sprintf("%s.%d.%s", s.ID, s.Mint, hash[:16])
}

// request is the body: the values, with the uploaded files in their places.
func (s *Submission) request() (api.CreateRequest, error) {
	values := maps.Clone(s.Values)
	for param, asset := range s.Assets {
		values[param] = (api.Source{AssetID: api.AssetID(asset)}).Text()
	}
	req, errs := api.ParseCreate(values)
	if len(errs) > 0 {
		return req, errs
	}
	req.CallbackID = s.CallbackID
	return req, nil
}

// body is the request and its hash.
func (s *Submission) body() (api.CreateRequest, string, error) {
	req, err := s.request()
	if err != nil {
		return req, "", err
	}
	hash, err := hashOf(req)
	return req, hash, err
}

// hashOf is the sha256 of the body on the wire; its JSON is canonical, since the
// keys of a marshaled map are sorted.
func hashOf(req any) (string, error) {
	body, err := json.Marshal(req)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:]), nil
}

// nextUpload is the first local file that is not on the server yet.
func (s *Submission) nextUpload() (param, path string, ok bool) {
	for _, p := range api.Params() {
		if p.Kind != api.KindSource || s.Assets[p.Name] != "" {
			continue
		}
		if path := api.LocalPath(s.Values[p.Name]); path != "" {
			return p.Name, path, true
		}
	}
	return "", "", false
}

// renew uploads its files again; the body that comes of it has its own key.
func (s *Submission) renew(now time.Time) []Effect {
	s.Assets, s.Renewed, s.Doubt, s.DoubtAt, s.Looking = nil, true, false, time.Time{}, false
	return s.proceed(now)
}

func trimmed(values map[string]string, name string) string {
	return strings.TrimSpace(values[name])
}
