package calls

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lipdash/api/record"
)

// ViewKept says whether a view of the list was kept, or with Gone forgotten.
type ViewKept struct {
	View record.View
	Gone bool
	Err  error
}

// KeepView keeps a view of the list.
func KeepView(ctx context.Context, mem Memory, v record.View) tea.Cmd {
	return func() tea.Msg { return ViewKept{View: v, Err: mem.SaveView(ctx, v)} }
}

// DropView forgets a view of the list.
func DropView(ctx context.Context, mem Memory, name string) tea.Cmd {
	return func() tea.Msg {
		return ViewKept{View: record.View{Name: name}, Gone: true, Err: mem.DeleteView(ctx, name)}
	}
}
