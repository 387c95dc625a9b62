package format

import (
	"fmt"
	"strings"

	"github.com/dustin/go-humanize"

	"lipdash/api"
)

// Size is a number of bytes: "104.9 MB" (decimal, as file managers count).
func Size(bytes int64) string {
	if bytes < 0 {
		return ""
	}
	if bytes < 1000 {
		return fmt.Sprintf("%d B", bytes)
	}
	v, unit := humanize.ComputeSI(float64(bytes))
	return fmt.Sprintf("%.1f %sB", v, unit)
}

// Percent is how much of total is done: "62%".
func Percent(done, total int64) string {
	if total <= 0 {
		return ""
	}
	return fmt.Sprintf("%d%%", min(100, max(0, done*100/total)))
}

// Money is an amount in its own unit: "$476.78", "12.5 credits".
func Money(amount float64, currency api.Currency) string {
	sign := ""
	if amount < 0 {
		sign, amount = "-", -amount
	}
	switch currency {
	case api.CurrencyUSD:
		return sign + "$" + humanize.FormatFloat("#,###.##", amount)
	case api.CurrencyCredits:
		return sign + strings.TrimSuffix(humanize.FtoaWithDigits(amount, 2), ".0") + " credits"
	}
	return sign + humanize.FtoaWithDigits(amount, 2) + " " + Safe(string(currency))
}

// Count is a number with its noun: "1 job", "12 jobs".
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return humanize.Comma(int64(n)) + " " + many
}
