// Package journal remembers on disk what this machine asked for and saw: drafts,
// submissions with their idempotency keys, the inputs and the observed life of
// jobs, uploaded files, downloads and what they saved. The API tells none of it
// again (api.md 1.2).
//
// One SQLite file holds one account on one base URL, readable by the user alone,
// safe for several processes and for a kill at any instant. What decides whether
// a job is made twice is synced to the disk before the call returns; the rest
// survives a kill, but not always a power cut.
//
// No key, bearer token or presigned query reaches the file: links lose what
// carries a permission before they are written (submission.Withhold), and texts
// that were given to Hide are taken out wherever they turn up. A source that
// lost its signature cannot be sent again; submission.Withheld tells.
//
// The driver is github.com/ncruces/go-sqlite3. Measured against
// modernc.org/sqlite, look-ups took 0.5 of the time, memory was 0.9 and the worst
// wait of one process for another 0.6, at 1.1 of the time to open, to commit 200
// times durably and to write from two processes at once, 1.15 of the binary and
// 1.1 to 1.6 of the build; it brings a fifth of the dependencies, and both build for
// Linux, macOS and Windows without cgo.
//
// A folder whose file system knows no locks, as on some network disks, gets no journal
// (ErrNoLocks): nobody could tell a process that died from one that is about to send,
// and SQLite could not keep two writers apart. A file that only stands for a lock would
// outlive a crash. The program then works in memory (InMemory), says so, and names the
// way out.
//
// A damaged, newer or read-only file is never changed, replaced or deleted; Open
// says which it is, and Sentence says it to a person. Nothing here waits for
// anything but the disk and other processes' writes, for a few seconds at most:
// call it off the UI's goroutine.
package journal
