package host

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// aBus starts a session bus without anybody on it, unless a service file says whom it would
// start, and is its address.
func aBus(t *testing.T, services string) string {
	t.Helper()
	program, err := exec.LookPath("dbus-daemon")
	if err != nil {
		t.Skip("needs a dbus-daemon")
	}
	dir := t.TempDir()
	if services != "" {
		if err := os.WriteFile(filepath.Join(dir, "secrets.service"), []byte("[D-BUS Service]\nName="+services+"\nExec=/bin/false\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	address := "unix:path=" + filepath.Join(dir, "bus")
	conf := filepath.Join(dir, "conf")
	text := fmt.Sprintf(`<busconfig><type>session</type><listen>%s</listen><servicedir>%s</servicedir><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`, address, dir)
	if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	c := exec.CommandContext(ctx, program, "--config-file="+conf, "--nofork", "--print-address")
	out, err := c.StdoutPipe()
	if err != nil || c.Start() != nil {
		t.Fatal("the bus does not start")
	}
	t.Cleanup(func() { cancel(); _ = c.Wait() })
	if n, err := out.Read(make([]byte, 200)); n == 0 { // it listens when it prints where
		t.Fatal(err)
	}
	return address
}

func TestAKeyringIsOfferedWhereSomebodyKeepsSecrets(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", aBus(t, ""))
	if why := (KeyPlaces{}).NoKeyring(t.Context()); why != "no keyring here: no secret service" {
		t.Errorf("%q", why)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", aBus(t, "org.freedesktop.secrets"))
	if why := (KeyPlaces{}).NoKeyring(t.Context()); why != "" {
		t.Errorf("%q", why)
	}
}

func TestABusThatDoesNotAnswerHoldsNobodyUp(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bus")
	ln, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = ln.Close() }()
	for _, address := range []string{"unix:path=" + path, "unix:path=/nowhere/at/all", "nonsense"} {
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		if why := (KeyPlaces{}).NoKeyring(ctx); !strings.Contains(why, "does not answer") {
			t.Errorf("%s: %q", address, why)
		}
		cancel()
	}
}
