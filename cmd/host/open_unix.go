//go:build unix

package host

import (
	"os"
	"syscall"
)

// detached gives a process a session of its own.
func detached() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }

// endGroup ends a detached process with all it has started.
func endGroup(p *os.Process) error { return syscall.Kill(-p.Pid, syscall.SIGKILL) }
