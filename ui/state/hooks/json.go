package hooks

import (
	"bytes"
	"encoding/json"
	"time"

	"lipdash/api"
)

// Input is what a hook reads on its standard input: the job as HeyGen gave it, or what of
// it is known, or the batch.
func (c Call) Input() []byte {
	if c.Event == OnBatchDone {
		return encoded(batchOf(c))
	}
	return append(bytes.Clone(c.Job.Object()), '\n')
}

func encoded(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil { // a value of ours that cannot be JSON
		return []byte("null\n")
	}
	return append(raw, '\n')
}

type batch struct {
	ID     string    `json:"id"`
	Name   string    `json:"name,omitempty"`
	From   string    `json:"file,omitempty"`
	MadeAt time.Time `json:"made_at"`
	Items  []item    `json:"items"`
}

type item struct {
	Number int       `json:"number"`
	Input  string    `json:"input,omitempty"`
	ID     api.JobID `json:"id,omitempty"`
	Title  string    `json:"title,omitempty"`
	State  string    `json:"state"`
	Reason string    `json:"reason,omitempty"`
	Saved  string    `json:"saved,omitempty"`
	Cost   float64   `json:"cost,omitempty"`
}

func batchOf(c Call) batch {
	b := batch{ID: string(c.Batch.ID), Name: c.Batch.Name, From: c.Batch.From, MadeAt: c.Batch.MadeAt, Items: []item{}}
	for _, it := range c.Batch.Items {
		b.Items = append(b.Items, item{it.Number, it.Input, it.Job, it.Title, string(it.State), it.Reason, it.Saved, it.Cost})
	}
	return b
}
