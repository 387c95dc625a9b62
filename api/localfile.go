package api

import "time"

// LocalFile is what is known of a file on this machine before it is uploaded (api.md
// 3.1). Problem is one sentence when it cannot be.
type LocalFile struct {
	Path string
	// Kind says what it is ("mp4").
	Kind string
	// Real is the same for all names of a file, "" when it is not known.
	Real string
	// Audio tells a sound from a video; Silent and NoPicture say what is missing.
	Audio, Silent, NoPicture bool

	// Size is in bytes.
	Size int64
	// Length, Width and Height are zero when they could not be read.
	Length        time.Duration
	Width, Height int
	Problem       string
	// Warning is one sentence when it can be uploaded and HeyGen may not like it.
	Warning string
	// Convert is the command that makes a file of it that can be uploaded, "" when there
	// is none.
	Convert string
}
