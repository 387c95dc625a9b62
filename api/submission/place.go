package submission

// Number gives the submissions of a queue their places, in its order; elsewhere tells how many
// of others' are before one. What goes in one call has one place, once no other of its batch
// is still to come.
func Number(queue []Outgoing, elsewhere func(order int64) int) {
	coming, calls := map[BatchID]bool{}, map[BatchID]int{}
	for i := range queue {
		if o := &queue[i]; o.Together() && !o.Held && !o.Paused && (o.State == Queued || o.State == Uploading) {
			coming[o.Batch] = true
		}
	}
	before := 0
	for i := range queue {
		o := &queue[i]
		ready := o.State == Ready && !o.Held && !o.Paused && !coming[o.Batch]
		if o.InQueue() || ready && calls[o.Batch] == 0 {
			before++
			o.Place = before + elsewhere(o.Order)
		}
		if ready && calls[o.Batch] == 0 {
			calls[o.Batch] = o.Place
		}
		if ready {
			o.Place = calls[o.Batch]
		}
	}
}
