package calls

import (
	"time"

	"lipdash/ui/state/activity"
	"lipdash/ui/state/create"
	"lipdash/ui/state/transfers"
)

// Settings are what is set for the account of a session; another profile has others.
type Settings struct {
	// PageSize is jobs per page, 1 to 100; CallBudget is API calls a minute.
	PageSize, CallBudget int
	// Rates are what a second of output costs; DailyLimit is what may be spent
	// in a day by their estimate, in dollars, 0 for no limit.
	Rates      create.Rates
	DailyLimit float64
	// AutoDownload says what is fetched by itself when it is done.
	AutoDownload transfers.Auto
	// UndoWindow is how long a delete waits before it leaves.
	UndoWindow time.Duration
	// Theme is how its screens are drawn, "" for no wish.
	Theme string
	// Notify is of which jobs is told at the start: watched, all or off.
	Notify string
	// Columns are the names of those that the list has, none for the usual ones.
	Columns []string
}

// WithDefaults fills in what is not set.
func (s Settings) WithDefaults() Settings {
	if s.PageSize < 1 || s.PageSize > 100 {
		s.PageSize = 50
	}
	if s.CallBudget <= 0 {
		s.CallBudget = 25
	}
	if s.UndoWindow <= 0 {
		s.UndoWindow = 8 * time.Second
	}
	if s.Notify == "" {
		s.Notify = string(activity.Watched)
	}
	return s
}
