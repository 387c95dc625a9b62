package share

// Copied is how a text was copied.
type Copied struct {
	// How completes a sentence: "through tmux".
	How string
	// OSC52 says that the text still has to be sent through the terminal, which
	// Bubble Tea does; nobody can tell whether that arrives.
	OSC52 bool
	// Doubt is what would have to change where the text is likely to be lost on
	// its way, "" elsewhere.
	Doubt string
}

// Words say what was copied and how, with one more thing to say of it. key shows what may
// not have arrived; it is "" where that is shown anyway.
func (c Copied) Words(what, aside, key string) string {
	look := ""
	if key != "" {
		look = ", " + key + " shows it"
	}
	if aside != "" {
		aside = ", " + aside
	}
	switch {
	case c.Doubt != "":
		return what + " may be lost" + look + "; " + c.Doubt
	case c.OSC52:
		return "sent " + what + " " + c.How + look + aside
	}
	return "copied " + what + ", " + c.How + aside
}
