package linemode

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lipdash/api/record"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/browse"
)

// views reads the views of the list that have names, or saves or drops one.
func views(ctx context.Context, d *dialog, args string) error {
	word, name, _ := strings.Cut(args, " ")
	if args != "" {
		word, err := oneOf("views", word, []string{"save", "drop"})
		if err != nil {
			return err
		}
		if word == "save" {
			return d.saveView(ctx, name)
		}
		return d.dropView(ctx, name)
	}
	all := d.views.All()
	d.named = namesOf(all)
	if len(all) == 0 {
		d.say("No views yet. The command views save with a name saves what is listed now.")
	}
	for i, v := range all {
		d.say(fmt.Sprintf("View %d. %s %s", i+1, full(format.Line(v.Name)), sentence(cmp.Or(worded(browse.QueryOf(v), ""), "newest first"))))
	}
	return nil
}

func (d *dialog) saveView(ctx context.Context, name string) error {
	v, why := d.views.Name(name, d.query)
	if why != "" {
		return Usage{errors.New(why)}
	}
	if err := d.o.Memory.SaveView(ctx, v); err != nil {
		return err
	}
	d.views.Keep(v)
	d.say("The view " + format.Line(v.Name) + " is saved.")
	return nil
}

func (d *dialog) dropView(ctx context.Context, name string) error {
	if !slices.Contains(d.views.Kept(), name) {
		return Usage{fmt.Errorf("no view of that name was saved here, only %s", cmp.Or(strings.Join(d.views.Kept(), ", "), "none"))}
	}
	if err := d.o.Memory.DeleteView(ctx, name); err != nil {
		return err
	}
	d.views.Forget(name)
	d.say("The view " + format.Line(name) + " is dropped.")
	return nil
}

func namesOf(all []record.View) (names []string) {
	for _, v := range all {
		names = append(names, v.Name)
	}
	return names
}

// view lists by a view, by its name or its number as views were last read out, as they are where
// they were not.
func view(ctx context.Context, d *dialog, args string) error {
	if d.named == nil {
		d.named = namesOf(d.views.All())
	}
	if n, err := strconv.Atoi(args); err == nil && n >= 1 && n <= len(d.named) {
		args = d.named[n-1]
	}
	q, found := d.views.Find(args)
	if !found {
		return Usage{fmt.Errorf("there is no view %q: the command views reads which there are", format.Line(args))}
	}
	d.query = q
	return list(ctx, d, "")
}
