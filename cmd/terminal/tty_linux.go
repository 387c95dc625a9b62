package terminal

import "golang.org/x/sys/unix"

// flushInput drops what was typed or answered and not read.
func flushInput(fd uintptr) { _ = unix.IoctlSetInt(int(fd), unix.TCFLSH, unix.TCIFLUSH) }

// flushOutput drops what was written and not taken. Turning the output off and on
// wakes those who wait to write, which dropping alone does not.
func flushOutput(fd uintptr) {
	_ = unix.IoctlSetInt(int(fd), unix.TCFLSH, unix.TCOFLUSH)
	_ = unix.IoctlSetInt(int(fd), unix.TCXONC, unix.TCOOFF)
	_ = unix.IoctlSetInt(int(fd), unix.TCXONC, unix.TCOON)
}
