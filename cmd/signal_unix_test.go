//go:build unix

package cmd

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"syscall"
	"testing"

	"lipdash/api/sim"
)

// TestASignalEndsACommandWithItsNumber stops commands that wait for an answer.
func TestASignalEndsACommandWithItsNumber(t *testing.T) {
	for sig, code := range map[syscall.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143, syscall.SIGHUP: 129} {
		t.Run(sig.String(), func(t *testing.T) {
			asked := make(chan struct{}, 8)
			server := sim.New(sim.Options{Key: shopKey, Seed: 1})
			server.Faults().Add(sim.Fault{Kind: sim.FaultStall})
			web := httptest.NewServer(telling{server, asked})
			t.Cleanup(web.CloseClientConnections)
			var out, said bytes.Buffer
			c := exec.Command(binary, "list")
			c.Env, c.Stdout, c.Stderr = environment(t.TempDir(), "HEYGEN_API_BASE="+web.URL, "HEYGEN_API_KEY="+shopKey), &out, &said
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			<-asked
			if err := c.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			_ = c.Wait()
			if got := c.ProcessState.ExitCode(); got != code || out.Len() > 0 || said.Len() > 0 {
				t.Errorf("exit code %d, %q, %q", got, out.String(), said.String())
			}
		})
	}
}

// telling is a server that says when it is asked.
type telling struct {
	http.Handler
	asked chan<- struct{}
}

func (s telling) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.asked <- struct{}{}
	s.Handler.ServeHTTP(w, r)
}
