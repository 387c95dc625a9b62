package linemode

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/kit/format"
)

// command is what the user can say.
type command struct {
	name string
	// also are other words for it, short ones among them.
	also []string
	// args is what may follow, help a sentence about it.
	args, help string
	// writes tells that it changes something at HeyGen, or begins to.
	writes bool
	do     func(ctx context.Context, d *dialog, args string) error
}

// commands are all of them, in the order of help.
func commands() []command {
	return []command{
		{"list", []string{"l", "ls"}, "[all or words]", "Read the jobs, ten at a time; with words only those that have them, with all everything.", false, listAll},
		{"next", []string{"j"}, "", "Go to the next row and read it.", false, next},
		{"previous", []string{"p", "k"}, "", "Go to the row before and read it.", false, previous},
		{"row", nil, "number", "Go to a row. The number alone does the same.", false, row},
		{"more", []string{"m", "page"}, "", "Read on, and load older jobs at the end.", false, readMore},
		{"show", []string{"s", "open", "o"}, "[rows]", "Read all there is to the row, or to a row with its number.", false, show},
		{"failures", []string{"f"}, "[number]", "Read why jobs failed; with the number of a reason list its jobs.", false, failures},
		{"filter", []string{"/"}, "words, or off", "List only what has these words, in its notes too; review:accepted, review:rejected and review:none are words.", false, filterBy},
		{"state", nil, "all, active, failed, done or new", "List only jobs in a state.", false, byState},
		{"sort", nil, "newest, title, state, length, changed or reverse", "List in another order.", false, sortBy},
		{"view", []string{"v"}, "name or number", "List by a view that was saved here or in the dashboard, or is in the settings.", false, view},
		{"views", nil, "[save name, or drop name]", "Read the views; save keeps the filter, the state and the order of now under a name.", false, views},
		{"create", []string{"c"}, "[draft]", "Make a lipsync. It asks for one thing after the other; cancel keeps what you typed as a draft, and create draft continues it.", true, makeOne},
		{"drafts", nil, "[discard number]", "Read what was typed and not sent.", false, drafts},
		{"batch", nil, "file", "Make many lipsyncs from a sheet or a folder.", true, batch},
		{"batches", nil, "[number]", "Read which batches there are and how far they are; with a number list the rows of one.", false, readBatches},
		{"again", []string{"t"}, "[rows]", "Make jobs again from the same inputs.", true, again},
		{"promote", nil, "[rows]", "Make jobs again in precision.", true, promote},
		{"download", []string{"d"}, "[rows, or new] [yes]", "Bring files here; with new all that is done and not here. It asks before several, unless yes ends the line.", false, fetch},
		{"rename", []string{"e"}, "[row] title", "Change a title. One that begins with a number is put in quotes, or it is that row's.", true, rename},
		{"delete", []string{"x"}, "[rows]", "Delete jobs and their files at HeyGen. It asks first.", true, remove},
		{"accept", nil, "[rows]", "Mark results as accepted. Marks and notes stay on this machine.", false, marks(record.Accepted)},
		{"reject", nil, "[rows]", "Mark results as rejected.", false, marks(record.Rejected)},
		{"unmark", nil, "[rows]", "Take the mark off.", false, marks(record.Unmarked)},
		{"note", nil, "[row] text", "Keep a short note on a result; without a text it asks for one. One that begins with a number is put in quotes.", false, note},
		{"undo", []string{"u"}, "", "Take the last delete, rename, mark or note back.", false, undo},
		{"watch", []string{"w"}, "[rows]", "Report changes as they happen, until what was under way at its start, or those rows, has ended, or enter is pressed. With rows only theirs are reported.", false, watch},
		{"transfers", []string{"tr"}, "[pause, resume or cancel, and a number or all]", "Read which files are on their way.", false, moves},
		{"queue", []string{"qu"}, "[pause or resume, or these, send, first or drop and numbers]", "Read what waits here to be sent. Send is for what is held, first makes it the next one, drop takes it back.", false, queue},
		{"decide", nil, "", "Answer what waits for you.", true, decide},
		{"copy", nil, "id, link or captions", "Print the id or a link of the row, alone on its line.", false, part},
		{"account", []string{"a", "money"}, "", "Read whose account it is, what is left and what was spent today.", false, account},
		{"refresh", []string{"r"}, "", "Ask HeyGen now.", false, refresh},
		{"help", []string{"h", "?"}, "[command]", "Read what can be said.", false, help},
		{"quit", []string{"q", "exit"}, "", "Leave. It asks when something would be lost.", false, quit},
	}
}

// carryOut finds the command of a line and does it. A number alone is a row.
func (d *dialog) carryOut(ctx context.Context, text string) error {
	word, args, _ := strings.Cut(text, " ")
	args = strings.TrimSpace(args)
	if word == "" {
		return nil
	}
	if _, err := strconv.Atoi(word); err == nil && args == "" {
		return row(ctx, d, word)
	}
	c, err := named(word)
	if err != nil {
		return err
	}
	if c.writes && d.o.Client.ReadOnly() {
		return api.RefuseWrite()
	}
	err = c.do(ctx, d, args)
	if err != nil && !d.o.Typed && slices.Contains(choosing, c.name) {
		d.stand(-1)
		d.lost = d.lost || !slices.Contains(stepping, c.name)
	}
	return err
}

// choosing are the commands that say what the next one is about, stepping those of them that
// leave the numbers of the rows as they are. Nobody sees in a pipe that one of them failed:
// what follows must not hit what was chosen before.
var (
	choosing = append([]string{"list", "failures", "filter", "state", "sort", "view", "batches"}, stepping...)
	stepping = []string{"next", "previous", "row"}
)

// named is the command of a word, a short form or the beginning of one alone.
func named(word string) (command, error) {
	word = strings.ToLower(word)
	if slices.Contains([]string{"yes", "y", "no", "n"}, word) { // a question is perhaps not there that was expected
		return command{}, Usage{fmt.Errorf("%s is an answer, and nothing was asked", word)}
	}
	all := commands()
	for _, c := range all {
		if c.name == word || slices.Contains(c.also, word) {
			return c, nil
		}
	}
	var found []command
	for _, c := range all {
		if strings.HasPrefix(c.name, word) {
			found = append(found, c)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return command{}, Usage{fmt.Errorf("there is no command %q: help reads what can be said", format.Line(word))}
	}
	var names []string
	for _, c := range found {
		names = append(names, c.name)
	}
	return command{}, Usage{fmt.Errorf("%q may be %s", format.Line(word), strings.Join(names, " or "))}
}

func help(_ context.Context, d *dialog, args string) error {
	if args != "" {
		c, err := named(args)
		if err != nil {
			return err
		}
		d.say(strings.TrimSpace(c.name + " " + c.args))
		d.say(c.help)
		if len(c.also) > 0 {
			d.say("Also: " + strings.Join(c.also, ", ") + ".")
		}
		return nil
	}
	d.say("A command is a word, its short form or the beginning of it, and what follows.")
	for _, c := range commands() {
		d.say(strings.TrimSpace(c.name+" "+c.args) + ". " + c.help)
	}
	d.say("Rows are numbers as they were last read, such as 3 or 2-5,8, or all. Without any it is the row you are on; naming one goes to it.")
	return nil
}

// yes asks a question until it is answered.
func (d *dialog) yes(ctx context.Context, question string) (bool, error) {
	for {
		answer, err := d.in.next(ctx, question+" yes or no: ")
		if err != nil {
			return false, err
		}
		switch strings.ToLower(answer) {
		case "y", "yes":
			return true, nil
		case "n", "no", "", "cancel":
			return false, nil
		}
		if !d.o.Typed {
			return false, Usage{fmt.Errorf("the answer is yes or no, and not %q: nothing was done", format.Line(answer))}
		}
		d.say("Yes or no.")
	}
}

// errCancelled is that the user says no.
var errCancelled = errors.New("nothing was done")
