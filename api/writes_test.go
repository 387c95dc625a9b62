package api

import (
	"strings"
	"testing"
	"testing/synctest"
)

func TestARenameEndsWithTheJobAsTheServerHasIt(t *testing.T) {
	whole := `{"data":{"id":"ls_1","status":"running","title":"new"}}`
	for name, c := range map[string]struct {
		patch    step
		requests int
	}{
		"whole":          {reply200(whole), 1},
		"no content":     {answerWith(204, ""), 2},
		"empty":          {reply200(""), 2},
		"no data":        {reply200(`{}`), 2},
		"null data":      {reply200(`{"data":null}`), 2},
		"without status": {reply200(`{"data":{"id":"ls_1"}}`), 2},
		"truncated":      {reply200(`{"data":{"id"`), 2},
	} {
		client, s := scripted(t, c.patch, reply200(whole))
		j, err := client.UpdateTitle(background(), "ls_1", "new")
		if err != nil || j.Title != "new" || j.Status != StatusRunning || s.requests() != c.requests {
			t.Errorf("%s: %+v %v, %d requests", name, j, err, s.requests())
		}
	}
}

func TestAPortalsPageIsNeitherARenameNorADelete(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, _ := scripted(t, reply200("<html>log in</html>"))
		if _, err := client.UpdateTitle(background(), "ls_1", "new"); !IsTransient(err) {
			t.Error(err)
		}
		if err := client.DeleteJob(background(), "ls_1"); !IsTransient(err) {
			t.Error(err)
		}
	})
}

func TestEvery2xxOfTheServerIsADelete(t *testing.T) {
	for name, answer := range map[string]step{
		"documented": reply200(`{"data":{"id":"ls_1"}}`), "no content": answerWith(204, ""), "empty": reply200(""),
		"text": reply200("deleted"), "truncated": reply200(`{"data":`), "accepted": answerWith(202, `{}`),
	} {
		client, s := scripted(t, answer)
		if err := client.DeleteJob(background(), "ls_1"); err != nil || s.requests() != 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
	client, _ := scripted(t, reply200(`{"error":{"code":"forbidden","message":"no"}}`))
	if err := client.DeleteJob(background(), "ls_1"); err == nil {
		t.Error("an error inside a 200 is a delete")
	}
}

func TestABare404OnARepeatedDeleteIsNotDone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, _ := scripted(t, fail(errReset), answerWith(404, "not found"))
		if err := client.DeleteJob(background(), "ls_1"); err == nil || IsGone(err) {
			t.Fatal(err)
		}
	})
}

func TestIdempotencyKeysAreCheckedBeforeAnythingIsSent(t *testing.T) {
	client, s := scripted(t, reply200(`{"data":{"lipsync_id":"ls_9"}}`))
	for key, ok := range map[string]bool{
		"a": true, "A-z_0:9.": true, strings.Repeat("k", 255): true, NewIdempotencyKey(): true,
		"": false, strings.Repeat("k", 256): false, "a b": false, "a\r\nX: y": false, "é": false, "a\n": false,
	} {
		before := s.requests()
		_, err := client.CreateJob(background(), CreateRequest{}, key)
		if (err == nil) != ok || ok != (s.requests() == before+1) || IsUncertain(err) {
			t.Errorf("%q: %v", key, err)
		}
	}
	if a, b := NewIdempotencyKey(), NewIdempotencyKey(); a == b {
		t.Error("two keys are the same")
	}
}

func TestTheIDOfANewJobIsTakenUnderAnyOfItsNames(t *testing.T) {
	for _, body := range []string{
		`{"data":{"lipsync_id":"ls_9"}}`, `{"data":{"id":"ls_9"}}`, `{"data":{"video_id":"ls_9","lipsync_id":null}}`,
	} {
		client, _ := scripted(t, answerWith(201, body))
		if id, err := client.CreateJob(background(), CreateRequest{}, "k"); err != nil || id != "ls_9" {
			t.Errorf("%s: %q %v", body, id, err)
		}
	}
}

func TestAnInputThatIsStillProcessedIsWaitedForShortly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, s := scripted(t, answerWith(409, `{"error":{"code":"resource_not_ready"}}`), reply200(`{"data":{"lipsync_id":"ls_9"}}`))
		if _, err := client.CreateJob(background(), CreateRequest{}, "k"); err != nil || s.requests() != 2 {
			t.Fatal(err, s.requests())
		}
		client, _ = scripted(t, answerWith(409, `{"error":{"code":"resource_not_ready"}}`))
		if _, err := client.CreateJob(background(), CreateRequest{}, "k"); err == nil || IsUncertain(err) {
			t.Fatal(err)
		}
	})
}

func TestDeleteCountsARepeated404AsDone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gone := answerWith(404, `{"error":{"code":"resource_not_found","message":"gone"}}`)
		client, _ := scripted(t, fail(errReset), gone)
		if err := client.DeleteJob(background(), "ls_1"); err != nil {
			t.Fatal(err)
		}
		client, _ = scripted(t, gone)
		if err := client.DeleteJob(background(), "ls_1"); !IsGone(err) {
			t.Fatal(err)
		}
		client, _ = scripted(t, answerWith(204, ""))
		if err := client.DeleteJob(background(), "ls_1"); err != nil {
			t.Fatal(err)
		}
	})
}
