// Package api talks to HeyGen's v3 Lipsync API: jobs, assets, the account. It
// is meant to be pleasant for a stranger: one method per call, context first.
//
//	client, err := api.New(api.Credential{Key: os.Getenv("HEYGEN_API_KEY")}, api.Options{})
//	id, err := client.CreateJob(ctx, api.CreateRequest{
//		Video: api.Source{URL: "https://example.com/talk.mp4"},
//		Audio: api.Source{URL: "https://example.com/talk_de.wav"},
//		Mode:  api.ModePrecision,
//	}, api.NewIdempotencyKey())
//	job, err := client.GetJob(ctx, id)
//
// Errors are *Error; ask the predicates (IsAuth, IsGone, IsRateLimited,
// IsTransient, IsUncertain) instead of comparing numbers, and Explain for
// words. What the wire really does is decoded leniently and kept raw: only a
// job's id and status are promised by the server.
//
// A Client is safe for concurrent use. A 429 makes all of it wait: the limit is
// the account's, not one call's. The key goes to the API's own host over https
// (plain http only to loopback), never to presigned hosts, and redirects of API
// calls are refused.
//
// References like "api.md 9, no. 14" name the section of the project's notes
// on the wire that a rule comes from.
package api
