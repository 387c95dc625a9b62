package api

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// bigFile is just too large for one request.
func bigFile() *content { return &content{size: multipartLimit + 1} }

// storageWorld plays HeyGen and its object store in memory.
type storageWorld struct {
	slots, puts, completes int
	uploadURL              string
	maxBytes               int64
	put                    func(n int, r *http.Request) (*http.Response, error)
	complete               func(n int, r *http.Request) (*http.Response, error)
	slotKeys               []string
}

func (w *storageWorld) RoundTrip(r *http.Request) (*http.Response, error) {
	switch {
	case r.URL.Path == "/v3/assets/direct-uploads":
		w.slots++
		w.slotKeys = append(w.slotKeys, r.Header.Get("Idempotency-Key"))
		return reply200(w.slot(r))(r)
	case r.Method == http.MethodPut:
		w.puts++
		return w.put(w.puts, r)
	}
	w.completes++
	if w.complete == nil {
		return reply200(`{"data":{"asset_id":"as_9","url":"https://x.y/a","mime_type":"video/mp4","size_bytes":33554433,"status":"processing"}}`)(r)
	}
	return w.complete(w.completes, r)
}

func (w *storageWorld) slot(r *http.Request) string {
	var asked struct {
		Filename    string `json:"filename"`
		ContentType string `json:"content_type"`
		SizeBytes   int64  `json:"size_bytes"`
	}
	_ = json.NewDecoder(r.Body).Decode(&asked)
	if asked.Filename == "" || asked.ContentType != "video/mp4" || asked.SizeBytes != multipartLimit+1 {
		return fmt.Sprintf(`{"error":{"code":"invalid_parameter","message":"%+v"}}`, asked)
	}
	target := first(w.uploadURL, "https://bucket.example.com/put?X-Amz-Signature=s3cr3t")
	return fmt.Sprintf(`{"data":{"asset_id":"as_9","upload_url":%q,"upload_headers":{"Content-Type":"video/mp4","x-amz-meta-a":"b","Host":"signed.example.com"},"expires_in_seconds":900,"max_bytes":%d,"status":"pending_upload"}}`, target, w.maxBytes)
}

func taken(r *http.Request) (*http.Response, error) {
	_, _ = io.Copy(io.Discard, r.Body)
	return answerWith(200, "")(r)
}

// direct runs a direct upload in fake time.
func direct(t *testing.T, w *storageWorld, check func(*testing.T, Asset, error)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		c, err := New(Credential{Key: testKey}, Options{Transport: w})
		if err != nil {
			t.Fatal(err)
		}
		asset, err := c.UploadAsset(background(), bigFile().upload(), nil)
		check(t, asset, err)
	})
}

func TestALargeFileGoesToTheSlotWithItsHeadersOnly(t *testing.T) {
	w := &storageWorld{put: func(_ int, r *http.Request) (*http.Response, error) {
		n, _ := io.Copy(io.Discard, r.Body)
		if n != multipartLimit+1 || r.ContentLength != n || r.Host != "signed.example.com" {
			t.Errorf("%d bytes, length %d, host %s", n, r.ContentLength, r.Host)
		}
		if r.Header.Get("Content-Type") != "video/mp4" || r.Header.Get("x-amz-meta-a") != "b" {
			t.Errorf("headers %v", r.Header)
		}
		if r.Header.Get("X-Api-Key") != "" || r.Header.Get("Authorization") != "" || r.Header.Get("Idempotency-Key") != "" {
			t.Errorf("the storage was told %v", r.Header)
		}
		return answerWith(200, "")(r)
	}}
	direct(t, w, func(t *testing.T, a Asset, err error) {
		if err != nil || a.ID != "as_9" || w.slots != 1 || w.puts != 1 || w.completes != 1 {
			t.Fatal(a, err, w)
		}
	})
}

func TestARefusedSlotIsAskedForAnewOnceWithAnotherKey(t *testing.T) {
	w := &storageWorld{put: func(_ int, r *http.Request) (*http.Response, error) {
		return answerWith(403, "<Error>expired</Error>")(r)
	}}
	direct(t, w, func(t *testing.T, _ Asset, err error) {
		if !strings.Contains(Explain(err).What, "torage refused the file (403)") || IsAuth(err) || As(err).Status == 403 || IsTransient(err) || w.slots != 2 || w.puts != 2 || w.slotKeys[0] == w.slotKeys[1] {
			t.Fatal(err, w)
		}
		if strings.Contains(err.Error(), "<Error>") {
			t.Error("the storage's page is shown")
		}
	})
}

func TestPuttingIsTriedAgainAfterTheNetworkFailed(t *testing.T) {
	w := &storageWorld{put: func(n int, r *http.Request) (*http.Response, error) {
		if n < 3 {
			return nil, fmt.Errorf("Put \"https://bucket.example.com/put?X-Amz-Signature=s3cr3t\": %w", errReset)
		}
		return taken(r)
	}}
	direct(t, w, func(t *testing.T, a Asset, err error) {
		if err != nil || a.ID != "as_9" || w.puts != 3 || w.slots != 1 {
			t.Fatal(err, w)
		}
	})
}

func TestASignatureIsInNoErrorOfTheStorage(t *testing.T) {
	w := &storageWorld{put: func(_ int, r *http.Request) (*http.Response, error) {
		return nil, fmt.Errorf("proxy says %s is bad: %w", r.URL, errReset)
	}}
	direct(t, w, func(t *testing.T, _ Asset, err error) {
		if !IsOffline(err) || strings.Contains(err.Error(), "s3cr3t") || !strings.Contains(err.Error(), "bucket.example.com") {
			t.Fatal(err)
		}
	})
}

func TestCompletingIsPatient(t *testing.T) {
	w := &storageWorld{
		put: func(_ int, r *http.Request) (*http.Response, error) { return taken(r) },
		complete: func(n int, r *http.Request) (*http.Response, error) {
			switch n {
			case 1:
				return answerWith(409, `{"error":{"code":"resource_not_ready","message":"wait"}}`)(r)
			case 2:
				return answerWith(503, "")(r)
			case 3:
				return nil, errReset
			}
			return answerWith(204, "")(r)
		},
	}
	direct(t, w, func(t *testing.T, a Asset, err error) {
		if err != nil || a.ID != "as_9" || w.completes != 4 {
			t.Fatal(a, err, w.completes)
		}
	})
}

func TestCompletingDoesNotWaitForEver(t *testing.T) {
	var began time.Time
	w := &storageWorld{
		put: func(_ int, r *http.Request) (*http.Response, error) { return taken(r) },
		complete: func(n int, r *http.Request) (*http.Response, error) {
			if n == 1 {
				began = time.Now()
			}
			return answerWith(409, "")(r)
		},
	}
	direct(t, w, func(t *testing.T, _ Asset, err error) {
		waited := time.Since(began)
		if As(err).Status != 409 || waited > patience || waited < patience-2*lastBackoff || w.completes > 20 {
			t.Fatal(err, waited, w.completes)
		}
	})
}

func TestSlotsThatCannotBeUsedAreRefusedBeforeAnyByteLeaves(t *testing.T) {
	for name, w := range map[string]*storageWorld{
		"plain http": {uploadURL: "http://bucket.example.com/put"},
		"no host":    {uploadURL: "/put"},
		"too small":  {maxBytes: 1 << 20},
	} {
		t.Run(name, func(t *testing.T) {
			direct(t, w, func(t *testing.T, _ Asset, err error) {
				if err == nil || w.puts != 0 {
					t.Fatal(err, w.puts)
				}
			})
		})
	}
}

func TestARedirectOfTheStorageIsNotFollowed(t *testing.T) {
	w := &storageWorld{put: func(_ int, r *http.Request) (*http.Response, error) {
		_, _ = io.Copy(io.Discard, r.Body)
		return answerWith(307, "", "Location", "https://evil.example.com/")(r)
	}}
	direct(t, w, func(t *testing.T, _ Asset, err error) {
		if !strings.Contains(fmt.Sprint(err), "307") || w.puts != 1 {
			t.Fatal(err, w.puts)
		}
	})
}

func TestASlotThatExpiredMeanwhileIsNotTriedAgain(t *testing.T) {
	w := &storageWorld{put: func(n int, r *http.Request) (*http.Response, error) {
		if n < 4 {
			// Half of it, for as long as the slot is good.
			_, _ = io.CopyN(io.Discard, r.Body, multipartLimit/2)
			time.Sleep(4 * time.Minute)
			_, _ = io.CopyN(io.Discard, r.Body, multipartLimit/4)
			time.Sleep(4 * time.Minute)
			_, _ = io.CopyN(io.Discard, r.Body, 1<<20)
			time.Sleep(4 * time.Minute)
			_, _ = io.CopyN(io.Discard, r.Body, 1<<20)
			time.Sleep(4 * time.Minute)
			return nil, errReset
		}
		return taken(r)
	}}
	direct(t, w, func(t *testing.T, a Asset, err error) {
		if err != nil || a.ID != "as_9" || w.puts != 4 || w.slots != 4 {
			t.Fatal(err, w)
		}
	})
}

func TestALineThatFellSilentIsACutOne(t *testing.T) {
	w := &storageWorld{put: func(n int, r *http.Request) (*http.Response, error) {
		if n == 1 {
			_, _ = io.CopyN(io.Discard, r.Body, multipartLimit/2)
			<-r.Context().Done()
			return nil, context.Cause(r.Context())
		}
		return taken(r)
	}}
	direct(t, w, func(t *testing.T, a Asset, err error) {
		if err != nil || a.ID != "as_9" || w.puts != 2 || w.slots != 1 {
			t.Fatal(err, w)
		}
	})
}
