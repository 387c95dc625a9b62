package api

// Kind is how a create parameter is written and edited.
type Kind int

// The kinds of create parameters.
const (
	// KindSource is a URL, an asset id, or (in the form and on the command
	// line, until it is uploaded) a local path.
	KindSource Kind = iota
	KindEnum
	KindText
	KindBool
	// KindTriState is a bool that may also be unset.
	KindTriState
	// KindSeconds is a number of seconds, finite and not negative.
	KindSeconds
	KindURL
)

// Param describes one of the sixteen parameters of POST /v3/lipsyncs (api.md
// 2). The form, the flags, the printed schema and the docs come from it.
type Param struct {
	// Name is the field's name on the wire, also in an error's param.
	Name string
	// Label is a few lower-case words for a form ("remove music").
	Label string
	Kind  Kind
	// Required parameters are video and audio.
	Required bool
	// Enum lists the allowed words of a KindEnum; fps_mode's are documented
	// only in words, so others are let through there (Open).
	Enum []string
	Open bool
	// Default is the server's default in text form, "" for unset.
	Default string
	// Help is one sentence.
	Help string
	// Rare parameters are folded away in the form.
	Rare bool
}
