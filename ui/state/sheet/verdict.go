package sheet

import (
	"fmt"
	"sort"
	"strings"

	"lipdash/api"
	"lipdash/ui/state/create"
)

// Verdict is what becomes of a row.
type Verdict int

// The verdicts, the best first. Ready and Warned rows go, the others do not unless the user
// says so; Trouble never goes.
const (
	// Checking is a row whose files nobody has looked at yet.
	Checking Verdict = iota
	Ready
	// Warned rows may be failed by HeyGen.
	Warned
	// MadeBefore rows have a job already, or are on their way to one.
	MadeBefore
	// Twice rows say the same as one above.
	Twice
	// Trouble is what HeyGen or this machine would refuse.
	Trouble
)

// String is the verdict in a word.
func (v Verdict) String() string {
	return [...]string{"checking", "ready", "warning", "made", "twice", "trouble"}[v]
}

// Finding is one thing that is to be said of a row.
type Finding struct {
	// Param is whose value it is about, "" for the whole row.
	Param string
	Text  string
	Level Verdict
}

// String is the finding with what it is about.
func (f Finding) String() string {
	if f.Param == "" {
		return f.Text
	}
	return label(f.Param) + ": " + f.Text
}

// Why is all that is to be said of a row, in one line.
func (r Row) Why() string {
	var out []string
	for _, f := range r.Findings {
		out = append(out, f.String())
	}
	return strings.Join(out, "; ")
}

// Fault is the parameter that the worst finding is about, "" when nothing is to be said.
func (r Row) Fault() string {
	if len(r.Findings) == 0 {
		return ""
	}
	return r.Findings[0].Param
}

// Mends is the parameter whose cell is likely to be changed: the one at fault, "" where it
// is the row as a whole.
func (r Row) Mends() string {
	switch {
	case r.record.Wrong != "":
		return ""
	case r.Fault() != "":
		return r.Fault()
	case r.Verdict == Twice, r.Verdict == MadeBefore:
		return "audio"
	}
	return "title"
}

// judgeAll judges all rows: whether one stands there twice depends on the others.
func (s *Sheet) judgeAll() {
	s.first = map[string]int{}
	for i, r := range s.rows {
		if _, has := s.first[r.Hash]; !has && r.record.Wrong == "" {
			s.first[r.Hash] = i
		}
	}
	for i := range s.rows {
		s.judge(i)
	}
}

func (s *Sheet) judge(i int) {
	r := &s.rows[i]
	r.Findings, r.Seconds, r.Cost, r.unknown = nil, 0, 0, 0
	say := func(level Verdict, param, text string) {
		r.Findings = append(r.Findings, Finding{Param: param, Text: text, Level: level})
	}
	if r.record.Wrong != "" {
		say(Trouble, "", r.record.Wrong)
		r.Verdict = Trouble
		return
	}
	in := create.Inputs{Values: r.Values, Files: s.filesOf(r)}
	s.wrong(r, in, say)
	warnings := in.Warnings(s.now)
	for _, p := range api.Params() {
		for _, text := range warnings[p.Name] {
			say(Warned, p.Name, text)
		}
	}
	if first := s.first[r.Hash]; first < i && r.Values["video"] != "" && r.Values["audio"] != "" {
		say(Twice, "", fmt.Sprintf("the same as %s %d", s.Where(), s.rows[first].Line))
	}
	if r.sent != nil && len(r.differs) > 0 {
		say(Trouble, "", r.before()+", with another "+strings.Join(r.differs, ", ")+": put that back, or use another key")
	} else if text := r.before(); text != "" {
		say(MadeBefore, "", text)
	}
	sort.SliceStable(r.Findings, func(i, j int) bool { return r.Findings[i].Level > r.Findings[j].Level })
	r.Seconds = in.Seconds()
	r.Cost = s.rates.Of(api.ModeOf(r.Values)) * r.Seconds
	switch {
	case len(r.Findings) > 0 && r.Findings[0].Level == Trouble:
		r.Verdict = Trouble
	case r.unknown > 0:
		r.Verdict = Checking
	case len(r.Findings) > 0:
		r.Verdict = r.Findings[0].Level
	default:
		r.Verdict = Ready
	}
}

// wrong says what would be refused: values by the parameter table, files by what is in them.
func (s *Sheet) wrong(r *Row, in create.Inputs, say func(Verdict, string, string)) {
	_, errs := api.ParseCreate(in.Values)
	paths := r.paths
	for _, p := range api.Params() {
		path, local := paths[p.Name]
		f, known := in.Files[p.Name]
		switch err := errs[p.Name]; {
		case local && !known:
			r.unknown++
		case local && f.Problem != "":
			say(Trouble, p.Name, problem(path, f))
		case !local && err != nil:
			say(Trouble, p.Name, err.Error())
		}
	}
}

// problem names the file where the cell alone does not say which one is meant.
func problem(path string, f api.LocalFile) string {
	if f.Problem == api.NoSuchFile {
		return f.Problem + ": " + path
	}
	return f.Problem
}

func (s *Sheet) filesOf(r *Row) map[string]api.LocalFile {
	out := map[string]api.LocalFile{}
	for param, path := range r.paths {
		if f, ok := s.files[path]; ok {
			out[param] = create.FileFor(param, f)
		}
	}
	return out
}

// before says what of a row's inputs there is already, "" for nothing.
func (r *Row) before() string {
	switch m := r.made; {
	case r.sent != nil && r.sent.Job != "":
		return "sent before: " + string(r.sent.Job) + ", " + string(r.sent.State)
	case r.sent != nil:
		return "sent before: " + string(r.sent.State)
	case m == nil:
	case m.here:
		return "sent from here"
	case len(m.jobs) > 0:
		return "made before: " + string(m.jobs[0])
	case len(m.pending) > 0:
		return "on its way already"
	}
	return ""
}
