package sim_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"lipdash/api/sim"
)

// shape is a schema's object: its required and all its keys.
type shape struct{ required, all []string }

func keys(required string, optional string) shape {
	r := strings.Fields(required)
	return shape{r, append(slices.Clone(r), strings.Fields(optional)...)}
}

// The shapes of the published schema (lipsync.json, asset.json, user.json).
var (
	lipsyncShape   = keys("id status", "callback_id caption_url created_at duration failure_message title video_url")
	createdShape   = keys("lipsync_id", "")
	deletedShape   = keys("id", "")
	statusShape    = keys("status", "batch_id error item_index video_id")
	batchShape     = keys("batch_id status total_items counts_by_status created_at items has_more next_token", "title")
	itemShape      = keys("item_index status", "video_id error")
	uploadedShape  = keys("asset_id url mime_type size_bytes", "")
	slotShape      = keys("asset_id upload_url upload_headers expires_in_seconds max_bytes status", "")
	completedShape = keys("asset_id url mime_type size_bytes status", "")
	assetShape     = keys("id name type owner space_id uploaded_at", "url folder_id")
	userShape      = keys("username email first_name last_name", "billing_type wallet subscription usage_based")
	walletShape    = keys("currency", "remaining_balance auto_reload")
	listShape      = keys("data has_more next_token", "")
	errorShape     = keys("code message doc_url", "param")
)

func (s shape) check(t *testing.T, what string, v any) {
	t.Helper()
	o, isObject := v.(map[string]any)
	must(t, isObject, "%s is not an object: %v", what, v)
	for _, k := range s.required {
		_, has := o[k]
		must(t, has, "%s lacks %q: %v", what, k, o)
	}
	for k := range maps.Keys(o) {
		must(t, slices.Contains(s.all, k), "%s has %q, which the schema does not know", what, k)
	}
}

func TestEveryLipsyncAnswerHasTheSchemasShape(t *testing.T) {
	s := newServer(nil)
	c := memory(t, s)
	done := s.AddJob(sim.JobSpec{Title: "done", Status: "completed", Caption: true, CallbackID: "cb"})
	s.AddJob(sim.JobSpec{Status: "failed"})
	s.AddJob(sim.JobSpec{Status: "running"})

	created := c.do(200, "POST", "/v3/lipsyncs", plain)
	createdShape.check(t, "create", created.object())
	list := c.do(200, "GET", "/v3/lipsyncs", "")
	listShape.check(t, "list", list.body)
	must(t, len(list.list()) == 4, "%d jobs", len(list.list()))
	for _, j := range list.list() {
		lipsyncShape.check(t, "list item", j)
	}
	lipsyncShape.check(t, "get", c.do(200, "GET", "/v3/lipsyncs/"+done, "").object())
	lipsyncShape.check(t, "patch", c.do(200, "PATCH", "/v3/lipsyncs/"+done, `{"title":"new"}`).object())

	st := c.do(200, "GET", "/v3/lipsyncs/statuses?lipsync_ids="+done+",nobody", "")
	listShape.check(t, "statuses", st.body)
	for _, e := range st.list() {
		statusShape.check(t, "status", e)
	}
	gone := c.do(200, "DELETE", "/v3/lipsyncs/"+done, "")
	deletedShape.check(t, "delete", gone.object())
	must(t, gone.text("id") == done, "deleted %q", gone.text("id"))
	a := c.refused(404, "resource_not_found", "", "DELETE", "/v3/lipsyncs/"+done, "")
	errorShape.check(t, "error", a.body["error"])
}

func TestEveryBatchAssetAndUserAnswerHasTheSchemasShape(t *testing.T) {
	c := memory(t, newServer(nil))
	b := c.do(202, "POST", "/v3/lipsyncs/batches", `{"title":"t","lipsyncs":[`+plain+`,{}]}`).text("batch_id")
	batch := c.do(200, "GET", "/v3/lipsyncs/batches/"+b, "").object()
	batchShape.check(t, "batch", batch)
	for _, i := range batch["items"].([]any) {
		itemShape.check(t, "item", i)
	}
	up := c.upload("voice.wav", wav(1000))
	uploadedShape.check(t, "upload", up.object())
	assetShape.check(t, "asset", c.do(200, "GET", "/v3/assets/"+up.text("asset_id"), "").object())
	list := c.do(200, "GET", "/v3/assets?username=sim_user", "")
	listShape.check(t, "assets", list.body)
	assetShape.check(t, "assets item", list.list()[0])

	file := mp4(5000)
	slot := c.slot(file, "video/mp4")
	slotShape.check(t, "slot", slot.object())
	must(t, slot.text("status") == "pending_upload", "slot is %q", slot.text("status"))
	c.put(200, slot, file)
	completedShape.check(t, "complete", c.do(200, "POST", "/v3/assets/"+slot.text("asset_id")+"/complete", `{}`).object())

	me := c.do(200, "GET", "/v3/users/me", "").object()
	userShape.check(t, "user", me)
	walletShape.check(t, "wallet", me["wallet"])
	deletedShape.check(t, "asset delete", c.do(200, "DELETE", "/v3/assets/"+up.text("asset_id"), "").object())
	c.refused(404, "asset_not_found", "", "DELETE", "/v3/assets/"+up.text("asset_id"), "")
}

func TestNothingIsAbsentInListsAndNullInSingleReads(t *testing.T) {
	s := newServer(nil)
	c := memory(t, s)
	id := s.AddJob(sim.JobSpec{Status: "pending"})
	one := c.do(200, "GET", "/v3/lipsyncs/"+id, "").object()
	item := c.do(200, "GET", "/v3/lipsyncs", "").list()[0].(map[string]any)
	for _, k := range []string{"callback_id", "failure_message", "video_url", "caption_url", "title", "duration"} {
		v, has := one[k]
		must(t, has && v == nil, "%s in a single read: %v %v", k, has, v)
		_, has = item[k]
		must(t, !has, "%s stands in a list item", k)
	}
}

func TestUnknownAddressesAnswerWithoutTheEnvelope(t *testing.T) {
	s := newServer(nil)
	c := memory(t, s)
	for _, path := range []string{"/", "/v3/nothing", "/v1/video_status.get", "/v3/lipsyncs/a/b"} {
		a := c.do(404, "GET", path, "")
		must(t, a.body == nil && !strings.Contains(a.raw, "{"), "%s: %s", path, a.raw)
	}
	must(t, len(s.Calls()) == 4 && s.Calls()[0].Status == 404 && s.Calls()[0].Route == "", "%+v", s.Calls())
	c.do(405, "PUT", "/v3/lipsyncs", "{}")
}

func TestWrongAndMissingKeysGetTheSameAnswerAndABearerIsTaken(t *testing.T) {
	c := memory(t, newServer(nil))
	wrong := c.refused(401, "unauthorized", "", "GET", "/v3/users/me", "", "X-Api-Key", "wrong")
	missing := c.refused(401, "unauthorized", "", "GET", "/v3/users/me", "", "X-Api-Key", "")
	must(t, wrong.raw == missing.raw, "%s differs from %s", wrong.raw, missing.raw)
	c.do(200, "GET", "/v3/users/me", "", "X-Api-Key", "", "Authorization", "Bearer "+key)

	open := memory(t, newServer(func(o *sim.Options) { o.Key = "" }))
	open.do(200, "GET", "/v3/users/me", "", "X-Api-Key", "anything")
	open.do(401, "GET", "/v3/users/me", "", "X-Api-Key", "")
}

func TestDateComesFromTheServersClock(t *testing.T) {
	at := time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)
	c := memory(t, newServer(func(o *sim.Options) { o.Now = func() time.Time { return at } }))
	for _, path := range []string{"/v3/users/me", "/nowhere"} {
		a, err := c.try(c.request("GET", path, ""))
		must(t, err == nil && a.header.Get("Date") == "Tue, 06 May 2031 07:08:09 GMT", "%v %q", err, a.header.Get("Date"))
	}
}
