package submission

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"lipdash/api"
)

// ID names one intent on this machine: a uuid that the driver makes up. Being
// unique is what makes its idempotency keys and its callback id unique.
type ID string

// BatchID names a batch made on this machine: a uuid, or a key of the user's.
type BatchID string

// CallbackPrefix begins the callback id of a submission whose user gave none.
const CallbackPrefix = "lipdash-"

// Submission is one intent to make a job, and how far it has come. It is a
// value: Step and Resume return changed copies.
type Submission struct {
	ID    ID    `json:"id"`
	State State `json:"state"`
	// Rev counts the changes, so that nothing overwrites what was written after it.
	Rev int64 `json:"rev"`
	// Batch is the batch made here that it is an item of, "" for none, and Item its
	// number there.
	Batch BatchID `json:"batch,omitempty"`
	Item  int     `json:"item,omitempty"`
	// Alone says that it is sent by itself although it belongs to a batch; Envelope is the
	// call that it is in.
	Alone    bool       `json:"alone,omitempty"`
	Envelope EnvelopeID `json:"envelope,omitempty"`
	// Values are what was typed, by parameter name, local paths included.
	Values map[string]string `json:"values"`
	// Assets are the ids of the uploaded local files, by parameter name.
	Assets map[string]string `json:"assets,omitempty"`
	// CallbackID is sent as callback_id: the user's, else one by which the job
	// can be found again, since the server gives it back (api.md 1.2).
	CallbackID string `json:"callback_id"`
	// BodyHash is the sha256 of the body in hex, Key its idempotency key; both
	// are empty until the body is fixed. KeyAt is when the key was minted, and
	// Mint how many there were.
	BodyHash string    `json:"body_hash,omitempty"`
	Key      string    `json:"key,omitempty"`
	KeyAt    time.Time `json:"key_at,omitzero"`
	Mint     int       `json:"mint,omitempty"`
	// Doubt says that an attempt with this key may have made the job, DoubtAt
	// since when none is on its way from here any more.
	Doubt   bool      `json:"doubt,omitempty"`
	DoubtAt time.Time `json:"doubt_at,omitzero"`
	// Looking says that the job is only looked for, because sending again is not
	// safe any more or does not answer the question.
	Looking bool `json:"looking,omitempty"`
	// Insisted says that the user wants it sent again although nobody can tell
	// whether its job exists: a look that cannot tell does not stop it.
	Insisted bool `json:"insisted,omitempty"`
	// Held says that it waits for the user: the key was refused, or the quota is
	// used up. Time does not move it.
	Held bool `json:"held,omitempty"`
	// Renewed says that its files were uploaded a second time because the server
	// did not know them any more.
	Renewed bool `json:"renewed,omitempty"`

	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
	// NextTry is when to go on; zero when something is under way or awaited.
	NextTry time.Time `json:"next_try,omitzero"`
	// Tries counts the failures since the last success.
	Tries int `json:"tries,omitempty"`

	// Retries is how often it may be tried again by itself when it fails in passing, Retried
	// how often that was, and Again the job that it makes again, "" for none.
	Retries int       `json:"retries,omitempty"`
	Retried int       `json:"retried,omitempty"`
	Again   api.JobID `json:"again,omitempty"`

	// JobID is the job that was made, once accepted.
	JobID api.JobID `json:"job_id,omitempty"`
	// Candidate is a job that may be this one, for the user to judge; Dismissed are
	// those that the user said are not.
	Candidate api.JobID   `json:"candidate,omitempty"`
	Dismissed []api.JobID `json:"dismissed,omitempty"`
	// Problem is why it was refused, or what it waits for.
	Problem Problem `json:"problem,omitzero"`
	// Cost is what its job is likely to cost, in dollars, 0 when nobody knows: it counts for
	// the day until the real cost is known.
	Cost float64 `json:"cost,omitempty"`
	// Order is the place in the local queue, and Paused says that the user keeps it back.
	// Both are the journal's: whatever process may change them, and no save of the
	// submission does.
	Order  int64 `json:"order"`
	Paused bool  `json:"-"`
}

// New is an intent the user has just sent off: queued, with nothing done yet.
// Give it Submitted to set it going.
func New(id ID, values map[string]string, now time.Time) Submission {
	s := Submission{
		ID: id, State: Queued, Rev: 1,
		Values: maps.Clone(values), CallbackID: CallbackPrefix + string(id),
		CreatedAt: now, UpdatedAt: now,
	}
	if own := trimmed(values, "callback_id"); own != "" {
		s.CallbackID = own
	}
	return s
}

// Owner is the submission whose own callback id this is: the way from a listed
// job back to its intent.
func Owner(callbackID string) (ID, bool) {
	id, ours := strings.CutPrefix(callbackID, CallbackPrefix)
	if !ours || id == "" {
		return "", false
	}
	return ID(id), true
}

// HoldsSlot tells whether a job of it may be running or is about to: it counts
// against the account's limit (api.md 5.3). One that waits for the user holds
// nothing up; should its job run, the list has it.
func (s Submission) HoldsSlot() bool {
	uploads := s.State == Uploading && !s.Together()
	return !s.Held && (uploads || s.State == Sending || s.State == Unknown || s.State == InEnvelope)
}

// InQueue tells whether it waits for its turn.
func (s Submission) InQueue() bool { return s.State == Queued && !s.Held && !s.Paused && !s.Together() }

// Sent tells whether a call that makes its job may be under way or answered: it cannot be
// taken back.
func (s Submission) Sent() bool {
	return s.State == Sending || s.State == Unknown || s.State == InEnvelope
}

// Title is what the job is to be called, "" when nothing was given.
func (s Submission) Title() string { return trimmed(s.Values, "title") }

// Mode is the quality mode asked for; speed when nothing was (api.md 2).
func (s Submission) Mode() api.Mode {
	return cmp.Or(api.Mode(trimmed(s.Values, "mode")), api.ModeSpeed)
}

// clone shares no map with s.
func (s Submission) clone() Submission {
	s.Values, s.Assets, s.Dismissed = maps.Clone(s.Values), maps.Clone(s.Assets), slices.Clone(s.Dismissed)
	return s
}

// Outgoing is one submission on its way, as a screen shows it.
type Outgoing struct {
	// Submission is as far as it is stored. Its Problem may also be that of the
	// journal (outbox.CodeJournal), or another process (CodeStopped), or of this one (CodeReadOnly).
	Submission
	// Place is its place in the queue of all processes, 1 for the next one; 0 when it is not
	// queued, or waits for the user (Number).
	Place int
	// Param is the parameter whose file is being sent, "" when none is; Upload is
	// how far that is, without a step while it waits for its turn.
	Param  string
	Upload api.UploadProgress
	// Call is how far the envelope is that it is in, "" for none or unknown.
	Call EnvelopeState
	// Elsewhere ones are driven by another process, or were left by one.
	Elsewhere bool
}

// In shows it in an envelope, whose troubles are its own.
func (o *Outgoing) In(e Envelope) {
	if o.State != InEnvelope {
		return
	}
	o.Call, o.Held, o.NextTry = e.State, e.Held, e.NextTry
	if e.Problem != (Problem{}) {
		o.Problem = e.Problem
	}
}

// AtHeyGen tells that HeyGen took it with its batch and makes a job of it in its turn.
func (o *Outgoing) AtHeyGen() bool {
	return o.State == InEnvelope && (o.Call == EnvelopeMade || o.Call == EnvelopeOver)
}

// Why is why it was refused or waits, what that means for the money, and what to do.
func (o *Outgoing) Why() string { return sentences(o.Problem.Message, o.Problem.Money, o.Problem.Next) }

// Then is Why without the reason.
func (o *Outgoing) Then() string { return sentences(o.Problem.Money, o.Problem.Next) }

// WaitsElsewhere tells whether its Problem says that it is not for this process to send.
func (o *Outgoing) WaitsElsewhere() bool {
	return o.Problem.Code == CodeStopped || o.Problem.Code == CodeReadOnly
}

// Uploads tells whether a file of it goes up.
func (o *Outgoing) Uploads() bool { return o.State == Uploading && o.Upload.Total > 0 }

func sentences(all ...string) string {
	return strings.Join(slices.DeleteFunc(all, func(s string) bool { return s == "" }), " ")
}
