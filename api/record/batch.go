package record

import (
	"time"

	"lipdash/api"
	"lipdash/api/submission"
)

// BatchID names a batch made on this machine: a uuid, or a key of the user's by which a
// script that is started again finds what it made before.
type BatchID = submission.BatchID

// Batch is a group of lipsyncs that were sent off in one go on this machine, whether
// HeyGen has made API batches of them or one job after the other.
type Batch struct {
	ID   BatchID
	Name string
	// From is the path of the sheet it was read from, "" for none.
	From   string
	MadeAt time.Time
	// Draft is the draft that it was typed as, which is gone once the batch is stored, "" for
	// none.
	Draft string
	// Items are in the order of their numbers.
	Items []BatchItem
	// API are the ids of the batches that HeyGen made of it (api.md 1.1), none where it was
	// sent one by one.
	API []api.BatchID
}

// BatchItem is one lipsync of a batch. Whoever makes a batch gives Number, Input and Cost;
// the rest is what became of it.
type BatchItem struct {
	// Number is the same for as long as the batch lives; no two items have one.
	Number int
	// Input is what it is called where it came from: a row, a line, a file's name.
	Input string
	// Cost is what it is estimated to cost, 0 when unknown.
	Cost float64

	// Submission is the newest one of the item: a retry is another one.
	Submission submission.ID
	State      ItemState
	// Job is "" until there is one; Title is what it is to be called.
	Job   api.JobID
	Title string
	// Reason is why it failed or what it waits for, Next what can be done about it, each "" for
	// nothing.
	Reason, Next string
	// Saved is the path of the result that was last fetched to this machine, "" for none.
	// Whether it is still there, nobody looked.
	Saved string
	// Review is what is thought of its result.
	Review Review
}

// ItemState is how far an item of a batch has come: the state of its submission until there
// is a job, the job's own then. A server may have other states of jobs than these.
type ItemState string

// The states of an item.
const (
	ItemQueued    = ItemState(submission.Queued)
	ItemUploading = ItemState(submission.Uploading)
	ItemSending   = ItemState(submission.Sending)
	// ItemReady waits for the others of its batch.
	ItemReady = ItemState(submission.Ready)
	// ItemUnknown had its answer lost; its job is looked for.
	ItemUnknown = ItemState(submission.Unknown)
	// ItemAsking needs the user's decision whether it was made, ItemHeld another key or quota.
	ItemAsking = ItemState(submission.Asking)
	ItemHeld   = ItemState("held")
	// ItemRefused was not made: the server said no. ItemDiscarded was taken back.
	ItemRefused   = ItemState(submission.Refused)
	ItemDiscarded = ItemState(submission.Discarded)

	ItemPending   = ItemState(api.StatusPending)
	ItemRunning   = ItemState(api.StatusRunning)
	ItemCompleted = ItemState(api.StatusCompleted)
	ItemFailed    = ItemState(api.StatusFailed)
	// ItemGone was made, and deleted since.
	ItemGone = ItemState(api.StatusGone)
)

// StateOf is the state of an item whose job is not known yet.
func StateOf(o *submission.Outgoing) ItemState {
	switch {
	case o.Held:
		return ItemHeld
	case o.State != submission.InEnvelope:
		return ItemState(o.State)
	case o.AtHeyGen():
		return ItemPending // HeyGen has it and makes a job of it in its turn
	case o.Call == submission.EnvelopeUnknown:
		return ItemUnknown
	}
	return ItemSending
}

// Ended tells whether nothing comes of it any more by itself.
func (s ItemState) Ended() bool {
	return s == ItemCompleted || s == ItemGone || s == ItemDiscarded || s.Failed()
}

// Failed tells whether it ended without a result, which a retry may mend.
func (s ItemState) Failed() bool { return s == ItemRefused || s == ItemFailed }

// Asks tells whether it waits for the user.
func (s ItemState) Asks() bool { return s == ItemAsking || s == ItemHeld }

// Made tells whether it is a job, running or ended.
func (i *BatchItem) Made() bool { return i.Job != "" }
