package create

import (
	"strings"

	"lipdash/api"
	"lipdash/ui/kit/format"
)

// Uploads are local files that lipsyncs are made from: those that go up, and those that went
// up before and have not changed.
type Uploads struct {
	Files, Uploaded int
	// Bytes is how much goes up.
	Bytes int64
}

// Add counts a file.
func (u *Uploads) Add(f api.LocalFile) {
	if f.AtHeyGen {
		u.Uploaded++
		return
	}
	u.Files++
	u.Bytes += f.Size
}

// String says what goes up from this machine, and what of it is at HeyGen already, "" for
// nothing.
func (u Uploads) String() string {
	var parts []string
	if u.Files > 0 {
		parts = append(parts, format.Count(u.Files, "file to upload", "files to upload"), format.Size(u.Bytes))
	}
	if u.Uploaded > 0 {
		parts = append(parts, format.Number(u.Uploaded)+" uploaded already")
	}
	return strings.Join(parts, ", ")
}
