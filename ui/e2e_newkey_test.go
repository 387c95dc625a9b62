package ui_test

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/ui"
	"lipdash/ui/calls"
)

// otherKey is one that the server takes when it is pasted.
const otherKey = testKey

// takesKeys lets keys be pasted: each is checked with one read.
func takesKeys(t *testing.T, server *sim.Server, asked *[]string) func(*ui.Options) {
	return func(o *ui.Options) {
		session := *o.Session
		o.Connect = func(ctx context.Context, key string) (calls.Session, error) {
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
		r.Has("the new key works, for this run", "live", "job 001")
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
