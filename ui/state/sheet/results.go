package sheet

import (
	"fmt"
	"strconv"
	"strings"

	"lipdash/api/record"
)

// ResultColumns are those of Results. A sheet of results is one that can be read again.
// The review comes last: results of before there were any begin alike.
var ResultColumns = []string{"line", "input", "title", "id", "state", "file", "cost", "reason", "review", "note"}

// Results say what became of each row of a batch, below the names of their columns. The cost
// is an estimate in dollars; what failed costs nothing (api.md 5.5).
func Results(b record.Batch) [][]string {
	out := [][]string{ResultColumns}
	for _, it := range b.Items {
		cost := ""
		if it.Cost > 0 && !it.State.Failed() && it.State != record.ItemDiscarded {
			cost = strconv.FormatFloat(it.Cost, 'f', 2, 64)
		}
		reason := strings.TrimSpace(it.Reason + " " + it.Next)
		out = append(out, []string{strconv.Itoa(it.Number), it.Input, it.Title, string(it.Job), string(it.State), it.Saved, cost, reason, string(it.Review.Mark), it.Review.Note})
	}
	return out
}

// OnTheWay tells whether an item goes on by itself to be a job: it is none yet, has not
// ended and waits for nobody.
func OnTheWay(it record.BatchItem) bool { return !it.Made() && !it.State.Ended() && !it.State.Asks() }

// Way says how many items of a batch are jobs, and how many go on to be one.
func Way(b record.Batch) (made, onTheWay int) {
	for _, it := range b.Items {
		if it.Made() {
			made++
		}
		if OnTheWay(it) {
			onTheWay++
		}
	}
	return made, onTheWay
}

// Progress says how far a batch is on its way: "12 of 60 made, 48 on the way".
func Progress(b record.Batch) string {
	made, onTheWay := Way(b)
	text := fmt.Sprintf("%d of %d made", made, len(b.Items))
	if onTheWay > 0 {
		text += fmt.Sprintf(", %d on the way", onTheWay)
	}
	return text
}
