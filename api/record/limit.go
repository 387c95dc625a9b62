package record

// PassesLimit tells whether what costs so much needs a yes because of the day's limit, in
// dollars, 0 for none: once the day's sum has reached it, and where the cost would pass it. A
// cost that nobody knows is 0.
func PassesLimit(limit, spent, cost float64) bool {
	return limit > 0 && (spent >= limit || spent+cost > limit)
}
