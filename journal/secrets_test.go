package journal

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
)

// planted are secrets in every place somebody might type or paste them.
var planted = []string{"hg-key-s3cr3tAAAA", "oauth-s3cr3tBBBB", "s3cr3tSIGNATURE", "s3cr3tPASSWORD", "s3cr3tCREDENTIAL"}

func plantedValues() map[string]string {
	return map[string]string{
		"video":        "https://b.s3.amazonaws.com/v.mp4?X-Amz-Credential=s3cr3tCREDENTIAL&X-Amz-Signature=s3cr3tSIGNATURE",
		"audio":        "https://me:s3cr3tPASSWORD@example.com/a.wav",
		"title":        "see https://d.example.com/x?Signature=s3cr3tSIGNATURE and hg-key-s3cr3tAAAA",
		"folder_id":    "hg-key-s3cr3tAAAA",
		"callback_url": "https://example.com/cb?token=s3cr3tSIGNATURE",
		"callback_id":  "oauth-s3cr3tBBBB",
	}
}

func TestNoSecretReachesTheFile(t *testing.T) {
	path := alone(t)
	j := openedAt(t, path)
	j.Hide(planted[0], planted[1], "")
	plantEverywhere(t, j)
	for _, when := range []string{"in the log", "in the file"} {
		if when == "in the file" {
			_, err := j.firm.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
			must(t, err)
		}
		searched := grepAll(t, filepath.Dir(path))
		if searched < 10000 {
			t.Errorf("%s: only %d bytes were searched", when, searched)
		}
	}
	for i, want := range []int{2, 3} {
		d := draftsOf(t, j)[i]
		if got := submission.Withheld(d.Values); len(got) != want {
			t.Errorf("marked as not repeatable: %v of %v", got, d.Values)
		}
	}
}

// plantEverywhere writes the secrets by every call that takes texts.
func plantEverywhere(t *testing.T, j *Journal) {
	t.Helper()
	d := draft("one", "", noon)
	d.Values = plantedValues()
	must(t, j.SaveDraft(t.Context(), d))
	list := draft("many voices", "", noon)
	list.Values = map[string]string{"video": plantedValues()["video"], "audio": "in/de.wav " + api.JoinSources(plantedValues()["video"], plantedValues()["audio"])}
	must(t, j.SaveDraft(t.Context(), list))
	b := record.Batch{ID: "b", Name: plantedValues()["title"], Items: []record.BatchItem{{Number: 1, Input: plantedValues()["video"]}}, MadeAt: noon}
	_, err := j.SubmitBatch(t.Context(), b, []submission.Submission{submission.New("item", plantedValues(), noon)})
	must(t, err)
	s, err := j.Submit(t.Context(), submission.New("one", plantedValues(), noon), "")
	must(t, err)
	s = step(s, submission.SlotGranted{})
	if s.State != submission.Sending {
		t.Fatalf("%s: %+v", s.State, s.Problem)
	}
	must(t, j.SaveSubmission(t.Context(), s))
	lost := &api.Error{Op: "x", Message: "could not fetch " + plantedValues()["video"] + " with " + planted[0], Uncertain: true}
	s = step(s, submission.SendFailed{Err: lost})
	must(t, j.SaveSubmission(t.Context(), s))
	must(t, j.SaveSubmission(t.Context(), step(s, submission.Answered{JobID: "ls_1"})))
	must(t, j.RecordJob(t.Context(), JobRecord{ID: "ls_2", Values: plantedValues(), Title: plantedValues()["title"]}))
	refused := submission.New("two", plantedValues(), noon)
	refused.Values["mode"] = "neither"
	must(t, j.SaveSubmission(t.Context(), step(refused, submission.SlotGranted{})))
}

// grepAll searches the raw bytes of every file and returns how many there were.
func grepAll(t *testing.T, dir string) int {
	t.Helper()
	files, err := os.ReadDir(dir)
	must(t, err)
	total := 0
	for _, f := range files {
		text, err := os.ReadFile(filepath.Join(dir, f.Name()))
		must(t, err)
		total += len(text)
		for _, secret := range planted {
			if bytes.Contains(text, []byte(secret)) {
				t.Errorf("%s holds %s", f.Name(), secret)
			}
		}
	}
	return total
}

func TestASecretIsHiddenWhileItIsTyped(t *testing.T) {
	const secret = "hg-key-s3cr3tAAAA"
	j := opened(t)
	j.Hide(secret)
	for n := range len(secret) + 1 {
		got := j.storable("see " + secret[:n] + " and " + secret[:n])
		if kept := n < max(shortest, len(secret)/2); kept != strings.Contains(got, "see "+secret[:n]+" and "+secret[:n]) ||
			!kept && got != "see (secret not kept) and (secret not kept)" {
			t.Errorf("%d of %d typed: %s", n, len(secret), got)
		}
	}
}

func TestMostOfASecretIsHiddenWhicheverPartItIs(t *testing.T) {
	const secret = "hg-key-s3cr3tAAAA"
	j := opened(t)
	j.Hide(secret)
	half := len(secret) / 2
	for part, want := range map[string]string{
		secret[1:]:                   "(secret not kept)",
		secret[half:]:                "(secret not kept)",
		"x" + secret[3:3+half] + "y": "x(secret not kept)y",
		secret + secret:              "(secret not kept)(secret not kept)",
		"日本" + secret[1:len(secret)-1] + "語": "日本(secret not kept)語",
		secret[2 : 2+half-1]:                 secret[2 : 2+half-1],
	} {
		if got := j.storable(part); got != want {
			t.Errorf("%s: %s", part, got)
		}
	}
}

func TestASubmissionWithASecretIsTheSameWhenSavedTwice(t *testing.T) {
	j := opened(t)
	s, err := j.Submit(t.Context(), submission.New("one", plantedValues(), noon), "")
	must(t, err)
	must(t, j.SaveSubmission(t.Context(), s))
	s = step(s, submission.SlotGranted{})
	must(t, j.SaveSubmission(t.Context(), s))
	must(t, j.SaveSubmission(t.Context(), s))
	back, _, err := j.Submission(t.Context(), "one")
	must(t, err)
	if _, effects := submission.Resume(back, noon); len(effects) != 1 {
		t.Errorf("effects %v", effects)
	} else if _, looks := effects[0].(submission.Look); !looks {
		t.Errorf("a body without its signature would be sent: %v", effects)
	}
}

func TestErrorsHoldNothingThatWasWritten(t *testing.T) {
	j := opened(t)
	_, err := j.firm.Exec("PRAGMA max_page_count = 1")
	must(t, err)
	for i := range 1000 {
		s := submission.New(submission.ID(fmt.Sprint(i)), plantedValues(), noon)
		_, err = j.Submit(t.Context(), s, "")
		if err != nil {
			break
		}
	}
	if !errors.Is(err, ErrFull) {
		t.Fatalf("got %v", err)
	}
	for _, secret := range append(planted, "amazonaws") {
		if bytes.Contains([]byte(err.Error()+Sentence(err)), []byte(secret)) {
			t.Errorf("%v", err)
		}
	}
}
