package cmd

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/cmd/output"
)

// createFlags are what is made, and how the command stays with it.
type createFlags struct {
	inputFlags
	makingFlags
	dryRun, schema bool
}

func newCreate(m maker) *cobra.Command {
	var f createFlags
	cmd := &cobra.Command{
		Use:   "create",
		Short: "Make a lipsync, or one for each of many voices",
		Long: `Make a lipsync from a video and a new voice: https links, local files, which are
uploaded once, or ids of assets. It goes through the journal and its queue, as in the
dashboard: it is sent once, waits for a slot when the account is full, and is looked
for when HeyGen's answer is lost. The command returns when the job has an id.

With --idempotency-key it may be killed at any moment and started again with the same
key and the same inputs: there is one job of it, whose id is printed, also when it was
made long ago. Other inputs with the same key are refused. After a refusal nothing was
made, and the key begins anew. Without a key each call makes a job of its own.

One video can be given many voices: --audio several times, a folder, a quoted pattern of
paths, several paths or links with commas or line ends between them; '!*_ja.wav' leaves
some out. Each is a lipsync of its own, with a title by --title-pattern, and they are sent
together: the video is uploaded once, what each and all of them cost is said before, and
the key names all of them.
--queue, --wait and --download are for all. One without a title is called as its video;
--title '' is to have none, and so is an empty title in the body.

Nobody is asked anything: what was made from the same inputs today is said, and the
day's limit (daily_limit) refuses unless --over-limit is given.`,
		Example: `  lipdash create --video talk.mp4 --audio voice-de.mp3 --title "Talk, German"
  lipdash create --video https://example.com/v.mp4 \
      --audio https://example.com/a.wav --mode precision --wait
  lipdash create -d body.json --idempotency-key launch-de-1 --download out/
  lipdash create -d '{"video":"talk.mp4","audio":"voice.mp3"}' --dry-run
  id=$(lipdash create --video talk.mp4 --audio voice.mp3 --quiet)
  lipdash create --video talk.mp4 --audio 'voices/*.mp3' --dry-run
  lipdash create --video talk.mp4 --audio voices --title-pattern "Talk {n}"
  lipdash create --video talk.mp4 --audio voice-de.mp3 --audio voice-fr.mp3
  lipdash create --request-schema`,
		Args: noVoices,
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	f.inputFlags.add(flags)
	flags.StringVar(&f.key, "idempotency-key", "", "a `name` of yours for this lipsync: 1 to 255 letters, digits and _ : . -")
	f.makingFlags.add(flags, dayLimit)
	flags.BoolVar(&f.dryRun, "dry-run", false, "print the body and what it is likely to cost, and send nothing")
	flags.BoolVar(&f.schema, "request-schema", false, "print the JSON Schema of the body, as lipdash schema does")
	return m.prints(cmd, output.Asked(func() []output.Names { return []output.Names{f.table(false), f.table(true)} }), func(ctx context.Context, v *invocation, _ []string) error { return f.run(ctx, v) })
}

func (f *createFlags) run(ctx context.Context, v *invocation) error {
	if f.schema {
		return printSchema(v.streams.out)
	}
	if err := f.check(); err != nil {
		return usageError{err}
	}
	v.conn.folder.Path = f.download // a draft opens the memory
	values, err := f.asked(ctx, v)
	if err != nil {
		return err
	}
	if several(f.audios(values)) {
		return f.makeVoices(ctx, v, values)
	}
	switch {
	case f.pattern != "":
		if err := f.titleOne(values); err != nil {
			return err
		}
	case values["title"] == "" && !f.untitled:
		values["title"] = submission.TitleFrom(values["video"])
	}
	in, wrong := inspect(values)
	if len(wrong) > 0 && (f.key == "" || f.dryRun || !onlyFiles(in, wrong)) {
		return usageError{fieldsError{wrong, true}}
	}
	against := warnings(in.Warnings(time.Now()))
	if f.dryRun {
		return output.One(v.printer, dryRunTable, newDryRun(in, against, f.key, v.rates()))
	}
	c, err := v.creation(ctx, f.makingFlags)
	if err != nil {
		return err
	}
	c.draft = f.draft
	ctx, cancel := within(ctx, c.timeout)
	defer cancel()
	id, found, err := c.known(ctx, values, f.key)
	if err == nil && !found {
		// What was made does not need its files any more.
		if len(wrong) > 0 {
			return usageError{fieldsError{wrong, true}}
		}
		for _, w := range against {
			v.printer.Note(fmt.Sprintf("--%s: %s.", flagOf(w.Param), w.Message))
		}
		id, err = c.submit(ctx, values, f.key)
	}
	if err != nil {
		return err
	}
	return c.one(ctx, id, values["title"], f.key != "")
}

// asked are the values, where they contradict neither the titles nor what is to be printed.
func (f *createFlags) asked(ctx context.Context, v *invocation) (map[string]string, error) {
	values, err := f.values(ctx, v)
	if err == nil {
		err = f.checkTitles()
	}
	if err == nil {
		err = v.printer.Takes(f.table(several(f.audios(values))))
	}
	return values, err
}

// table is what is printed of one lipsync, or of several.
func (f *createFlags) table(several bool) output.Names {
	switch {
	case f.dryRun && several:
		return dryVoiceTable
	case f.dryRun:
		return dryRunTable
	case several:
		return itemTable("voice")
	}
	return outcomeTable(time.Now, false)
}

// noVoices refuses arguments: they are what a shell made of a pattern.
func noVoices(cmd *cobra.Command, args []string) error {
	err := noArgs(cmd, args)
	if err != nil && cmd.Flags().Changed("audio") && api.MediaName(args[0]) {
		return usageError{fmt.Errorf("%w: quote a pattern, as in --audio 'voices/*.wav', or give --audio for each", err)}
	}
	return err
}

// one stays with a submission and prints what became of it, as far as it comes.
func (c *creation) one(ctx context.Context, id submission.ID, title string, named bool) error {
	got, failed := c.follow(ctx, id, named)
	if got.title = title; got.job.ID != "" || c.queue {
		if err := output.Say(c.v.printer, c.table(), got, c.sentence(got)); err != nil {
			return errors.Join(failed, unprinted(got.name(), err))
		}
	}
	c.mem.LetAnswer(ctx)
	return failed
}

// unprinted says that what was made could not be printed, so that its id is not lost and
// nobody makes it again. Whoever stopped reading wants no more of it.
func unprinted(what string, err error) error {
	if err == nil || brokenPipe(err) {
		return err
	}
	return fmt.Errorf("%s, but it could not be printed: %w", what, err)
}

// name says what was made.
func (m outcome) name() string {
	if m.job.ID == "" {
		return "the lipsync waits here as " + string(m.submission)
	}
	return "the job " + string(m.job.ID) + " was made"
}

// within bounds how long a command takes, where limit is not 0.
func within(ctx context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	if limit == 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, limit)
}
