package config

import "strings"

// UseASCII resolves the setting: on auto, ASCII it is on the Linux console,
// whose font lacks the glyphs, and under a locale that is not UTF-8. No locale
// at all (Windows, most containers) says nothing about the terminal and counts
// as UTF-8.
func (s Settings) UseASCII(src Source) bool {
	switch s.ASCII.V {
	case "on":
		return true
	case "off":
		return false
	}
	return src.env("TERM") == "linux" || !utf8Locale(src)
}

// utf8Locale asks the variables in the order of setlocale(3).
func utf8Locale(src Source) bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if text := strings.ToLower(src.env(name)); text != "" {
			return strings.Contains(text, "utf-8") || strings.Contains(text, "utf8")
		}
	}
	return true
}
