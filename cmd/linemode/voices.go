package linemode

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/create"
	"lipdash/ui/state/voices"
)

// set is one video and the voices that an answer names for it; asVoice are the other inputs, as
// those of one of them.
type set struct {
	voices.Plan
	asVoice create.Inputs
	wrong   api.FieldErrors
}

// voices is the set that some inputs name, nil where their audio is one voice.
func (d *dialog) voices(ctx context.Context, values map[string]string) *set {
	text := values["audio"]
	in, wrong := d.o.Inspect(values)
	_, file := in.Files["audio"]
	if text == "" || wrong["audio"] == nil && (file || api.Sources(text) == nil) {
		return nil
	}
	sources, more := d.o.Files.Voices(text)
	if more == 0 && len(sources) == 1 && sources[0] == text {
		return nil
	}
	s := voices.NewSet(values, sources, more)
	s.Looked(calls.LookAtFiles(ctx, calls.Remembering(ctx, d.o.Files, d.o.Memory), s.Paths()))
	out := &set{Plan: s.Plan(d.o.Settings.Rates, time.Now())}
	out.asVoice, out.wrong = d.o.Inspect(s.AsVoice())
	for name, why := range out.Trouble() {
		out.wrong[name] = errors.New(why)
	}
	if len(out.Made()) == 0 {
		out.wrong["audio"] = errors.New("there is no sound file of that name")
	}
	return out
}

// heard says which voices an answer names.
func (s *set) heard() string {
	var all []string
	for _, v := range s.Made() {
		all = append(all, voices.Name(v.Source))
	}
	return full(format.Count(len(all), "voice", "voices") + ": " + strings.Join(all, ", "))
}

// makeVoices says what comes of a set and what it costs, and makes it.
func (d *dialog) makeVoices(ctx context.Context, s *set) error {
	d.say(sentence(fmt.Sprintf("it makes %s in %s from %s", format.Count(len(s.Made()), "lipsync", "lipsyncs"), api.ModeOf(s.asVoice.Values), d.short(s.asVoice.Values["video"]))))
	for i, v := range s.Made() {
		parts := []string{"Audio " + voices.Name(v.Source)}
		if v.File.Length > 0 {
			parts = append(parts, spoken(v.File.Length))
		}
		text := fmt.Sprintf("Voice %d. %s", i+1, full(v.Title))
		for _, p := range append(parts, v.Warnings...) {
			text += " " + full(aloud(lengths(format.Capital(p))))
		}
		d.say(text)
	}
	d.tellOptions(s.asVoice.Values)
	d.tellAgainst(s.Warnings(s.asVoice.Files, time.Now()))
	d.say(aloud(lengths(s.Told(d.o.Settings.Rates))))
	d.tellMoney(ctx)
	sure, err := d.yes(ctx, "Make them?")
	if err != nil || !sure {
		return d.leftAs(ctx, err)
	}
	b := s.Batch()
	return d.submit(ctx, create.Intent{Values: s.Values(), Batch: &b})
}
