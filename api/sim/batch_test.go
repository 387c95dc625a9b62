package sim_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api/sim"
)

func (c client) batch(entries ...string) string {
	c.t.Helper()
	return c.do(202, "POST", "/v3/lipsyncs/batches", `{"title":"season 2","lipsyncs":[`+strings.Join(entries, ",")+`]}`).text("batch_id")
}

// many is n entries that are taken.
func many(n int) []string { return slices.Repeat([]string{plain}, n) }

func TestABatchQueuesBeyondTheLimitAndEndsByItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(func(o *sim.Options) { o.Concurrency = 2 })
		c := memory(t, s)
		id := c.batch(many(5)...)
		b := c.do(200, "GET", "/v3/lipsyncs/batches/"+id, "").object()
		counts := b["counts_by_status"].(map[string]any)
		must(t, b["status"] == "processing" && b["total_items"] == 5.0 && counts["queued"] == 5.0, "%v", b)
		must(t, len(s.Jobs()) == 2, "%d jobs exist while two may run", len(s.Jobs()))
		most := 0
		for range 200 {
			active := 0
			for _, j := range s.Jobs() {
				if j.Status == "pending" || j.Status == "running" {
					active++
				}
			}
			most = max(most, active)
			time.Sleep(5 * time.Second)
		}
		must(t, most == 2, "%d at a time", most)
		b = c.do(200, "GET", "/v3/lipsyncs/batches/"+id, "").object()
		must(t, b["status"] == "completed" && len(s.Jobs()) == 5, "%v", b)
		item := b["items"].([]any)[4].(map[string]any)
		must(t, c.do(200, "GET", "/v3/lipsyncs/"+item["video_id"].(string), "").text("status") == "completed", "%v", item)
	})
}

func TestOneBadEntryDoesNotSinkTheBatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(nil)
		c := memory(t, s)
		id := c.batch(plain, `{}`, `7`, body(`"mode":"x"`))
		time.Sleep(15 * time.Minute)
		b := c.do(200, "GET", "/v3/lipsyncs/batches/"+id, "").object()
		counts := b["counts_by_status"].(map[string]any)
		must(t, counts["completed"] == 1.0 && counts["failed"] == 3.0 && b["status"] == "completed", "%v", b)
		bad := b["items"].([]any)[1].(map[string]any)
		must(t, bad["video_id"] == nil && bad["error"].(map[string]any)["code"] == "invalid_parameter", "%v", bad)
		all := c.do(200, "GET", "/v3/lipsyncs/batches/"+c.batch(`{}`), "").object()
		must(t, all["status"] == "failed", "%v", all)
	})
}

func TestABatchPagesInsideDataWithAHundredByDefault(t *testing.T) {
	c := memory(t, newServer(nil))
	path := "/v3/lipsyncs/batches/" + c.batch(many(100)...)
	whole := c.do(200, "GET", path, "")
	must(t, len(whole.object()["items"].([]any)) == 100 && whole.object()["has_more"] == false, "%v", whole.object()["has_more"])
	_, beside := whole.body["has_more"]
	must(t, !beside, "has_more stands beside data")
	var got []int
	for token, first := "", true; first || token != ""; first = false {
		o := c.do(200, "GET", path+"?limit=30&token="+url.QueryEscape(token), "").object()
		for _, i := range o["items"].([]any) {
			got = append(got, int(i.(map[string]any)["item_index"].(float64)))
		}
		token, _ = o["next_token"].(string)
	}
	must(t, fmt.Sprint(got) == fmt.Sprint(upTo(100)), "%v", got)
	c.refused(400, "invalid_parameter", "limit", "GET", path+"?limit=101", "")
	c.refused(400, "invalid_parameter", "token", "GET", path+"?token=30", "")
	c.refused(404, "resource_not_found", "", "GET", "/v3/lipsyncs/batches/nobody", "")
}

func upTo(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func TestABatchTakesOneToAHundredEntries(t *testing.T) {
	c := memory(t, newServer(nil))
	for _, b := range []string{`{}`, `{"lipsyncs":[]}`, `{"lipsyncs":{}}`, `{"lipsyncs":[` + strings.Join(many(101), ",") + `]}`} {
		c.refused(400, "invalid_parameter", "lipsyncs", "POST", "/v3/lipsyncs/batches", b)
	}
	c.refused(400, "invalid_parameter", "title", "POST", "/v3/lipsyncs/batches", `{"title":1,"lipsyncs":[`+plain+`]}`)
	c.refused(400, "invalid_parameter", "callback_url", "POST", "/v3/lipsyncs/batches", `{"callback_url":"x","lipsyncs":[`+plain+`]}`)
}

func TestStatusesExpandABatchIntoItsItems(t *testing.T) {
	s := newServer(func(o *sim.Options) { o.Concurrency = 1 })
	c := memory(t, s)
	id := c.batch(plain, plain, `{}`)
	a := c.do(200, "GET", "/v3/lipsyncs/statuses?batch_ids="+id+",nobody", "")
	must(t, len(a.list()) == 4, "%s", a.raw)
	want := []string{"queued", "queued", "failed", "not_found"}
	for i, e := range a.list() {
		o := e.(map[string]any)
		must(t, o["status"] == want[i], "%d: %v", i, o)
		must(t, (o["video_id"] != nil) == (i == 0), "%d: %v", i, o)
		must(t, i == 3 || o["batch_id"] == id && o["item_index"] == float64(i), "%d: %v", i, o)
	}
}

func TestABatchWhoseAnswerIsDroppedIsMadeLaterAndReplayed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(nil)
		s.Faults().Add(sim.Fault{Route: "POST /v3/lipsyncs/batches", Kind: sim.FaultDropAfter, Delay: 10 * time.Second, Times: 1})
		send := func() (status int, err error) {
			req, err := http.NewRequest("POST", "https://api.heygen.com/v3/lipsyncs/batches", strings.NewReader(`{"lipsyncs":[`+plain+`,{}]}`))
			must(t, err == nil, "%v", err)
			req.Header.Set("Idempotency-Key", "k")
			req.Header.Set("X-Api-Key", key)
			resp, err := s.Transport().RoundTrip(req)
			if err != nil {
				return 0, err
			}
			return resp.StatusCode, resp.Body.Close()
		}
		_, err := send()
		must(t, err != nil && len(s.Jobs()) == 0 && len(s.Batches()) == 1, "%v, %d jobs", err, len(s.Jobs()))
		time.Sleep(11 * time.Second)
		status, err := send()
		must(t, err == nil && status == 202 && len(s.Jobs()) == 1, "%v, %d jobs", err, len(s.Jobs()))
		b := s.Batches()
		must(t, len(b) == 1 && b[0].Entries == 2 && b[0].Jobs == 1, "%+v", b)
	})
}

func TestTheItemsOfABatchMayHaveIDsOfTheirOwn(t *testing.T) {
	s := newServer(func(o *sim.Options) { o.ForeignItemIDs = true })
	c := memory(t, s)
	item := c.do(200, "GET", "/v3/lipsyncs/batches/"+c.batch(plain), "").object()["items"].([]any)[0].(map[string]any)
	c.refused(404, "resource_not_found", "", "GET", "/v3/lipsyncs/"+item["video_id"].(string), "")
}
