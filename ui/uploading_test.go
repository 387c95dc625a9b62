package ui

import (
	"strings"
	"testing"

	"lipdash/api"
	"lipdash/api/submission"
)

func TestAnUploadTellsItsStepAndWhyItIsDoneAgain(t *testing.T) {
	const size = 104_900_000
	for _, c := range []struct {
		at          api.UploadProgress
		short, long string
	}{
		{api.UploadProgress{Total: size}, "waits", "waits until the other uploads are through"},
		{api.UploadProgress{Step: api.StepCompare, Sent: size / 2, Total: size}, "known? 50%", "looking whether HeyGen has it, 50% read"},
		{api.UploadProgress{Step: api.StepSlot, Direct: true, Total: size}, "1/3 asking", "step 1 of 3, asking where it may go"},
		{api.UploadProgress{Step: api.StepBytes, Direct: true, Sent: size / 5, Total: size}, "2/3 20%", "step 2 of 3, 20% of 104.9 MB sent"},
		{api.UploadProgress{Step: api.StepBytes, Direct: true, Total: size, Again: "the connection broke"}, "2/3 0% again", "step 2 of 3, 0% of 104.9 MB sent: the connection broke"},
		{api.UploadProgress{Step: api.StepFinish, Direct: true, Sent: size, Total: size, Again: "HeyGen is not done with the file yet"}, "3/3 ending", "step 3 of 3, HeyGen takes it over: HeyGen is not done with the file yet"},
		{api.UploadProgress{Step: api.StepBytes, Sent: 10, Total: 100}, "10% of 100 B", "10% of 100 B sent"},
		{api.UploadProgress{Step: api.StepBytes, Sent: 100, Total: 100}, "100% of 100 B", "100% of 100 B sent, waiting for the answer"},
	} {
		if short, long := uploadShort(c.at), uploadLong(c.at); short != c.short || long != c.long {
			t.Errorf("%+v:\n%q\n%q", c.at, short, long)
		}
	}
	m := &Model{session: &session{}}
	o := &Outgoing{Submission: submission.Submission{State: submission.Uploading}, Param: "video", Upload: api.UploadProgress{Step: api.StepSlot, Direct: true, Total: size}}
	if word, info := m.phase(o); word != "upload" || info != "video 1/3 asking" {
		t.Error(word, info)
	}
	m.outgoing = []Outgoing{*o}
	if note := m.uploadNote(); !strings.HasPrefix(note, "video: step 1 of 3") {
		t.Error(note)
	}
}
