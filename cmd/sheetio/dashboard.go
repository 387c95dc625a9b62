package sheetio

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/api/record"
	"lipdash/cmd/host"
	"lipdash/ui/calls"
	"lipdash/ui/state/sheet"
)

// Dashboard is how the dashboard reads, finds and edits sheets.
type Dashboard struct {
	// Getenv tells which editor is the user's.
	Getenv func(string) string
}

var _ calls.Sheets = Dashboard{}

// Read reads a sheet or a folder.
func (Dashboard) Read(path string) (sheet.Table, error) { return Read(path, "") }

// Complete lists the sheets and folders that a typed path may become.
func (Dashboard) Complete(prefix string) []string { return host.CompleteSheet(prefix) }

// Save writes the results of a batch.
func (Dashboard) Save(b record.Batch, folder string) (string, bool, error) {
	return SaveBatch(b, folder)
}

// Edit opens a sheet in the user's editor.
func (d Dashboard) Edit(path string) (tea.ExecCommand, func() error) {
	return host.EditFile(path, d.Getenv)
}
