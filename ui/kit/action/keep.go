package action

type (
	// UseKey tries a pasted API key, and keeps it where it says when it is good.
	UseKey struct {
		Key  string
		Keep Keep
	}
	// UseCLIKey opens the account that the official CLI is logged in to.
	UseCLIKey struct{}
)

// Keep is where a pasted key is kept.
type Keep string

// The places there are. KeepRun is nowhere: the key is gone when the program ends.
const (
	KeepRun     Keep = ""
	KeepFile    Keep = "file"
	KeepKeyring Keep = "keyring"
)

// KeyPlaces are where a key that is pasted can be kept. None at all is for this run alone.
type KeyPlaces struct {
	// File is the file it would go to, as it is shown, "" where there is no folder for one;
	// Keyring is the name it would have in the system's keyring.
	File, Keyring string
	// NoKeyring is why there is no keyring to store it in, "" where there is one.
	NoKeyring string
	// Stored is where lipdash stored a key of this profile before.
	Stored Keep
	// First names what is looked at before a stored key, so that one would be of no use; ""
	// for nothing.
	First string
	// Far tells that whoever would have to unlock a keyring sits elsewhere.
	Far bool
}

// Any tells whether a key can be stored at all.
func (p KeyPlaces) Any() bool { return p.First == "" && p.File != "" }

// All are the places to choose from.
func (p KeyPlaces) All() []Keep {
	switch {
	case !p.Any():
		return []Keep{KeepRun}
	case p.NoKeyring != "":
		return []Keep{KeepFile, KeepRun}
	}
	return []Keep{KeepKeyring, KeepFile, KeepRun}
}

// Usual is the place that is chosen unless somebody chooses another one: where the last key
// is, else a keyring that can be unlocked here.
func (p KeyPlaces) Usual() Keep {
	switch {
	case !p.Any():
		return KeepRun
	case p.Stored == KeepKeyring && p.NoKeyring == "", p.Stored == "" && p.NoKeyring == "" && !p.Far:
		return KeepKeyring
	}
	return KeepFile
}

// Word is a place in a word or two.
func (k Keep) Word() string {
	switch k {
	case KeepKeyring:
		return "keyring"
	case KeepFile:
		return "file, mode 0600"
	}
	return "this run only"
}

// Short is Word where there is little room.
func (k Keep) Short() string {
	switch k {
	case KeepKeyring, KeepFile:
		return string(k)
	}
	return "this run"
}

// Says is what a choice means, in one line.
func (p KeyPlaces) Says(k Keep) string {
	switch {
	case k == KeepKeyring:
		return "in the system's keyring, as " + p.Keyring
	case k == KeepFile:
		return "in " + p.File
	case p.First != "":
		return "for this run only: " + p.First + " comes first"
	case p.Stored != KeepRun:
		return "nowhere: the stored key stays as it is"
	}
	return "nowhere: it is gone when lipdash ends"
}
