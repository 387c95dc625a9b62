package host

import (
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// formDir is a private folder for a form while it is edited elsewhere. Links in it
// may be signed, so it must not stay: what a killed process left is removed by the
// next, which knows by the lock that nobody uses it.
type formDir struct {
	path string
	lock *flock.Flock
}

const formDirs = "lipdash-form-"

func newFormDir() (*formDir, error) {
	path, err := os.MkdirTemp("", formDirs)
	if err != nil {
		return nil, err
	}
	d := &formDir{path: path, lock: lockOf(path)}
	if ok, err := d.lock.TryLock(); err != nil || !ok {
		d.remove()
		return nil, os.ErrPermission
	}
	return d, nil
}

func lockOf(dir string) *flock.Flock {
	return flock.New(filepath.Join(dir, "lock"), flock.SetPermissions(0o600))
}

// remove removes it; a second time is no harm.
func (d *formDir) remove() {
	_ = d.lock.Close()
	_ = os.RemoveAll(d.path)
}

// SweepForms removes the forms that ended processes left in their editors' files.
func SweepForms() {
	old, _ := filepath.Glob(filepath.Join(os.TempDir(), formDirs+"*"))
	for _, path := range old {
		lock := lockOf(path)
		if ok, err := lock.TryLock(); err == nil && ok {
			(&formDir{path, lock}).remove()
		}
		_ = lock.Close()
	}
}
