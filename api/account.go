package api

// Account is what GET /v3/users/me says (api.md 4).
type Account struct {
	Username  string
	Email     string
	FirstName string
	LastName  string
	// Balance is what is left to spend; Known is false when the server did not
	// say, which must read as unknown and never as nothing.
	Balance Balance
}

// Currency is the unit of a Balance.
type Currency string

// The currencies a balance comes in.
const (
	CurrencyUSD     Currency = "usd"
	CurrencyCredits Currency = "credits"
)

// Balance is an account's remaining money or credits, whichever billing applies.
type Balance struct {
	Known    bool
	Amount   float64
	Currency Currency
	// Plan is the subscription's plan word, or "".
	Plan string
}

// AssetID identifies an uploaded file that a job can name as its input.
type AssetID string

// Asset is an uploaded file (api.md 3.1).
type Asset struct {
	ID       AssetID
	URL      string
	MimeType string
	// Size is in bytes.
	Size int64
}
