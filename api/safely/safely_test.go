package safely_test

import (
	"context"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/sync/errgroup"

	"lipdash/api/safely"
)

func TestAPanicInAGoroutineReachesTheHandler(t *testing.T) {
	told := make(chan string, 1)
	safely.OnPanic(func(value any, stack []byte) {
		if !strings.Contains(string(stack), "safely_test.fall") {
			t.Errorf("the stack does not say where:\n%s", stack)
		}
		told <- value.(string)
	})
	defer safely.OnPanic(nil)
	for name, start := range map[string]func(f func()){
		"Go":        safely.Go,
		"WaitGroup": func(f func()) { new(sync.WaitGroup).Go(safely.Func(f)) },
		"errgroup": func(f func()) {
			var g errgroup.Group
			g.Go(safely.Err(func() error { f(); return nil }))
			if err := g.Wait(); err != safely.ErrPanic { //nolint:errorlint // as it is
				t.Errorf("the group's error is %v", err)
			}
		},
	} {
		start(func() { fall(name) })
		if got := <-told; got != name {
			t.Errorf("%s told %q", name, got)
		}
	}
}

func fall(name string) { panic(name) }

// forTests are packages that only tests use: their panics end a test.
var forTests = []string{"cmd/ptytest", "ui/uitest", "ui/kit/cells/cellstest", "cmd/account/accounttest"}

func TestEveryGoroutineIsStartedSafely(t *testing.T) {
	found := 0
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		dir, _ := filepath.Rel("../..", filepath.Dir(path))
		switch {
		case err != nil:
			return err
		case d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != "../..":
			return filepath.SkipDir
		case filepath.Ext(path) != ".go", strings.HasSuffix(path, "_test.go"), dir == filepath.FromSlash("api/safely"), slices.Contains(forTests, filepath.ToSlash(dir)):
			return nil
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				t.Errorf("%s: a bare go statement; use safely.Go", files.Position(n.Pos()))
			case *ast.CallExpr:
				if startsGoroutine(n) {
					found++
					if !slices.ContainsFunc(n.Args, isSafe) {
						t.Errorf("%s: what runs in a goroutine may panic; use safely.Func or safely.Err", files.Position(n.Pos()))
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil || found == 0 {
		t.Errorf("%d goroutines found, %v", found, err)
	}
}

// startsGoroutine tells whether a call is one of those that run what they are
// given in a goroutine.
func startsGoroutine(call *ast.CallExpr) bool {
	s, ok := call.Fun.(*ast.SelectorExpr)
	return ok && !from(s, "safely") && slices.Contains([]string{"Go", "TryGo", "AfterFunc"}, s.Sel.Name)
}

func isSafe(e ast.Expr) bool {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	s, ok := call.Fun.(*ast.SelectorExpr)
	return ok && from(s, "safely")
}

func from(s *ast.SelectorExpr, pkg string) bool {
	x, ok := s.X.(*ast.Ident)
	return ok && x.Name == pkg
}

func TestAContextEndsTheWaitForWhatHeedsNone(t *testing.T) {
	if got, err := safely.Await(t.Context(), func() (int, error) { return 3, nil }); got != 3 || err != nil {
		t.Errorf("%d, %v", got, err)
	}
	why := errors.New("enough")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(why)
	hangs := make(chan struct{})
	defer close(hangs)
	if got, err := safely.Await(ctx, func() (int, error) { <-hangs; return 3, nil }); got != 0 || !errors.Is(err, why) {
		t.Errorf("%d, %v", got, err)
	}
}
