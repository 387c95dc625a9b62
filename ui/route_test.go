package ui

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"lipdash/api"
	"lipdash/ui/state/edits"
)

// noProxy is the error of a call whose proxy is at fault.
func noProxy(t *testing.T) error {
	t.Helper()
	broken := &http.Transport{Proxy: func(*http.Request) (*url.URL, error) { return nil, errors.New("bad address") }}
	c, err := api.New(api.Credential{Key: "k-0123456789abcdef"}, api.Options{Transport: broken})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.UpdateTitle(t.Context(), "ls_1", "x")
	return err
}

func TestAProxyThatFailsIsNoOfflineLine(t *testing.T) {
	c := &counting{page: api.JobPage{Jobs: []api.Job{{ID: "ls_1", Status: api.StatusCompleted, Title: "one"}}}}
	m := opened(t, c)
	c.err = noProxy(t)
	drain(m, m.polls(m.poll.Hurry))
	m.now = m.now.Add(tick)
	screen := ansi.Strip(m.draw())
	for _, want := range []string{"proxy fails", "HeyGen was not reached: the proxy's address cannot be read. Correct HTTPS_PROXY."} {
		if !strings.Contains(screen, want) {
			t.Errorf("%q is not on the screen:\n%s", want, screen)
		}
	}
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	if screen := ansi.Strip(m.draw()); !strings.Contains(screen, "! says all") {
		t.Errorf("a cut line does not say where the rest is:\n%s", screen)
	}
	drain(m, m.freeze())
	if got := pulse(m); !strings.Contains(got, "proxy fails") {
		t.Errorf("frozen, the header says %q", got)
	}
	m.edits.Fail("ls_1", edits.Failure{Kind: edits.Rename, Err: c.err})
	if got := m.edits.Brief("ls_1"); got != "not sent, proxy" {
		t.Errorf("the row says %q", got)
	}
}
