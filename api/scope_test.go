package api

import "testing"

func TestA403ForAScopeSaysWhich(t *testing.T) {
	create := func(c *Client) error { _, err := c.CreateJob(background(), CreateRequest{}, "k"); return err }
	list := func(c *Client) error { _, err := c.ListJobs(background(), ListOptions{}); return err }
	me := func(c *Client) error { _, err := c.Me(background()); return err }
	upload := func(c *Client) error { _, err := c.UploadAsset(background(), smallFile(), nil); return err }
	no := func(code, message string, header ...string) step {
		return answerWith(403, `{"error":{"code":"`+code+`","message":"`+message+`"}}`, header...)
	}
	const next = "Give the key that scope where it was made, or use another key."
	for name, c := range map[string]struct {
		step  step
		call  func(*Client) error
		what  string
		scope string
		next  string
	}{
		"named":            {no("forbidden", "Missing required scope: videos:write"), create, "This key may not create the lipsync: it lacks the scope videos:write.", "videos:write", next},
		"named in capital": {no("forbidden", "API key requires 'Videos:Write'"), create, "This key may not create the lipsync: it lacks the scope videos:write.", "videos:write", next},
		"named in a header": {
			no("forbidden", "Forbidden", "WWW-Authenticate", `Bearer realm="x", error="insufficient_scope", scope="lipsync:write"`), create,
			"This key may not create the lipsync: it lacks the scope lipsync:write.", "lipsync:write", next,
		},
		"not named":   {no("insufficient_scope", "Insufficient scope"), create, "This key may not create the lipsync: Insufficient scope, most likely because it lacks the scope videos:write.", "videos:write", next},
		"no reason":   {no("forbidden", "Forbidden"), list, "This key may not list the jobs, most likely because it lacks the scope videos:read.", "videos:read", next},
		"an upload":   {no("forbidden", ""), upload, "This key may not upload a.wav, most likely because it lacks the scope assets:write.", "assets:write", next},
		"no likely":   {no("forbidden", "Forbidden"), me, "This key may not read the account.", "", "Ask the workspace's admin, or use another key."},
		"another one": {no("forbidden", "Viewers only."), create, "This key may not create the lipsync: Viewers only.", "", "Ask the workspace's admin, or use another key."},
		"a gateway":   {answerWith(403, "<html>"), create, "This key may not create the lipsync.", "", "Ask the workspace's admin, or use another key."},
	} {
		client, _ := scripted(t, c.step)
		err := c.call(client)
		if x := Explain(err); x.What != c.what || x.Next != c.next || As(err).Scope != c.scope {
			t.Errorf("%s: got %q %q, scope %q", name, x.What, x.Next, As(err).Scope)
		}
	}
}
