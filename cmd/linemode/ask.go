package linemode

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/format"
)

// rest are the parameters that are asked for on demand.
func rest() (names []string) {
	for _, p := range api.Params() {
		if !slices.Contains(first, p.Name) {
			names = append(names, p.Name)
		}
	}
	return names
}

var errBack = errors.New("back")

// askAll asks for parameters, one after the other, and keeps each answer as a draft.
func (d *dialog) askAll(ctx context.Context, values map[string]string, names []string) error {
	suggested := ""
	if name := submission.TitleFrom(values["video"]); values["title"] == name {
		suggested = name // of a draft: another video has another name
	}
	for i := 0; i < len(names); {
		p, _ := api.ParamByName(names[i])
		if p.Name == "title" && values["title"] == suggested { // nobody typed one; none is for having none
			if suggested = submission.TitleFrom(values["video"]); d.voices(ctx, values) != nil {
				suggested = "" // a pattern tells them apart
			}
			values["title"] = suggested
		}
		err := d.ask(ctx, values, p)
		switch {
		case errors.Is(err, errBack):
			i = max(0, i-1)
			continue
		case err != nil:
			return err
		}
		d.keep(ctx, values, p.Name)
		i++
	}
	return nil
}

// ask asks for one parameter until the answer will do.
func (d *dialog) ask(ctx context.Context, values map[string]string, p api.Param) error {
	text := question(p, d.value(p, values[p.Name]))
	if p.Name == "title" {
		if s := d.voices(ctx, values); s != nil && values["title"] == "" {
			text = "Title. A pattern for all of them: {lang} is the language, {audio} and {video} are the names of the files, and {n} is the number. Empty for " + full(s.Pattern)
		}
	}
	d.say(text)
	for {
		answer, err := d.in.next(ctx, p.Label+": ")
		if err != nil {
			return err
		}
		text, quoted := strings.CutPrefix(answer, `"`)
		if quoted {
			text = strings.TrimSuffix(text, `"`)
		}
		switch {
		case !quoted && strings.EqualFold(text, "cancel"):
			return errCancelled
		case !quoted && strings.EqualFold(text, "back"):
			return errBack
		case text == "" && (values[p.Name] != "" || !p.Required):
			return nil
		case text == "none" && !quoted && !p.Required:
			delete(values, p.Name)
			return nil
		}
		wrong := d.check(ctx, values, p, meantBy(p, text))
		if wrong == nil {
			return nil
		}
		if !d.o.Typed {
			return Usage{fmt.Errorf("%s: %w", p.Label, wrong)}
		}
		d.say(sentence(p.Label + ": " + wrong.Error()))
	}
}

// meantBy is the value of an answer: yes and no are those of switches.
func meantBy(p api.Param, text string) string {
	if p.Kind == api.KindBool || p.Kind == api.KindTriState {
		switch strings.ToLower(text) {
		case "yes", "y", "on":
			return "true"
		case "no", "n", "off":
			return "false"
		}
	}
	if p.Kind == api.KindEnum {
		if word, err := oneOf(p.Name, text, p.Enum); err == nil {
			return word
		}
	}
	return text
}

// check takes an answer if nothing is wrong with it, and says what a file is.
func (d *dialog) check(ctx context.Context, values map[string]string, p api.Param, text string) error {
	if text == "" {
		return errors.New("it is needed")
	}
	if err := p.Check(text); err != nil && p.Kind != api.KindSource {
		return err
	}
	with := maps.Clone(values)
	with[p.Name] = text
	in, wrong := d.o.Inspect(with)
	several := d.voices(ctx, with)
	if several != nil {
		wrong = several.wrong
	}
	if err := wrong[p.Name]; err != nil {
		return err
	}
	values[p.Name] = text
	if f, ok := in.Files[p.Name]; several != nil && p.Name == "audio" {
		d.say(several.heard())
	} else if ok {
		d.say(fileIs(f))
	}
	return nil
}

// fileIs is what a file is, for the ear.
func fileIs(f api.LocalFile) string {
	parts := []string{f.Kind}
	if f.Length > 0 {
		parts = append(parts, spoken(f.Length))
	}
	if f.Width > 0 {
		parts = append(parts, fmt.Sprintf("%d by %d", f.Width, f.Height))
	}
	return sentence("a file, " + strings.Join(append(parts, format.Size(f.Size)), ", "))
}

// question says what is asked for.
func question(p api.Param, now string) string {
	text := format.Capital(p.Label) + ". " + aloud(p.Help)
	if p.Name == "audio" {
		text += " Several voices make a lipsync each: a folder, a pattern of names, or names with commas between."
	}
	if p.Kind == api.KindEnum && !p.Open {
		text += " " + sentence(strings.Join(p.Enum, " or "))
	} else if p.Kind == api.KindBool || p.Kind == api.KindTriState {
		text += " Yes or no."
	}
	switch {
	case now != "":
		text += " Empty keeps " + now
		if !p.Required && p.Default == "" {
			text += ", none takes it away"
		}
		text += "."
	case p.Required, strings.Contains(p.Help, "empty is"), strings.Contains(p.Help, "unset leaves"):
	case p.Default != "":
		text += " Empty for " + map[string]string{"true": "yes", "false": "no"}[p.Default] + strings.NewReplacer("true", "", "false", "").Replace(p.Default) + "."
	default:
		text += " Empty for none."
	}
	return text
}
