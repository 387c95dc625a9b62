//go:build !unix

package host

import (
	"os"
	"syscall"
)

// detached is the default where there are no sessions.
func detached() *syscall.SysProcAttr { return nil }

// endGroup ends a process.
func endGroup(p *os.Process) error { return p.Kill() }
