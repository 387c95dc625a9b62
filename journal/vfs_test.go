package journal

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/ncruces/go-sqlite3/vfs"
)

// spy is the system's files, and looks at each that SQLite may make, before the driver
// opens it.
type spy struct {
	vfs.VFSFilename
	mu sync.Mutex
	// modes are the modes that were seen, by path.
	modes map[string][]os.FileMode
}

func (s *spy) OpenFilename(name *vfs.Filename, flags vfs.OpenFlag) (vfs.File, vfs.OpenFlag, error) {
	if flags&vfs.OPEN_CREATE != 0 && name != nil {
		s.look(name.String())
	}
	if flags&vfs.OPEN_WAL != 0 {
		s.look(name.Database() + "-shm")
	}
	return s.VFSFilename.OpenFilename(name, flags)
}

func (s *spy) look(path string) {
	mode := os.ModeIrregular // what is not there, the driver makes as the umask says
	if info, err := os.Lstat(path); err == nil {
		mode = info.Mode()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.modes[path] = append(s.modes[path], mode)
}

func TestFilesOfSQLiteAreForTheUserAloneFromTheirFirstMoment(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes mean nothing there")
	}
	registerVFS()
	own, _ := vfs.Find(vfsName).(ownFiles)
	s := &spy{VFSFilename: own.VFSFilename, modes: map[string][]os.FileMode{}}
	vfs.Register(vfsName, ownFiles{s})
	defer vfs.Register(vfsName, own)

	path := alone(t)
	queued(t, openedAt(t, path), "one")
	var seen []string
	for name, modes := range s.modes {
		seen = append(seen, strings.TrimPrefix(filepath.Base(name), filepath.Base(path)))
		for _, mode := range modes {
			if mode != 0o600 {
				t.Errorf("%s is %s when it is opened", filepath.Base(name), mode)
			}
		}
	}
	slices.Sort(seen)
	if want := []string{"", "-journal", "-shm", "-wal"}; !slices.Equal(seen, want) {
		t.Errorf("seen %q, want %q", seen, want)
	}
}
