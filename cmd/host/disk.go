package host

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"lipdash/journal/download"
)

// Folder is what a folder is like that files of ours go to.
type Folder struct {
	// Path is the folder; Missing tells that it has to be made, Wrong that there is
	// something else in its place, or that it cannot be looked at.
	Path    string
	Missing bool
	Wrong   error
	// Mode are its permissions, 0 where they mean nothing.
	Mode fs.FileMode
	// Sealed tells that nothing can be written there, or where it has to be made.
	Sealed bool
	// Free is how many bytes may still be written, known where FreeKnown.
	Free      int64
	FreeKnown bool
}

// LookAt looks at a folder and changes nothing.
func LookAt(path string) Folder {
	f := Folder{Path: path}
	at := path
	info, err := os.Stat(at)
	for ; os.IsNotExist(err); info, err = os.Stat(at) {
		f.Missing = true
		above := filepath.Dir(at)
		if above == at {
			break
		}
		at = above
	}
	switch {
	case err != nil:
		f.Wrong = err
		return f
	case !info.IsDir():
		f.Wrong = &fs.PathError{Op: "open", Path: at, Err: errNoFolder}
		return f
	}
	if !f.Missing && runtime.GOOS != "windows" {
		f.Mode = info.Mode().Perm()
	}
	f.Sealed = !writable(at)
	f.Free, f.FreeKnown = download.RoomIn(at)
	return f
}

// WriteWhole writes a file that only the user may read, whole or not at all, in place of what
// is there; the folder has to be there.
func WriteWhole(path string, raw []byte) error {
	dir := filepath.Dir(path)
	sweepWhole(dir)
	f, err := os.CreateTemp(dir, ".lipdash-*") // of mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(raw)
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}

// begunFor is how long writing a file takes at most.
const begunFor = time.Hour

// begun tells whether a file of a name was to be written whole.
func begun(name string) bool {
	number, ours := strings.CutPrefix(name, ".lipdash-")
	if !ours {
		number, ours = strings.CutPrefix(name, ".key-") // as older ones did
	}
	return ours && number != "" && strings.Trim(number, "0123456789") == ""
}

// sweepWhole removes what WriteWhole left in a folder when it was killed.
func sweepWhole(dir string) {
	files, _ := os.ReadDir(dir)
	for _, f := range files {
		if !begun(f.Name()) || !f.Type().IsRegular() {
			continue
		}
		if info, err := f.Info(); err == nil && time.Since(info.ModTime()) > begunFor {
			_ = os.Remove(filepath.Join(dir, f.Name()))
		}
	}
}
