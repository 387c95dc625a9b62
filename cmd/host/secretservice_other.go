//go:build darwin || windows

package host

import "context"

// noSecretService is asked where a session bus leads to the keyring, and nowhere else.
func noSecretService(context.Context) string { return "" }
