package doctor

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"lipdash/cmd/host"
	"lipdash/journal"
	"lipdash/ui/kit/format"
)

// Disk is where files go.
type Disk struct {
	// Journal is the folder of the journals, its path "" where there is none; Downloads is
	// where files go.
	Journal, Downloads host.Folder
	// Others are the other lipdash processes that have the account's journal open; Known
	// is false where it is not known which journal that is.
	Others []journal.Process
	Known  bool
}

// low is how little room on a disk is worth a word, in bytes.
const low = 1 << 30

func (f Facts) disk() []Check {
	d := f.Disk
	j := Check{Name: "journal", State: Warning, Found: "there is no folder for it: nothing is remembered after a run", Change: "HOME, XDG_STATE_HOME"}
	if d.Journal.Path != "" {
		j.State, j.Found = f.folder(d.Journal)
		if open := d.Journal.Mode & 0o077; open != 0 && j.State == OK {
			j.State, j.Change = Warning, "chmod 700 "+f.tidy(d.Journal.Path)
			j.Found += fmt.Sprintf("; others on this machine may look into it (%04o)", d.Journal.Mode)
		}
	}
	downloads := Check{Name: "downloads", Change: "download_folder"}
	downloads.State, downloads.Found = f.folder(d.Downloads)
	return []Check{j, downloads, d.others()}
}

// folder says how a folder is. One that is missing is made when it is needed.
func (f Facts) folder(at host.Folder) (State, string) {
	path := f.tidy(at.Path)
	var why *fs.PathError
	switch {
	case errors.As(at.Wrong, &why):
		return Failed, path + ": " + why.Err.Error()
	case at.Wrong != nil:
		return Failed, path + ": " + at.Wrong.Error()
	case at.Sealed:
		return Failed, path + ": nothing can be written there"
	}
	state := OK
	if at.Missing {
		path += ", made when it is needed"
	}
	if at.FreeKnown {
		path += ", " + format.Size(at.Free) + " free"
		if at.Free < low {
			state = Warning
			path += ", which is little: make room there"
		}
	}
	return state, path
}

func (d Disk) others() Check {
	c := Check{Name: "processes", State: OK, Found: "no other lipdash has this account open"}
	if !d.Known {
		c.State, c.Found = Unknown, "it is not known which account this is"
		return c
	}
	if len(d.Others) == 0 {
		return c
	}
	var live, stopped []string
	for _, p := range d.Others {
		name := "another"
		if p.PID > 0 {
			name = strconv.Itoa(p.PID)
		}
		if p.Stopped {
			stopped = append(stopped, name)
		} else {
			live = append(live, name)
		}
	}
	var parts []string
	if len(live) > 0 {
		parts = append(parts, "lipdash "+list(live)+" has this account open, and sends what was created there")
	}
	if len(stopped) > 0 {
		c.State, c.Change = Warning, "fg, or end it"
		parts = append(parts, "lipdash "+list(stopped)+" is stopped: what it keeps waits for it")
	}
	c.Found = strings.Join(parts, "; ")
	return c
}

// Tools are programs of others, by their paths, "" where there is none.
type Tools struct{ FFprobe, FFmpeg string }

func (f Facts) tools() []Check {
	probe := Check{Name: "ffprobe", State: OK, Found: f.Tools.FFprobe}
	if probe.Found == "" {
		probe.State, probe.Found, probe.Change = Warning, "not found: lengths of unusual files are not known", "PATH, install ffmpeg"
	}
	mpeg := Check{Name: "ffmpeg", State: OK, Found: f.Tools.FFmpeg}
	if mpeg.Found == "" {
		mpeg.State, mpeg.Found, mpeg.Change = Warning, "not found: the commands that convert a file HeyGen does not take need it", "PATH, install ffmpeg"
	}
	return []Check{probe, mpeg}
}
