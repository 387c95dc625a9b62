package account

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"lipdash/journal"
)

// Place is where journals are kept, and which account a key belongs to, so that
// a start without a network finds the right one.
type Place struct {
	// Dir is the user's state folder for lipdash; "" when there is none.
	Dir string
	// Base is the API's base URL.
	Base string
	// Secret is the key or token. Only a hash of it is ever written, and it is
	// named to the journal so that it never is.
	Secret string
}

// Open opens the journal of an account. With an empty username it is the one
// this key belonged to last time, and ok is false when that is not known. A
// journal that cannot be opened is nil, with a sentence that says why; one that
// another process keeps locked is waited for.
func (p Place) Open(ctx context.Context, username string) (j *journal.Journal, trouble string, ok bool) {
	known := p.known()
	if username == "" {
		username = known[p.fingerprint()]
	}
	if username == "" {
		return nil, "", false
	}
	if p.Dir == "" {
		return nil, "There is no folder for the journal: nothing is remembered after this run.", true
	}
	j, err := openPatiently(ctx, p.Path(username))
	if err != nil {
		return nil, journal.Sentence(err), true
	}
	j.Hide(p.Secret)
	if known[p.fingerprint()] != username {
		p.learn(known, username)
	}
	return j, "", true
}

// Path is the journal's file of an account, there or not, "" when there is no folder for it
// or when it is not known whose the key is. With an empty username it is the account which the
// key belonged to last time.
func (p Place) Path(username string) string {
	if username == "" {
		username = p.known()[p.fingerprint()]
	}
	if p.Dir == "" || username == "" {
		return ""
	}
	return journal.Path(p.Dir, journal.Account{Base: p.Base, User: username})
}

// lockedAgain is how long a locked journal is left alone: each attempt waits for
// the lock as well.
const lockedAgain = time.Second

func openPatiently(ctx context.Context, path string) (*journal.Journal, error) {
	for {
		j, err := journal.Open(ctx, path)
		if !errors.Is(err, journal.ErrBusy) {
			return j, err
		}
		if !journal.Sleep(ctx, lockedAgain) {
			return nil, ctx.Err()
		}
	}
}

func (p Place) file() string { return filepath.Join(p.Dir, "accounts.json") }

// fingerprint stands for a key on one base URL; it cannot be turned back.
func (p Place) fingerprint() string {
	sum := sha256.Sum256([]byte("lipdash account\x00" + p.Base + "\x00" + p.Secret))
	return hex.EncodeToString(sum[:8])
}

// known is whose the keys are that were learned here; a spoiled list is an empty
// one.
func (p Place) known() map[string]string {
	if p.Dir == "" {
		return map[string]string{}
	}
	var out map[string]string
	raw, err := os.ReadFile(p.file())
	if err != nil || json.Unmarshal(raw, &out) != nil || out == nil {
		return map[string]string{}
	}
	return out
}

// learn remembers whose key this is. It is only a short cut for the next start:
// when it cannot be written, the next start asks first.
func (p Place) learn(known map[string]string, username string) {
	known[p.fingerprint()] = username
	raw, err := json.Marshal(known)
	if err != nil {
		return
	}
	tmp := fmt.Sprintf("%s.%d", p.file(), os.Getpid())
	if os.WriteFile(tmp, raw, 0o600) == nil {
		_ = os.Rename(tmp, p.file())
	}
}
