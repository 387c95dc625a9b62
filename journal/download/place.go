package download

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"lipdash/journal"
)

// disk is what a downloader asks of the file system besides files.
type disk struct {
	room func(dir string) (int64, bool)
}

var realDisk = disk{room: RoomIn}

// place is a transfer's folder with its part file open. Everything goes through
// a root, so that no name and no symbolic link leads out of the folder.
type place struct {
	root *os.Root
	part string
	file *os.File
}

// openPlace opens the folder and, unless it is not there, the part file. The
// folder must exist: one that vanished may be a disk that was unplugged.
func openPlace(t journal.Transfer, create bool) (*place, error) {
	root, err := os.OpenRoot(filepath.Dir(t.Part))
	if err != nil {
		return nil, &fileError{err}
	}
	flags := os.O_RDWR
	if create {
		flags |= os.O_CREATE
	}
	p := &place{root: root, part: filepath.Base(t.Part)}
	p.file, err = root.OpenFile(p.part, flags, 0o644)
	if err != nil {
		_ = root.Close()
		return nil, &fileError{err}
	}
	return p, nil
}

// close closes it; a part file that nothing came to is not left.
func (p *place) close() {
	info, err := p.file.Stat() // fails once the file has its name
	_ = p.file.Close()
	if err == nil && info.Size() == 0 {
		_ = p.root.Remove(p.part)
	}
	_ = p.root.Close()
}

// size is how many bytes the part file has.
func (p *place) size() (int64, error) {
	info, err := p.file.Stat()
	if err != nil {
		return 0, &fileError{err}
	}
	return info.Size(), nil
}

// put gives the whole file its name. Without replace it fails with fs.ErrExist
// when there is one by that name, unless that is this very file, put there
// before a crash. The file is closed first: Windows renames no open one.
func (p *place) put(name string, replace bool) error {
	if err := p.file.Close(); err != nil && !errors.Is(err, fs.ErrClosed) {
		return &fileError{err}
	}
	if replace {
		if err := p.root.Rename(p.part, name); err != nil {
			return &fileError{err}
		}
		return p.syncFolder()
	}
	err := p.root.Link(p.part, name)
	switch {
	case err == nil, p.same(name):
	case errors.Is(err, fs.ErrExist):
		return fs.ErrExist
	default:
		return p.putWithoutLinks(name)
	}
	// Of the two names one goes; should that fail, the file is there all the same.
	_ = p.root.Remove(p.part)
	return p.syncFolder()
}

// putWithoutLinks is for file systems that know no hard links: the name is taken
// by an empty file first, which nobody else can have made, and then replaced.
func (p *place) putWithoutLinks(name string) error {
	f, err := p.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fs.ErrExist
	}
	if err != nil {
		return &fileError{err}
	}
	if err := errors.Join(f.Close(), p.root.Rename(p.part, name)); err != nil {
		return &fileError{errors.Join(err, p.root.Remove(name))}
	}
	return p.syncFolder()
}

// same tells whether a name is the part file's other one.
func (p *place) same(name string) bool {
	mine, err := p.root.Lstat(p.part)
	if err != nil {
		return false
	}
	there, err := p.root.Lstat(name)
	return err == nil && os.SameFile(mine, there)
}

// syncFolder makes the new name last. Windows has no such call, and does so by
// itself.
func (p *place) syncFolder() error {
	if runtime.GOOS == "windows" {
		return nil
	}
	dir, err := p.root.Open(".")
	if err != nil {
		return &fileError{err}
	}
	err = errors.Join(dir.Sync(), dir.Close())
	if err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrInvalid) {
		return &fileError{err}
	}
	return nil
}
