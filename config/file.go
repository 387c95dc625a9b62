package config

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
)

// file applies the settings file. A missing one is only worth a word when it
// was asked for by name.
func (l *loader) file(src Source, flag string) []Notice {
	path, named := filePath(src, flag)
	if path == "" {
		return nil
	}
	data, err := src.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && !named {
		return nil
	}
	name := filepath.Base(path)
	if err != nil {
		return []Notice{{Origin: Origin{FromFile, path}, Problem: "cannot be read, " + reason(err), Instead: "Using no file"}}
	}
	doc := decode(string(data))
	var notes []Notice
	for _, f := range doc.flaws {
		notes = append(notes, Notice{Origin: at(name, f.line), Problem: f.what, Instead: f.instead})
	}
	return append(notes, l.apply(name, doc)...)
}

// filePath is the file to read, and whether somebody named it.
func filePath(src Source, flag string) (path string, named bool) {
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

// apply sets what the file holds, in its own order.
func (l *loader) apply(name string, doc document) []Notice {
	keys := slices.SortedFunc(maps.Keys(doc.values), func(a, b string) int {
		return cmp.Or(cmp.Compare(doc.line(a), doc.line(b)), cmp.Compare(a, b))
	})
	var notes []Notice
	for _, key := range keys {
		origin := at(name, doc.line(key))
		spec, known := specOf(key)
		if !known {
			notes = append(notes, Notice{Origin: origin, Problem: unknown(key), Instead: "Ignored"})
			continue
		}
		text, err := textOf(spec, doc.values[key])
		if err != nil {
			l.wrong = append(l.wrong, refusal{spec, origin, err})
			continue
		}
		l.set(spec, text, origin)
	}
	return notes
}

// textOf turns a TOML value into the text form all layers share.
func textOf(s Spec, v any) (string, error) {
	switch v := v.(type) {
	case int64:
		if s.number || s.amount {
			return strconv.FormatInt(v, 10), nil
		}
	case float64:
		if s.amount {
			return strconv.FormatFloat(v, 'g', -1, 64), nil
		}
	case string:
		if !s.number && !s.amount {
			return v, nil
		}
	}
	if s.amount {
		return "", fmt.Errorf("must be a number, %s, not %s", s.Values, typeName(v))
	}
	if s.number {
		return "", fmt.Errorf("must be a whole number, %s, not %s", s.Values, typeName(v))
	}
	return "", fmt.Errorf("must be text in quotes, %s, not %s", s.Values, typeName(v))
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
		return Origin{FromFile, name}
	}
	return Origin{FromFile, fmt.Sprintf("%s line %d", name, line)}
}

// reason is an error without the path, which the notice names already.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}
