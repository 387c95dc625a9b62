package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lipdash/cmd/account"
	"lipdash/cmd/output"
	"lipdash/cmd/sheetio"
	"lipdash/ui/state/sheet"
)

// batchFlags are which rows of a sheet are sent, and how the command stays with them.
type batchFlags struct {
	makingFlags
	defaults []*paramFlag

	dryRun, skipTrouble, again, retryFailed, yes bool
	lines, title, encoding, results              string
	first                                        int
}

func newBatch(m maker) *cobra.Command {
	var f batchFlags
	cmd := &cobra.Command{
		Use:   "batch FILE",
		Short: "Make many lipsyncs from a sheet or a folder",
		Long: `Make a lipsync of each row of a sheet: a CSV (whatever separates its columns), JSON as
the API's batch takes it, JSON lines, a folder whose files are paired by name
(ep01.mp4 with ep01_de.wav), or - for standard input. Columns are called as the
parameters, or as people call them (Video URL, Audio File, Captions); relative paths
begin where the sheet lies. A flag for a parameter stands for cells that are empty.

Every row is checked before anything is sent: files by what is in them, links, lengths,
what the journal knows as made before, what is in the sheet twice, the cost by estimate
against the wallet and the day's limit. --dry-run prints that and sends nothing, with
the exit code that sending would have had. On a terminal you are asked before anything
is sent. Elsewhere nothing is sent when a row cannot go (--skip-trouble sends the
others), or when the cost is above the wallet or the day's limit (--first, --over-limit).

What was made before is left out. The same command can be killed at any moment and
started again: no row is made twice, and what was refused or could not go is sent then.
--again makes a sheet once more on purpose; give it an --idempotency-key of its own where
it may be killed. Results go to a file beside the sheet; lipdash batch results prints
those of any sheet.`,
		Example: `  lipdash batch week47.csv --dry-run
  lipdash batch week47.csv --mode precision --title "week 47"
  lipdash batch week47.csv --lines 2-20,31 --results done.csv
  lipdash batch week47.csv --skip-trouble --queue
  lipdash batch list`,
		Args: oneArg("one sheet: a CSV or JSON file, a folder, or - for standard input"),
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.BoolVar(&f.dryRun, "dry-run", false, "check and list the rows, send nothing")
	flags.BoolVar(&f.skipTrouble, "skip-trouble", false, "leave out the rows that cannot go, send the others")
	flags.BoolVar(&f.again, "again", false, "also rows that were made before")
	flags.BoolVar(&f.retryFailed, "retry-failed", false, "also rows of this sheet whose job failed at HeyGen")
	flags.StringVar(&f.lines, "lines", "", "only these `lines` of the sheet, such as 2-20,31")
	flags.IntVar(&f.first, "first", 0, "only the first `n` rows that can go")
	flags.BoolVar(&f.yes, "yes", false, "without asking, also on a terminal")
	flags.StringVar(&f.title, "title", "", "what the batch is called, a `text` instead of the sheet's name")
	flags.StringVar(&f.encoding, "encoding", "", "the sheet's `encoding`, such as utf-8, windows-1252 or shift_jis, instead of a guess")
	flags.StringVar(&f.key, "idempotency-key", "", "a `name` of yours for this batch: its rows are made once under it")
	flags.StringVar(&f.results, "results", "", "the `file` of the results, - for none; beside the sheet without it")
	f.makingFlags.add(flags, "the wallet or "+dayLimit)
	f.addDefaults(flags)
	cmd = m.prints(cmd, f.tables("line", "entry", "pair"), func(ctx context.Context, v *invocation, args []string) error { return f.run(ctx, v, args[0]) })
	cmd.AddCommand(newBatchList(m), newBatchShow(m), newBatchResults(m))
	return cmd
}

func (f *batchFlags) check() error {
	if err := f.makingFlags.check(); err != nil {
		return err
	}
	if _, err := lineSet(f.lines); err != nil {
		return err
	}
	if f.first < 0 {
		return fmt.Errorf("--first must not be negative, got %d", f.first)
	}
	return nil
}

// lineSet reads which lines are meant; all for "".
func lineSet(text string) (func(line int) bool, error) {
	if text == "" {
		return func(int) bool { return true }, nil
	}
	type span struct{ from, to int }
	var spans []span
	for part := range strings.SplitSeq(text, ",") {
		from, to, ranged := strings.Cut(strings.TrimSpace(part), "-")
		if !ranged {
			to = from
		}
		a, err := strconv.Atoi(strings.TrimSpace(from))
		b, also := strconv.Atoi(strings.TrimSpace(to))
		if err != nil || also != nil || a < 1 || b < a {
			return nil, fmt.Errorf("--lines must be lines of the sheet such as 2-20,31, not %q", text)
		}
		spans = append(spans, span{a, b})
	}
	return func(line int) bool {
		for _, s := range spans {
			if s.from <= line && line <= s.to {
				return true
			}
		}
		return false
	}, nil
}

// values are what stands for empty cells. A path there is seen from where the command was
// started, and not from the sheet.
func (f *batchFlags) values() map[string]string {
	out := map[string]string{}
	for _, d := range f.defaults {
		if d.text == "" {
			continue
		}
		out[d.param.Name] = d.text
	}
	return account.Absolute(out)
}

// tables are what is printed of sheets whose rows are called so.
func (f *batchFlags) tables(units ...string) output.Names {
	return output.Asked(func() (all []output.Names) {
		for _, unit := range units {
			if f.dryRun {
				all = append(all, rowTable(unit))
			} else {
				all = append(all, itemTable(unit))
			}
		}
		return all
	})
}

// read reads the sheet.
func (f *batchFlags) read(v *invocation, path string) (*sheet.Sheet, error) {
	var t sheet.Table
	var err error
	if path == "-" {
		dir, _ := os.Getwd()
		t, err = sheetio.From(v.streams.in, "standard input", dir, f.encoding)
	} else {
		t, err = sheetio.Read(path, f.encoding)
	}
	if err != nil {
		return nil, usageError{err}
	}
	if f.title != "" {
		t.Title = f.title
	}
	s, err := sheet.New(t, f.values(), v.rates(), time.Now())
	if err != nil {
		return nil, usageError{fmt.Errorf("%s: %w", path, err)}
	}
	return s, nil
}

// run checks a sheet, and sends it.
func (f *batchFlags) run(ctx context.Context, v *invocation, path string) error {
	if err := f.check(); err != nil {
		return usageError{err}
	}
	s, err := f.read(v, path)
	if err != nil {
		return err
	}
	for _, note := range s.Notes() {
		v.printer.Note(s.Name + ": " + note + ".")
	}
	if err := v.printer.Takes(f.tables(s.Where())); err != nil {
		return err
	}
	b := &sending{batchFlags: f, v: v, sheet: s, stdin: path == "-"}
	if err := b.open(ctx); err != nil {
		return err
	}
	if err := b.lookAtFiles(ctx); err != nil {
		return err
	}
	if err := b.knowBefore(ctx); err != nil {
		return err
	}
	if f.dryRun {
		return b.printRows()
	}
	return b.send(ctx)
}

// sending is a sheet on its way to HeyGen.
type sending struct {
	*batchFlags
	v     *invocation
	sheet *sheet.Sheet
	stdin bool
	// mem is nil in a dry run without a key.
	mem   *account.Memory
	funds sheet.Funds
	// id is the batch's, known what there is of it already.
	id    batchID
	known bool
}

// allowed is what was said yes to on the command line.
func (b *sending) allowed() sheet.Allowed {
	return sheet.Allowed{BadRows: b.skipTrouble, OverFunds: b.unasked.OverLimit}
}

// unsent is that a sheet was not sent, since it was hardly meant so.
type unsent struct {
	what      sheet.Obstacle
	say, hint string
}

func (u unsent) Error() string { return u.say }
func (u unsent) Unwrap() error { return usageError{errors.New(u.say)} }
func (u unsent) Hint() string  { return u.hint }
func (u unsent) Code() string {
	if u.what == sheet.OverFunds {
		return "over_limit"
	}
	return "bad_rows"
}
