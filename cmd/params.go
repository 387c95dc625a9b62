package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/pflag"

	"lipdash/api"
	"lipdash/cmd/host"
	"lipdash/ui/state/voices"
)

// inputFlags are what a lipsync is made from: a flag for each parameter, a body, a draft.
type inputFlags struct {
	params      []*paramFlag
	data, draft string
	// pattern is that of titles.
	pattern string
	// titled is what gave a title that is one and no pattern, "" for nothing.
	titled string
	// untitled tells that having no title is what was asked for.
	untitled bool
}

func (f *inputFlags) add(flags *pflag.FlagSet) {
	for _, p := range api.Params() {
		one := &paramFlag{param: p}
		f.params = append(f.params, one)
		flag := flags.VarPF(one, flagOf(p.Name), "", one.help())
		if one.Type() == "bool" {
			flag.NoOptDefVal = "true"
		}
	}
	flags.StringVar(&f.pattern, "title-pattern", "", "what each of several lipsyncs is called, a `pattern` of {"+strings.Join(voices.Fields(), "} {")+"}; one that tells them apart without it")
	flags.StringVarP(&f.data, "data", "d", "", "the body as `JSON`: a file, - for standard input, or the text itself; flags win over it")
	flags.StringVar(&f.draft, "draft", "", "begin with the draft of this `id`, which is gone once it is made")
	flags.SetNormalizeFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
		return pflag.NormalizedName(flagOf(name))
	})
}

// flagOf is the flag of a parameter, as in HeyGen's own CLI.
func flagOf(param string) string { return strings.ReplaceAll(param, "_", "-") }

// paramFlag is the flag of a parameter.
type paramFlag struct {
	param api.Param
	text  string
	given bool
	// all are the texts of a flag that was given several times.
	all []string
}

// Set is called with the flag's text; without any it is as if nothing was given.
func (f *paramFlag) Set(text string) error {
	if err := f.param.Check(text); err != nil && strings.TrimSpace(text) != "" {
		return err
	}
	f.text, f.given = text, true
	if strings.TrimSpace(text) != "" {
		f.all = append(f.all, text)
	}
	return nil
}

// String is the text that counts.
func (f *paramFlag) String() string { return f.text }

// Type names the value in help.
func (f *paramFlag) Type() string {
	switch f.param.Kind {
	case api.KindBool, api.KindTriState:
		return "bool"
	case api.KindSource:
		return "source"
	case api.KindSeconds:
		return "time"
	case api.KindURL:
		return "link"
	case api.KindEnum:
		if len(f.param.Enum) > 2 {
			return "word"
		}
		return strings.Join(f.param.Enum, "|")
	}
	return "text"
}

// help is the parameter's sentence as a phrase.
func (f *paramFlag) help() string {
	help := strings.TrimSuffix(f.param.Help, ".")
	r, size := utf8.DecodeRuneInString(help)
	help = string(unicode.ToLower(r)) + help[size:]
	if f.param.Kind == api.KindSeconds {
		help += " (90 or 1:30)"
	}
	if f.param.Default == "true" {
		help += " (true unless =false)"
	}
	return help
}

// mostBody bounds how much is read as a body.
const mostBody = 1 << 20

// values are the texts by parameter name. Flags win over the body, and the body over the
// draft.
func (f *inputFlags) values(ctx context.Context, v *invocation) (map[string]string, error) {
	values := map[string]string{}
	if f.draft != "" {
		d, err := draftOf(ctx, v, f.draft)
		if err != nil {
			return nil, err
		}
		f.draft = d.ID
		maps.Copy(values, d.Values)
	}
	if f.data != "" {
		body, err := readBody(f.data, v.streams.in)
		if fields := api.FieldErrors(nil); errors.As(err, &fields) {
			return nil, usageError{fieldsError{fields, false}}
		} else if err != nil {
			return nil, usageError{fmt.Errorf("--data: %w", err)}
		}
		maps.Copy(values, body)
		if title, written := body["title"]; strings.TrimSpace(title) != "" {
			f.titled = "the body's title"
		} else {
			f.untitled = written
		}
	}
	for _, p := range f.params {
		if p.given {
			values[p.param.Name] = p.text
		}
	}
	if title := f.of("title"); title.given {
		f.titled, f.untitled = "", true
		if title.all != nil {
			f.titled = "--title"
		}
	}
	maps.DeleteFunc(values, func(_, v string) bool { return strings.TrimSpace(v) == "" })
	return values, nil
}

// of is the flag of a parameter.
func (f *inputFlags) of(param string) *paramFlag {
	return f.params[slices.IndexFunc(f.params, func(p *paramFlag) bool { return p.param.Name == param })]
}

// readBody reads --data.
func readBody(data string, in io.Reader) (map[string]string, error) {
	if strings.HasPrefix(strings.TrimSpace(data), "{") {
		return api.ParseBody([]byte(data))
	}
	if data != "-" {
		file, err := os.Open(host.Expand(data))
		if err != nil {
			return nil, err
		}
		defer file.Close() //nolint:errcheck // only read
		in = file
	}
	raw, err := io.ReadAll(io.LimitReader(in, mostBody))
	if err != nil {
		return nil, err
	}
	return api.ParseBody(raw)
}
