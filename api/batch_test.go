package api

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
)

func twoLipsyncs() BatchRequest {
	r := CreateRequest{Video: Source{URL: "https://x.test/v.mp4"}, Audio: Source{AssetID: "asset_12345678"}, CallbackID: "lipdash-1"}
	return BatchRequest{Title: "launch", Lipsyncs: []CreateRequest{r, r}}
}

func TestABatchIsSentWithItsKeyAndOnlyItsIDIsExpected(t *testing.T) {
	for _, body := range []string{`{"data":{"batch_id":"b_1"}}`, `{"data":{"id":"b_1","status":"processing","total_items":2}}`, `{"batch_id":"b_1"}`} {
		client, s := scripted(t, answerWith(202, body))
		if id, err := client.CreateBatch(background(), twoLipsyncs(), "key-1"); err != nil || id != "b_1" {
			t.Errorf("%s: %q %v", body, id, err)
		}
		var sent struct {
			Title    string
			Lipsyncs []map[string]any
		}
		if err := json.Unmarshal([]byte(s.bodies[0]), &sent); err != nil || sent.Title != "launch" || len(sent.Lipsyncs) != 2 ||
			sent.Lipsyncs[1]["callback_id"] != "lipdash-1" || sent.Lipsyncs[1]["mode"] != "speed" {
			t.Errorf("sent %s", s.bodies[0])
		}
		if s.keys[0] != "key-1" || s.seen[0].URL.Path != "/v3/lipsyncs/batches" {
			t.Errorf("%s with key %q", s.seen[0].URL, s.keys[0])
		}
	}
}

func TestABatchWithoutAnAnswerIsUncertainAndNotSentAgain(t *testing.T) {
	for name, c := range map[string]struct {
		answer    step
		uncertain bool
	}{
		"lost answer":     {fail(errReset), true},
		"5xx":             {answerWith(503, ""), true},
		"202 without id":  {answerWith(202, `{"data":{"status":"processing"}}`), true},
		"202 empty":       {answerWith(202, ""), true},
		"still running":   {answerWith(409, `{"error":{"code":"request_in_progress"}}`), true},
		"never connected": {fail(errRefused), false},
		"refused":         {answerWith(400, `{"error":{"code":"invalid_parameter"}}`), false},
	} {
		synctest.Test(t, func(t *testing.T) {
			client, s := scripted(t, c.answer)
			_, err := client.CreateBatch(background(), twoLipsyncs(), "key-1")
			if err == nil || IsUncertain(err) != c.uncertain || c.uncertain && s.requests() != 1 {
				t.Errorf("%s: %v, %d requests", name, err, s.requests())
			}
		})
	}
}

func TestABatchIsCheckedBeforeItIsSent(t *testing.T) {
	client, s := scripted(t, answerWith(202, `{"data":{"batch_id":"b_1"}}`))
	for name, c := range map[string]struct {
		n   int
		key string
	}{"none": {0, "k"}, "too many": {BatchMax + 1, "k"}, "no key": {2, ""}} {
		if _, err := client.CreateBatch(background(), BatchRequest{Lipsyncs: make([]CreateRequest, c.n)}, c.key); err == nil || IsUncertain(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if s.requests() != 0 {
		t.Errorf("%d requests", s.requests())
	}
}

func TestWhetherAServerHasNoBatches(t *testing.T) {
	for body, want := range map[string]bool{
		"": true, "404 page not found": true, "<html>": true,
		`{"error":{"code":"not_found"}}`: true, `{"error":{"code":"resource_not_found"}}`: true,
		`{"error":{"code":"asset_not_found"}}`:               false,
		`{"error":{"code":"not_found","param":"folder_id"}}`: false,
	} {
		client, _ := scripted(t, answerWith(404, body))
		if _, err := client.CreateBatch(background(), twoLipsyncs(), "k"); IsMissingCall(err) != want {
			t.Errorf("%q: %v", body, err)
		}
	}
	for status, want := range map[int]bool{405: true, 501: true, 400: false, 500: false, 403: false} {
		client, _ := scripted(t, answerWith(status, ""))
		if _, err := client.CreateBatch(background(), twoLipsyncs(), "k"); IsMissingCall(err) != want {
			t.Errorf("%d: %v", status, err)
		}
	}
}

func TestTheItemsOfABatchAreReadFromInsideData(t *testing.T) {
	client, s := scripted(t,
		reply200(`{"data":{"batch_id":"b","status":"processing","total_items":3,"items":[
			{"item_index":0,"status":"processing","video_id":"ls_1","error":null},
			{"item_index":1,"status":"queued","video_id":null},{"status":"queued"}],"has_more":true,"next_token":"n"}}`),
		reply200(`{"data":{"items":[{"item_index":1,"status":"failed"},{"item_index":2,"status":"failed","error":{"code":"Asset_Not_Found","message":"gone"}}],"has_more":false}}`))
	got, err := client.GetBatch(background(), "b/1")
	want := []BatchItem{
		{Index: 0, Status: StatusRunning, JobID: "ls_1"},
		{Index: 1, Status: StatusPending},
		{Index: 2, Status: StatusFailed, Failure: "gone", Code: "asset_not_found"},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v %v", got, err)
	}
	if u := s.seen[1].URL; u.EscapedPath() != "/v3/lipsyncs/batches/b%2F1" || u.Query().Get("token") != "n" {
		t.Errorf("asked %s", u)
	}
	if _, err := mustFail(t, `{"error":{"code":"resource_not_found"}}`); !IsGone(err) {
		t.Error(err)
	}
}

func mustFail(t *testing.T, body string) ([]BatchItem, error) {
	client, _ := scripted(t, answerWith(404, body))
	return client.GetBatch(background(), BatchID(strings.Repeat("b", 4)))
}
