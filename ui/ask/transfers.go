package ask

import (
	"path/filepath"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/state/transfers"
)

// FetchAgain asks about one job whose video is here.
func FetchAgain(name string, id api.JobID, f transfers.File) confirm.Spec {
	again := action.Download{IDs: action.JobRows(id), Sure: true, Again: true}
	return confirm.Spec{
		Title:   name + " is here already",
		Lines:   []confirm.Line{{Text: f.Name + ", " + format.Size(f.Size)}},
		Buttons: []confirm.Button{{Label: "Leave it"}, {Label: "Fetch it again", Action: again}},
		Footer:  "the file that is there stays",
	}
}

// FetchMany says what a download of many brings, and where to; free is in bytes, -1 when nobody
// knows. Names are the first few of those to come.
func FetchMany(p transfers.Plan, folder string, free int64, names []string) confirm.Spec {
	lines := []confirm.Line{{Text: "Videos, and captions where there are, to " + folder + "."}}
	if free >= 0 {
		lines[0].Text += " " + format.Size(free) + " are free there."
	}
	for _, x := range []struct {
		n         int
		one, many string
		tone      theme.Tone
	}{
		{len(p.Here), "is here already and not fetched again.", "are here already and not fetched again.", theme.Muted},
		{len(p.Coming), "is coming down already.", "are coming down already.", theme.Muted},
		{len(p.Later), "is fetched when done, while lipdash runs.", "are fetched when done, while lipdash runs.", theme.Run},
		{p.Failed, "has failed and has no file.", "have failed and have no file.", theme.Fail},
	} {
		if x.n > 0 {
			lines = append(lines, confirm.Line{Text: format.Count(x.n, x.one, x.many), Tone: x.tone})
		}
	}
	return confirm.Spec{
		Title:   "Download " + format.Count(len(p.ToCome()), "job", "jobs"),
		Lines:   append(lines, confirm.Line{}, confirm.Line{Names: names, Of: len(p.ToCome()), Tone: theme.Muted}),
		Buttons: []confirm.Button{{Label: "Download", Action: action.Download{IDs: action.JobRows(p.All()...), Sure: true}}, {Label: "Cancel"}},
	}
}

// CancelFiles asks before downloads are cancelled.
func CancelFiles(ids []action.FileID, s transfers.Several) confirm.Spec {
	n := len(s.Move)
	spec := confirm.Spec{
		Title:   "Cancel " + format.Count(n, "download", "downloads"),
		Lines:   []confirm.Line{{Text: "What is here of " + format.Plural(n, "it", "them") + " is kept: trying again resumes it.", Brief: "Part files are kept."}},
		Buttons: []confirm.Button{{Label: "Leave " + format.Plural(n, "it", "them")}, {Label: "Cancel " + format.Count(n, "download", "downloads"), Action: action.MoveTransfers{IDs: ids, Wish: action.Cancel, Sure: true}}},
	}
	names := confirm.Line{Of: n, Tone: theme.Muted}
	for _, t := range s.Move[:min(n, 8)] {
		names.Names = append(names.Names, filepath.Base(t.Name))
	}
	if left := s.Left(); left != "" {
		spec.Lines = append(spec.Lines, confirm.Line{Text: left, Tone: theme.Muted})
	}
	spec.Lines = append(spec.Lines, confirm.Line{}, names)
	return spec
}

// InTheWay asks about a file that has the name of one that is to come.
func InTheWay(id action.FileID, name string) confirm.Spec {
	return confirm.Spec{
		Title: "There is a file of that name",
		Lines: []confirm.Line{{Text: name}, {Text: "It is not written over unless you say so.", Tone: theme.Muted}},
		Buttons: []confirm.Button{
			{Label: "Leave it"},
			{Label: "Keep both", Action: action.MoveTransfer{ID: id, Wish: action.KeepBoth}},
			{Label: "Replace it", Action: action.MoveTransfer{ID: id, Wish: action.Replace}, Danger: true},
		},
		Danger: true, Choice: true,
	}
}
