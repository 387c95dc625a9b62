package ui_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/ui"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
)

// otherKey is one that the server takes when it is pasted.
const otherKey = testKey

// takesKeys lets keys be pasted: each is checked with one read.
func takesKeys(t *testing.T, server *sim.Server, asked *[]string) func(*ui.Options) {
	return func(o *ui.Options) {
		session := *o.Session
		o.Connect = func(ctx context.Context, pasted action.UseKey) (calls.Session, error) {
			key := pasted.Key
			*asked = append(*asked, key)
			time.Sleep(time.Second)
			client, err := api.New(api.Credential{Key: key}, api.Options{Transport: server.Transport()})
			if err != nil {
				t.Error(err)
			}
			if _, err := client.Me(ctx); err != nil {
				return calls.Session{}, err
			}
			session.Client, session.Calls, session.Identity.KeyTail = client, nil, key[len(key)-4:]
			return session, nil
		}
	}
}

func TestARefusedKeyIsReplacedByOneThatIsPastedWhereTheBannerSaysSo(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server, asked := newSim(3), []string{}
		r := startWriting(t, server, 80, 24, takesKeys(t, server, &asked))
		defer r.Stop()
		server.Faults().Add(sim.Fault{Kind: sim.FaultStatus, Status: 401, Code: "unauthorized"})
		r.Press("r")
		r.Wait(5 * time.Second)
		r.Has("key refused", "E paste another key  r look again", "job 001")
		wrong := "sk_wrong_key_that_is_long"
		r.Send(tea.PasteMsg{Content: wrong + "\n"}) // nothing else is pasted on a list
		r.Has("Another key for test", "long", "enter check it", "esc leave")
		if len(asked) > 0 {
			t.Fatal("a key was tried before enter")
		}
		r.Press("enter")
		r.Wait(2 * time.Second)
		r.Has("HeyGen refused the key.", "Another key for test")
		r.Press("esc")
		r.Has("E paste another key")
		server.Faults().Clear()
		r.sim.ResetCalls()
		r.Press("E")
		r.Send(tea.PasteMsg{Content: otherKey})
		r.Press("enter")
		r.Wait(2 * time.Second)
		r.Has("the key works, for this run", "live", "job 001")
		r.HasNot("Another key", "key refused")
		if len(asked) != 2 || asked[0] != wrong || asked[1] != otherKey {
			t.Errorf("%d keys were tried", len(asked))
		}
		for _, secret := range []string{wrong[:10], otherKey[:10]} {
			if strings.Contains(r.Raw(), secret) {
				t.Error("a key was drawn")
			}
		}
	})
}

func TestAPastedKeyThatIsRefusedLeavesTheOneThatWorksAlone(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server, asked := newSim(3), []string{}
		r := start(t, server, 80, 24, takesKeys(t, server, &asked))
		defer r.Stop()
		r.Press("E")
		r.Send(tea.PasteMsg{Content: "sk_wrong_key_that_is_long"})
		r.Press("enter")
		r.Press("esc") // who does not wait for it is told all the same
		r.Wait(2 * time.Second)
		r.Has("the new key was not taken: HeyGen refused the key.", "live")
		r.HasNot("key refused")
		r.sim.ResetCalls()
		r.Wait(time.Minute)
		if len(r.sim.Calls()) == 0 {
			t.Error("nothing is asked any more")
		}
	})
}

func TestAPastedKeyIsKeptWhereTheDialogSays(t *testing.T) {
	for _, c := range []struct {
		keys []string
		keep action.Keep
		kept calls.Kept
		says string
	}{
		{nil, action.KeepFile, calls.Kept{Where: "~/.config/lipdash/keys/test.json"}, "the key works, and is stored in ~/.config/lipdash/keys/test.json"},
		{[]string{"tab"}, action.KeepRun, calls.Kept{}, "the key works, for this run"},
		{[]string{"left", "tab"}, action.KeepFile, calls.Kept{Err: errors.New("no space left on device")}, "the key works for this run, and was not stored: no space left on device"},
	} {
		bubble(t, func(t *testing.T) {
			server, asked := newSim(3), []string{}
			var kept action.Keep
			r := start(t, server, 80, 24, takesKeys(t, server, &asked), func(o *ui.Options) {
				o.Session.KeyPlaces = func() action.KeyPlaces {
					return action.KeyPlaces{File: "~/.config/lipdash/keys/test.json", NoKeyring: "no keyring here: there is no session bus", Stored: action.KeepFile}
				}
				connect := o.Connect
				o.Connect = func(ctx context.Context, pasted action.UseKey) (calls.Session, error) {
					kept = pasted.Keep
					s, err := connect(ctx, pasted)
					s.Kept = c.kept
					return s, err
				}
			})
			defer r.Stop()
			r.Press("E")
			r.Has("in ~/.config/lipdash/keys/test.json", "no keyring here", "tab where it is kept")
			r.Send(tea.PasteMsg{Content: otherKey})
			for _, k := range c.keys {
				r.Press(k)
			}
			r.Press("enter")
			r.Wait(2 * time.Second)
			if r.Has(c.says, "live"); kept != c.keep {
				t.Errorf("kept in %q, want %q", kept, c.keep)
			}
		})
	}
}
