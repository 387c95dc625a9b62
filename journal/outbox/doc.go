// Package outbox drives submissions (api/submission) to their jobs: over the
// journal, so that nothing is lost or made twice whatever dies in between, and
// over the client, for the dashboard and the command line alike.
//
// Its one rule: what a step makes of a submission is on disk before anything
// that follows from it is done. When the disk does not take it, nothing is done,
// the item says why, and it is tried again.
//
// Each submission has a worker, a goroutine that carries it through its steps.
// The queue lets them through to the account's slots one at a time and in order,
// across all processes on the journal; a create without an answer keeps the
// later ones back for some seconds, since its job may be made already, and one
// that waits for the user keeps nobody back. The account is what is known of the
// jobs that are running on the server.
//
// The items of a batch that was made here go together: their files first, then all that
// are ready in one call of up to a hundred (an envelope), when the first of them is the head
// of the queue. Those that wait for the user keep nobody back, and those whose files go up
// do for ten minutes at most. One that is left over goes alone, and so do all where HeyGen
// has no batches, which is remembered until the outbox ends. Whether batches count against
// the account's slots is unknown (api.md 5.3): a batch is sent whole, since the server queues
// its items, and a 429 makes it wait; its jobs count for those that are sent after it.
//
// A file goes up once, whatever it is called and however many jobs need it: a
// path that has not changed is known by its size and times, else its content is
// looked for where one of that size is known, and only then it is sent, and
// hashed while it is. The asset's id is trusted until the server says that it is
// gone.
//
// Each process sends what was submitted in it: only there is the signature of a
// link that may not be written, and only there runs an upload. What a process has
// stays with it while it lives (journal.Join) and is adopted by another within a
// second of its end, however it ends. One that was stopped keeps what it has, and
// is named to those that wait for it; one that is about to be gives back what others
// can send as well (Withheld, Hanging).
//
// A submission has one worker at most, here and in all processes. When a worker ends
// by a fault, the submission gets another one, which begins with finding out what the
// first has done.
package outbox
