package cmd

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/cmd/account"
	"lipdash/cmd/output"
	"lipdash/ui/kit/theme"
	"lipdash/ui/state/batches"
	"lipdash/ui/state/sheet"
)

// itemOf is a row of a batch, for programs.
type itemOf struct {
	Batch batchID `json:"batch"`
	Line  int     `json:"line"`
	Input string  `json:"input"`
	Title string  `json:"title"`
	ID    string  `json:"id"`
	State string  `json:"state"`
	File  string  `json:"file"`
	// Cost is null when it is not known.
	Cost   *float64 `json:"estimated_cost"`
	Reason string   `json:"reason"`
	item   record.BatchItem
}

func itemsOf(b record.Batch) []itemOf {
	var out []itemOf
	for _, it := range b.Items {
		one := itemOf{
			Batch: b.ID, Line: it.Number, Input: it.Input, Title: it.Title, ID: string(it.Job), State: string(it.State),
			File: it.Saved, Reason: strings.TrimSpace(it.Reason + " " + it.Next), item: it,
		}
		if it.Cost > 0 {
			cost := cents(it.Cost)
			one.Cost = &cost
		}
		out = append(out, one)
	}
	return out
}

func itemTable(unit string) output.Table[itemOf] {
	text := func(name string, wide bool, of func(itemOf) string) output.Column[itemOf] {
		return output.Column[itemOf]{Name: name, Wide: wide, Text: of, Look: quiet[itemOf]}
	}
	line := text(unit, false, func(i itemOf) string { return strconv.Itoa(i.Line) })
	line.Right = true
	title := text("title", true, func(i itemOf) string { return i.Title })
	title.Look = nil
	return output.Table[itemOf]{
		Columns: []output.Column[itemOf]{
			line,
			{Name: "state", Also: "status", Text: itemWord, Look: itemLook},
			title, text("input", true, func(i itemOf) string { return i.Input }), text("id", false, func(i itemOf) string { return i.ID }),
			text("file", true, func(i itemOf) string { return account.NewNear().Short(i.File) }),
			text("cost", false, func(i itemOf) string { return about(i.item.Cost) }), text("reason", true, func(i itemOf) string { return i.Reason }),
		},
		Shown: []string{unit, "state", "title", "input", "id", "reason"},
		ID:    func(i itemOf) string { return i.ID },
		Empty: "Nothing was sent.",
	}
}

// itemWord is the state as the dashboard names it.
func itemWord(i itemOf) string {
	if i.item.State == record.ItemCompleted {
		return theme.Theme{}.Status(api.StatusCompleted).Word
	}
	return i.State
}

func itemLook(i itemOf, t theme.Theme) output.Look {
	switch s := i.item.State; {
	case s.Failed():
		return output.Look{Glyph: t.Glyphs.Fail, Style: t.Fail}
	case s == record.ItemCompleted:
		return output.Look{Glyph: t.Glyphs.Done, Style: t.Done}
	case s.Asks(), s == record.ItemUnknown:
		return output.Look{Glyph: t.Glyphs.Stuck, Style: t.Warn}
	case s == record.ItemRunning:
		return output.Look{Glyph: t.Glyphs.Run, Style: t.Run}
	case i.item.Made() && !s.Ended():
		return output.Look{Glyph: t.Glyphs.Wait, Style: t.Wait}
	}
	return output.Look{Glyph: t.Glyphs.Held, Style: t.Faint}
}

func about(cost float64) string {
	if cost == 0 {
		return ""
	}
	return fmt.Sprintf("~%.2f", cost)
}

// cents is an amount as exact as an estimate may look.
func cents(amount float64) float64 { return math.Round(100*amount) / 100 }

func newBatchList(m maker) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the batches made on this machine, the newest first",
		Long: `List the batches that were made on this machine, the newest first, as HeyGen
says they are now.`,
		Example: "  lipdash batch list\n  lipdash batch list --jsonl",
		Args:    noArgs,
	}
	return m.prints(cmd, batchTable, func(ctx context.Context, v *invocation, _ []string) error {
		all, err := v.freshBatches(ctx)
		if err != nil {
			return err
		}
		return output.All(v.printer, batchTable, all)
	})
}

// batches are those of the journal. Nothing is sent while they are read.
func (v *invocation) batches(ctx context.Context) ([]record.Batch, error) {
	v.conn.idle = true
	mem, err := v.memory(ctx)
	if err != nil {
		return nil, err
	}
	return mem.Batches(ctx)
}

var batchTable = output.Table[record.Batch]{
	Columns: []output.Column[record.Batch]{
		{Name: "name", Wide: true, Text: func(b record.Batch) string { return b.Name }},
		{Name: "items", Right: true, Text: func(b record.Batch) string { return strconv.Itoa(len(b.Items)) }, Look: quiet[record.Batch]},
		{Name: "state", Wide: true, Text: func(b record.Batch) string { return batches.Of(b.Items).Sentence() }, Look: quiet[record.Batch]},
		{Name: "cost", Right: true, Text: func(b record.Batch) string { return batches.Of(b.Items).Money() }, Look: quiet[record.Batch]},
		{Name: "age", Right: true, Text: func(b record.Batch) string { return age(b.MadeAt, time.Now()) }, Look: quiet[record.Batch]},
		{Name: "id", Text: func(b record.Batch) string { return string(b.ID) }, Look: quiet[record.Batch]},
		{Name: "from", Wide: true, Text: func(b record.Batch) string { return b.From }, Look: quiet[record.Batch]},
	},
	Shown: []string{"name", "state", "age", "id"},
	Object: func(b record.Batch) any {
		sum := batches.Of(b.Items)
		made, onTheWay := sheet.Way(b)
		return map[string]any{
			"id": b.ID, "name": b.Name, "from": b.From, "created_at": b.MadeAt.Unix(), "api_batches": append([]string{}, apiIDs(b)...),
			"items": sum.Total, "made": made, "on_the_way": onTheWay, "done": sum.Done, "saved": sum.Saved, "failed": sum.Failed, "asks": sum.Asks,
			"gone": sum.Gone, "estimated_cost": cents(sum.Cost),
		}
	},
	ID:    func(b record.Batch) string { return string(b.ID) },
	Empty: "No batches were made on this machine.",
}

func apiIDs(b record.Batch) (out []string) {
	for _, id := range b.API {
		out = append(out, string(id))
	}
	return out
}

// findBatch finds a batch by its id, by the beginning of it, or by its name.
func (v *invocation) findBatch(ctx context.Context, name string) (record.Batch, error) {
	all, err := v.batches(ctx)
	if err != nil {
		return record.Batch{}, err
	}
	found := batchesAs(all, name)
	return only(found,
		misnamed{"not_found", fmt.Sprintf("No batch made on this machine is called %q.", name), "lipdash batch list names them."},
		severalBatches(found, name))
}

// batchesAs are the batches that a name means, severalBatches that they are too many.
func batchesAs(all []record.Batch, name string) []record.Batch {
	return named(all, name, leastName, func(b record.Batch) (string, string) { return string(b.ID), b.Name })
}

func severalBatches(found []record.Batch, name string) misnamed {
	return misnamed{"ambiguous", fmt.Sprintf("%d batches are called %q.", len(found), name), "Give the id of one: lipdash batch list has them."}
}

func newBatchShow(m maker) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "show BATCH",
		Short: "Show the rows of a batch and what became of them",
		Long: `Show the rows of a batch that was made on this machine, by its id or its name, as
HeyGen says they are now.`,
		Example: "  lipdash batch show week47\n  lipdash batch show week47 --columns line,id,state,reason",
		Args:    oneBatch,
	}
	return m.prints(cmd, itemTable("line"), func(ctx context.Context, v *invocation, args []string) error {
		b, err := v.freshBatch(ctx, args[0])
		if err != nil {
			return err
		}
		v.printer.Hint(fmt.Sprintf("%s, %s old: %s.", b.Name, age(b.MadeAt, time.Now()), batches.Of(b.Items).Sentence()))
		return output.All(v.printer, itemTable("line"), itemsOf(b))
	})
}

var oneBatch = oneArg("the id or the name of one batch; lipdash batch list has them")
