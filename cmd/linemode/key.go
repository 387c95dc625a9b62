package linemode

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
)

// KeyOptions are what asking for an API key needs.
type KeyOptions struct {
	In  io.Reader
	Out io.Writer
	// Why is why one is asked for; it is the error of whoever gives none.
	Why error
	// Secret reads a line that is not shown. It asks for it when nothing that is typed would
	// be shown any more.
	Secret func(ctx context.Context, ask func()) (string, error)
	// Check has a key checked with one read, Keep stores one that is good.
	Check func(ctx context.Context, key string) error
	Keep  func(ctx context.Context, pasted action.UseKey) calls.Kept
	// Places are where it can be kept.
	Places action.KeyPlaces
}

// AskKey asks a person for an API key until HeyGen takes one or an empty line leaves, and keeps
// it where the person says. The key is never printed.
func AskKey(ctx context.Context, o KeyOptions) (key string, err error) {
	say := func(text string) { write(o.Out, sentence(text)+"\n") }
	say(reason(o.Why))
	say("Get a key at app.heygen.com/settings/api and paste it here. It is not shown, and checked with one read. An empty line leaves.")
	for {
		key, err = o.Secret(ctx, func() { write(o.Out, "key: ") })
		write(o.Out, "\n")
		if key = strings.TrimSpace(key); ctx.Err() != nil {
			return "", context.Cause(ctx)
		} else if err != nil || key == "" {
			return "", said{o.Why}
		}
		err = o.Check(ctx, key)
		if err == nil {
			break
		} else if ctx.Err() != nil {
			return "", context.Cause(ctx)
		}
		say(reason(err))
	}
	keep, err := askKeep(ctx, o, say)
	if err == nil {
		say(o.Keep(ctx, action.UseKey{Key: key, Keep: keep}).String())
	}
	return key, err
}

// askKeep asks where a key is kept. Whoever has no more to say keeps it for this run.
func askKeep(ctx context.Context, o KeyOptions, say func(string)) (action.Keep, error) {
	if !o.Places.Any() {
		if o.Places.First != "" {
			say(o.Places.Says(action.KeepRun))
		}
		return action.KeepRun, nil
	}
	words := make([]string, 0, len(o.Places.All()))
	for _, k := range o.Places.All() {
		words = append(words, k.Short())
		say(k.Short() + ": " + o.Places.Says(k))
	}
	if why := o.Places.NoKeyring; why != "" {
		say(why)
	}
	in := newInput(o.In, o.Out, true, nil)
	usual := o.Places.Usual()
	for {
		answer, err := in.next(ctx, fmt.Sprintf("Keep it in: %s. Empty for %s: ", strings.Join(words, ", "), usual.Short()))
		switch {
		case errors.Is(err, io.EOF):
			return action.KeepRun, nil
		case err != nil:
			return "", err
		case answer == "":
			return usual, nil
		}
		for _, k := range o.Places.All() {
			if strings.EqualFold(answer, k.Short()) {
				return k, nil
			}
		}
		say(`That is none of them: "` + answer + `"`)
	}
}
