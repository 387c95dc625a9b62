// Package activity keeps what happened and what was called, puts it into words, and
// decides what a user who looks elsewhere is told. Log remembers a bounded number of
// entries of one run, without a key, a signature or a control character in them: what is
// in the list is copied into tickets and bug reports. Notifier is about one account.
// Neither knows the screen, the network or how a message is sent.
package activity

import "time"

// Kind is what an entry is about: the word of its column.
type Kind string

// The kinds.
const (
	Good    Kind = "ok"
	Bad     Kind = "fail"
	Odd     Kind = "warn"
	Note    Kind = "note"
	Made    Kind = "new"
	Get     Kind = "get"
	Saved   Kind = "saved"
	Up      Kind = "up"
	Renewed Kind = "exp"
	Deleted Kind = "del"
	Named   Kind = "name"
	Offline Kind = "off"
	Online  Kind = "on"
	Limited Kind = "429"
	Called  Kind = "call"
)

// Entry is one line of the list. An entry that was told is never changed:
// another takes its place under the same id.
type Entry struct {
	// ID counts up; it stays when an entry is replaced by one that says more.
	ID int
	// At is when it happened, for collapsed calls when the last one did; From is
	// when the first did.
	At, From time.Time
	Kind     Kind
	// Text is one safe line.
	Text string
	// Call is set for calls.
	Call *Call
	// Problem is the story of what went wrong, nil where nothing did.
	Problem *Problem
}

// Call is what is known of an attempt, or of several that went alike.
type Call struct {
	Method, Path, Query string
	Status, Attempt     int
	RequestID           string
	// N counts the attempts, Least and Most are how long they took.
	N           int
	Least, Most time.Duration
	// Bytes is what the last one moved, 0 when unknown.
	Bytes int64
	// Wait is how long it is waited before the next try.
	Wait time.Duration
	// Reads only ask; Sends carry a body, which is not kept.
	Reads, Sends bool
	// Failed calls need a look; Routine ones are reads that went well at the
	// first try.
	Failed, Routine bool
}

// RequestID is the one to tell HeyGen's support, "" when there was none.
func (e *Entry) RequestID() string {
	switch {
	case e.Call != nil:
		return e.Call.RequestID
	case e.Problem != nil:
		return e.Problem.RequestID
	}
	return ""
}

// trouble tells whether an entry needs a look.
func (e *Entry) trouble() bool {
	return e.Problem != nil || e.Kind == Bad || e.Kind == Odd || e.Kind == Limited || e.Kind == Offline || e.Call != nil && e.Call.Failed
}

// Problem is what went wrong in full, for a person.
type Problem struct {
	// What, Money and Next are one sentence each, or "".
	What, Money, Next string
	// Op is what was being done, "" when What says it.
	Op string
	// Code, Field and Doc are the server's; Status is 0 when no answer came.
	Code, Field, Doc, RequestID string
	Status                      int
	// First and Last are when it happened, N how often.
	First, Last time.Time
	N           int
}

// same tells whether two are the same trouble at another time.
func (p *Problem) same(o *Problem) bool {
	return p.What == o.What && p.Op == o.Op && p.Code == o.Code && p.Field == o.Field && p.Status == o.Status
}

// Filter is which entries are shown.
type Filter int

// The filters, in the order one key walks them.
const (
	Everything Filter = iota
	WhatHappened
	Calls
	Problems
)

// Filters are the names of the filters, by Filter.
var Filters = []string{"everything", "what happened", "calls", "problems"}

func (f Filter) wants(e *Entry) bool {
	switch f {
	case WhatHappened:
		return e.Call == nil
	case Calls:
		return e.Call != nil
	case Problems:
		return e.trouble()
	}
	return true
}
