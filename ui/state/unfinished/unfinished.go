// Package unfinished counts what quitting now would leave behind, and says it: what the
// journal remembers, the next start continues with; the rest is lost. It knows neither the
// dialog that asks nor what ends the program.
package unfinished

import (
	"strings"

	"lipdash/api/submission"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/create"
	"lipdash/ui/state/transfers"
)

// Work is what is not done.
type Work struct {
	// Deletes have not left. Deleting ones, Renames, Fetches and Hooks that run are of this
	// run only.
	Deletes, Deleting, Renames, Fetches, Hooks int
	// Lipsyncs and Files are those that nothing remembers, Cells were mended here of a sheet that
	// does not have them, and not sent. Draft is what is typed.
	Lipsyncs, Files, Cells int
	Draft                  bool
	// held wait for a slot, for their time, or for another key or quota, which each start
	// tries again; user for a decision, creates for an answer; uploads and downloads are
	// files under way.
	held, user, creates, uploads, downloads int
	// paused wait until the user lets them go on.
	paused int
}

// UnderWay is what is on its way now, and what keeps it.
type UnderWay struct {
	// Trouble is why nothing outlives this run, "" when the journal does. What a Demo has is
	// made up.
	Trouble string
	Demo    bool
	// Paused tells that the queue is.
	Paused bool
	// Outgoing and Transfers are as the journal has them.
	Outgoing  []create.Outgoing
	Transfers []transfers.Transfer
	// Lipsyncs and Files are how many are on screen; Typed tells whether the form holds
	// something, Unsaved that the journal is not open yet or did not take it.
	Lipsyncs, Files int
	Typed, Unsaved  bool
}

// Count counts what is on its way: the next start continues with it, or it is lost.
func (w *Work) Count(on UnderWay) {
	switch {
	case on.Demo:
	case on.Trouble != "":
		w.Lipsyncs, w.Files, w.Draft = on.Lipsyncs, on.Files, on.Typed
	default:
		w.Remember(on)
		w.Draft = on.Typed && on.Unsaved
	}
}

// Remember counts what the next start continues with, of one account more.
func (w *Work) Remember(on UnderWay) {
	for _, o := range on.Outgoing {
		switch {
		case o.Elsewhere || o.State.Final():
		case o.State == submission.Asking:
			w.user++
		case o.State == submission.Uploading:
			w.uploads++
		case o.Sent():
			w.creates++
		case o.Paused, on.Paused && o.InQueue():
			w.paused++
		default:
			w.held++
		}
	}
	for _, t := range on.Transfers {
		if t.State == transfers.Queued || t.State == transfers.Running {
			w.downloads++
		}
	}
}

// Lost is what quitting would lose, one kind a sentence.
func (w Work) Lost() []string {
	var s sentences
	s.count(w.Deletes, "delete has not been sent: quitting keeps the job.", "deletes have not been sent: quitting keeps the jobs.")
	s.say(w.Deleting > 0, "Deletes are on their way; some may not be made.")
	s.count(w.Renames, "rename is on its way; it may not be made.", "renames are on their way; some may not be made.")
	s.count(w.Fetches, "job is to be fetched when done: the next start will not know.", "jobs are to be fetched when done: the next start will not know.")
	s.count(w.Hooks, "hook runs: quitting gives it ten seconds.", "hooks run: quitting gives them ten seconds.")
	s.count(w.Lipsyncs, "lipsync is not made yet and nothing is on disk.", "lipsyncs are not made yet and nothing is on disk.")
	s.count(w.Files, "file is still to come, and the next start will not know.", "files are still to come, and the next start will not know.")
	s.count(w.Cells, "cell was edited here and not sent: the sheet itself does not have it.", "cells were edited here and not sent: the sheet itself does not have them.")
	s.say(w.Draft, "The draft in the form is not on disk.")
	return s
}

// GoesOn is what the next start does, one kind a sentence.
func (w Work) GoesOn() []string {
	var s sentences
	s.count(w.held, "lipsync is held and not sent: the next start sends it.", "lipsyncs are held and not sent: the next start sends them.")
	s.count(w.paused, "lipsync is paused: it is not sent until it is resumed.", "lipsyncs are paused: they are not sent until they are resumed.")
	s.count(w.user, "lipsync waits for you: it still does at the next start.", "lipsyncs wait for you: they still do at the next start.")
	s.count(w.creates, "create has no answer yet: the next start looks for it.", "creates have no answer yet: the next start looks for them.")
	s.count(w.uploads, "lipsync is uploading: the next start continues with it.", "lipsyncs are uploading: the next start continues with them.")
	s.count(w.downloads, "file is coming down: the next start continues with it.", "files are coming down: the next start continues with them.")
	return s
}

// Left is what leaving the account for another one leaves behind, "" when that is nothing:
// what the journal has goes on meanwhile.
func (w Work) Left() string {
	var s sentences
	s.count(w.Deletes, "delete was not sent", "deletes were not sent")
	s.say(w.Deleting+w.Renames > 0, format.Count(w.Deleting+w.Renames, "change has no answer yet", "changes have no answer yet"))
	s.count(w.Fetches, "job is fetched when you are back", "jobs are fetched when you are back")
	s.count(w.held+w.uploads+w.creates, "lipsync continues", "lipsyncs continue")
	s.count(w.paused, "lipsync stays paused", "lipsyncs stay paused")
	s.count(w.downloads, "file continues", "files continue")
	s.count(w.user, "lipsync waits for you", "lipsyncs wait for you")
	return strings.Join(s, ", ")
}

// Line is what the next start continues with in one line, "" when all is done.
func (w Work) Line() string {
	var s sentences
	s.count(w.held+w.user+w.uploads, "lipsync is not made yet", "lipsyncs are not made yet")
	s.count(w.creates, "create has no answer yet", "creates have no answer yet")
	s.count(w.downloads, "file is not here yet", "files are not here yet")
	var all sentences
	all.say(len(s) > 0, strings.Join(s, ", ")+": the next start continues with that")
	all.count(w.paused, "lipsync is paused, and is not sent until it is resumed", "lipsyncs are paused, and are not sent until they are resumed")
	return strings.Join(all, "; ")
}

type sentences []string

func (s *sentences) say(is bool, text string) {
	if is {
		*s = append(*s, text)
	}
}

func (s *sentences) count(n int, one, many string) { s.say(n > 0, format.Count(n, one, many)) }
