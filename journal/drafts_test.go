package journal

import (
	"fmt"
	"reflect"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api/record"
)

func draft(id, video string, at time.Time) record.Draft {
	return record.Draft{
		ID: id, Values: map[string]string{"video": video, "title": "Überschrift 日本"}, Focus: "title", Caret: 7,
		CreatedAt: noon, UpdatedAt: at,
	}
}

func draftsOf(t *testing.T, j *Journal) []record.Draft {
	t.Helper()
	got, err := j.Drafts(t.Context())
	must(t, err)
	for i := range got {
		got[i].CreatedAt, got[i].UpdatedAt = got[i].CreatedAt.UTC(), got[i].UpdatedAt.UTC()
	}
	return got
}

func TestADraftComesBackWithEveryFieldAndTheCaret(t *testing.T) {
	j := opened(t)
	want := draft("one", "in/v.mp4", noon.Add(time.Second))
	must(t, j.SaveDraft(t.Context(), want))
	if got := draftsOf(t, j); len(got) != 1 || !reflect.DeepEqual(got[0], want) {
		t.Errorf("got %+v\nsaved %+v", got, want)
	}
}

func TestDraftsComeNewestFirst(t *testing.T) {
	j := opened(t)
	for i, id := range []string{"b", "c", "a"} {
		must(t, j.SaveDraft(t.Context(), draft(id, "v", noon.Add(time.Duration(i)*time.Minute))))
	}
	var ids string
	for _, d := range draftsOf(t, j) {
		ids += d.ID
	}
	if ids != "acb" {
		t.Errorf("order %s", ids)
	}
}

func TestALateSaveOfADraftChangesNothing(t *testing.T) {
	j := opened(t)
	must(t, j.SaveDraft(t.Context(), draft("one", "new", noon.Add(time.Minute))))
	must(t, j.SaveDraft(t.Context(), draft("one", "old", noon)))
	if got := draftsOf(t, j)[0].Values["video"]; got != "new" {
		t.Errorf("got %q", got)
	}
}

func TestADraftThatIsGoneNeverComesBack(t *testing.T) {
	j := opened(t)
	must(t, j.DeleteDraft(t.Context(), "unknown"))
	must(t, j.SaveDraft(t.Context(), draft("deleted", "v", noon)))
	must(t, j.SaveDraft(t.Context(), draft("sent", "v", noon)))
	must(t, j.DeleteDraft(t.Context(), "deleted"))
	s := queued(t, j, "other")
	s.ID, s.Rev = "of the draft", 1
	_, err := j.Submit(t.Context(), s, "sent")
	must(t, err)
	for _, id := range []string{"deleted", "sent", "unknown"} {
		must(t, j.SaveDraft(t.Context(), draft(id, "late", time.Now().Add(time.Hour))))
	}
	if got := draftsOf(t, j); len(got) != 0 {
		t.Errorf("got %+v", got)
	}
	var kept int
	must(t, j.easy.QueryRow("SELECT count(*) FROM drafts WHERE vals <> '{}'").Scan(&kept))
	if kept > 0 {
		t.Errorf("the text of %d is still on the disk", kept)
	}
}

func TestTheIDsOfDeletedDraftsAreForgottenAfterADay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := opened(t)
		for i := range 50 {
			must(t, j.DeleteDraft(t.Context(), fmt.Sprint(i)))
		}
		time.Sleep(25 * time.Hour)
		must(t, j.DeleteDraft(t.Context(), "last"))
		var n int
		must(t, j.easy.QueryRow("SELECT count(*) FROM drafts").Scan(&n))
		if n != 1 {
			t.Errorf("%d ids are kept", n)
		}
	})
}
