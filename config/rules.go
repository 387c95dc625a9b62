package config

import (
	"encoding/json"
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

// check tells whether a text would do.
func (r rule[T]) check(text string) error {
	_, err := r.parse(text)
	return err
}

func whole(lowest, highest int) rule[int] {
	values := fmt.Sprintf("%d to %d", lowest, highest)
	return rule[int]{values: values, kind: wholeValue, parse: func(text string) (int, error) {
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
	return rule[float64]{values: "0 or more", kind: amountValue, parse: func(text string) (float64, error) {
		f, err := strconv.ParseFloat(text, 64)
		if err != nil || f < 0 || f > most || f != f {
			return 0, fmt.Errorf("must be a number, 0 or more, not %s", quote(text))
		}
		return f, nil
	}}
}

func word(words ...string) rule[string] {
	values := oneOf(words)
	return rule[string]{values: values, parse: func(text string) (string, error) {
		text = strings.ToLower(text)
		if !slices.Contains(words, text) {
			return "", fmt.Errorf("must be %s, not %s", values, quote(text))
		}
		return text, nil
	}}
}

// yesNo is a switch. What is neither is refused: it is never guessed.
func yesNo() rule[bool] {
	return rule[bool]{values: "true or false", kind: boolValue, parse: func(text string) (bool, error) {
		switch strings.ToLower(text) {
		case "true", "1", "on", "yes":
			return true, nil
		case "false", "0", "off", "no":
			return false, nil
		}
		return false, fmt.Errorf("must be true or false, not %s", quote(text))
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

// command is a command line without a shell, or a JSON list of its words. Whether there is
// such a program is found out by whoever runs it.
func command() rule[string] {
	return rule[string]{values: "a command, or a list of its words", kind: wordsValue, parse: func(text string) (string, error) {
		if strings.ContainsFunc(text, unicode.IsControl) {
			return "", errors.New("must not contain control characters")
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

// columnNames are those that the list can have.
var columnNames = []string{"status", "title", "mode", "length", "cost", "age", "info"}

// columnList is which columns the list has in which order, as JSON or parted by commas; auto
// leaves that to the list.
func columnList() rule[string] {
	values := "auto, or some of " + strings.Join(columnNames, ", ")
	return rule[string]{values: values, kind: wordsValue, parse: func(text string) (string, error) {
		if text == "" || strings.EqualFold(text, "auto") {
			return "auto", nil
		}
		seen := map[string]bool{}
		names := ColumnNames(text)
		for _, n := range names {
			switch {
			case !slices.Contains(columnNames, n):
				return "", fmt.Errorf("must be %s, not %s", values, quote(n))
			case seen[n]:
				return "", fmt.Errorf("names %s twice", quote(n))
			}
			seen[n] = true
		}
		if !seen["title"] {
			return "", errors.New("must have title among them")
		}
		return strings.Join(names, ","), nil
	}}
}

// ColumnNames are the columns of a list of them, nil for auto.
func ColumnNames(text string) []string {
	var names []string
	if text == "auto" {
		return nil
	}
	if json.Unmarshal([]byte(text), &names) != nil {
		names = strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' })
	}
	for i, n := range names {
		names[i] = strings.ToLower(strings.TrimSpace(n))
	}
	return names
}
