package api

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestJobsAreDecodedLeniently(t *testing.T) {
	base := time.Unix(1_700_000_000, 0)
	for name, c := range map[string]struct {
		raw   string
		check func(Job) bool
	}{
		"absent":                {`{"id":"a","status":"pending"}`, func(j Job) bool { return j.Title == "" && j.CreatedAt.IsZero() && j.Duration == 0 }},
		"null":                  {`{"id":"a","status":"pending","title":null,"created_at":null,"duration":null}`, func(j Job) bool { return j.Title == "" && j.CreatedAt.IsZero() }},
		"duration 42":           {`{"id":"a","status":"x","duration":42}`, func(j Job) bool { return j.Duration == 42*time.Second }},
		"duration text":         {`{"id":"a","status":"x","duration":"42.5"}`, func(j Job) bool { return j.Duration == 42500*time.Millisecond }},
		"duration negative":     {`{"id":"a","status":"x","duration":-3}`, func(j Job) bool { return j.Duration == 0 }},
		"duration NaN":          {`{"id":"a","status":"x","duration":"NaN"}`, func(j Job) bool { return j.Duration == 0 }},
		"duration huge":         {`{"id":"a","status":"x","duration":1e300}`, func(j Job) bool { return j.Duration == 0 }},
		"created seconds":       {`{"id":"a","status":"x","created_at":1700000000}`, func(j Job) bool { return j.CreatedAt.Equal(base) }},
		"created float":         {`{"id":"a","status":"x","created_at":1700000000.25}`, func(j Job) bool { return j.CreatedAt.Equal(base.Add(250 * time.Millisecond)) }},
		"created text":          {`{"id":"a","status":"x","created_at":"1700000000"}`, func(j Job) bool { return j.CreatedAt.Equal(base) }},
		"created ms":            {`{"id":"a","status":"x","created_at":1700000000000}`, func(j Job) bool { return j.CreatedAt.Equal(base) }},
		"created ISO":           {`{"id":"a","status":"x","created_at":"2023-11-14T22:13:20Z"}`, func(j Job) bool { return j.CreatedAt.Equal(base) }},
		"created zero":          {`{"id":"a","status":"x","created_at":0}`, func(j Job) bool { return j.CreatedAt.IsZero() }},
		"status case":           {`{"id":"a","status":" Processing "}`, func(j Job) bool { return j.Status == StatusRunning }},
		"status unknown":        {`{"id":"a","status":"Reviewing"}`, func(j Job) bool { return j.Status == "reviewing" && j.Status.Active() && !j.Status.Known() }},
		"id under another name": {`{"video_id":"a","status":"x"}`, func(j Job) bool { return j.ID == "a" }},
		"failure reason":        {`{"id":"a","status":"failed","failure_reason":"why"}`, func(j Job) bool { return j.FailureMessage == "why" }},
		"failure in error":      {`{"id":"a","status":"failed","error":{"code":40012,"detail":"why"}}`, func(j Job) bool { return j.FailureMessage == "why" }},
		"link while running":    {`{"id":"a","status":"running","video_url":"https://x.y/v"}`, func(j Job) bool { _, ok := j.VideoLink(); return !ok }},
		"link plain http":       {`{"id":"a","status":"completed","video_url":"http://x.y/v"}`, func(j Job) bool { _, ok := j.VideoLink(); return !ok }},
		"link relative":         {`{"id":"a","status":"completed","video_url":"/v"}`, func(j Job) bool { _, ok := j.VideoLink(); return !ok }},
		"link good":             {`{"id":"a","status":"completed","video_url":"https://x.y/v"}`, func(j Job) bool { _, ok := j.VideoLink(); return ok }},
		"unknown fields":        {`{"id":"a","status":"x","nested":{"a":[1]},"title":"t"}`, func(j Job) bool { return j.Title == "t" && strings.Contains(string(j.Raw), "nested") }},
	} {
		if j, ok := (&Client{}).job(json.RawMessage(c.raw)); !ok || !c.check(j) {
			t.Errorf("%s: %+v", name, j)
		}
	}
}

func TestPagesAreDecodedLeniently(t *testing.T) {
	for name, c := range map[string]struct {
		raw        string
		jobs       int
		skipped    int
		token      string
		incomplete bool
	}{
		"full":              {`{"data":[{"id":"a","status":"x"}],"has_more":true,"next_token":"t+/="}`, 1, 0, "t+/=", false},
		"null data":         {`{"data":null,"has_more":false}`, 0, 0, "", false},
		"missing data":      {`{}`, 0, 0, "", false},
		"empty with more":   {`{"data":[],"has_more":true,"next_token":"t"}`, 0, 0, "t", false},
		"more, no token":    {`{"data":[],"has_more":true,"next_token":null}`, 0, 0, "", true},
		"more, empty token": {`{"data":[],"has_more":true,"next_token":""}`, 0, 0, "", true},
		"no more, a token":  {`{"data":[],"has_more":false,"next_token":"t"}`, 0, 0, "", false},
		"more as a text":    {`{"data":[],"has_more":"true","next_token":"t"}`, 0, 0, "t", false},
		"no word, a token":  {`{"data":[],"next_token":"t"}`, 0, 0, "t", false},
		"inside data":       {`{"data":{"items":[{"id":"a"}],"has_more":true,"next_token":"t"}}`, 1, 0, "t", false},
		"inside, token out": {`{"data":{"items":null,"has_more":false},"has_more":true,"next_token":"t"}`, 0, 0, "", false},
		"twice the same":    {`{"data":[{"id":"a"},{"id":"a"},{"id":"b"}]}`, 2, 0, "", false},
		"an item without":   {`{"data":[{"status":"x"},{"id":"b"},null,7]}`, 1, 3, "", false},
	} {
		page, bad := readItems("list", reply{fields: object([]byte(c.raw))})
		if bad != nil {
			t.Errorf("%s: %v", name, bad)
		}
		p := (&Client{}).decodePage(page)
		if len(p.Jobs) != c.jobs || p.Skipped != c.skipped || p.NextToken != c.token || p.Incomplete != c.incomplete {
			t.Errorf("%s: %+v", name, p)
		}
	}
}

func TestCallsUseTheDocumentedWire(t *testing.T) {
	c, r := newRecorder(t, map[string]http.HandlerFunc{
		"GET /v3/lipsyncs":          say(200, `{"data":[{"id":"a","status":"pending"}],"has_more":false}`),
		"GET /v3/lipsyncs/a%2Fb%3F": say(200, `{"data":{"id":"a/b?","status":"queued"}}`),
		"POST /v3/lipsyncs":         say(200, `{"data":{"lipsync_id":"ls_new"}}`),
		"PATCH /v3/lipsyncs/a":      say(204, ""),
		"GET /v3/lipsyncs/a":        say(200, `{"data":{"id":"a","status":"completed","title":"new"}}`),
		"DELETE /v3/lipsyncs/a":     say(200, `{"data":{"id":"a"}}`),
		"GET /v3/users/me":          say(200, `{"data":{"username":"u","billing_type":"wallet","wallet":{"currency":"usd","remaining_balance":"476.78"}}}`),
	})
	ctx := background()
	if p, err := c.ListJobs(ctx, ListOptions{Limit: 50, Token: "a+b/c=&d"}); err != nil || len(p.Jobs) != 1 { //nolint:gosec // a cursor, not a credential
		t.Fatal(p, err)
	}
	if got := r.seen[0].URL.Query(); got.Get("token") != "a+b/c=&d" || got.Get("limit") != "50" {
		t.Fatalf("query %v", got)
	}
	if j, err := c.GetJob(ctx, "a/b?"); err != nil || j.Status != StatusPending {
		t.Fatal(j, err)
	}
	yes := true
	id, err := c.CreateJob(ctx, CreateRequest{Video: Source{URL: "https://x.y/v.mp4"}, Audio: Source{AssetID: "as_12345678"}, EnableCaption: &yes}, "k-1")
	if err != nil || id != "ls_new" {
		t.Fatal(id, err)
	}
	const want = `{"audio":{"asset_id":"as_12345678","type":"asset_id"},"enable_caption":true,"mode":"speed","video":{"type":"url","url":"https://x.y/v.mp4"}}`
	if r.bodies[2] != want || r.seen[2].Header.Get("Idempotency-Key") != "k-1" || r.seen[2].Header.Get("User-Agent") != "lipdash/test" {
		t.Fatalf("sent %s with %v", r.bodies[2], r.seen[2].Header)
	}
	if j, err := c.UpdateTitle(ctx, "a", "new"); err != nil || j.Title != "new" || r.bodies[3] != `{"title":"new"}` {
		t.Fatal(j, err, r.bodies[3])
	}
	if err := c.DeleteJob(ctx, "a"); err != nil {
		t.Fatal(err)
	}
	if a, err := c.Me(ctx); err != nil || !a.Balance.Known || a.Balance.Amount != 476.78 || a.Balance.Currency != CurrencyUSD {
		t.Fatal(a, err)
	}
}

func TestBaseURLsThatWouldLeakAreRefused(t *testing.T) {
	for base, ok := range map[string]bool{
		"https://api.heygen.com": true, "https://proxy.corp/heygen/": true, "http://127.0.0.1:8089": true,
		"http://localhost:1": true, "http://LOCALHOST:1": true, "http://127.9.9.9": true, "http://[::1]:9": true,
		"http://api.heygen.com": false, "http://10.0.0.1": false, "ftp://x.y": false, "https://user:pw@x.y": false,
		"https://x.y/?a=b": false, "https://x.y/?": false, "https://x.y/#f": false, "https://": false, "x.y": false, "/": false, "http://127.0.0.1.evil.com": false, "http://localhost.evil.com": false,
	} {
		if _, err := New(Credential{Key: testKey}, Options{BaseURL: base}); (err == nil) != ok {
			t.Errorf("%q: %v", base, err)
		}
	}
	if c, err := New(Credential{Key: testKey}, Options{}); err != nil || c.BaseURL() != DefaultBaseURL {
		t.Error("without an address it is not HeyGen's", err)
	}
	for _, key := range []string{"", "a b", "a\nb", "ключ"} {
		if _, err := New(Credential{Key: key}, Options{}); err == nil {
			t.Errorf("key %q taken", key)
		}
	}
}

func TestBalances(t *testing.T) {
	for raw, want := range map[string]Balance{
		`{"wallet":{"currency":"usd","remaining_balance":null}}`:                                                         {Currency: CurrencyUSD},
		`{"wallet":{"currency":"credits","remaining_balance":-3}}`:                                                       {Known: true, Amount: -3, Currency: CurrencyCredits},
		`{"billing_type":"wallet","wallet":null}`:                                                                        {},
		`{"subscription":{"plan":"pro","credits":{"premium_credits":{"remaining":5},"add_on_credits":{"remaining":2}}}}`: {Known: true, Amount: 7, Currency: CurrencyCredits, Plan: "pro"},
		`{"subscription":{"plan":"pro","credits":{"premium_credits":null,"add_on_credits":null}}}`:                       {Currency: CurrencyCredits, Plan: "pro"},
		`{"wallet":null,"usage_based":{"remaining_credits":null,"spending_cap_usd":50,"spending_current_usd":12.5}}`:     {Known: true, Amount: 37.5, Currency: CurrencyUSD},
		`{"usage_based":{"remaining_credits":null,"spending_current_usd":12.5}}`:                                         {},
		`{"usage_based":{"remaining_credits":9.5}}`:                                                                      {Known: true, Amount: 9.5, Currency: CurrencyCredits},
	} {
		if got := decodeBalance(object([]byte(raw))); got != want {
			t.Errorf("%s: %+v", raw, got)
		}
	}
}

func TestAnAnswerWithoutAnythingOfAListIsNoEmptyAccount(t *testing.T) {
	for raw, empty := range map[string]bool{
		`{}`: false, `{"message":"ok"}`: false, `{"data":null}`: true, `{"data":[]}`: true, `{"has_more":false}`: true,
	} {
		c, _ := newRecorder(t, map[string]http.HandlerFunc{"GET /v3/lipsyncs": say(200, raw)})
		if _, err := c.ListJobs(background(), ListOptions{}); (err == nil) != empty {
			t.Errorf("%s: %v", raw, err)
		}
	}
}
