// Package sim imitates HeyGen's v3 Lipsync API in memory: the same wire, lives
// of jobs on a clock that can be scaled or faked, and faults on cue. It serves
// the demo, the tests, and anyone else's client, as an http.Handler, as an
// in-memory http.RoundTripper, or on a listener.
//
// It behaves as the project's notes on the wire say (api.md), not as would be
// convenient: absent and null are both used for nothing, cursors need query
// escaping, bulk statuses speak the other vocabulary, links expire. There are
// no timers and no background goroutines: a job's state is computed from the
// clock when someone asks.
package sim
