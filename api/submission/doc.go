// Package submission is the life of one intent to make a job, as a pure state
// machine: it turns a wire on which any answer can be lost into exactly one job
// per intent. It does no I/O, reads no clock and starts nothing; the dashboard
// and the command line drive it alike.
//
//	drafted ─► queued ─► uploading ─► sending ─► accepted
//	             ▲           │         │  ▲ └──► refused   (the form reopens)
//	             └───────────┴── 429 ──┤  │
//	                                   └► unknown ─► asking ─► queued or discarded
//
// A driver keeps one rule: what Step, Resume or New returns is on disk before
// any of its effects is performed. The hash of the body and its idempotency key
// are part of it, so they are stored before the first byte leaves, and whoever
// finds the submission after a crash knows what may have been sent.
//
// A create whose answer was lost is unknown: before it is sent again its job is
// looked for by its callback id, which every create carries, then by title and
// time. Only when it is not there is the same body sent again, with the same key:
// either alone would make two jobs on a server that ignores keys, or on one whose
// list lags behind. Another body has another key. The server forgets a key after
// a day (api.md 1.5); from then on nothing is sent by itself: the job is looked
// for, and if that tells nothing the user is asked.
//
// The items of a batch go together where they can: Queued, Uploading, then Ready until
// they are put into an Envelope, one call of up to a hundred, which is a machine of its own:
//
//	waiting ─► sending ─► made ─► over
//	   ▲          │ ▲ └─ refused ─► over (each goes alone)
//	   └── 429 ───┤ │
//	              └► unknown ─► made, or over (each is in doubt)
//
// It is stored in the same instant as its members, which are InEnvelope then and wait for
// their fate: a job, a reason why there is none, or to go on by themselves. A member is never
// in two calls. An envelope has one body and one key. When its answer was lost, its members'
// jobs are looked for by their callback ids; one that is there is proof that the batch was
// made, and it is never sent again. Only when none is there, the account has room for what
// the server may have queued, and the key still counts, the same body is sent again with the
// same key. There is no list of batches (api.md 1.1): of
// one whose id was lost the jobs become known from the list.
//
// The driver performs the effects and answers each with events:
//
//	AskForSlot  SlotGranted, once there is one
//	Upload      Uploaded or UploadFailed
//	Send        Answered or SendFailed
//	Look        Looked (Look.Match finds the job in a list)
//	Wake        TimeCame, at that time or later
//	Gather      Enclosed, once it is in an envelope, or LeftAlone
//	AwaitEnvelope  Fated
//	SendBatch   BatchMade or BatchFailed, of an envelope
//	LookForAll  AllLooked
//	ReadBatch   BatchRead
//	AskUser     Resend, Discard, or Answered with the job the user points at
//	ReopenForm  nothing: the submission is over, Problem says why
//
// A submission that is Held waits for the user: Resume it (or give it
// Submitted) once there is another key or another quota.
package submission
