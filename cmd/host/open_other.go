//go:build !unix

package host

import "syscall"

// detached is the default where there are no sessions.
func detached() *syscall.SysProcAttr { return nil }
