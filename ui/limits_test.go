package ui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// The root grows with every feature unless something stops it: what a story decides belongs
// into its state room, what only the account needs into session.
const (
	mostMethods = 130
	mostFields  = 20
	mostLines   = 4500
)

func TestTheRootStaysSmall(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	methods, lines := 0, 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		parsed, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		lines += set.File(parsed.Pos()).LineCount()
		for _, d := range parsed.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && ofModel(f) {
				methods++
			}
		}
	}
	for what, n := range map[string][2]int{
		"methods of Model": {methods, mostMethods}, "fields of Model": {reflect.TypeFor[Model]().NumField(), mostFields}, "lines of the root": {lines, mostLines},
	} {
		if n[0] > n[1] {
			t.Errorf("%d %s, at most %d", n[0], what, n[1])
		}
	}
	if methods == 0 || lines == 0 {
		t.Errorf("%d methods in %d lines: nothing was counted", methods, lines)
	}
}

// ofModel tells whether a function is a method of Model.
func ofModel(f *ast.FuncDecl) bool {
	if f.Recv == nil {
		return false
	}
	on := f.Recv.List[0].Type
	if star, ok := on.(*ast.StarExpr); ok {
		on = star.X
	}
	name, ok := on.(*ast.Ident)
	return ok && name.Name == "Model"
}
