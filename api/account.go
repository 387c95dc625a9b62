package api

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
)

// Account is what GET /v3/users/me says (api.md 4).
type Account struct {
	Username  string
	Email     string
	FirstName string
	LastName  string
	// Balance is what is left to spend; Known is false when the server did not
	// say, which must read as unknown and never as nothing.
	Balance Balance
	// Raw is the object as it came.
	Raw json.RawMessage
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

// Me reads whose key this is and what is left to spend: GET /v3/users/me,
// api.md 4.
func (c *Client) Me(ctx context.Context) (Account, error) {
	k := call{op: "read the account", method: http.MethodGet, segments: []string{"v3", "users", "me"}}
	rep, err := c.do(ctx, k)
	if err != nil {
		return Account{}, err
	}
	data, bad := rep.data(k.op)
	if bad != nil {
		return Account{}, bad
	}
	o := object(data)
	return Account{
		Username: text(o["username"]), Email: text(o["email"]),
		FirstName: text(o["first_name"]), LastName: text(o["last_name"]),
		Balance: decodeBalance(o), Raw: data,
	}, nil
}

// decodeBalance takes the block that is filled; the one named by billing_type
// may be null all the same (api.md 4, traps).
func decodeBalance(o map[string]json.RawMessage) Balance {
	if w := object(o["wallet"]); w != nil {
		b := Balance{Currency: Currency(strings.ToLower(text(w["currency"])))}
		b.Amount, b.Known = number(w["remaining_balance"])
		return b
	}
	if s := object(o["subscription"]); s != nil {
		return subscriptionBalance(s)
	}
	return usageBalance(object(o["usage_based"]))
}

// subscriptionBalance adds the plan's credits to those bought on top.
func subscriptionBalance(s map[string]json.RawMessage) Balance {
	b := Balance{Currency: CurrencyCredits, Plan: text(s["plan"])}
	credits := object(s["credits"])
	for _, part := range []string{"premium_credits", "add_on_credits"} {
		if n, ok := number(object(credits[part])["remaining"]); ok {
			b.Amount += n
			b.Known = true
		}
	}
	return b
}

// usageBalance is the credits left, or else what is left below the spending
// cap.
func usageBalance(u map[string]json.RawMessage) Balance {
	if n, ok := number(u["remaining_credits"]); ok {
		return Balance{Known: true, Amount: n, Currency: CurrencyCredits}
	}
	limit, capped := number(u["spending_cap_usd"])
	spent, known := number(u["spending_current_usd"])
	if capped && known {
		return Balance{Known: true, Amount: limit - spent, Currency: CurrencyUSD}
	}
	return Balance{}
}
