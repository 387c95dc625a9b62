package linemode

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"lipdash/api/record"
	"lipdash/ui/kit/format"
)

// drafts reads what was typed and not sent, or throws one away.
func drafts(ctx context.Context, d *dialog, args string) error {
	all, err := d.o.Memory.Drafts(ctx)
	if err != nil {
		return err
	}
	word, of, _ := strings.Cut(args, " ")
	if args != "" {
		if _, err := oneOf("drafts", word, []string{"discard"}); err != nil {
			return err
		}
		i, err := d.draft(of, all)
		if err != nil {
			return err
		}
		if err := d.o.Memory.DeleteDraft(ctx, all[i].ID); err != nil {
			return err
		}
		d.do(func() {
			if d.room.Drafts.Form().ID == all[i].ID {
				d.room.Drafts.Discard()
			}
		})
		d.say(sentence("discarded " + format.Line(all[i].Name())))
		return nil
	}
	if len(all) == 0 {
		d.say("No drafts.")
	}
	d.drafts = nil
	for i, draft := range all {
		d.drafts = append(d.drafts, draft.ID)
		d.say(fmt.Sprintf("Draft %d. %s. %s", i+1, format.Line(draft.Name()), sentence(aloud(format.Ago(time.Since(draft.UpdatedAt))))))
	}
	return nil
}

// draft is the place of a draft among all, by its number as they were last read out; as they are
// where they were not.
func (d *dialog) draft(number string, all []record.Draft) (int, error) {
	if d.drafts == nil {
		return place(number, len(all), "draft")
	}
	i, err := place(number, len(d.drafts), "draft")
	if err != nil {
		return 0, err
	}
	if i = slices.IndexFunc(all, func(r record.Draft) bool { return r.ID == d.drafts[i] }); i < 0 {
		return 0, errors.New("that draft is no longer there")
	}
	return i, nil
}
