package record

import (
	"time"

	"lipdash/api"
)

// Day is what was made from this machine in a day, as far as is known of it.
type Day struct {
	// Made are all, Done and Failed those of them that ended so.
	Made, Done, Failed int
	// Hours counts by the hour in which they were made, HoursFailed those of them that failed.
	Hours, HoursFailed [24]int
	// Modes are those that something was made in, in the order of the API.
	Modes []DayMode
}

// DayMode is the part of a day that was made in one mode.
type DayMode struct {
	Mode api.Mode
	Jobs int
	// Timed is of how many it is known how long they took from when they were made until they
	// were done, Median and P90 how long half and nine in ten took at most.
	Timed       int
	Median, P90 time.Duration
	// Cost is in dollars: the estimate for what has not ended, nothing for what failed.
	Cost float64
}

// PassesLimit tells whether what costs so much needs a yes because of the day's limit, in
// dollars, 0 for none: once the day's sum has reached it, and where the cost would pass it. A
// cost that nobody knows is 0.
func PassesLimit(limit, spent, cost float64) bool {
	return limit > 0 && (spent >= limit || spent+cost > limit)
}
