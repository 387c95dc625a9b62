package download

import (
	"context"
	"time"

	"lipdash/api"
	"lipdash/journal"
)

// store is where transfers are kept: the journal, whose methods these are, or
// memory alone.
type store interface {
	AddTransfers(ctx context.Context, list []journal.Transfer) ([]journal.Transfer, error)
	Transfer(ctx context.Context, id journal.TransferID) (journal.Transfer, bool, error)
	Transfers(ctx context.Context) ([]journal.Transfer, error)
	PastTransfers(ctx context.Context, since time.Time, limit int) ([]journal.Transfer, error)
	ClaimTransfer(ctx context.Context, owner string, limit int, until time.Time) (journal.Transfer, bool, error)
	SaveTransfer(ctx context.Context, t journal.Transfer, owner string) (journal.TransferState, error)
	MoveTransfer(ctx context.Context, id journal.TransferID, to journal.TransferState, from ...journal.TransferState) (bool, error)
	AimTransfer(ctx context.Context, id journal.TransferID, path string, replace bool) (bool, error)
	ForgetTransfer(ctx context.Context, id journal.TransferID) (bool, error)
	RenewTransfers(ctx context.Context, owner string, until time.Time) error
	SavedFiles(ctx context.Context, ids []api.JobID) (map[api.JobID][]journal.SavedFile, error)
	Jobs(ctx context.Context, ids []api.JobID) (map[api.JobID]journal.JobRecord, error)
}
