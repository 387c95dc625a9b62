package calls

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lipdash/api/record"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/create"
)

// BatchesRead are the batches that were made here.
type BatchesRead struct {
	List []record.Batch
	Err  error
}

// ReadBatches asks which batches were made here, and how far they are.
func ReadBatches(ctx context.Context, mem Memory) tea.Cmd {
	return func() tea.Msg {
		got, err := mem.Batches(ctx)
		return BatchesRead{List: got, Err: err}
	}
}

// SaveResults writes the results of a batch into a file, and says where it is.
func SaveResults(sheets Sheets, b record.Batch, name, folder string) tea.Cmd {
	return func() tea.Msg {
		path, again, err := sheets.Save(b, folder)
		said := name + ": " + format.Count(len(b.Items), "row", "rows") + " with what became of each in " + path
		if again {
			said += ", in place of the older ones"
		}
		return Opened{Said: said, Err: err, Failed: "no results were written: "}
	}
}

// BatchRetried says how many items of a batch are tried again.
type BatchRetried struct {
	N   int
	Err error
}

// RetryBatch tries items of a batch again.
func RetryBatch(ctx context.Context, mem Memory, r create.Retry) tea.Cmd {
	return func() tea.Msg {
		again := make(map[int]map[string]string, len(r.Items))
		for _, n := range r.Items {
			again[n] = nil
		}
		n, err := mem.RetryBatch(ctx, r.Batch, again)
		return BatchRetried{N: n, Err: err}
	}
}
