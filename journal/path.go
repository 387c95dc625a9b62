package journal

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"path/filepath"
	"strings"
)

// Account is whose jobs a journal remembers.
type Account struct {
	// Base is the API's base URL.
	Base string
	// User is the account's username (api.md 4), "" when it is not known.
	User string
}

// Path is the journal's file in a folder: stable for an account, told apart by a
// hash, and without the user's name.
func Path(dir string, a Account) string {
	base, host := normal(a.Base)
	sum := sha256.Sum256([]byte(base + "\x00" + a.User))
	return filepath.Join(dir, host+"-"+hex.EncodeToString(sum[:8])+".db")
}

// normal is a base URL as one text however it is written, and its host for a
// file name.
func normal(base string) (text, host string) {
	base = strings.TrimRight(strings.TrimSpace(base), "/")
	u, err := url.Parse(base)
	if err != nil || u.Host == "" {
		return base, "api"
	}
	u.User, u.RawQuery, u.Fragment = nil, "", ""
	u.Scheme, u.Host = strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	return u.String(), strings.Map(plain, u.Host)
}

// plain keeps what every file system takes in a name.
func plain(r rune) rune {
	if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.' || r == '-' {
		return r
	}
	return '_'
}
