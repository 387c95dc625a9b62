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
	"lipdash/ui/state/share"
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

// Screen is the terminal, as far as it is known without asking it.
type Screen struct {
	// Is is false where standard output is no terminal.
	Is            bool
	Width, Height int
	// Term is TERM; Within are what is around it, such as tmux or ssh.
	Term   string
	Within []string
	// Colors is how many colours are used, in words; ASCII tells that glyphs are not.
	Colors string
	ASCII  bool
	// NoColor is the variable that takes colours away, "" for none.
	NoColor string
	Copies  share.Copied
	Notify  host.Means
}

// What the dashboard needs to be of use, in cells.
const (
	leastWidth  = 60
	leastHeight = 12
)

func (f Facts) screen() []Check {
	s := f.Screen
	size := Check{Name: "terminal", State: Unknown, Found: "standard output is no terminal, so the size is not known"}
	if s.Is {
		size.State, size.Found = OK, fmt.Sprintf("%d columns, %d lines", s.Width, s.Height)
		if s.Width < leastWidth || s.Height < leastHeight {
			size.State = Warning
			size.Found += fmt.Sprintf(": the dashboard needs %d by %d to be of use", leastWidth, leastHeight)
		}
	}
	size.Found += ", TERM " + orNone(s.Term)
	if len(s.Within) > 0 {
		size.Found += ", in " + strings.Join(s.Within, " and ")
	}
	if s.Term == "dumb" || s.Term == "" {
		size.State, size.Change = Warning, "TERM"
		size.Found += ": it cannot move its cursor, so there is no dashboard"
	}
	colors := Check{Name: "colours", State: OK, Found: s.Colors, Change: "color, theme"}
	if s.NoColor != "" {
		colors.Found += " (" + s.NoColor + ")"
	}
	glyphs := Check{Name: "glyphs", State: OK, Found: "Unicode", Change: "ascii"}
	if s.ASCII {
		glyphs.Found = "ASCII only"
	}
	copies := Check{Name: "clipboard", State: OK, Found: s.Copies.How}
	if s.Copies.Doubt != "" {
		copies.State, copies.Change = Warning, s.Copies.Doubt
		copies.Found += ", which may not arrive"
	} else if s.Copies.OSC52 {
		copies.Found += "; whether that arrives nobody can tell"
	}
	tells := Check{Name: "notifications", State: OK, Found: s.Notify.How(), Change: "notify, lipdash notify test"}
	if f.Settings.Notify.V == "off" {
		tells.Found = "off" + from(f.Settings.Notify.Origin)
	}
	return []Check{size, colors, glyphs, copies, tells}
}

func orNone(text string) string {
	if text == "" {
		return "is not set"
	}
	return text
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
