package terminal

import (
	"strconv"
	"strings"
)

// style is how a cell is drawn, colours as the parameters that set them. The
// zero value is the terminal's default.
type style struct {
	// attrs is a bit for each of the attributes 1 to 9.
	attrs uint16
	// line is the kind of underline where it is not the plain one ("4:3").
	line       string
	fg, bg, ul string
}

// The attributes of SGR that a blank shows; the others only change ink.
const (
	underline = 1 << 4
	onBlank   = underline | 1<<5 | 1<<7 | 1<<9
)

// ended is the parameter that switches an attribute off.
var ended = [...]string{1: "22", 2: "22", 3: "23", 4: "24", 5: "25", 6: "25", 7: "27", 8: "28", 9: "29"}

// blank is the style as far as a blank shows it.
func (s style) blank() style {
	if s.attrs&onBlank != 0 {
		return s
	}
	return style{bg: s.bg}
}

// apply changes the style by the parameters of an SGR; false when one of them is
// not known here.
func (s *style) apply(params string) bool {
	rest := strings.Split(params, ";")
	for len(rest) > 0 {
		n := s.set(rest)
		if n == 0 {
			return false
		}
		rest = rest[n:]
	}
	return true
}

// set applies the first parameter and returns how many were used, 0 for one that
// is not known.
func (s *style) set(p []string) int {
	switch k := p[0]; {
	case k == "" || k == "0":
		*s = style{}
	case len(k) == 1 && k[0] >= '1' && k[0] <= '9':
		s.attrs |= 1 << (k[0] - '0')
		if k == "4" {
			s.line = ""
		}
	case strings.HasPrefix(k, "4:"):
		s.attrs, s.line = s.attrs|underline, k
	case k == "21":
		s.attrs, s.line = s.attrs|underline, k
	case len(k) == 2 && k[0] == '2' && k[1] >= '2' && k[1] <= '9':
		s.end(k)
	default:
		return s.colour(p)
	}
	return 1
}

func (s *style) end(param string) {
	for i, e := range ended {
		if e == param {
			s.attrs &^= 1 << i
		}
	}
	if param == ended[4] {
		s.line = ""
	}
}

func (s *style) colour(p []string) int {
	k := p[0]
	switch {
	case k == "39":
		s.fg = ""
	case k == "49":
		s.bg = ""
	case k == "59":
		s.ul = ""
	case len(k) == 2 && (k[0] == '3' || k[0] == '9') && k[1] <= '7':
		s.fg = k
	case len(k) == 2 && k[0] == '4' && k[1] <= '7', len(k) == 3 && k[:2] == "10" && k[2] <= '7':
		s.bg = k
	default:
		return s.extended(p)
	}
	return 1
}

// extended is 38, 48 and 58 in both of their notations.
func (s *style) extended(p []string) int {
	n, k := 1, p[0]
	if len(k) < 2 {
		return 0
	}
	if len(k) == 2 {
		switch {
		case len(p) >= 3 && p[1] == "5":
			n = 3
		case len(p) >= 5 && p[1] == "2":
			n = 5
		default:
			return 0
		}
	}
	all := strings.Join(p[:n], ";")
	switch k[:2] {
	case "38":
		s.fg = all
	case "48":
		s.bg = all
	case "58":
		s.ul = all
	default:
		return 0
	}
	return n
}

// from is the shortest sequence that changes one style into this one, "" for
// none.
func (s style) from(old style) string {
	if s == old {
		return ""
	}
	if s == (style{}) {
		return "\x1b[m"
	}
	change := s.changes(old)
	if afresh := append([]string{""}, s.changes(style{})...); length(afresh) < length(change) {
		change = afresh
	}
	return "\x1b[" + strings.Join(change, ";") + "m"
}

func (s style) changes(old style) []string {
	var out []string
	if s.line != old.line && old.attrs&underline != 0 {
		old.end(ended[4])
		out = append(out, ended[4])
	}
	for i := 1; i < len(ended); i++ {
		if bit := uint16(1) << i; old.attrs&bit != 0 && s.attrs&bit == 0 {
			// One parameter may end two attributes, one of which is wanted.
			old.end(ended[i])
			out = append(out, ended[i])
		}
	}
	for i := 1; i < len(ended); i++ {
		if bit := uint16(1) << i; s.attrs&bit != 0 && old.attrs&bit == 0 {
			out = append(out, s.begin(i))
		}
	}
	for _, c := range [...][3]string{{s.fg, old.fg, "39"}, {s.bg, old.bg, "49"}, {s.ul, old.ul, "59"}} {
		switch {
		case c[0] == c[1]:
		case c[0] == "":
			out = append(out, c[2])
		default:
			out = append(out, c[0])
		}
	}
	return out
}

func (s style) begin(attr int) string {
	if attr == 4 && s.line != "" {
		return s.line
	}
	return strconv.Itoa(attr)
}

func length(params []string) int {
	n := len(params)
	for _, p := range params {
		n += len(p)
	}
	return n
}
