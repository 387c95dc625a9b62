//go:build !unix

package terminal

import "os"

// resizes tells of nothing: there is no such signal.
func resizes() (changed <-chan os.Signal, forget func()) { return nil, func() {} }
