package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/pflag"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/cmd/host"
	"lipdash/cmd/output"
	"lipdash/ui/state/create"
)

// inputFlags are what a lipsync is made from: a flag for each parameter, a body, a draft.
type inputFlags struct {
	params      []*paramFlag
	data, draft string
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
}

// Set is called with the flag's text; without any it is as if nothing was given.
func (f *paramFlag) Set(text string) error {
	if err := f.param.Check(text); err != nil && strings.TrimSpace(text) != "" {
		return err
	}
	f.text, f.given = text, true
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
		return "seconds"
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
	}
	for _, p := range f.params {
		if p.given {
			values[p.param.Name] = p.text
		}
	}
	maps.DeleteFunc(values, func(_, v string) bool { return strings.TrimSpace(v) == "" })
	return values, nil
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

// fieldsError is what is wrong with inputs, by their flags or, in a body, by their names.
type fieldsError struct {
	errs  api.FieldErrors
	flags bool
}

func (f fieldsError) Unwrap() error { return f.errs }

func (f fieldsError) Error() string {
	var out []string
	for _, name := range f.errs.Names() {
		called := name
		if f.flags {
			called = "--" + flagOf(name)
		}
		out = append(out, called+": "+f.errs[name].Error())
	}
	return strings.Join(out, "; ")
}

// Failure names the first of them.
func (f fieldsError) Failure() output.Failure {
	return output.Failure{Code: submission.CodeInvalid, Message: f.Error(), Param: f.errs.Names()[0]}
}

// inspect looks at inputs as the form does: what is wrong with them, and what speaks against
// them, by parameter.
func inspect(values map[string]string) (create.Inputs, api.FieldErrors) {
	in := create.Inputs{Values: values, Files: map[string]api.LocalFile{}}
	_, errs := api.ParseCreate(values)
	out := api.FieldErrors{}
	for name, err := range errs {
		if !errors.Is(err, api.ErrNotUploaded) {
			out[name] = err
		}
	}
	for _, p := range api.Params() {
		if p.Kind != api.KindSource || out[p.Name] != nil {
			continue
		}
		_, path, err := api.ParseSource(values[p.Name])
		if err != nil || path == "" {
			continue
		}
		file, _ := host.Files{}.Check(path)
		in.Files[p.Name] = file
		if file.Problem != "" {
			out[p.Name] = errors.New(problemWith(file))
		}
	}
	for _, name := range submission.Withheld(values) {
		out[name] = errors.New("the link had a signature, which is not kept: give it again")
	}
	return in, out
}

// onlyFiles tells whether nothing is wrong but with local files.
func onlyFiles(in create.Inputs, wrong api.FieldErrors) bool {
	for name := range wrong {
		if _, ok := in.Files[name]; !ok {
			return false
		}
	}
	return true
}

// problemWith says why a file cannot be uploaded, and what would make one that can.
func problemWith(f api.LocalFile) string {
	if f.Convert == "" {
		return f.Problem
	}
	return f.Problem + " (" + f.Convert + ")"
}

// warnings are what speaks against inputs, in the table's order.
func warnings(in create.Inputs, now time.Time) (out []warning) {
	by := in.Warnings(now)
	for _, p := range api.Params() {
		for _, text := range by[p.Name] {
			out = append(out, warning{p.Name, text})
		}
	}
	return out
}

type warning struct {
	Param   string `json:"param"`
	Message string `json:"message"`
}

// printSchema prints the JSON Schema of the body.
func printSchema(w io.Writer) error {
	schema, err := api.CreateSchema()
	if err != nil {
		return err
	}
	_, err = w.Write(append(schema, '\n'))
	return err
}
