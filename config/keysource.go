package config

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// A key source as key_from writes it, in the manner of openssl's -passin: what kind of
// place it is, and which one.
const (
	// FromCLI is that of the official CLI's login.
	FromCLI     = "cli"
	fromKeyring = "keyring"
	fromEnv     = "env"
	fromFile    = "file"
	fromCommand = "command"
)

// KeyringService is under which service the system's keyring has keys when key_from
// does not name one.
const KeyringService = "lipdash"

// keySource is where a key comes from. A refused text is never repeated: it may be the
// key itself.
func keySource() rule[string] {
	const values = "cli, keyring, env:NAME, file:PATH or command:WORDS"
	return rule[string]{values: values, parse: func(text string) (string, error) {
		kind, of, named := strings.Cut(text, ":")
		of = strings.TrimSpace(of)
		switch kind = strings.TrimSpace(kind); {
		case kind == FromCLI && !named:
			return kind, nil
		case kind == fromKeyring && (!named || of != ""):
			return strings.TrimSuffix(kind+":"+of, ":"), nil
		case kind == fromEnv && variable(of), kind == fromFile && of != "", kind == fromCommand && of != "":
			return kind + ":" + of, nil
		}
		return "", errors.New("must say where the key is, not hold it: " + values)
	}}
}

// variable tells whether a text can be the name of an environment variable.
func variable(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool { return r <= ' ' || r == '=' || r > '~' })
}

// ShownSource is a key source for people: of a command only its first word, since its
// arguments may hold a secret.
func ShownSource(from string) string {
	kind, of, _ := strings.Cut(from, ":")
	if words := strings.Fields(of); kind == fromCommand && len(words) > 1 {
		return kind + ":" + words[0] + " …"
	}
	return from
}

// KeyHint says in a few words how the key of a source is replaced when it is refused, or, with
// none, put there. It names that place and no other: a key that is set elsewhere is not looked
// at.
func KeyHint(from string, none bool) string {
	another, again := "another key", " again"
	if none {
		another, again = "a key", ""
	}
	kind, of, _ := strings.Cut(from, ":")
	switch kind {
	case fromEnv:
		return "set " + another + " in " + of + " and start again"
	case fromFile:
		return "put " + another + " into " + oneLine(of)
	case fromCommand:
		return "change what " + oneLine(strings.Fields(of)[0]) + " gives"
	case fromKeyring:
		service, user := keyringPlace(of)
		return "put " + another + " into the system's keyring, " + oneLine(service+"/"+user)
	case FromCLI:
		return "log in" + again + " with HeyGen's own CLI"
	}
	if none {
		return "start lipdash in a terminal and paste one, set " + keyVariable + ", or log in with HeyGen's own CLI"
	}
	return "set " + another + " in " + keyVariable + " and start again, or run the official login"
}

// Hint says what to do when the key of a profile is refused; from is the setting key_from.
func (k Key) Hint(from, profile string) string {
	switch {
	case k.Stored != "":
		return "paste another key in the dashboard, or have this one forgotten with " + forgetting(profile)
	case k.Origin == "":
		return "paste another key, or start again: this one was for this run only"
	}
	return KeyHint(from, false)
}

// keyringPlace is the service and the user of a keyring source.
func keyringPlace(of string) (service, user string) {
	service, user, both := strings.Cut(of, "/")
	if !both {
		service, user = KeyringService, of
	}
	return service, cmp.Or(user, DefaultProfile)
}

// FindKey looks for a key where the setting key_from says, and says where it looked. It
// only reads. Without one it looks in HEYGEN_API_KEY, then for what lipdash stored for the
// profile, then in the official CLI's credentials file (api.md 1.6).
//
// The error says what is wrong with a place that holds something unusable: that
// is not the same as nothing, and no place after it is tried, because it may belong
// to another account. No key anywhere is no error.
func FindKey(ctx context.Context, src Source, from, profile string) (Key, []LookedIn, error) {
	kind, of, _ := strings.Cut(from, ":")
	var key Key
	var looked LookedIn
	var err error
	switch kind {
	case "":
		return findUsual(ctx, src, profile)
	case FromCLI:
		key, looked, err = keyFromCLI(src)
	case fromEnv:
		key, looked, err = keyFromEnv(src, of)
	case fromFile:
		key, looked, err = keyFromFile(src, src.Expand(of), oneLine(of), "")
	case fromCommand:
		key, looked, err = keyFromCommand(ctx, src, of)
	case fromKeyring:
		key, looked, err = keyFromKeyring(ctx, src, of)
	}
	return key, []LookedIn{looked}, err
}

// keyFromCommand runs a command, such as a password manager's, and takes what it prints.
func keyFromCommand(ctx context.Context, src Source, command string) (Key, LookedIn, error) {
	name := oneLine(strings.Fields(command)[0])
	looked := LookedIn{Where: "the output of " + name, Found: "nothing is run here"}
	if src.Command == nil {
		return Key{}, looked, nil
	}
	out, err := src.Command(ctx, command)
	return taken(out, err, name, looked)
}

// keyFromKeyring asks the system's keyring.
func keyFromKeyring(ctx context.Context, src Source, of string) (Key, LookedIn, error) {
	service, user := keyringPlace(of)
	looked := LookedIn{Where: oneLine("the system's keyring, " + service + "/" + user), Found: "there is none here"}
	if src.Keyring == nil {
		return Key{}, looked, nil
	}
	secret, err := src.Keyring(ctx, service, user)
	if errors.Is(err, fs.ErrNotExist) {
		looked.Found = "not in it"
		return Key{}, looked, nil
	}
	return taken([]byte(secret), err, "the keyring", looked)
}

// taken is the key in what a place gave. The error never repeats it.
func taken(out []byte, err error, origin string, looked LookedIn) (Key, LookedIn, error) {
	clean := ""
	if err == nil {
		if clean, err = CleanKey(string(out)); err != nil {
			err = fmt.Errorf("what it gives is no key: %w", err)
		}
	}
	if err != nil {
		looked.Found = oneLine(err.Error())
		return Key{}, looked, fmt.Errorf("%s: %s", looked.Where, looked.Found)
	}
	key := Key{Key: clean, Origin: origin}
	looked.Found = "found, " + key.String()
	return key, looked, nil
}

// Asks tells whether a source may ask a person before it gives a key, so that it is
// better asked once.
func Asks(from string) bool {
	kind, _, _ := strings.Cut(from, ":")
	return kind == fromCommand || kind == fromKeyring
}
