package cmd

import (
	"errors"
	"io"
	"strings"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/cmd/account"
	"lipdash/cmd/output"
	"lipdash/ui/state/create"
)

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
	in := account.Inputs(values)
	_, errs := api.ParseCreate(values)
	out := api.FieldErrors{}
	for name, err := range errs {
		if !errors.Is(err, api.ErrNotUploaded) {
			out[name] = err
		}
	}
	for name, file := range in.Files {
		if out[name] == nil && file.Problem != "" {
			out[name] = errors.New(withPath(file, values[name]))
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

// withPath is the problem with the file of a path; one that is not there is called by it.
func withPath(f api.LocalFile, path string) string {
	if f.Problem == api.NoSuchFile {
		return f.Problem + ": " + path
	}
	return problemWith(f)
}

// problemWith says why a file cannot be uploaded, and what would make one that can.
func problemWith(f api.LocalFile) string {
	if f.Convert == "" {
		return f.Problem
	}
	return f.Problem + " (" + f.Convert + ")"
}

// warnings are what speaks against inputs, by parameter, in the table's order.
func warnings(by map[string][]string) (out []warning) {
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
