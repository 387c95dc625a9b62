package demo

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// Folder holds the files of the demo: those that jobs are made from, and what is fetched. It
// goes with the demo, and what a killed one left is removed by the next, which knows by the
// lock that nobody uses it.
type Folder struct {
	Path string
	lock *flock.Flock
}

const folders = "lipdash-demo-"

func newFolder() (*Folder, error) {
	sweep()
	path, err := os.MkdirTemp("", folders)
	if err != nil {
		return nil, err
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	f := &Folder{path, lockOf(path)}
	ok, err := f.lock.TryLock()
	if err == nil && ok {
		err = os.Mkdir(f.Out(), 0o700)
	} else if err == nil {
		err = os.ErrPermission
	}
	if err != nil {
		f.Remove()
		return nil, err
	}
	return f, nil
}

func lockOf(dir string) *flock.Flock {
	return flock.New(filepath.Join(dir, "lock"), flock.SetPermissions(0o600))
}

// beginning is how long a demo may take to lock its folder.
const beginning = time.Minute

// sweep removes folders of demos that were killed. What only has such a name stays as it is: no
// folder is ours that has another owner's way in, or no lock.
func sweep() {
	old, _ := filepath.Glob(filepath.Join(os.TempDir(), folders+"*"))
	for _, path := range old {
		if !ours(path) {
			continue
		}
		f := &Folder{path, lockOf(path)}
		if ok, err := f.lock.TryLock(); err == nil && ok {
			f.Remove()
		}
		_ = f.lock.Close()
	}
}

// ours tells whether a path is a folder that a demo made and that may be old, without following
// a link.
func ours(path string) bool {
	number := strings.TrimPrefix(filepath.Base(path), folders)
	dir, err := os.Lstat(path)
	if err != nil || !dir.IsDir() || number == "" || strings.Trim(number, "0123456789") != "" ||
		runtime.GOOS != "windows" && dir.Mode().Perm() != 0o700 || time.Since(dir.ModTime()) < beginning {
		return false // one that begins just now has no lock yet
	}
	lock, err := os.Lstat(filepath.Join(path, "lock"))
	return err == nil && lock.Mode().IsRegular() && lock.Size() == 0
}

// Remove removes it with all that is in it; a second time is no harm.
func (f *Folder) Remove() {
	_ = f.lock.Close()
	_ = os.RemoveAll(f.Path)
}

// End removes it, and says so.
func (f *Folder) End() string {
	f.Remove()
	return "the demo's folder is removed with all that was fetched into it: " + f.Path
}

// Out is where downloads go.
func (f *Folder) Out() string { return filepath.Join(f.Path, "out") }

// in is the path of a file that jobs are made from.
func (f *Folder) in(name string) string { return filepath.Join(f.Path, "in", name) }

// write makes a file that begins with head and is so large; the rest is a hole, which takes no
// room on most disks.
func write(path string, head []byte, size int64) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(path, head, 0o600); err != nil {
		return err
	}
	return os.Truncate(path, max(size, int64(len(head))))
}

// video is the head of an MP4 of a size and length whose picture is so large.
func video(length time.Duration, width, height int, size int64) []byte {
	const scale = 1000                                                        // of a second
	long := binary.BigEndian.AppendUint32(nil, uint32(length.Milliseconds())) //nolint:gosec // some minutes
	mvhd := box("mvhd", make([]byte, 12), []byte{0, 0, scale >> 8, scale & 0xff}, long, make([]byte, 80))
	ftyp := box("ftyp", []byte("isom\x00\x00\x02\x00isommp41"))
	moov := box("moov", mvhd, track("vide", "avc1", width, height, long), track("soun", "mp4a", 0, 0, long))
	rest := max(8, size-int64(len(ftyp)+len(moov)))
	return slices.Concat(ftyp, moov, binary.BigEndian.AppendUint32(nil, uint32(rest)), []byte("mdat")) //nolint:gosec // some megabytes
}

func box(kind string, parts ...[]byte) []byte {
	body := slices.Concat(parts...)
	return slices.Concat(binary.BigEndian.AppendUint32(nil, uint32(8+len(body))), []byte(kind), body) //nolint:gosec // some bytes
}

func track(handler, codec string, width, height int, long []byte) []byte {
	tkhd := make([]byte, 84)
	tkhd[23-8] = 1                                        // its number
	tkhd[41] = 1                                          // a matrix that turns nothing
	binary.BigEndian.PutUint16(tkhd[76:], uint16(width))  //nolint:gosec // some thousands
	binary.BigEndian.PutUint16(tkhd[80:], uint16(height)) //nolint:gosec // some thousands
	mdhd := slices.Concat(make([]byte, 12), []byte{0, 0, 1000 >> 8, 1000 & 0xff}, long, make([]byte, 4))
	return box("trak", box("tkhd", tkhd), box("mdia", box("mdhd", mdhd), box("hdlr", make([]byte, 8), []byte(handler), make([]byte, 13)),
		box("minf", box("stbl", box("stsd", []byte{0, 0, 0, 0, 0, 0, 0, 1}, box(codec, make([]byte, 70)))))))
}

// sound is the head of a WAV of a length, and its size: PCM, mono, 16 bits, 44,100 a second.
func sound(length time.Duration) (head []byte, size int64) {
	const rate = 88_200 // bytes a second
	data := uint32(length.Seconds() * rate)
	head = binary.LittleEndian.AppendUint32([]byte("RIFF"), 36+data)
	head = append(head, "WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x44\xac\x00\x00\x88\x58\x01\x00\x02\x00\x10\x00data"...)
	return binary.LittleEndian.AppendUint32(head, data), int64(data) + 44
}

// video and sound make files that jobs are made from.
func (p *play) video(name string, length time.Duration, size int64) (path string, err error) {
	path = p.world.Folder.in(name)
	return path, p.old(path, video(length, 1920, 1080, size), size)
}

func (p *play) sound(name string, length time.Duration) (path string) {
	path = p.world.Folder.in(name)
	head, size := sound(length)
	if err := p.old(path, head, size); p.err == nil {
		p.err = err
	}
	return path
}

// old makes a file that was there yesterday.
func (p *play) old(path string, head []byte, size int64) error {
	if err := write(path, head, size); err != nil {
		return err
	}
	yesterday := p.now.AddDate(0, 0, -1)
	return os.Chtimes(filepath.Clean(path), yesterday, yesterday)
}
