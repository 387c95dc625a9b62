package config

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
)

// readFile reads the settings file. A missing one is only worth a word when it was
// asked for by name.
func readFile(src Source, flag string) (document, []Notice) {
	path, named := FilePath(src, flag)
	if path == "" {
		return document{}, nil
	}
	data, err := src.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && !named {
		return document{name: filepath.Base(path)}, nil
	}
	if err != nil {
		return document{name: filepath.Base(path)}, []Notice{{Origin: Origin{Kind: FromFile, Where: path}, Problem: "cannot be read, " + reason(err), Instead: "Using no file"}}
	}
	doc := decode(string(data))
	doc.name = filepath.Base(path)
	return doc, nil
}

// broken says which lines are no TOML. One that may say which account is meant stops.
func (l *loader) broken(src Source, flags map[string]string, doc document) (notes []Notice) {
	name, origin := l.chosen(src, flags)
	for _, f := range doc.flaws {
		n := Notice{Origin: at(doc.name, f.line), Problem: f.what, Instead: f.instead, Stop: f.stops(name, origin.Kind > FromFile)}
		if n.Stop {
			n.Problem += "; it may say which account is meant"
		}
		notes = append(notes, n)
	}
	return notes
}

// FilePath is the settings file to read, "" where there is no folder for it, and
// whether somebody named it: by the flag, whose text is given, or the variable.
func FilePath(src Source, flag string) (path string, named bool) {
	for _, p := range []string{flag, src.env("LIPDASH_CONFIG")} {
		if p != "" {
			return src.Expand(p), true
		}
	}
	dir, err := src.UserConfigDir()
	if err != nil {
		return "", false
	}
	return filepath.Join(dir, "lipdash", "config.toml"), false
}

// table sets what a table of the file holds, in its own order; profile is the one it
// is of, "" for what stands above all tables.
func (l *loader) table(doc document, values map[string]any, profile string) {
	under := ""
	if profile != "" {
		under = dotted(profilesKey, profile, "")
	}
	line := func(key string) int { return doc.lines[under+key] }
	keys := slices.SortedFunc(maps.Keys(values), func(a, b string) int {
		return cmp.Or(cmp.Compare(line(a), line(b)), cmp.Compare(a, b))
	})
	for _, key := range keys {
		origin := at(doc.name, line(key))
		origin.Profile = profile
		spec, known := specOf(key)
		if !known || profile != "" && key == "profile" {
			l.unknown(key, values[key], origin)
			continue
		}
		text, err := textOf(spec, values[key])
		if err != nil {
			l.wrong = append(l.wrong, refusal{spec, origin, err, profile != ""})
			continue
		}
		l.set(spec, text, origin, profile != "")
	}
}

// textOf turns a TOML value into the text form all layers share.
func textOf(s Spec, v any) (string, error) {
	switch v := v.(type) {
	case int64:
		if s.kind == wholeValue || s.kind == amountValue {
			return strconv.FormatInt(v, 10), nil
		}
	case float64:
		if s.kind == amountValue {
			return strconv.FormatFloat(v, 'g', -1, 64), nil
		}
	case bool:
		if s.kind == boolValue {
			return strconv.FormatBool(v), nil
		}
	case string:
		if s.kind == textValue || s.kind == wordsValue {
			return v, nil
		}
	case []any:
		if text, ok := wordsOf(v); ok && s.kind == wordsValue {
			return text, nil
		}
	}
	return "", fmt.Errorf("must be %s%s, not %s", s.kind.words(), s.Values, typeName(v))
}

// wordsOf is a list of texts as JSON.
func wordsOf(list []any) (text string, ok bool) {
	for _, v := range list {
		if _, ok := v.(string); !ok {
			return "", false
		}
	}
	raw, err := json.Marshal(list)
	return string(raw), err == nil
}

// words are what a value must be, before which ones there are.
func (k kindOfValue) words() string {
	return [...]string{textValue: "text in quotes, ", wholeValue: "a whole number, ", amountValue: "a number, ", boolValue: "", wordsValue: ""}[k]
}

func typeName(v any) string {
	switch v.(type) {
	case string:
		return "text in quotes"
	case int64, float64:
		return fmt.Sprint(v)
	case bool:
		return fmt.Sprint(v)
	case []any, []map[string]any:
		return "a list"
	case map[string]any:
		return "a table"
	}
	return "a date"
}

func at(name string, line int) Origin {
	if line <= 0 {
		return Origin{Kind: FromFile, Where: name}
	}
	return Origin{Kind: FromFile, Where: fmt.Sprintf("%s line %d", name, line), Line: line}
}

// reason is an error without the path, which the notice names already.
func reason(err error) string {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err.Error()
	}
	return err.Error()
}
