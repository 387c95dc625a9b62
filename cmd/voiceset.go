package cmd

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/cmd/host"
	"lipdash/cmd/output"
	"lipdash/ui/state/create"
	"lipdash/ui/state/voices"
)

// voiceSet is one video and the voices it is given.
type voiceSet struct {
	voices.Plan
	// video are the inputs but for the voice, and wrong is what is wrong with all of it.
	video create.Inputs
	wrong api.FieldErrors
	// lost says that nothing is wrong but with local files.
	lost bool
}

// audios are the texts that name the voices.
func (f *inputFlags) audios(values map[string]string) []string {
	if all := f.of("audio").all; len(all) > 0 {
		return all
	}
	return []string{values["audio"]}
}

// several tells whether the texts that name voices are a list.
func several(texts []string) bool { return len(texts) > 1 || !(host.Files{}).OneVoice(texts[0]) }

// checkTitles refuses what contradicts a pattern of titles.
func (f *inputFlags) checkTitles() error {
	if f.pattern != "" && f.titled == "--title" {
		return usageError{errors.New("--title is one title, --title-pattern one for each voice: give one of them")}
	}
	return nil
}

// titleOne gives a single lipsync its title by the pattern.
func (f *inputFlags) titleOne(values map[string]string) error {
	values["title"] = f.pattern
	p := voices.NewSet(values, []string{values["audio"]}, 0).Plan(create.Rates{}, time.Time{})
	if p.Wrong != "" {
		return usageError{fmt.Errorf("--title-pattern: %s", p.Wrong)}
	}
	values["title"] = p.Voices[0].Title
	return nil
}

// voiceSet finds the voices that are named, looks at their files, and plans.
func (f *inputFlags) voiceSet(ctx context.Context, v *invocation, values map[string]string) (*voiceSet, error) {
	sources, more := host.Files{}.VoicesOf(f.audios(values))
	set := voices.NewSet(values, sources, more)
	files := map[string]api.LocalFile{}
	if err := v.lookAtFiles(ctx, host.Files{}, set.Paths(), func(looked map[string]api.LocalFile) {
		maps.Copy(files, looked)
	}); err != nil {
		return nil, err
	}
	set.Looked(files)
	if f.pattern != "" {
		set.Values["title"] = f.pattern
	}
	out := &voiceSet{Plan: set.Plan(v.rates(), time.Now())}
	out.inspect(set)
	return out, f.titleOfAll(len(out.Made()))
}

// titleOfAll refuses one title for several lipsyncs.
func (f *inputFlags) titleOfAll(n int) error {
	if f.pattern != "" || f.titled == "" || n < 2 {
		return nil
	}
	return usageError{fmt.Errorf("%s would be that of all %d lipsyncs: give a --title-pattern such as \"Talk {lang}\", or none", f.titled, n)}
}

// inspect finds what is wrong: with the video and the options, and with the voices.
func (s *voiceSet) inspect(set voices.Set) {
	s.video, s.wrong = inspect(set.AsVoice())
	s.lost = onlyFiles(s.video, s.wrong)
	for param, why := range s.Trouble() {
		if param == "title" {
			param = "title_pattern"
		}
		s.wrong[param] = errors.New(why)
		s.lost = s.lost && param == "audio" && s.TooMany == ""
	}
	for _, v := range s.Made() {
		s.lost = s.lost && (v.Problem == "" || v.Problem == v.File.Problem)
	}
	switch kept := submission.Withheld(map[string]string{"audio": set.Values["audio"]}); {
	case len(kept) > 0:
		s.wrong["audio"], s.lost = errors.New("a link had a signature, which is not kept: give the voices again"), false
	case len(s.Made()) == 0:
		s.wrong["audio"], s.lost = errors.New("there is no such file"), true
		if info, err := os.Stat(host.Expand(set.Values["audio"])); err == nil && info.IsDir() {
			s.wrong["audio"] = errors.New("there is no sound file in that folder")
		}
	}
}

// error is what is wrong, nil for nothing.
func (s *voiceSet) error() error {
	if len(s.wrong) == 0 {
		return nil
	}
	return usageError{fieldsError{s.wrong, true}}
}

// sayWarnings says what speaks against the video and against each voice.
func (s *voiceSet) sayWarnings(p *output.Printer) {
	for _, w := range s.shared() {
		p.Note(fmt.Sprintf("--%s: %s.", flagOf(w.Param), w.Message))
	}
	for _, v := range s.Voices {
		for _, w := range v.Warnings {
			p.Note(fmt.Sprintf("%s: %s.", voices.Name(v.Source), w))
		}
	}
}

// shared are what speaks against all of them.
func (s *voiceSet) shared() []warning { return warnings(s.Warnings(s.video.Files, time.Now())) }
