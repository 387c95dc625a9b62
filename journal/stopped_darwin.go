package journal

import "golang.org/x/sys/unix"

// sstop is the state of a process that was stopped (sys/proc.h).
const sstop = 4

func stopped(pid int) bool {
	p, err := unix.SysctlKinfoProc("kern.proc.pid", pid)
	return err == nil && p.Proc.P_stat == sstop
}
