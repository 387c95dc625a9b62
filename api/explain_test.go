package api

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestErrorsInWords(t *testing.T) {
	const nothing = "Nothing was made or billed."
	for name, c := range map[string]struct {
		step step
		want Explanation
	}{
		"401":      {answerWith(401, `{"error":{"code":"unauthorized","message":"Unauthorized"}}`), Explanation{"HeyGen refused the key.", nothing, "Set another key in HEYGEN_API_KEY and start again, or run the official login."}},
		"402":      {answerWith(402, `{"error":{"code":"insufficient_credit","message":"Insufficient credit"}}`), Explanation{"Insufficient credit.", nothing, "Top up the wallet at app.heygen.com."}},
		"403":      {answerWith(403, `{"error":{"code":"forbidden","message":"Viewers only."}}`), Explanation{"This key may not create the lipsync: Viewers only.", nothing, "Ask the workspace's admin, or use another key."}},
		"403 html": {answerWith(403, "<html>"), Explanation{"This key may not create the lipsync.", nothing, "Ask the workspace's admin, or use another key."}},
		"404 bare": {answerWith(404, "nope"), Explanation{"This address answered that it knows nothing of the kind.", nothing, "Check the base URL."}},
		"400":      {answerWith(400, `{"error":{"code":"download_failed","message":"could not fetch the video"}}`), Explanation{"Could not fetch the video.", nothing, "The link must be public: no page, no login, not expired."}},
		"409":      {answerWith(409, `{"error":{"code":"request_in_progress","message":"A request with this idempotency key is still in progress"}}`), Explanation{"The job is still being made.", "It is one job, however often it is asked for.", "Nothing to do, it continues by itself."}},
		"422":      {answerWith(422, ""), Explanation{"HeyGen refused to create the lipsync.", nothing, ""}},
		"429":      {answerWith(429, "", "Retry-After", "42"), Explanation{"HeyGen asked to slow down for 42s.", nothing, "Nothing to do, it continues by itself."}},
		"quota":    {answerWith(429, `{"error":{"code":"quota_exceeded","message":"Too Many Requests"}}`), Explanation{"The usage quota is used up.", nothing, "See at app.heygen.com when there is more."}},
		"500": {answerWith(500, `{"error":{"code":"internal_error","message":"boom."}}`, "X-Request-Id", "r1"), Explanation{
			"HeyGen had a fault: boom (request r1).", "The job may have been made all the same.", "It is looked for before it is sent again.",
		}},
		"refused connection": {fail(errRefused), Explanation{"HeyGen was not reached: the connection was refused.", nothing, "Check the network."}},
		"no such host":       {fail(&net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "x"}}), Explanation{"HeyGen was not reached: the host name is not known.", nothing, "Check the network."}},
		"unreachable":        {fail(&net.OpError{Op: "dial", Err: syscall.ENETUNREACH}), Explanation{"HeyGen was not reached: there is no network.", nothing, "Check the network."}},
		"certificate":        {fail(&tls.CertificateVerificationError{Err: errors.New("x509: unknown authority")}), Explanation{"HeyGen was not reached: its certificate is not accepted: unknown authority.", nothing, "Check what stands between here and there."}},
		"2xx without an id":  {reply200(`{"data":null}`), Explanation{"HeyGen accepted it without telling the job's id.", "The job may have been made all the same.", "It is looked for before it is sent again."}},
		"cut": {fail(io.ErrUnexpectedEOF), Explanation{
			"No answer from HeyGen: the connection was cut.", "The job may have been made all the same.", "It is looked for before it is sent again.",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				client, _ := scripted(t, c.step)
				_, err := client.CreateJob(background(), CreateRequest{}, "k")
				if got := Explain(err); got != c.want {
					t.Errorf("got  %+v\nwant %+v", got, c.want)
				}
			})
		})
	}
}

func TestAReadSaysNothingAboutMoney(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, step := range []step{answerWith(401, ""), answerWith(500, ""), fail(errReset), hang, reply200("")} {
			client, _ := scripted(t, step)
			_, err := client.GetJob(background(), "ls_1")
			if x := Explain(err); x.What == "" || x.Money != "" || IsUncertain(err) {
				t.Errorf("%v: %+v", err, x)
			}
		}
	})
}

func TestErrorsThatAreNotOursAreExplainedToo(t *testing.T) {
	if x := Explain(nil); x != (Explanation{}) {
		t.Error(x)
	}
	if x := Explain(errors.New("ünlucky file")); x.What != "Ünlucky file." {
		t.Error(x)
	}
	wrapped := fmt.Errorf("while polling: %w", &Error{Op: "x", Status: 401, kind: kindStatus})
	if !IsAuth(wrapped) || Explain(wrapped).What != "HeyGen refused the key." {
		t.Error(Explain(wrapped))
	}
	if IsAuth(nil) || IsGone(nil) || IsOffline(nil) || IsTransient(nil) || IsCanceled(nil) || IsUncertain(nil) || ParamOf(nil) != "" || RetryAfter(nil) != 0 {
		t.Error("no error is some error")
	}
	if !IsCanceled(fmt.Errorf("x: %w", context.Canceled)) {
		t.Error("a cancelled context is not seen")
	}
}

func TestParametersAreFoundInWhateverPathTheServerNames(t *testing.T) {
	for param, want := range map[string]string{
		"": "", "video": "video", "video.url": "video", "body.video.url": "video", "lipsyncs[0].audio.asset_id": "audio",
		"/start_time": "start_time", "nonsense.deep": "nonsense", "...": "",
	} {
		if got := ParamOf(&Error{Param: param}); got != want {
			t.Errorf("%q is about %q, want %q", param, got, want)
		}
	}
}

func TestSentencesAreWholeWhateverTheyAreMadeOf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "text")
		got := sentence(s)
		if strings.TrimSpace(s) == "" {
			if got != "" {
				t.Fatalf("%q became %q", s, got)
			}
			return
		}
		first, _ := utf8.DecodeRuneInString(got)
		last, _ := utf8.DecodeLastRuneInString(got)
		if !utf8.ValidString(got) || unicode.IsLower(first) && unicode.ToUpper(first) != first || !strings.ContainsRune(".!?…。！？", last) {
			t.Fatalf("%q became %q", s, got)
		}
		if sentence(got) != got {
			t.Fatalf("%q is changed once more", got)
		}
	})
}

func TestA404ThatIsNotAboutAJobIsNotCalledDeleted(t *testing.T) {
	no := func(code, message, param string) step {
		return answerWith(404, fmt.Sprintf(`{"error":{"code":%q,"message":%q,"param":%q}}`, code, message, param))
	}
	list := func(c *Client) error { _, err := c.ListJobs(background(), ListOptions{}); return err }
	create := func(c *Client) error { _, err := c.CreateJob(background(), CreateRequest{}, "k"); return err }
	upload := func(c *Client) error { _, err := c.UploadAsset(background(), bigFile().upload(), nil); return err }
	read := func(c *Client) error { _, err := c.GetJob(background(), "ls_1"); return err }
	const nothing = "Nothing was made or billed."
	for name, c := range map[string]struct {
		step step
		call func(*Client) error
		want Explanation
		gone bool
	}{
		"the list":            {no("not_found", "Not found", ""), list, Explanation{"Could not list the jobs: Not found.", "", "Check the base URL, and whose key it is."}, false},
		"a folder":            {no("resource_not_found", "Folder not found", ""), create, Explanation{"Folder not found.", nothing, "Check the folder's id, and that it is of this key's workspace."}, false},
		"a folder, by field":  {no("resource_not_found", "Not found", "folder_id"), create, Explanation{"Not found.", nothing, "Check the folder's id, and that it is of this key's workspace."}, false},
		"an asset":            {no("asset_not_found", "Asset not found", "video.asset_id"), create, Explanation{"Asset not found.", nothing, "It was removed or is another workspace's, upload the file."}, false},
		"what a create names": {no("resource_not_found", "Not found", ""), create, Explanation{"Not found.", nothing, "Check what it refers to, and that it is of this key's workspace."}, false},
		"an upload":           {no("resource_not_found", "Not found", ""), upload, Explanation{"Could not start the upload of talk \"one\".mp4: Not found.", "", "Check the base URL, and whose key it is."}, false},
		"a job":               {no("resource_not_found", "Lipsync not found", ""), read, Explanation{"Lipsync not found.", "", "It was deleted, perhaps from elsewhere."}, true},
	} {
		t.Run(name, func(t *testing.T) {
			client, _ := scripted(t, c.step)
			err := c.call(client)
			if x := Explain(err); x != c.want || IsGone(err) != c.gone {
				t.Errorf("got  %+v, gone %v\nwant %+v", x, IsGone(err), c.want)
			}
		})
	}
}

func TestWhoeverHadAFaultIsNamed(t *testing.T) {
	for status, want := range map[int]string{
		503: "The file's host had a fault: HTTP 503.", 429: "The file's host asked to slow down.", 418: "The file's host refused it (HTTP 418).",
	} {
		c, _ := scripted(t, answerWith(status, "<html>"))
		_, err := c.OpenDownload(background(), Download{URL: "https://files.example.com/a.mp4"})
		if x := Explain(err); x.What != want {
			t.Errorf("%+v, want %s", x, want)
		}
	}
	w := &storageWorld{put: func(_ int, r *http.Request) (*http.Response, error) {
		return answerWith(503, "<Error><Code>SlowDown</Code></Error>")(r)
	}}
	direct(t, w, func(t *testing.T, _ Asset, err error) {
		if x := Explain(err); x.What != "HeyGen's storage had a fault: 503 SlowDown." {
			t.Errorf("%+v", x)
		}
	})
}
