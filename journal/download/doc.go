// Package download brings files from HeyGen to a folder: it drives the transfers of
// a journal over the client, for the dashboard and the command line alike, and
// goes on where it stopped whatever died in between.
//
// The queue is the journal's. Several processes may have it open; each drives
// what it has claimed, and what the user wants of a transfer, in whatever
// process, is written down first and obeyed by the one that drives it.
//
// Bytes go to a part file beside the place of the whole. What counts as there is
// what has been synced to the disk, and only the content that a validator proves
// to be the same is continued; other content begins anew. When the length is
// right, the part gets its name, never over another file unless that was asked
// for. A link that is not good any more is replaced by a fresh one of the job.
package download
