package sheetio

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"lipdash/ui/state/sheet"
)

func read(t *testing.T, raw []byte, encoding string) sheet.Table {
	t.Helper()
	got, err := From(bytes.NewReader(raw), "week47.csv", "/in", encoding)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// cells is a table as one text: the columns, then a line for each row.
func cells(got sheet.Table) string {
	out := []string{strings.Join(got.Columns, "|")}
	for _, r := range got.Records {
		line := strings.Join(r.Cells, "|")
		if r.Wrong != "" {
			line += " !" + r.Wrong
		}
		out = append(out, strings.TrimSpace(strings.Repeat(" ", 0)+itoa(r.Line)+" "+line))
	}
	return strings.Join(out, "\n")
}

func itoa(n int) string { return string(rune('0'+n/10)) + string(rune('0'+n%10)) }

func TestCSVHasTrueLinesWhateverPartsItsColumns(t *testing.T) {
	for name, c := range map[string]struct{ in, want, how string }{
		"commas":        {"video,audio\na.mp4,b.wav\n", "video|audio\n02 a.mp4|b.wav", "separated by commas"},
		"semicolons":    {"video;audio;title\na.mp4;b.wav;one, two\n", "video|audio|title\n02 a.mp4|b.wav|one, two", "separated by semicolons"},
		"tabs":          {"video\taudio\na.mp4\tb.wav", "video|audio\n02 a.mp4|b.wav", "separated by tabs"},
		"sep line":      {"sep=;\r\nvideo;audio\r\na,1.mp4;b.wav\r\n", "video|audio\n03 a,1.mp4|b.wav", "separated by semicolons"},
		"quoted sep":    {"\"sep=\t\"\nvideo\taudio\na.mp4\tb.wav\n", "video|audio\n03 a.mp4|b.wav", "separated by tabs"},
		"more inside":   {"\"video;;;\",audio\na.mp4,b.wav\n", "video;;;|audio\n02 a.mp4|b.wav", "separated by commas"},
		"line in quote": {"video,title,audio\na.mp4,\"one\ntwo \"\"x\"\"\",b.wav\n\n , ,\nc.mp4,t,d.wav\n", "video|title|audio\n02 a.mp4|one\ntwo \"x\"|b.wav\n06 c.mp4|t|d.wav", "separated by commas"},
		"old Mac":       {"video,audio\ra.mp4,b.wav\r", "video|audio\n02 a.mp4|b.wav", "separated by commas"},
		"short row":     {"video,audio,title\na.mp4,b.wav\n", "video|audio|title\n02 a.mp4|b.wav", "separated by commas"},
		"empty ends":    {"video,audio\na.mp4,b.wav,,\n", "video|audio\n02 a.mp4|b.wav", "separated by commas"},
		"long row":      {"video,audio\na.mp4,b.wav,c\nd.mp4,e.wav\n", "video|audio\n02 a.mp4|b.wav !it has 3 cells for 2 columns: a value with a separator in it needs quotes around it\n03 d.mp4|e.wav", "separated by commas"},
		"blank lines":   {"\n\nvideo,audio\n\na.mp4,b.wav", "video|audio\n05 a.mp4|b.wav", "separated by commas"},
	} {
		t.Run(name, func(t *testing.T) {
			got := read(t, []byte(c.in), "")
			if cells(got) != c.want {
				t.Errorf("got %q, want %q", cells(got), c.want)
			}
			if !slices.Contains(got.How, c.how) {
				t.Errorf("read as %v, want %s", got.How, c.how)
			}
		})
	}
}

func TestEncodingIsDetectedAndSaid(t *testing.T) {
	head := "video,audio,title\na.mp4,b.wav,"
	type sample struct {
		text, how string
		enc       encoding.Encoding
		mark      string
		guessed   bool
	}
	var all []sample
	for _, text := range []string{"plain", "Straße nach München", "東京の朝"} {
		all = append(all,
			sample{text, "UTF-8", encoding.Nop, "", false},
			sample{text, "UTF-8", encoding.Nop, "\ufeff", false},
			sample{text, "UTF-16", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "", false},
			sample{text, "UTF-16", unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "", false},
			sample{text, "UTF-16", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "", false},
			sample{text, "UTF-16", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "", false},
		)
	}
	for _, text := range []string{"Straße nach München", "Größe", "L'été à l'élève – “déjà”", "it’s", "Ñandú año", "Übergröße ß", "Mädchen", "smørrebrød på", "½ €"} {
		all = append(all, sample{text, "Windows-1252", charmap.Windows1252, "", true})
	}
	for _, text := range []string{"東京の朝", "会社案内", "ニュース第1話", "田中さんへ", "ﾃｽﾄ", "東京", "第一話"} {
		all = append(all, sample{text, "Shift-JIS", japanese.ShiftJIS, "", true})
	}
	for _, s := range all {
		t.Run(s.how+" "+s.text, func(t *testing.T) {
			raw, err := s.enc.NewEncoder().Bytes([]byte(s.mark + head + s.text + "\n"))
			if err != nil {
				t.Fatal(err)
			}
			got := read(t, raw, "")
			if want := "video|audio|title\n02 a.mp4|b.wav|" + s.text; cells(got) != want {
				t.Errorf("got %q, want %q", cells(got), want)
			}
			if !slices.Contains(got.How, s.how) || got.Guessed != s.guessed {
				t.Errorf("read as %v, guessed %v", got.How, got.Guessed)
			}
		})
	}
}

func TestEncodingCanBeNamed(t *testing.T) {
	raw, err := charmap.Windows1251.NewEncoder().Bytes([]byte("video,audio,title\na.mp4,b.wav,Привет\n"))
	if err != nil {
		t.Fatal(err)
	}
	got := read(t, raw, "windows-1251")
	if cells(got) != "video|audio|title\n02 a.mp4|b.wav|Привет" || got.Guessed {
		t.Error(cells(got), got.Guessed)
	}
	for name, want := range map[string]string{"klingon": "no encoding called klingon", "utf-8": "line 2 is no utf-8"} {
		if _, err := From(bytes.NewReader(raw), "x.csv", "/", name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestJSONHasTrueLines(t *testing.T) {
	body := `{"video":{"type":"url","url":"https://x.y/a.mp4"},"audio":{"type":"asset_id","asset_id":"asset123"},"enable_caption":true,"start_time":1.5,"title":null}`
	row := "https://x.y/a.mp4|asset:asset123|true|1.5|"
	columns := "video|audio|enable_caption|start_time|title"
	for name, c := range map[string]struct{ in, want, unit string }{
		"array":     {"[\n" + body + ",\n" + body + "]", columns + "\n02 " + row + "\n03 " + row, ""},
		"batch":     {"{\"title\":\"w\",\n\"lipsyncs\": [\n" + body + "\n]}", columns + "\n03 " + row, ""},
		"lines":     {"\n" + body + "\n\n" + body + "\n{broken\n", columns + "\n02 " + row + "\n04 " + row + "\n05 |||| !it is no JSON object", ""},
		"one":       {body, columns + "\n01 " + row, ""},
		"one line":  {"[" + body + "," + body + "]", columns + "\n01 " + row + "\n02 " + row, "entry"},
		"flat":      {`[{"video":"a.mp4","audio":"b.wav"},` + "\n" + `{"audio":"c.wav","title":["x"]}]`, "video|audio|title\n01 a.mp4|b.wav\n02 |c.wav| !title must be one value", ""},
		"no object": {"[1,\n2]", "\n01  !it is no JSON object\n02  !it is no JSON object", ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := read(t, []byte(c.in), "")
			if cells(got) != c.want || got.Unit != c.unit {
				t.Errorf("got %q (%s), want %q", cells(got), got.Unit, c.want)
			}
		})
	}
	if got := read(t, []byte("{\"title\":\"w\",\n\"lipsyncs\": []}"), ""); got.Title != "w" {
		t.Error(got.Title)
	}
}

func TestFolderIsPairedByName(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{
		"ep01.mp4", "ep01_de.wav", "ep01.pt-BR.mp3", "ep01-ja.WAV", "ep01.wav", "ep01_b.mp4", "ep01_b_fr.mp3", "ep010.wav",
		"Ep02.MOV", "Ep02.mp4", "ep02 it.m4a", "left.webm", "notes.txt", ".hidden.mp4",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := Read(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	want := "video|audio|title\n01 ep01.mp4|ep01-ja.WAV|ep01-ja\n02 ep01.mp4|ep01.pt-BR.mp3|ep01.pt-BR\n03 ep01.mp4|ep01.wav|ep01\n" +
		"04 ep01_b.mp4|ep01_b_fr.mp3|ep01_b_fr\n05 ep01.mp4|ep01_de.wav|ep01_de\n06 Ep02.mp4|ep02 it.m4a|ep02 it"
	if cells(got) != want || got.Dir != dir {
		t.Errorf("got %q, want %q", cells(got), want)
	}
	if strings.Join(got.Alone, " ") != "Ep02.MOV ep010.wav left.webm" {
		t.Error(got.Alone)
	}
	if _, err := Read(t.TempDir(), ""); err == nil || !strings.Contains(err.Error(), "no video and no audio") {
		t.Error(err)
	}
}

func TestWhatIsNoSheetIsRefusedInWords(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"xlsx":    {"PK\x03\x04rest", "save it as CSV"},
		"xls":     {"\xd0\xcf\x11\xe0rest", "save it as CSV"},
		"empty":   {" \n", "the file is empty"},
		"quote":   {"video,audio\na \"b\",c\n", `line 2 has a quote inside of a value`},
		"no end":  {"video,audio\n\"a,b\nc,d\n", "the quote that begins on line 2 has no end"},
		"binary":  {"video\x01\x00\x00\x00\x02", "line 1 is no UTF-8"},
		"half":    {"[\n{\"video\":", "the JSON is not whole: it ends on line 2"},
		"not one": {"[\n{\"video\":}]", "line 2: "},
		"more":    {"[]\n[]", "something follows the JSON on line 2"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := From(strings.NewReader(c.in), "x.csv", "/", "")
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "x.csv: ") {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
	if _, err := Read(filepath.Join(t.TempDir(), "none.csv"), ""); err == nil || !strings.HasSuffix(err.Error(), "no such file") {
		t.Error(err)
	}
}

func TestResultsAreHarmlessInASpreadsheet(t *testing.T) {
	path := filepath.Join(t.TempDir(), "results.csv")
	rows := [][]string{sheet.ResultColumns, {"2", "=cmd|' /C calc'!A0", "+1", "-2", "@x", "\tx", "", "a,\"b\"\nc"}}
	if err := os.WriteFile(path, []byte("line,input,title,id,state,file,cost,reason\nof before there were reviews\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := Save(path, rows); err != nil {
			t.Fatal(err)
		}
	}
	want := "line,input,title,id,state,file,cost,reason,review,note\n2,'=cmd|' /C calc'!A0,'+1,'-2,'@x,'\tx,,\"a,\"\"b\"\"\nc\"\n"
	if raw, err := os.ReadFile(path); err != nil || string(raw) != want {
		t.Errorf("got %q, %v", raw, err)
	}
	rows[1][2] = "Straße"
	for range 2 {
		if err := Save(path, rows); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := os.ReadFile(path)
	if err != nil || !strings.HasPrefix(string(raw), "\ufeffline,input") {
		t.Errorf("got %q, %v", raw, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info.Mode(), err)
	}
	if got := read(t, raw, ""); got.Columns[0] != "line" || got.Records[0].Cells[7] != "a,\"b\"\nc" {
		t.Error(got)
	}
}

func TestResultsNeverReplaceSomethingElse(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "week47.csv")
	if err := os.WriteFile(path, []byte("video,audio\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Save(path, [][]string{sheet.ResultColumns}); err == nil || !strings.Contains(err.Error(), "holds no results") {
		t.Error(err)
	}
	if raw, _ := os.ReadFile(path); string(raw) != "video,audio\n" {
		t.Errorf("got %q", raw)
	}
	if err := Save(filepath.Join(dir, "none", "r.csv"), nil); err == nil {
		t.Error("no folder, and no error")
	}
	if names, _ := os.ReadDir(dir); len(names) != 1 {
		t.Errorf("left behind: %v", names)
	}
}
