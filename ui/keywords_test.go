package ui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// keyInWords are words that name a key: by its name, or a letter before a verb.
var keyInWords = regexp.MustCompile(`\b(esc|enter|tab|space|backspace|pgdn|pgup|ctrl\+\w|shift\+\w+)\b` +
	`|(^|[,:.;] |\b(then|press|and|with|by|or) )[A-Za-z0-9.,/!?:]\b (on|then|in|it|[a-z]+s)\b` +
	`|(, |then |press )([A-Zb-z0-9]|[,./!?:])$` + `|\b[A-Zb-z] (loads|stops|shows|opens|ends|goes|marks|takes|fetches|makes|tries|sends)\b`)

// mayName are rooms and words that are about keys which nobody can change, or about no keys.
var mayName = map[string]bool{
	"kit/keymap": true, "kit/textline": true, "uitest": true,
	// What edits a field whose text nobody sees.
	"pane/firstrun/firstrun.go": true, "overlay/confirm/dialog.go": true,
	" by a guess": true, "shift+drag": true,
}

// TestNoSentenceNamesAKeyByItself holds that words name a key by its command, so that they
// follow who gives it another one.
func TestNoSentenceNamesAKeyByItself(t *testing.T) {
	seen := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || mayName[filepath.ToSlash(filepath.Dir(path))] || mayName[filepath.ToSlash(path)] {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			seen++
			text, err := strconv.Unquote(lit.Value)
			if err == nil && keyInWords.MatchString(text) && !mayName[text] {
				t.Errorf("%s: %q", set.Position(lit.Pos()), text)
			}
			return true
		})
		return nil
	})
	if err != nil || seen < 1000 {
		t.Fatal(err, seen)
	}
}
