package config

import (
	"strings"
	"time"
)

// Settings are all settings of the program.
type Settings struct {
	// PageSize is jobs per page of the list, 1 to 100 (api.md 1.1).
	PageSize Value[int]
	// ListColumns are the columns of the list, parted by commas, or auto.
	ListColumns Value[string]
	// View is the name of the view to begin with, "" for the list as it is; Views are those
	// of the file, in its order.
	View  Value[string]
	Views []View
	// BaseURL is where the API is; empty means HeyGen's own address.
	BaseURL Value[string]
	// Profile is the name of the profile in use, which the header shows; ProfileColor
	// is the name's colour there, none for the usual one.
	Profile, ProfileColor Value[string]
	// KeyFrom is where the key comes from (KeyFrom says how it is written); empty
	// means the places that the official CLI looks in.
	KeyFrom Value[string]
	// ReadOnly refuses every write to HeyGen.
	ReadOnly Value[bool]
	// Color is auto, always or never.
	Color Value[string]
	// Theme is the name of a theme, auto for dark or light as the terminal is. Themes are
	// those of the file.
	Theme  Value[string]
	Themes []Theme
	// Plain is auto, on or off; UsePlain resolves it.
	Plain Value[string]
	// ASCII is auto, on or off; UseASCII resolves it.
	ASCII Value[string]
	// Motion is auto, or none for a screen on which nothing moves but what changes by itself.
	Motion Value[string]
	// TabProgress is auto, on or off: whether the terminal shows in its tab how far
	// something is.
	TabProgress Value[string]
	// Mouse is on or off: off leaves it to the terminal.
	Mouse Value[string]
	// FPS caps frames a second; 0 means 30 locally and 20 over ssh.
	FPS Value[int]
	// CallBudget is how many API calls a minute polling may use.
	CallBudget Value[int]
	// Slots is how many jobs may run on the account from here; what is over
	// waits on this machine.
	Slots Value[int]
	// RateSpeed and RatePrecision are dollars a second of output, for estimates
	// only; HeyGen changed them before (api.md 5.5). DailyLimit is dollars a day,
	// 0 for no limit.
	RateSpeed, RatePrecision, DailyLimit Value[float64]
	// AutoRetry is how often what fails in passing is retried automatically, each time as
	// another job; 0 for never.
	AutoRetry Value[int]
	// RateDate says of when the rates are, for people.
	RateDate Value[string]
	// UndoSeconds is how long a delete waits before it leaves.
	UndoSeconds Value[int]
	// DownloadFolder is where files go, made if need be; what is relative is so to
	// the folder that lipdash was started in. DownloadName is their name without
	// extension, of {title}, {id}, {date} and {mode}.
	DownloadFolder, DownloadName Value[string]
	// DownloadClash is what happens when the name is taken: number or ask.
	DownloadClash Value[string]
	// Downloads is how many files come down side by side; DownloadLimit is
	// kilobytes a second for all of them, 0 for no limit.
	Downloads, DownloadLimit Value[int]
	// AutoDownload is off, mine (what was made from this machine) or all.
	AutoDownload Value[string]
	// Notify is watched, all or off: about which jobs a user who looks elsewhere
	// is told when they end.
	Notify Value[string]
	// OnDone, OnFailed and OnBatchDone are commands that run when a job or a batch has
	// ended, "" for none: a line that is split as a shell would and run without one, or a
	// JSON list of words.
	OnDone, OnFailed, OnBatchDone Value[string]
	// HookJobs is mine (made on this machine, or watched) or all; HookSeconds is how long
	// such a command may take.
	HookJobs    Value[string]
	HookSeconds Value[int]
	// JoinEscapes is auto, on or off: whether keys that arrive torn are put
	// together again, at the price of a slower lone Esc.
	JoinEscapes Value[string]
}

// UndoWindow is UndoSeconds as a duration.
func (s Settings) UndoWindow() time.Duration {
	return time.Duration(s.UndoSeconds.V) * time.Second
}

// UseASCII resolves the setting: on auto, ASCII it is on the Linux console,
// whose font lacks the glyphs, and under a locale that is not UTF-8. No locale
// at all (Windows, most containers) says nothing about the terminal and counts
// as UTF-8.
func (s Settings) UseASCII(src Source) bool {
	return IsOn(s.ASCII.V, src.env("TERM") == "linux" || !utf8Locale(src))
}

// IsOn resolves a setting that is on, off or auto.
func IsOn(text string, auto bool) bool { return text == "on" || text != "off" && auto }

// UsePlain tells whether to speak in lines: where the setting or ACCESSIBLE says so, and on a
// terminal that cannot move its cursor.
func (s Settings) UsePlain(src Source) bool {
	asked := strings.ToLower(src.env("ACCESSIBLE"))
	return IsOn(s.Plain.V, asked != "" && asked != "0" && asked != "false" && asked != "no" || src.env("TERM") == "dumb")
}

// Locale is the variable that says which characters there are, and what it says, in the order
// of setlocale(3); "" where none does.
func Locale(src Source) (name, text string) {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if text := src.env(name); text != "" {
			return name, text
		}
	}
	return "", ""
}

func utf8Locale(src Source) bool {
	_, text := Locale(src)
	text = strings.ToLower(text)
	return text == "" || strings.Contains(text, "utf-8") || strings.Contains(text, "utf8")
}
