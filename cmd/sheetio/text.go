package sheetio

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// taken is which encoding was taken, as people call it.
type taken struct {
	name string
	// guessed says that the bytes could be something else too.
	guessed bool
}

// decode makes UTF-8 of bytes, without a mark at the beginning and with one kind of line
// end. A mark tells the encoding; without one it is UTF-16 when every other byte is
// zero, UTF-8 when the bytes are valid as that, and else Shift-JIS or Windows-1252.
func decode(raw []byte, named string) ([]byte, taken, error) {
	var took taken
	var enc encoding.Encoding
	var err error
	if named != "" {
		enc, err = byName(named)
		took = taken{name: named}
	} else {
		took, enc = detect(raw)
	}
	if err == nil && enc != nil {
		raw, err = enc.NewDecoder().Bytes(raw)
	}
	if err != nil {
		return nil, took, err
	}
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	if i := firstBad(raw); i >= 0 {
		return nil, took, fmt.Errorf("line %d is no %s: save it as CSV UTF-8, or name its encoding with --encoding", 1+bytes.Count(raw[:i], []byte("\n")), took.name)
	}
	if bytes.IndexByte(raw, '\n') < 0 {
		raw = bytes.ReplaceAll(raw, []byte("\r"), []byte("\n")) // as old Macs end a line
	}
	return raw, took, nil
}

// firstBad is where bytes are no UTF-8 or no text, -1 when all are.
func firstBad(raw []byte) int {
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		if r == 0 || r == utf8.RuneError {
			return i
		}
		i += n
	}
	return -1
}

// byName knows the names that browsers know, such as shift_jis, windows-1251 or gbk.
func byName(name string) (encoding.Encoding, error) {
	switch strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(name)) {
	case "utf8":
		return nil, nil
	case "utf16":
		return utf16(unicode.LittleEndian), nil
	case "cp1252", "latin1":
		return charmap.Windows1252, nil
	}
	enc, err := htmlindex.Get(name)
	if err != nil {
		return nil, errors.New("there is no encoding called " + name + ": utf-8, utf-16, windows-1252, shift_jis and the others of browsers are known")
	}
	return enc, nil
}

// utf16 goes by the mark where there is one.
func utf16(order unicode.Endianness) encoding.Encoding { return unicode.UTF16(order, unicode.UseBOM) }

func detect(raw []byte) (taken, encoding.Encoding) {
	switch little, big := zeros(raw); {
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), little && !bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return taken{name: "UTF-16"}, utf16(unicode.LittleEndian)
	case bytes.HasPrefix(raw, []byte("\xfe\xff")), big:
		return taken{name: "UTF-16"}, utf16(unicode.BigEndian)
	case utf8.Valid(raw):
		return taken{name: "UTF-8"}, nil
	case isShiftJIS(raw):
		return taken{name: "Shift-JIS", guessed: true}, japanese.ShiftJIS
	}
	return taken{name: "Windows-1252", guessed: true}, charmap.Windows1252
}

// zeros tells whether every other byte is mostly zero, as ASCII is in UTF-16.
func zeros(raw []byte) (little, big bool) {
	raw = raw[:min(len(raw), 4096)&^1]
	var n [2]int
	for i, b := range raw {
		if b == 0 {
			n[i&1]++
		}
	}
	half := len(raw) / 4
	return n[1] > half && n[0] == 0, n[0] > half && n[1] == 0
}

// isShiftJIS tells Shift-JIS from Windows-1252. Both fit many bytes: in Windows-1252 a
// letter with an accent is mostly followed by one without, which as Shift-JIS is a rare
// character whose second byte is ASCII. So it counts as Shift-JIS only when all of it
// is valid, and there is kana in it or at least half of the second bytes are not ASCII.
func isShiftJIS(raw []byte) bool {
	text, err := japanese.ShiftJIS.NewDecoder().Bytes(raw)
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
		return false
	}
	pairs, high, kana, narrow := 0, 0, false, 0
	for i := 0; i < len(raw); i++ {
		b := raw[i]
		if b < 0x80 || b >= 0xa1 && b <= 0xdf {
			if narrow++; b < 0x80 {
				narrow = 0
			}
			kana = kana || narrow >= 3
			continue
		}
		narrow = 0
		if i++; i == len(raw) {
			break
		}
		pairs++
		if raw[i] >= 0x80 {
			high++
		}
		kana = kana || b == 0x82 && raw[i] >= 0x9f || b == 0x83 && raw[i] <= 0x96
	}
	return kana || pairs > 0 && 2*high >= pairs
}
