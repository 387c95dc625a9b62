package outbox

import (
	"context"
	"errors"

	"lipdash/api/submission"
)

// perform does the effects of a step and returns what came of them, nil when
// nothing does by itself.
func (c *worker) perform(ctx context.Context, effects []submission.Effect) submission.Event {
	for _, e := range effects {
		if ev := c.do(ctx, e); ev != nil {
			return ev
		}
	}
	return nil
}

func (c *worker) do(ctx context.Context, e submission.Effect) submission.Event {
	switch e := e.(type) {
	case submission.AskForSlot:
		if c.o.queue.wait(ctx, c.id) {
			return submission.SlotGranted{}
		}
	case submission.Wake:
		if sleepUntil(ctx, e.At, c.o.pace.retry) {
			return submission.TimeCame{}
		}
	case submission.Upload:
		if !c.mayUpload(ctx) {
			return nil
		}
		return c.upload(ctx, e)
	case submission.Send:
		return c.send(ctx, e)
	case submission.Look:
		return c.o.look(ctx, c.id, e)
	case submission.Gather:
		return c.gather(ctx)
	case submission.AwaitEnvelope:
		return c.fate(ctx, e.ID)
	}
	// AskUser and ReopenForm are for whoever reads the items, and what becomes of an
	// envelope later is told (deliver).
	return nil
}

// errNoID is a create that was accepted without telling which job it made; the
// api's client never says so without an error.
var errNoID = errors.New("the create was accepted without an id")

func (c *worker) send(ctx context.Context, e submission.Send) submission.Event {
	busy := c.o.account.count()
	id, err := c.o.opts.Client.CreateJob(ctx, e.Request, e.Key)
	if err == nil && id == "" {
		err = errNoID
	}
	if err != nil {
		c.o.account.refused(err, busy)
		return submission.SendFailed{Err: err}
	}
	c.o.account.made(id, now())
	return submission.Answered{JobID: id}
}
