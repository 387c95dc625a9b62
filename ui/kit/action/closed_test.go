package action

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"slices"
	"strings"
	"testing"
)

// harmless are the actions that lead to no write at HeyGen, whatever follows from them in a
// profile that may only read. One that does belongs into Writes in closed.go.
const harmless = `
	Quit Back Help Suspend Redraw FocusPane Refresh Resync NextPage PrevPage FirstPage OpenJob ShowRaw
	CloseForm DiscardDraft EditText CheckFile CompletePath ListVoices CheckVoices
	AskFilter Filter EndFilter FilterState FilterReason NextSort ReverseSort ShowFailures MarkJobs LoadAll
	Undo AskCopy Copy CopyPart ShowPlain OpenLink Watch WatchAll Review ShowEntry CopyRequest CopyCall LastError
	UseTheme ToggleMouse Divide Freeze OpenPalette Press Say LeaveDemo UseProfile TestNotify AskKey UseKey UseCLIKey Download MoveTransfer MoveTransfers OpenBatch
	FetchBatch SaveResults WatchBatch GotoRow OpenFolder Show Turn OpenDemo
	UseTheme AskViews UseView AskSaveView SaveView DropView
	AskSheet OpenSheet ReadSheet EditSheet FixCell ToggleRow CompleteSheet CompleteCell`

// TestOfEveryActionItIsSaidWhetherItWrites fails for a new action until that is said.
func TestOfEveryActionItIsSaidWhetherItWrites(t *testing.T) {
	is := map[string][]string{}
	packages, err := parser.ParseDir(token.NewFileSet(), ".", func(f fs.FileInfo) bool { return !strings.HasSuffix(f.Name(), "_test.go") }, 0) //nolint:staticcheck // one folder, no build tags
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range packages["action"].Files {
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			switch {
			case ok && fn.Name.Name == "Writes":
				ast.Inspect(fn, func(n ast.Node) bool {
					if c, ok := n.(*ast.CaseClause); ok {
						for _, of := range c.List {
							is["Writes"] = append(is["Writes"], of.(*ast.Ident).Name)
						}
					}
					return true
				})
			case ok && fn.Name.Name == "isAction":
				is["isAction"] = append(is["isAction"], fn.Recv.List[0].Type.(*ast.Ident).Name)
			}
		}
	}
	known := strings.Fields(harmless)
	for _, name := range is["isAction"] {
		writes, harms := slices.Contains(is["Writes"], name), !slices.Contains(known, name)
		if writes != harms {
			t.Errorf("%s: Writes says %v, the list of harmless actions %v", name, writes, harms)
		}
	}
	for _, name := range known {
		if !slices.Contains(is["isAction"], name) {
			t.Errorf("there is no action %s", name)
		}
	}
	if len(is["isAction"]) < 80 || len(is["Writes"]) < 20 {
		t.Errorf("found %d actions, %d that write: the test does not look where they are", len(is["isAction"]), len(is["Writes"]))
	}
}
