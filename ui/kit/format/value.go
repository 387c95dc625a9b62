package format

import (
	"fmt"
	"math"
	"strings"

	"github.com/dustin/go-humanize"

	"lipdash/api"
)

// units are decimal, as file managers count.
var units = []string{"kB", "MB", "GB", "TB", "PB", "EB"}

// Size is a number of bytes: "512 B", "104.9 MB"; "" for a negative one.
func Size(bytes int64) string {
	if bytes < 0 {
		return ""
	}
	if bytes < 1000 {
		return fmt.Sprintf("%d B", bytes)
	}
	v := float64(bytes) / 1000
	unit := 0
	// 999.95 is where one digit behind the point rounds to 1000.0.
	for ; v >= 999.95; unit++ {
		v /= 1000
	}
	return fmt.Sprintf("%.1f %s", v, units[unit])
}

// Percent is how much of total is done, whole and never above 100: "62%". It is
// "" when there is no total.
func Percent(done, total int64) string {
	if total <= 0 {
		return ""
	}
	share := min(1, max(0, float64(done)/float64(total)))
	return fmt.Sprintf("%d%%", int(share*100))
}

// maxMoney bounds what can be an amount of money.
const maxMoney = 1e15

// Money is an amount in its own unit: "$476.78", "-$3.10", "12 credits". Only
// dollars have a dollar sign (api.md 9, no. 48); what cannot be an amount is "".
func Money(amount float64, currency api.Currency) string {
	if math.IsNaN(amount) || math.Abs(amount) > maxMoney {
		return ""
	}
	cents := math.Round(amount*100) / 100
	sign := ""
	if cents < 0 {
		sign = "-"
	}
	return sign + unsigned(math.Abs(cents), currency)
}

// Dollars is Money in dollars, in which all prices are.
func Dollars(amount float64) string { return Money(amount, api.CurrencyUSD) }

func unsigned(amount float64, currency api.Currency) string {
	figure := humanize.FormatFloat("#,###.##", amount)
	if currency == api.CurrencyUSD {
		return "$" + figure
	}
	figure = strings.TrimRight(strings.TrimRight(figure, "0"), ".")
	switch {
	case currency != api.CurrencyCredits:
		return strings.TrimSpace(figure + " " + OutsideLine(string(currency)))
	case figure == "1":
		return "1 credit"
	}
	return figure + " credits"
}

// Capital is a text of ours as something begins with it.
func Capital(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// Sentence is a text of ours with a capital and a full stop, "" for none.
func Sentence(text string) string {
	if text == "" {
		return ""
	}
	return Capital(text) + "."
}

// Count is a number with its noun: "1 job", "12 jobs".
func Count(n int, one, many string) string { return Number(n) + " " + Plural(n, one, many) }

// Plural is the word for one or for several.
func Plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// Ordinal is a place in a row: "3rd".
func Ordinal(n int) string { return humanize.Ordinal(n) }

// Number is a whole number with its thousands parted.
func Number(n int) string { return humanize.Comma(int64(n)) }
