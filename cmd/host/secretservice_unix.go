//go:build !darwin && !windows

package host

import (
	"context"
	"slices"

	"github.com/godbus/dbus/v5"
)

// noSecretService says why nobody on the session bus keeps secrets, "" when somebody does or
// would be started for it.
func noSecretService(ctx context.Context) string {
	conn, err := dbus.SessionBusPrivateNoAutoStartup(dbus.WithContext(ctx))
	if err != nil {
		return "the session bus does not answer"
	}
	defer conn.Close() //nolint:errcheck // nothing was written
	if conn.Auth(nil) != nil || conn.Hello() != nil {
		return "the session bus does not answer"
	}
	for _, question := range []string{"ListNames", "ListActivatableNames"} {
		var names []string
		if conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus."+question, 0).Store(&names) != nil {
			return "the session bus does not answer"
		}
		if slices.Contains(names, "org.freedesktop.secrets") {
			return ""
		}
	}
	return "no keyring here: no secret service"
}
