package journal

import (
	"os"
	"sync"

	"github.com/ncruces/go-sqlite3/vfs"
)

// vfsName is what ownFiles is called in a dsn.
const vfsName = "lipdash"

// registerVFS makes ownFiles known to SQLite.
var registerVFS = sync.OnceFunc(func() {
	if system, ok := vfs.Find("os").(vfs.VFSFilename); ok {
		vfs.Register(vfsName, ownFiles{system})
	}
})

// ownFiles is the system's files for SQLite, but those beside the database are for the
// user alone from their first moment. The driver makes them as the umask says: it
// narrows the two logs afterwards (modeof), and the shared memory never.
type ownFiles struct{ vfs.VFSFilename }

// OpenFilename opens a file of SQLite's. While a write-ahead log is opened no other
// process removes the shared memory: that takes a lock on the whole database.
func (o ownFiles) OpenFilename(name *vfs.Filename, flags vfs.OpenFlag) (vfs.File, vfs.OpenFlag, error) {
	if flags&vfs.OPEN_CREATE != 0 && flags&(vfs.OPEN_MAIN_JOURNAL|vfs.OPEN_WAL) != 0 {
		makePrivate(name.String())
		if flags&vfs.OPEN_WAL != 0 {
			makePrivate(name.Database() + "-shm")
		}
	}
	return o.VFSFilename.OpenFilename(name, flags)
}

// makePrivate makes a file unless there is one. What prevents that, SQLite finds and
// says.
func makePrivate(name string) {
	if f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600); err == nil { //nolint:gosec // SQLite's own name for it
		_ = f.Close()
	}
}
