package sheet

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"unicode"

	"lipdash/api"
	"lipdash/ui/kit/format"
)

// spellings are what people call a parameter at the head of a column, beside its name on
// the wire and its label: small letters and digits only, so that case, blanks, dashes and
// brackets do not count.
var spellings = map[string][]string{
	"video":                     {"videourl", "videofile", "videopath", "videolink", "videosource", "videoasset", "videoassetid", "sourcevideo", "clip"},
	"audio":                     {"audiourl", "audiofile", "audiopath", "audiolink", "audiosource", "audioasset", "audioassetid", "voice", "voicefile", "voiceover", "newaudio", "newvoice", "dub", "sound"},
	"title":                     {"titles", "name", "jobtitle", "jobname"},
	"mode":                      {"quality"},
	"enable_caption":            {"enablecaptions", "caption", "subtitle", "subtitles", "srt"},
	"disable_music_track":       {"disablemusic", "nomusic", "musicoff"},
	"enable_speech_enhancement": {"speechenhancement", "speechenhance", "enhanceaudio"},
	"enable_watermark":          {"addwatermark"},
	"enable_dynamic_duration":   {"dynamicduration"},
	"keep_the_same_format":      {"keepsameformat", "keepthisformat", "sameformat"},
	"start_time":                {"start", "begin", "starttimeseconds", "startseconds"},
	"end_time":                  {"end", "until", "endtimeseconds", "endseconds"},
	"fps_mode":                  {"framerate"},
	"folder_id":                 {},
	"callback_url":              {"callback", "webhook", "webhookurl"},
	"callback_id":               {"reference", "externalid"},
}

// paramOf is the parameter that a column's name means, and whether its cells are asset
// ids that say no more than that.
func paramOf(name string) (param string, asset, ok bool) {
	plain := bare(name)
	if plain == "" {
		return "", false, false
	}
	for _, p := range api.Params() {
		if plain == bare(p.Name) || plain == bare(p.Label) {
			return p.Name, false, true
		}
		for _, s := range spellings[p.Name] {
			if plain == s {
				return p.Name, strings.HasSuffix(s, "assetid"), true
			}
		}
	}
	return "", false, false
}

func bare(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// column is what one column of a table holds.
type column struct {
	// param is "" for one that is not used.
	param string
	asset bool
}

// columns tells what each column is, and names those that are not used. A sheet needs a
// video and an audio, from its columns or from what stands for empty cells.
func columns(t Table, defaults map[string]string) (out []column, unused []string, err error) {
	seen := map[string]string{}
	for i, name := range t.Columns {
		param, asset, ok := paramOf(name)
		switch other, twice := seen[param]; {
		case !ok && strings.TrimSpace(name) != "":
			unused = append(unused, strings.TrimSpace(name))
		case !ok && t.holds(i):
			unused = append(unused, fmt.Sprintf("the %s, which has no name", format.Ordinal(i+1)))
		case ok && twice:
			return nil, nil, fmt.Errorf("two columns hold the %s: %q and %q", label(param), other, name)
		case ok:
			seen[param] = name
		}
		out = append(out, column{param: param, asset: asset})
	}
	for _, p := range api.Params() {
		if _, has := seen[p.Name]; p.Required && !has && defaults[p.Name] == "" {
			return nil, nil, fmt.Errorf("no column is called %s; %s", p.Name, found(t))
		}
	}
	if len(t.Records) == 0 {
		return nil, nil, errors.New("the sheet has columns and no row below them")
	}
	return out, unused, nil
}

// found says which columns there are.
func found(t Table) string {
	if len(t.Columns) == 0 {
		return "nothing in it has a name"
	}
	var names []string
	for _, name := range t.Columns {
		names = append(names, fmt.Sprintf("%q", strings.TrimSpace(name)))
	}
	return "its columns are " + strings.Join(names, ", ")
}

// holds tells whether a column has anything in it.
func (t Table) holds(i int) bool {
	for _, r := range t.Records {
		if i < len(r.Cells) && strings.TrimSpace(r.Cells[i]) != "" {
			return true
		}
	}
	return false
}

func label(param string) string {
	p, _ := api.ParamByName(param)
	return p.Label
}

// valueOf is a cell as the parameter table reads it: words that spreadsheets and people
// write for yes and no, a decimal comma, and the case of a choice.
func (c column) valueOf(cell string) string {
	p, _ := api.ParamByName(c.param)
	v := strings.TrimSpace(cell)
	switch p.Kind {
	case api.KindSource:
		if c.asset && v != "" && !strings.Contains(v, ":") {
			return api.Source{AssetID: api.AssetID(v)}.Text()
		}
	case api.KindBool, api.KindTriState:
		if yes, ok := yesNo[strings.ToLower(v)]; ok {
			return yes
		}
	case api.KindEnum:
		return strings.ToLower(v)
	case api.KindSeconds:
		if strings.Count(v, ",") == 1 && !strings.Contains(v, ".") {
			return strings.Replace(v, ",", ".", 1)
		}
	}
	return v
}

var yesNo = map[string]string{
	"yes": "true", "y": "true", "on": "true", "x": "true",
	"no": "false", "n": "false", "off": "false", "-": "false",
}

// Table is a sheet as it was read: what its cells hold, and not yet what they mean.
type Table struct {
	// Name is the file's or the folder's, Dir where relative paths begin, absolute.
	Name, Dir string
	// How says in a few words each how it was read: "comma separated", "UTF-8".
	How []string
	// Guessed says that the encoding is a guess.
	Guessed bool
	// Title is that of the whole batch, which only JSON can name.
	Title   string
	Columns []string
	// Unit is what a row is called where it stands, "line" when "": an entry where many
	// are on one line, a pair in a folder.
	Unit    string
	Records []Record
	// Ignored is what was read and means nothing here, beside columns.
	Ignored []string
	// Alone are the files of a folder that have no partner.
	Alone []string
}

// path is the whole path of the file or the folder.
func (t Table) path() string { return filepath.Join(t.Dir, t.Name) }

// Record is one entry of a sheet.
type Record struct {
	// Line is where it begins, counted from 1, and of no other row.
	Line int
	// Cells are those of the columns; there may be fewer, never more.
	Cells []string
	// Wrong says why nothing of it can be read, "" when it can.
	Wrong string
}
