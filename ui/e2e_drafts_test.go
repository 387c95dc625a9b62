package ui_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"lipdash/cmd/account"
	"lipdash/ui"
	"lipdash/ui/calls"
	"lipdash/ui/uitest"
)

func TestWhoNeverRestsIsSavedAllTheSame(t *testing.T) {
	bubble(t, func(t *testing.T) {
		var mem *account.Memory
		r := start(t, newSim(3), 120, 40, func(o *ui.Options) {
			client := o.Session.Client.(account.Client)
			o.Session.OpenMemory = func(ctx context.Context, _ string) calls.Memory {
				mem = account.New(ctx, account.Options{Client: client, Files: noFiles{}, Limit: -1})
				return mem
			}
		})
		defer r.Stop()
		r.Press("c")
		for n := 1; n <= 100; n++ {
			r.Send(uitest.Key("a")) // and a tenth of a second
			drafts, err := mem.Drafts(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			saved := 0
			if len(drafts) > 0 {
				saved = strings.Count(drafts[0].Values["video"], "a")
			}
			if behind := time.Duration(n-saved) * 100 * time.Millisecond; behind > time.Second {
				t.Fatalf("%v of typing is not saved", behind)
			}
		}
	})
}
