package config

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Spec describes one setting; flags, variables, file keys and help all come
// from the table of them.
type Spec struct {
	// Key is its name in the file, Env its variable, Flag its flag without
	// dashes.
	Key, Env, Flag string
	// Help is a few words; Values is what it may be.
	Help, Values string
	// Default is the default in text form, Bare what its flag means without a value, "" where it
	// needs one.
	Default, Bare string

	kind   kindOfValue
	put    func(s *Settings, text string, o Origin) error
	get    func(s *Settings) string
	origin func(s *Settings) Origin
	reset  func(s *Settings)
}

// kindOfValue is what a TOML value must be.
type kindOfValue int

const (
	textValue kindOfValue = iota
	wholeValue
	// amountValue is any number.
	amountValue
	boolValue
	// wordsValue is a text, or a list of words, whose text form is JSON.
	wordsValue
)

// rule is how the text of a setting becomes its value.
type rule[T any] struct {
	values string
	kind   kindOfValue
	parse  func(text string) (T, error)
}

// Specs is the table of settings, in the order of help.
func Specs() []Spec { return slices.Clone(specs()) }

// specs is the table, made once: a start walks over it some ten times.
var specs = sync.OnceValue(func() []Spec {
	return []Spec{
		named(spec("base_url", "address of the API", func(s *Settings) *Value[string] { return &s.BaseURL }, "", baseURL()), "HEYGEN_API_BASE"),
		spec("profile", "which profile to use, of those in the file", func(s *Settings) *Value[string] { return &s.Profile }, "default", label()),
		spec("profile_color", "colour of the profile's name", func(s *Settings) *Value[string] { return &s.ProfileColor }, "none", word("none", "red", "green", "yellow", "blue", "magenta", "cyan")),
		spec("key_from", "where the key comes from", func(s *Settings) *Value[string] { return &s.KeyFrom }, "", keySource()),
		spec("read_only", "refuse every write to HeyGen", func(s *Settings) *Value[bool] { return &s.ReadOnly }, false, yesNo()),
		spec("page_size", "jobs per page", func(s *Settings) *Value[int] { return &s.PageSize }, 50, whole(1, 100)),
		spec("view", "view of the list to begin with", func(s *Settings) *Value[string] { return &s.View }, "", label()),
		spec("list_columns", "columns of the list and their order", func(s *Settings) *Value[string] { return &s.ListColumns }, "auto", columnList()),
		spec("color", "colours", func(s *Settings) *Value[string] { return &s.Color }, "auto", word("auto", "always", "never")),
		spec("theme", "how it is coloured", func(s *Settings) *Value[string] { return &s.Theme }, "auto", theme()),
		bare(spec("plain", "one line at a time, for screen readers, dumb terminals and pipes", func(s *Settings) *Value[string] { return &s.Plain }, "auto", word("auto", "on", "off")), "on"),
		spec("ascii", "draw with ASCII only", func(s *Settings) *Value[string] { return &s.ASCII }, "auto", word("auto", "on", "off")),
		spec("motion", "none draws no bars and no brief brightness", func(s *Settings) *Value[string] { return &s.Motion }, "auto", word("auto", "none")),
		spec("tab_progress", "how far things are, in the terminal's tab", func(s *Settings) *Value[string] { return &s.TabProgress }, "auto", word("auto", "on", "off")),
		spec("mouse", "use the mouse; off leaves it to the terminal", func(s *Settings) *Value[string] { return &s.Mouse }, "on", word("on", "off")),
		spec("fps", "frames a second at most, 0 for 30 and over ssh 20", func(s *Settings) *Value[int] { return &s.FPS }, 0, whole(0, 120)),
		spec("slots", "jobs that may run at once from here", func(s *Settings) *Value[int] { return &s.Slots }, 10, whole(1, 1000)),
		// The rates are as published in mid-2026 (api.md 5.5).
		spec("rate_speed", "dollars a second of output in speed, for estimates", func(s *Settings) *Value[float64] { return &s.RateSpeed }, 0.0333, amount()),
		spec("rate_precision", "dollars a second of output in precision", func(s *Settings) *Value[float64] { return &s.RatePrecision }, 0.0667, amount()),
		spec("rate_date", "date of the rates", func(s *Settings) *Value[string] { return &s.RateDate }, "2026-07", label()),
		spec("daily_limit", "dollars a day; creates that would pass it are asked about, 0 for none", func(s *Settings) *Value[float64] { return &s.DailyLimit }, 0, amount()),
		spec("auto_retry", "automatic retries of temporary failures, 0 for none", func(s *Settings) *Value[int] { return &s.AutoRetry }, 0, whole(0, 10)),
		spec("call_budget", "API calls a minute for polling", func(s *Settings) *Value[int] { return &s.CallBudget }, 25, whole(1, 1000)),
		spec("undo_seconds", "seconds a delete can be taken back", func(s *Settings) *Value[int] { return &s.UndoSeconds }, 8, whole(1, 120)),
		spec("download_folder", "where files go", func(s *Settings) *Value[string] { return &s.DownloadFolder }, "out", path()),
		spec("download_name", "their name, of {title} {id} {date} {mode}", func(s *Settings) *Value[string] { return &s.DownloadName }, "{title}", template()),
		spec("download_clash", "what happens when the name is taken", func(s *Settings) *Value[string] { return &s.DownloadClash }, "number", word("number", "ask")),
		spec("downloads", "files that come down side by side", func(s *Settings) *Value[int] { return &s.Downloads }, 3, whole(1, 16)),
		spec("download_limit", "kilobytes a second for all downloads, 0 for no limit", func(s *Settings) *Value[int] { return &s.DownloadLimit }, 0, whole(0, 10_000_000)),
		spec("auto_download", "fetch what finishes: nothing, what was made here, all", func(s *Settings) *Value[string] { return &s.AutoDownload }, "off", word("off", "mine", "all")),
		spec("notify", "jobs whose end is announced while you look elsewhere", func(s *Settings) *Value[string] { return &s.Notify }, "watched", word("watched", "all", "off")),
		spec("on_done", "command run when a job is completed", func(s *Settings) *Value[string] { return &s.OnDone }, "", command()),
		spec("on_failed", "command run when a job has failed", func(s *Settings) *Value[string] { return &s.OnFailed }, "", command()),
		spec("on_batch_done", "command run when a batch is over", func(s *Settings) *Value[string] { return &s.OnBatchDone }, "", command()),
		spec("hook_jobs", "jobs they are run for: made here, all", func(s *Settings) *Value[string] { return &s.HookJobs }, "mine", word("mine", "all")),
		spec("hook_seconds", "seconds such a command may take", func(s *Settings) *Value[int] { return &s.HookSeconds }, 60, whole(1, 86400)),
		spec("join_escapes", "join keys a slow link tears apart, auto over ssh", func(s *Settings) *Value[string] { return &s.JoinEscapes }, "auto", word("auto", "on", "off")),
	}
})

// spec is a setting that has a standard value when nobody says anything.
func spec[T any](key, help string, at func(*Settings) *Value[T], standard T, r rule[T]) Spec {
	return Spec{
		Key: key, Env: "LIPDASH_" + strings.ToUpper(key), Flag: strings.ReplaceAll(key, "_", "-"),
		Help: help, Values: r.values, Default: fmt.Sprint(standard),
		kind: r.kind,
		put: func(s *Settings, text string, o Origin) error {
			v, err := r.parse(text)
			if err == nil {
				*at(s) = Value[T]{V: v, Origin: o}
			}
			return err
		},
		get:    func(s *Settings) string { return fmt.Sprint(at(s).V) },
		origin: func(s *Settings) Origin { return at(s).Origin },
		reset:  func(s *Settings) { *at(s) = Value[T]{V: standard} },
	}
}

// shown is the text of a value for people.
func (s Spec) shown(text string) string {
	switch {
	case s.Key == "key_from":
		return ShownSource(text)
	case s.kind == wordsValue && s.Key != "list_columns":
		return shownCommand(text)
	}
	return text
}

// shownCommand is a command for people: only its first word, since its arguments may hold a
// secret.
func shownCommand(text string) string {
	words := strings.Fields(text)
	if strings.HasPrefix(text, "[") {
		if json.Unmarshal([]byte(text), &words) != nil {
			return "…"
		}
	}
	if len(words) > 1 {
		return words[0] + " …"
	}
	return strings.Join(words, "")
}

// defaults are the settings when nobody says anything.
func defaults() (s Settings) {
	for _, spec := range Specs() {
		spec.reset(&s)
	}
	return s
}

// bare gives a setting what its flag means without a value.
func bare(s Spec, text string) Spec {
	s.Bare = text
	return s
}

// named gives a setting a variable that other HeyGen programs know too.
func named(s Spec, env string) Spec {
	s.Env = env
	return s
}

// Check tells whether a text would do; the error says what it must be.
func (s Spec) Check(text string) error {
	var scratch Settings
	return s.put(&scratch, text, Origin{})
}

// Bool tells whether the value is true or false, so that its flag needs none.
func (s Spec) Bool() bool { return s.kind == boolValue }
