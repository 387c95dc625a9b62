package cmd

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"lipdash/api"
	"lipdash/api/safely"
	"lipdash/ui/ask"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/state/edits"
)

// errKept is that the user said no.
var errKept = errors.New("nothing was deleted")

// askDelete says what a delete takes, as the dashboard does, and asks: for one job, or,
// where more is at stake, for their number.
func (v *invocation) askDelete(ctx context.Context, jobs []api.Job) error {
	var targets []edits.Target
	for _, j := range jobs {
		targets = append(targets, edits.Target{Job: j.ID, Status: j.Status})
	}
	look := v.printer.Theme()
	question := ask.Delete{Impact: edits.ImpactOf(targets, false), Theme: &look}
	var b strings.Builder
	for _, j := range jobs {
		b.WriteString("  " + called(j) + ", " + look.Status(j.Status).Word + "\n")
	}
	for _, line := range question.Spec().Lines {
		counted := line.Tone == theme.Done || line.Tone == theme.Fail // each job has its state beside it
		if line.Text != "" && !counted {
			b.WriteString(line.Text + "\n")
		}
	}
	words, prompt := yesWords, "Delete it? [y/N] "
	if question.Risky() {
		n := fmt.Sprint(question.N())
		words, prompt = []string{n}, "Type "+n+" to delete "+format.Plural(question.N(), "it", "them")+": "
	}
	return v.agree(ctx, b.String()+prompt, errKept, words...)
}

// yesWords are what is typed for a yes.
var yesWords = []string{"y", "yes"}

// agree asks, and returns no where the answer is none of the words that agree.
func (v *invocation) agree(ctx context.Context, question string, no error, words ...string) error {
	_, _ = fmt.Fprint(v.streams.err, question)
	answer, err := v.readLine(ctx)
	switch {
	case errors.Is(err, errKept):
		return no
	case err != nil:
		return err
	case slices.ContainsFunc(words, func(word string) bool { return strings.EqualFold(answer, word) }):
		return nil
	}
	return no
}

// asks tells whether somebody is there to be asked.
func (v *invocation) asks() bool {
	return v.streams.terminal(v.streams.in) && v.streams.terminal(v.streams.err)
}

// readLine is what the user types, until the context ends.
func (v *invocation) readLine(ctx context.Context) (string, error) {
	text, err := safely.Await(ctx, func() (string, error) {
		text, err := bufio.NewReader(v.streams.in).ReadString('\n')
		if text = strings.TrimSpace(text); text != "" {
			return text, nil
		}
		if err != nil { // ctrl+d
			err = errKept
		}
		return "", err
	})
	if err != nil {
		_, _ = fmt.Fprintln(v.streams.err) // the line was left open
	}
	return text, err
}
