package config

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Spec describes one setting; flags, variables, file keys and help all come
// from the table of them.
type Spec struct {
	// Key is its name in the file, Env its variable, Flag its flag without
	// dashes.
	Key, Env, Flag string
	// Help is a few words; Values is what it may be.
	Help, Values string
	// Default is the default in text form.
	Default string

	// number is true when the file must hold an integer, amount when it may
	// hold any number.
	number, amount bool
	put            func(s *Settings, text string, o Origin) error
	get            func(s *Settings) string
	reset          func(s *Settings)
}

// rule is how the text of a setting becomes its value.
type rule[T any] struct {
	values string
	number bool
	amount bool
	parse  func(text string) (T, error)
}

// Specs is the table of settings, in the order of help.
func Specs() []Spec {
	return []Spec{
		named(spec("base_url", "address of the API", func(s *Settings) *Value[string] { return &s.BaseURL }, "", baseURL()), "HEYGEN_API_BASE"),
		spec("profile", "name of the account in the header", func(s *Settings) *Value[string] { return &s.Profile }, "default", label()),
		spec("page_size", "jobs per page", func(s *Settings) *Value[int] { return &s.PageSize }, 50, whole(1, 100)),
		spec("color", "colours", func(s *Settings) *Value[string] { return &s.Color }, "auto", word("auto", "always", "never")),
		spec("theme", "background the colours are made for", func(s *Settings) *Value[string] { return &s.Theme }, "auto", word("auto", "dark", "light")),
		spec("ascii", "draw with ASCII only", func(s *Settings) *Value[string] { return &s.ASCII }, "auto", word("auto", "on", "off")),
		spec("fps", "frames a second at most, 0 for 30 and over ssh 20", func(s *Settings) *Value[int] { return &s.FPS }, 0, whole(0, 120)),
		spec("slots", "jobs that may run at once from here", func(s *Settings) *Value[int] { return &s.Slots }, 10, whole(1, 1000)),
		// The rates are as published in mid-2026 (api.md 5.5).
		spec("rate_speed", "dollars a second of output in speed, for estimates", func(s *Settings) *Value[float64] { return &s.RateSpeed }, 0.0333, amount()),
		spec("rate_precision", "dollars a second of output in precision", func(s *Settings) *Value[float64] { return &s.RatePrecision }, 0.0667, amount()),
		spec("rate_date", "of when the rates are", func(s *Settings) *Value[string] { return &s.RateDate }, "2026-07", label()),
		spec("daily_limit", "dollars a day after which creates are asked about, 0 for none", func(s *Settings) *Value[float64] { return &s.DailyLimit }, 0, amount()),
		spec("call_budget", "API calls a minute for polling", func(s *Settings) *Value[int] { return &s.CallBudget }, 25, whole(1, 1000)),
		spec("undo_seconds", "seconds a delete can be taken back", func(s *Settings) *Value[int] { return &s.UndoSeconds }, 8, whole(1, 120)),
		spec("download_folder", "where files go", func(s *Settings) *Value[string] { return &s.DownloadFolder }, "out", path()),
		spec("download_name", "their name, of {title} {id} {date} {mode}", func(s *Settings) *Value[string] { return &s.DownloadName }, "{title}", template()),
		spec("download_clash", "what happens where a file has the name", func(s *Settings) *Value[string] { return &s.DownloadClash }, "number", word("number", "ask")),
		spec("downloads", "files that come down side by side", func(s *Settings) *Value[int] { return &s.Downloads }, 3, whole(1, 16)),
		spec("download_limit", "kilobytes a second for all downloads, 0 for no limit", func(s *Settings) *Value[int] { return &s.DownloadLimit }, 0, whole(0, 10_000_000)),
		spec("auto_download", "fetch what finishes: nothing, what was made here, all", func(s *Settings) *Value[string] { return &s.AutoDownload }, "off", word("off", "mine", "all")),
		spec("notify", "jobs whose end is told while you look elsewhere", func(s *Settings) *Value[string] { return &s.Notify }, "watched", word("watched", "all", "off")),
		spec("join_escapes", "join keys a slow link tears apart, auto over ssh", func(s *Settings) *Value[string] { return &s.JoinEscapes }, "auto", word("auto", "on", "off")),
	}
}

// spec is a setting that has a standard value when nobody says anything.
func spec[T any](key, help string, at func(*Settings) *Value[T], standard T, r rule[T]) Spec {
	return Spec{
		Key: key, Env: "LIPDASH_" + strings.ToUpper(key), Flag: strings.ReplaceAll(key, "_", "-"),
		Help: help, Values: r.values, Default: fmt.Sprint(standard),
		number: r.number, amount: r.amount,
		put: func(s *Settings, text string, o Origin) error {
			v, err := r.parse(text)
			if err == nil {
				*at(s) = Value[T]{V: v, Origin: o}
			}
			return err
		},
		get:   func(s *Settings) string { return fmt.Sprint(at(s).V) },
		reset: func(s *Settings) { *at(s) = Value[T]{V: standard} },
	}
}

// defaults are the settings when nobody says anything.
func defaults() (s Settings) {
	for _, spec := range Specs() {
		spec.reset(&s)
	}
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

// Number tells whether the value is a whole number.
func (s Spec) Number() bool { return s.number }

func whole(lowest, highest int) rule[int] {
	values := fmt.Sprintf("%d to %d", lowest, highest)
	return rule[int]{values: values, number: true, parse: func(text string) (int, error) {
		n, err := strconv.Atoi(text)
		if err != nil || n < lowest || n > highest {
			return 0, fmt.Errorf("must be a whole number from %s, not %s", values, quote(text))
		}
		return n, nil
	}}
}

// amount is a sum of money, or nothing.
func amount() rule[float64] {
	const most = 1e6
	return rule[float64]{values: "0 or more", amount: true, parse: func(text string) (float64, error) {
		f, err := strconv.ParseFloat(text, 64)
		if err != nil || f < 0 || f > most || f != f {
			return 0, fmt.Errorf("must be a number, 0 or more, not %s", quote(text))
		}
		return f, nil
	}}
}

func word(words ...string) rule[string] {
	values := strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
	return rule[string]{values: values, parse: func(text string) (string, error) {
		text = strings.ToLower(text)
		if !slices.Contains(words, text) {
			return "", fmt.Errorf("must be %s, not %s", values, quote(text))
		}
		return text, nil
	}}
}

// maxLabel bounds a name that has to fit into the header, in characters.
const maxLabel = 40

func label() rule[string] {
	return rule[string]{values: "a short name", parse: func(text string) (string, error) {
		switch {
		case utf8.RuneCountInString(text) > maxLabel:
			return "", fmt.Errorf("must have at most %d characters", maxLabel)
		case strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }):
			return "", errors.New("must not contain control characters")
		}
		return text, nil
	}}
}

// path is a folder; whether it can be used is found out when it is.
func path() rule[string] {
	return rule[string]{values: "a folder", parse: func(text string) (string, error) {
		if strings.ContainsFunc(text, unicode.IsControl) || text == "" {
			return "", errors.New("must be a folder")
		}
		return text, nil
	}}
}

// template is a file name with fields in it.
func template() rule[string] {
	return rule[string]{values: "a name, not a path", parse: func(text string) (string, error) {
		rest := strings.NewReplacer("{title}", "", "{id}", "", "{date}", "", "{mode}", "").Replace(text)
		if text == "" || strings.ContainsAny(rest, `{}/\`) {
			return "", fmt.Errorf("must be a name made of {title}, {id}, {date} and {mode}, not %s", quote(text))
		}
		return text, nil
	}}
}

// baseURL never repeats what it refuses: an address can hold a password.
func baseURL() rule[string] {
	return rule[string]{values: "an https address", parse: func(text string) (string, error) {
		u, err := url.Parse(text)
		switch {
		case strings.Trim(text, quotes) != text:
			return "", errors.New("must not be in quotes")
		case err != nil || u.Host == "":
			return "", errors.New("must be an address such as https://api.heygen.com")
		case u.User != nil || u.RawQuery != "" || u.Fragment != "":
			return "", errors.New("must not contain a user name, a query or a fragment")
		case u.Scheme != "https" && (u.Scheme != "http" || !loopback(u.Hostname())):
			return "", errors.New("must be https; plain http is only for this machine itself")
		}
		return text, nil
	}}
}

func loopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || (err == nil && ip.IsLoopback())
}

// quote shows a text somebody else wrote: escaped and short.
func quote(text string) string {
	const most = 40
	if r := []rune(text); len(r) > most {
		text = string(r[:most-1]) + "…"
	}
	return strconv.Quote(text)
}
