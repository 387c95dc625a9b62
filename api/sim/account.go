package sim

import (
	"math"
	"net/http"
)

// username owns everything in the account.
const username = "sim_user"

// me is GET /v3/users/me of a pay-as-you-go account: a wallet in dollars
// (api.md 4).
func (s *Server) me(*http.Request) (result, *problem) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chargeAll()
	return ok(map[string]any{
		"username": username, "email": "ops@example.com", "first_name": "Sim", "last_name": nil,
		"billing_type": "wallet",
		"wallet": map[string]any{
			"currency": "usd", "remaining_balance": math.Round(s.balance*100) / 100,
			"auto_reload": map[string]any{"enabled": false, "threshold_usd": nil, "amount_usd": nil},
		},
		"subscription": nil, "usage_based": nil,
	})
}
