package rows

import (
	"testing"

	"lipdash/ui/state/create"
	"lipdash/ui/state/sheet"
)

func TestAPathInASheetStaysAsItIsWritten(t *testing.T) {
	s, err := sheet.New(sheet.Table{
		Columns: []string{"title", "video", "audio"},
		Records: []sheet.Record{{Line: 2, Cells: []string{"50% off", "/in/my ep 50%.mp4", "https://x.com/a.wav?X-Amz-Signature=secret"}}},
	}, nil, create.Rates{}, now)
	if err != nil {
		t.Fatal(err)
	}
	r := sheetRows{s}.Row(0)
	if (Source{}).Sheet(s, sheet.Funds{}).Measured {
		t.Error("the length of a link is known before anybody asked for it")
	}
	if r.Title != "50% off" || r.Video != "/in/my ep 50%.mp4" || r.Audio != "https://x.com/a.wav?(signed)" {
		t.Errorf("%q, %q, %q", r.Title, r.Video, r.Audio)
	}
}
