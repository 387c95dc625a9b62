package api

import (
	"bytes"
	"encoding/json"
)

// known is a job in the wire's words (api.md 1.2).
type known struct {
	ID             JobID   `json:"id"`
	Status         Status  `json:"status,omitempty"`
	Title          string  `json:"title,omitempty"`
	Duration       float64 `json:"duration,omitempty"`
	VideoURL       string  `json:"video_url,omitempty"`
	CaptionURL     string  `json:"caption_url,omitempty"`
	CallbackID     string  `json:"callback_id,omitempty"`
	CreatedAt      int64   `json:"created_at,omitempty"`
	FailureMessage string  `json:"failure_message,omitempty"`
}

// Object is the job as HeyGen gave it, or where that is not held, or of an earlier state,
// what is known of it in HeyGen's words. It holds presigned links.
func (j Job) Object() json.RawMessage {
	var was struct {
		Status json.RawMessage `json:"status"`
	}
	if json.Unmarshal(j.Raw, &was) == nil && (j.Status == "" || ParseStatus(text(was.Status)) == j.Status) {
		return j.Raw
	}
	k := known{
		ID: j.ID, Status: j.Status, Title: j.Title, Duration: j.Duration.Seconds(), VideoURL: j.VideoURL,
		CaptionURL: j.CaptionURL, CallbackID: j.CallbackID, FailureMessage: j.FailureMessage,
	}
	if !j.CreatedAt.IsZero() {
		k.CreatedAt = j.CreatedAt.Unix()
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // links stay as they are
	_ = e.Encode(k)        // texts and numbers always have a JSON
	return bytes.TrimSpace(b.Bytes())
}
