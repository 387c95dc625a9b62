package api

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
)

func TestErrorsClassAndHoldNoSecret(t *testing.T) {
	for name, c := range map[string]struct {
		status                                  int
		body                                    string
		auth, gone, transient, limited, offline bool
		code, param, hint                       string
	}{
		"401":           {status: 401, body: `{"error":{"code":"UNAUTHORIZED","message":"Unauthorized"}}`, auth: true, code: "unauthorized", hint: "HEYGEN_API_KEY"},
		"402":           {status: 402, body: `{"error":{"code":"insufficient_credit","message":"no money"}}`, code: "insufficient_credit", hint: "top up"},
		"403":           {status: 403, body: `{"error":{"code":"forbidden"}}`, code: "forbidden"},
		"404 enveloped": {status: 404, body: `{"error":{"code":"video_not_found"}}`, gone: true, code: "video_not_found"},
		"404 hollow":    {status: 404, body: `{"error":{}}`, transient: true, hint: "base URL"},
		"404 worded":    {status: 404, body: `{"error":"Not Found"}`, transient: true, hint: "base URL"},
		"404 bare":      {status: 404, body: "404 page not found", transient: true, hint: "base URL"},
		"400 param":     {status: 400, body: `{"error":{"code":"invalid_parameter","param":"video.url","message":"bad"}}`, code: "invalid_parameter", param: "video"},
		"429":           {status: 429, body: `{"error":{"code":"rate_limit_exceeded"}}`, transient: true, limited: true, code: "rate_limit_exceeded"},
		"502 html":      {status: 502, body: "<html>bad gateway</html>", transient: true, hint: "status.heygen.com"},
		"503 empty":     {status: 503, transient: true, hint: "status.heygen.com"},
		"flat":          {status: 400, body: `{"code":400123,"message":"old host"}`},
		"inside 200":    {status: 200, body: `{"error":{"code":"forbidden","message":"no"}}`, code: "forbidden"},
		"redirect":      {status: 302, body: ""},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				client, _ := scripted(t, answerWith(c.status, c.body, "Location", "https://evil.example.com/"))
				_, err := client.GetJob(background(), "ls_1")
				var e *Error
				if !errors.As(err, &e) {
					t.Fatal(err)
				}
				if IsAuth(err) != c.auth || IsGone(err) != c.gone || IsTransient(err) != c.transient || IsRateLimited(err) != c.limited || IsOffline(err) != c.offline {
					t.Errorf("predicates of %v", err)
				}
				if e.Code != c.code || ParamOf(err) != c.param || !strings.Contains(e.Hint, c.hint) {
					t.Errorf("code %q param %q hint %q", e.Code, ParamOf(err), e.Hint)
				}
				x := Explain(err)
				if x.What == "" {
					t.Error("no words")
				}
				for _, s := range []string{err.Error(), x.What, x.Money, x.Next} {
					if strings.Contains(s, testKey) || strings.Contains(s, "<html") {
						t.Errorf("shown: %q", s)
					}
				}
			})
		})
	}
}
