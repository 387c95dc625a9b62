package theme

// Tone is what a text means, for whoever says so before it is known how it is drawn.
type Tone int

// The tones. Plain is how the texts around it are; an Alert needs a person.
const (
	Plain Tone = iota
	Muted
	Faint
	Accent
	Run
	Done
	Warn
	Fail
	Alert
)

// Tone is the style of a tone, plain being that of the texts around it.
func (t Theme) Tone(tone Tone, plain Style) Style {
	return [...]Style{plain, t.Muted, t.Faint, t.Accent, t.Run, t.Done, t.Warn, t.Fail, t.Fail.Bold(true)}[tone]
}
