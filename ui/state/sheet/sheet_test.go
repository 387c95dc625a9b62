package sheet

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/ui/state/create"
)

var (
	noon  = time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
	rates = create.Rates{Speed: 0.1, Precision: 0.2}
)

// table is a sheet of lines, whose cells are parted by bars.
func table(columns string, lines ...string) Table {
	t := Table{Name: "week47.csv", Dir: "/in", Columns: strings.Split(columns, "|")}
	for i, line := range lines {
		t.Records = append(t.Records, Record{Line: i + 2, Cells: strings.Split(line, "|")})
	}
	return t
}

func sheet(t *testing.T, tab Table, defaults map[string]string) *Sheet {
	t.Helper()
	s, err := New(tab, defaults, rates, noon)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// lasting is a file whose content is so long, video by its name.
func lasting(path string, length time.Duration) api.LocalFile {
	return api.LocalFile{Path: path, Size: 1000, Length: length, Audio: !strings.HasSuffix(path, ".mp4"), ModTime: noon.AddDate(0, 0, -3)}
}

// look answers what the sheet asks of files: all last a minute but those that are named.
func look(s *Sheet, but map[string]api.LocalFile) {
	files := map[string]api.LocalFile{}
	for _, path := range s.Files() {
		f, ok := but[path]
		if !ok {
			f = lasting(path, time.Minute)
		}
		files[path] = f
	}
	s.Looked(files)
}

func verdicts(s *Sheet) string {
	var out []string
	for _, r := range s.Rows() {
		text := fmt.Sprintf("%d %s", r.Line, r.Verdict)
		if why := r.Why(); why != "" {
			text += " " + why
		}
		out = append(out, text)
	}
	return strings.Join(out, "\n")
}

func TestColumnsAreKnownByTheirObviousNames(t *testing.T) {
	for name, want := range map[string]string{
		"video": "video", "Video URL": "video", "video_url": "video", "Video-File": "video", "VIDEO": "video", "video_asset_id": "video",
		"Audio File": "audio", "audioUrl": "audio", "voice": "audio", "Voice-Over": "audio",
		"Title": "title", "name": "title", "Mode": "mode", "quality": "mode",
		"Caption(s)": "enable_caption", "Captions": "enable_caption", "enable_caption": "enable_caption", "subtitles": "enable_caption",
		"Remove music": "disable_music_track", "no music": "disable_music_track", "enhance speech": "enable_speech_enhancement",
		"Watermark": "enable_watermark", "dynamic length": "enable_dynamic_duration", "Dynamic Duration": "enable_dynamic_duration",
		"keep format": "keep_the_same_format", "From": "start_time", "start time": "start_time", "to": "end_time", "End": "end_time",
		"FPS": "fps_mode", "Folder": "folder_id", "folder id": "folder_id", "callback": "callback_url", "Callback ID": "callback_id",
		"notes": "", "": "", "  ": "", "id": "", "state": "", "owner": "",
	} {
		if got, _, _ := paramOf(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
	for _, p := range api.Params() {
		if _, listed := spellings[p.Name]; !listed {
			t.Errorf("%s has no spellings", p.Name)
		}
	}
}

func TestNoNameMeansTwoParameters(t *testing.T) {
	of := map[string]string{}
	for param, names := range spellings {
		p, _ := api.ParamByName(param)
		for _, name := range append([]string{bare(p.Name), bare(p.Label)}, names...) {
			if other, twice := of[name]; twice && other != param {
				t.Errorf("%s is both %s and %s", name, other, param)
			}
			if name != bare(name) {
				t.Errorf("%s can never be met", name)
			}
			of[name] = param
		}
	}
}

func TestTableThatCannotBeMeantSaysWhatItFound(t *testing.T) {
	for want, tab := range map[string]Table{
		`no column is called video; its columns are "a.mp4", "b.wav"`:       table("a.mp4|b.wav", "c.mp4|d.wav"),
		`no column is called audio; its columns are "Video", "Notes"`:       table("Video|Notes", "c.mp4|x"),
		`two columns hold the video: "Video" and "video_url"`:               table("Video|audio|video_url", "c.mp4|x|y"),
		`the sheet has columns and no row below them`:                       table("video|audio"),
		`no column is called video; nothing in it has a name`:               {Name: "x", Records: []Record{{Line: 1, Wrong: "it is no JSON object"}}},
		`two columns hold the captions: "captions" and "enable_caption"`:    table("video|audio|captions|enable_caption", "a|b|c|d"),
		`no column is called audio; its columns are "video", "", "audio 2"`: table("video||audio 2", "a|b|c"),
	} {
		if _, err := New(tab, nil, rates, noon); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	s := sheet(t, table("video|Notes|title||", "a.mp4|n|t|x|"), map[string]string{"audio": "https://x.y/b.wav"})
	if got := strings.Join(s.Notes(), "\n"); got != "not used: Notes, the 4th, which has no name" {
		t.Error(got)
	}
}

func TestCellsAreReadAsPeopleWriteThem(t *testing.T) {
	s := sheet(t, table("Video|audio asset id|Captions|Keep format|From|To|Mode|title",
		"sub/a.mp4|voice123|Yes|no|1,5|2.5|Precision| Ep 1 ",
		"/abs/a.mp4|asset:abcdefgh|x||||| ",
		"~/a.mp4|voice123|TRUE|-|0|||",
		"https://x.y/a.mp4|voice123||||||"), map[string]string{"mode": "precision", "title": "untitled"})
	want := []map[string]string{
		{"video": "/in/sub/a.mp4", "audio": "asset:voice123", "enable_caption": "true", "keep_the_same_format": "false", "start_time": "1.5", "end_time": "2.5", "mode": "precision", "title": "Ep 1"},
		{"video": "/abs/a.mp4", "audio": "asset:abcdefgh", "enable_caption": "true", "mode": "precision", "title": "untitled"},
		{"video": "~/a.mp4", "audio": "asset:voice123", "enable_caption": "TRUE", "keep_the_same_format": "false", "start_time": "0", "mode": "precision", "title": "untitled"},
		{"video": "https://x.y/a.mp4", "audio": "asset:voice123", "mode": "precision", "title": "untitled"},
	}
	for i, r := range s.Rows() {
		if !reflect.DeepEqual(r.Values, want[i]) {
			t.Errorf("row %d: got %v, want %v", i, r.Values, want[i])
		}
	}
	if got := s.Files(); !reflect.DeepEqual(got, []string{"/in/sub/a.mp4", "/abs/a.mp4", "~/a.mp4"}) {
		t.Error(got)
	}
}

func TestEveryRowHasAVerdictWithItsLine(t *testing.T) {
	tab := table("video|audio|mode|title",
		"a.mp4|a.wav||fine",
		"gone.mp4|a.wav||missing",
		"ftp://old/a.mp4|b.wav||bad link",
		"a.mp4|long.wav||odd",
		"a.mp4|a.wav|speed|again",
		"b.wav|a.wav||wrong type",
		"a.mp4|fake.mp3||wrong content",
		"a.mp4|c.wav|fast|bad word",
		"https://drive.google.com/file/d/abc/view|d.wav||page",
		"a.mp4|e.wav||made",
		"|||nothing")
	tab.Records = append(tab.Records, Record{Line: 20, Wrong: "it has 5 cells for 4 columns"})
	s := sheet(t, tab, nil)
	if got := s.Sum().Of[Checking]; got != 8 {
		t.Errorf("%d rows are being checked: %s", got, verdicts(s))
	}
	look(s, map[string]api.LocalFile{
		"/in/gone.mp4": {Problem: "no such file"},
		"/in/long.wav": lasting("/in/long.wav", 3*time.Minute),
		"/in/fake.mp3": {Problem: "this is AAC audio, HeyGen takes mp4, webm, mp3 and wav: convert it to wav first"},
	})
	for _, q := range s.Inputs() {
		var jobs []api.JobID
		if q.Values["title"] == "made" {
			jobs = []api.JobID{"ls_1"}
		}
		s.Made(Answer{Question: q, Jobs: jobs})
	}
	want := `2 ready
3 trouble video: no such file: /in/gone.mp4
4 trouble video: it must be an https link, not ftp
5 warning audio: it is 3 times the video: it may fail, unbilled
6 twice the same as line 2
7 trouble video: this is sound, a video is needed here
8 trouble audio: this is AAC audio, HeyGen takes mp4, webm, mp3 and wav: convert it to wav first
9 trouble mode: it must be speed or precision
10 warning video: Google Drive shows a page for this: share it with everyone and write https://drive.google.com/uc?export=download&id=abc
11 made made before: ls_1
12 trouble video: it is needed; audio: it is needed
20 trouble it has 5 cells for 4 columns`
	if got := verdicts(s); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := s.Sum().Counts(); got != "1 ready, 2 with a warning, 7 in trouble, 1 twice in the sheet, 1 made before" {
		t.Error(got)
	}
	if got := s.Lines(s.Bad()); got != "lines 3, 4, 6, 7, 8, 9 and 2 more" {
		t.Error(got)
	}
	b, values := s.Order()
	if len(values) != 3 || b.Items[1].Number != 5 || b.Items[1].Input != "a.mp4 + long.wav" || b.Name != "week47" || b.From != "/in/week47.csv" {
		t.Error(b, values)
	}
}

func TestMadeBeforeCountsOnlySinceTheFileChanged(t *testing.T) {
	s := sheet(t, table("video|audio", "https://x.y/a.mp4|b.wav", "https://x.y/a.mp4|https://x.y/b.wav", "https://x.y/a.mp4|future.wav"), nil)
	if got := s.Inputs(); len(got) != 1 || got[0].Row != 1 || !got[0].Since.IsZero() {
		t.Errorf("before the files are known: %v", got)
	}
	future := lasting("/in/future.wav", time.Minute)
	future.ModTime = noon.AddDate(1, 0, 0)
	look(s, map[string]api.LocalFile{"/in/future.wav": future})
	got := s.Inputs()
	if len(got) != 3 || !got[0].Since.Equal(noon.AddDate(0, 0, -3).Add(-clockSlack)) || !got[2].Since.IsZero() {
		t.Errorf("%v", got)
	}
	s.Made(Answer{Question: Question{Row: 0, Hash: "of other inputs"}, Jobs: []api.JobID{"ls_1"}})
	s.Made(Answer{Question: got[1], Pending: []submission.ID{"s1"}})
	if v := verdicts(s); v != "2 ready\n3 made on its way already\n4 ready" {
		t.Error(v)
	}
	if got := s.Inputs(); len(got) != 2 {
		t.Errorf("what is known is asked again: %v", got)
	}
}

func TestRowsAreTakenInAndLeftOut(t *testing.T) {
	s := sheet(t, table("video|audio", "a.mp4|a.wav", "a.mp4|a.wav", "a.mp4|ftp://x/b.wav", "a.mp4|c.wav"), nil)
	look(s, nil)
	s.Made(Answer{Question: s.Inputs()[2], Jobs: []api.JobID{"ls_1"}})
	goes := func() string {
		out := ""
		for i := range s.Rows() {
			out += map[bool]string{true: "y", false: "n"}[s.Goes(i)]
		}
		return out
	}
	steps := []struct {
		do   func()
		want string
	}{
		{func() {}, "ynnn"},
		{func() { s.Toggle(0) }, "nnnn"},
		{func() { s.Toggle(0) }, "ynnn"},
		{func() { s.Toggle(1) }, "yynn"},
		{func() { s.Toggle(2) }, "yynn"},
		{func() { s.Toggle(3) }, "yyny"},
		{func() { s.Toggle(3) }, "yynn"},
		{s.Again, "yyny"},
		{func() { s.First(2) }, "yynn"},
		{func() { s.Only(func(line int) bool { return line == 2 }) }, "ynnn"},
	}
	for i, step := range steps {
		if step.do(); goes() != step.want {
			t.Fatalf("step %d: %s, want %s", i, goes(), step.want)
		}
	}
}

func TestMoneyIsAddedUpAndHeldAgainstWhatThereIs(t *testing.T) {
	s := sheet(t, table("video|audio|mode", "a.mp4|a.wav|", "a.mp4|b.wav|precision", "a.mp4|c.wav|", "a.mp4|https://x.y/d.wav|"), nil)
	look(s, nil)
	sum := s.Sum()
	if sum.Rows != 4 || sum.Priced != 3 || sum.Cost != 24 || sum.Uploads.Files != 4 || sum.Uploads.Bytes != 4000 {
		t.Errorf("%+v", sum)
	}
	if sum.Price() != "about $24.00 for 3 of 4, the rest is of unknown length" || sum.Uploads.String() != "4 files to upload, 4.0 kB" {
		t.Errorf("%s, %s", sum.Price(), sum.Uploads.String())
	}
	amount := func(f float64) *float64 { return &f }
	for _, c := range []struct {
		funds Funds
		fit   int
		over  string
	}{
		{Funds{}, 4, ""},
		{Funds{Wallet: amount(24)}, 4, ""},
		{Funds{Wallet: amount(20)}, 2, "the wallet has $20.00 for about $24.00: the first 2 of 4 fit"},
		{Funds{Wallet: amount(0)}, 0, "the wallet has $0.00 for about $24.00: none of 4 fits"},
		{Funds{Limit: 100, Spent: 90}, 1, "the daily limit of $100.00 leaves $10.00 for about $24.00: the first of 4 fits"},
		{Funds{Limit: 100, Spent: 200, Wallet: amount(50)}, 0, "the daily limit of $100.00 leaves $0.00 for about $24.00: none of 4 fits"},
		{Funds{Limit: 100, Wallet: amount(7)}, 1, "the wallet has $7.00 for about $24.00: the first of 4 fits"},
	} {
		if fit, over := s.Fit(c.funds), s.Over(c.funds); fit != c.fit || over != c.over {
			t.Errorf("%+v: %d %q, want %d %q", c.funds, fit, over, c.fit, c.over)
		}
	}
	links := sheet(t, table("video|audio", "https://x.y/a.mp4|https://x.y/d.wav"), nil)
	if fit := links.Fit(Funds{Limit: 100, Spent: 100}); fit != 0 {
		t.Error("what is of unknown cost goes although the day's limit is reached")
	}
}

func TestSheetThatIsReadAgainKeepsWhatIsKnown(t *testing.T) {
	tab := table("video|audio|title", "a.mp4|a.wav|one", "a.mp4|b.wvv|two", "a.mp4|c.wav|three")
	s := sheet(t, tab, nil)
	look(s, map[string]api.LocalFile{"/in/b.wvv": {Problem: "no such file"}})
	id := s.ID(0)
	s.Toggle(0)
	s.Fix(1, "audio", " b.wav ")
	s.Fix(2, "mode", "precision")
	if got := s.Files(); !reflect.DeepEqual(got, []string{"/in/b.wav"}) || s.ID(0) == id {
		t.Error(got)
	}
	look(s, nil)
	if v := verdicts(s); v != "2 ready\n3 ready\n4 ready" {
		t.Error(v)
	}
	if err := s.Read(tab, noon); err != nil {
		t.Fatal(err)
	}
	if s.Rows()[1].Values["audio"] != "/in/b.wav" || s.Rows()[2].Values["mode"] != "precision" || s.Goes(0) || !s.Goes(2) || len(s.Files()) != 4 {
		t.Errorf("%v %v", s.Rows(), s.Files())
	}
	changed := table("video|audio|title", "a.mp4|a2.wav|one", "a.mp4|b2.wav|two", "a.mp4|c.wav|three")
	if err := s.Read(changed, noon); err != nil {
		t.Fatal(err)
	}
	look(s, nil)
	if s.Rows()[1].Values["audio"] != "/in/b2.wav" || !s.Goes(0) {
		t.Errorf("the sheet says something else now: %v", s.Rows())
	}
	if err := s.Read(table("x|y", "1|2"), noon); err == nil || len(s.Rows()) != 3 {
		t.Error("a sheet that cannot be read must leave the old rows", err)
	}
}

func TestSameSheetHasTheSameID(t *testing.T) {
	one := sheet(t, table("video|audio|title", "a.mp4|a.wav|one"), nil)
	same := sheet(t, table("Title|Audio|Video", "one|a.wav|a.mp4"), nil)
	other := sheet(t, table("video|audio|title", "a.mp4|a.wav|one", "a.mp4|b.wav|two"), nil)
	if one.ID(0) != same.ID(0) || one.ID(0) == other.ID(0) || one.ID(1) == one.ID(0) || one.ID(1) == one.ID(2) {
		t.Error(one.ID(0), same.ID(0), other.ID(0), one.ID(1))
	}
}

func TestRowsOfABatchThatIsThereAreNotSentAnew(t *testing.T) {
	s := sheet(t, table("video|audio", "a.mp4|a.wav", "a.mp4|b.wav", "a.mp4|c.wav", "a.mp4|d.wav", "a.mp4|e.wav", "a.mp4|f.wav", "a.mp4|g.wav"), nil)
	look(s, nil)
	b := record.Batch{Name: "week 46", Items: []record.BatchItem{
		{Number: 2, State: record.ItemFailed, Job: "ls_1"},
		{Number: 3, State: record.ItemRefused},
		{Number: 4, State: record.ItemQueued},
		{Number: 5, State: record.ItemDiscarded},
		{Number: 6, State: record.ItemDiscarded},
		{Number: 7, State: record.ItemDiscarded},
	}}
	other := []string{"audio", "mode"}
	had := map[int]submission.Had{2: {}, 3: {Params: other, Nothing: true}, 4: {Params: other}, 5: {Params: other, Nothing: true}, 6: {Nothing: true}, 7: {Params: other}}
	s.InBatch(b, had, false)
	if v := verdicts(s); v != strings.Join([]string{
		"2 made sent before: ls_1, failed", "3 ready", "4 trouble sent before: queued, with another audio, mode: put that back, or use another key",
		"5 ready", "6 made sent before: discarded", "7 trouble sent before: discarded, with another audio, mode: put that back, or use another key", "8 ready",
	}, "\n") {
		t.Error(v)
	}
	if got := s.Retries(); len(got) != 2 || got[3]["audio"] != "/in/b.wav" || got[5] == nil {
		t.Error(got)
	}
	if s.InBatch(b, had, true); len(s.Retries()) != 3 || !s.Goes(0) {
		t.Error(s.Retries())
	}
}

func TestABatchOfWhichNoRowIsHereIsForeign(t *testing.T) {
	s := sheet(t, table("video|audio", "a.mp4|a.wav", "a.mp4|b.wav"), nil)
	here, _ := s.Order()
	other := submission.Had{Params: []string{"audio"}}
	for _, c := range []struct {
		from    string
		state   record.ItemState
		had     map[int]submission.Had
		foreign bool
	}{
		{"/else.csv", record.ItemQueued, map[int]submission.Had{2: other, 3: other}, true},
		{"/else.csv", record.ItemQueued, nil, true},
		{"/else.csv", record.ItemQueued, map[int]submission.Had{2: other, 3: {}}, false},
		{"/else.csv", record.ItemRefused, map[int]submission.Had{2: other, 3: other}, false},
		{here.From, record.ItemQueued, map[int]submission.Had{2: other, 3: other}, false},
	} {
		b := record.Batch{Name: "week 46", From: c.from, Items: []record.BatchItem{{Number: 2, State: c.state}, {Number: 3, State: c.state}}}
		if why := s.Foreign(b, c.had); (why != "") != c.foreign || c.foreign && !strings.Contains(why, `belongs to 2 lipsyncs of "week 46"`) {
			t.Errorf("%+v: %q", c, why)
		}
	}
}

func TestResultsSayWhatBecameOfEachRow(t *testing.T) {
	got := Results(record.Batch{Items: []record.BatchItem{
		{Number: 2, Input: "a.mp4 + a.wav", Title: "one", State: record.ItemCompleted, Job: "ls_1", Cost: 1.5, Saved: "/out/one.mp4", Review: record.Review{Mark: record.Rejected, Note: "lips late"}},
		{Number: 3, Input: "a.mp4 + b.wav", State: record.ItemRefused, Reason: "audio: no such file", Next: "Give another one."},
		{Number: 4, Input: "a.mp4 + c.wav", State: record.ItemFailed, Job: "ls_2", Cost: 2},
	}})
	want := [][]string{
		{"line", "input", "title", "id", "state", "file", "cost", "reason", "review", "note"},
		{"2", "a.mp4 + a.wav", "one", "ls_1", "completed", "/out/one.mp4", "1.50", "", "rejected", "lips late"},
		{"3", "a.mp4 + b.wav", "", "", "refused", "", "", "audio: no such file Give another one.", "", ""},
		{"4", "a.mp4 + c.wav", "", "ls_2", "failed", "", "", "", "", ""},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestSheetIsNotSentUntilTheUserSaidYesToWhatIsInTheWay(t *testing.T) {
	wallet := 7.0
	poor := Funds{Wallet: &wallet}
	tab := table("video|audio", "a.mp4|a.wav", "a.mp4|ftp://x/b.wav", "a.mp4|c.wav", "a.mp4|a.wav")
	for _, c := range []struct {
		allowed Allowed
		funds   Funds
		left    func(line int) bool
		want    Obstacle
		say     string
	}{
		{Allowed{}, Funds{}, nil, BadRows, "2 rows cannot go: lines 3, 5."},
		{Allowed{BadRows: true}, Funds{}, nil, Clear, ""},
		{Allowed{BadRows: true}, poor, nil, OverFunds, "The cost is an estimate. The wallet has $7.00 for about $12.00: the first of 2 fits."},
		{Allowed{BadRows: true, OverFunds: true}, poor, nil, Clear, ""},
		{Allowed{}, poor, func(line int) bool { return line == 2 }, Clear, ""},
		{Allowed{}, Funds{}, func(int) bool { return false }, Nothing, "There is nothing to send: 4 left out."},
	} {
		s := sheet(t, tab, nil)
		look(s, nil)
		if c.left != nil {
			s.Only(c.left)
		}
		if got, say := s.Obstacle(c.allowed, c.funds); got != c.want || say != c.say {
			t.Errorf("%+v: %v %q, want %v %q", c.allowed, got, say, c.want, c.say)
		}
	}
}

func TestFilesThatWereUploadedBeforeAreNotToUpload(t *testing.T) {
	s := sheet(t, table("video|audio", "a.mp4|a.wav", "a.mp4|b.wav"), nil)
	there := lasting("/in/a.mp4", time.Minute)
	there.AtHeyGen = true
	look(s, map[string]api.LocalFile{"/in/a.mp4": there})
	if got := s.Sum().Going(); got != "2 to send, about $12.00, 2 files to upload, 2.0 kB, 1 uploaded already" {
		t.Error(got)
	}
	for _, path := range []string{"/in/a.wav", "/in/b.wav"} {
		there.Path = path
		s.Looked(map[string]api.LocalFile{path: there})
	}
	if got := s.Sum().Uploads.String(); got != "3 uploaded already" {
		t.Error(got)
	}
	s.Toggle(1)
	if sum := s.Sum(); sum.Stays() != "1 left out" || sum.Counts() != "1 ready, 1 left out" || sum.Uploads.String() != "2 uploaded already" {
		t.Error(sum.Stays(), sum.Counts(), sum.Uploads.String())
	}
}
