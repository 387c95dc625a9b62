package form_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/pane/form"
	"lipdash/ui/state/create"
	"lipdash/ui/uitest"
)

var plain = theme.New(theme.Options{})

func newForm() *form.Form {
	f := form.New(keymap.Default())
	f.SetSize(120, 34)
	return f
}

// sends tells whether an action makes what the form holds.
func sends(act action.Action) bool {
	_, ok := act.(action.SubmitForm)
	return ok
}

// checked tells the form what is known of a file.
func checked(f *form.Form, param, path string, file api.LocalFile) {
	file.Path = path
	f.FileChecked(param, file)
}

// advised is a form whose advice is the room's, at a time.
func advised(f *form.Form, now func() time.Time) *form.Form {
	f.Advisor(func(h form.Held) form.Advice {
		return form.Advice{Warnings: create.Inputs{Values: h.Values, Files: h.Files}.Warnings(now())}
	})
	return f
}

// priced is a form whose job costs something.
func priced(f *form.Form, cost, why string) {
	f.Advisor(func(form.Held) form.Advice {
		return form.Advice{Cost: cost, Why: why}
	})
}

// offered are paths as they are offered for completion.
func offered(paths ...string) (out []api.LocalFile) {
	for _, p := range paths {
		f := api.LocalFile{Path: p, Folder: strings.HasSuffix(p, "/")}
		if !f.Folder {
			f.Size = 12_100_000
		}
		out = append(out, f)
	}
	return out
}

// press plays keys and reports the last answer.
func press(f *form.Form, keys ...string) (act action.Action, handled bool) {
	for _, k := range keys {
		act, handled = f.Key(uitest.Key(k))
	}
	return act, handled
}

// write types text as key presses and reports the last action.
func write(f *form.Form, text string) (act action.Action) {
	for _, r := range text {
		act, _ = f.Key(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	return act
}

func text(f *form.Form) string { return ansi.Strip(f.View(plain)) }

func has(t *testing.T, f *form.Form, wants ...string) {
	t.Helper()
	for _, w := range wants {
		if !strings.Contains(text(f), w) {
			t.Fatalf("%q is missing:\n%s", w, text(f))
		}
	}
}

func hasNot(t *testing.T, f *form.Form, bads ...string) {
	t.Helper()
	for _, b := range bads {
		if strings.Contains(text(f), b) {
			t.Fatalf("%q is there:\n%s", b, text(f))
		}
	}
}

// filled is a form with two links.
func filled() *form.Form {
	f := newForm()
	f.SetValues(map[string]string{"video": "https://example.com/v/ep018.mp4", "audio": "https://example.com/a.wav"})
	return f
}

// focused is the parameter with the focus.
func focused(f *form.Form) (api.Param, bool) {
	if strings.Contains(text(f), "takes one out") {
		return api.Param{}, false // the list of voices has it
	}
	return api.ParamByName(f.Place().Param)
}

// fill gives the field with the focus a value by its kind and reports it.
func fill(f *form.Form, p api.Param) string {
	typed := map[api.Kind]string{
		api.KindSource: "https://example.com/x", api.KindText: "word",
		api.KindURL: "https://example.com/cb", api.KindSeconds: strconv.Itoa(len(p.Name)),
	}
	if v := typed[p.Kind]; v != "" {
		write(f, v)
		return v
	}
	press(f, "space")
	switch {
	case p.Kind == api.KindEnum && p.Default == p.Enum[0]:
		return p.Enum[1]
	case p.Kind == api.KindEnum:
		return p.Enum[0]
	}
	return strconv.FormatBool(p.Default != "true")
}
