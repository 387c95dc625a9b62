package format_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"lipdash/api"
	"lipdash/ui/kit/format"
)

func TestSize(t *testing.T) {
	for in, want := range map[int64]string{
		-1: "", 0: "0 B", 999: "999 B", 1000: "1.0 kB", 999_949: "999.9 kB", 999_950: "1.0 MB",
		104_900_000: "104.9 MB", 58_100_000_000: "58.1 GB", math.MaxInt64: "9.2 EB",
	} {
		if got := format.Size(in); got != want {
			t.Errorf("Size(%d) = %q, want %q", in, got, want)
		}
	}
}

func TestPercentNeverClaimsTheEndBeforeIt(t *testing.T) {
	for _, c := range []struct {
		done, total int64
		want        string
	}{{0, 10, "0%"}, {62, 100, "62%"}, {999, 1000, "99%"}, {10, 10, "100%"}, {12, 10, "100%"}, {-1, 10, "0%"}, {1, 0, ""}} {
		if got := format.Percent(c.done, c.total); got != c.want {
			t.Errorf("Percent(%d, %d) = %q, want %q", c.done, c.total, got, c.want)
		}
	}
}

func TestMoney(t *testing.T) {
	for _, c := range []struct {
		amount   float64
		currency api.Currency
		want     string
	}{
		{476.78, api.CurrencyUSD, "$476.78"},
		{1234567.5, api.CurrencyUSD, "$1,234,567.50"},
		{-3.1, api.CurrencyUSD, "-$3.10"},
		{-0.001, api.CurrencyUSD, "$0.00"},
		{0, api.CurrencyUSD, "$0.00"},
		{12, api.CurrencyCredits, "12 credits"},
		{0, api.CurrencyCredits, "0 credits"},
		{100, api.CurrencyCredits, "100 credits"},
		{1, api.CurrencyCredits, "1 credit"},
		{-12.5, api.CurrencyCredits, "-12.5 credits"},
		{1200.25, api.CurrencyCredits, "1,200.25 credits"},
		{7, "eur", "7 eur"},
		{7, "", "7"},
		{7, "\x1b[31meur", "7 eur"},
		{math.NaN(), api.CurrencyUSD, ""},
		{math.Inf(-1), api.CurrencyCredits, ""},
	} {
		if got := format.Money(c.amount, c.currency); got != c.want {
			t.Errorf("Money(%v, %q) = %q, want %q", c.amount, c.currency, got, c.want)
		}
	}
}

func TestOnlyDollarsHaveADollarSign(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := rapid.Float64().Draw(t, "amount")
		currency := rapid.SampledFrom([]api.Currency{api.CurrencyCredits, "eur", ""}).Draw(t, "currency")
		if got := format.Money(amount, currency); strings.Contains(got, "$") {
			t.Fatalf("Money(%v, %q) = %q", amount, currency, got)
		}
	})
}

func TestAPlaceInWords(t *testing.T) {
	for n, want := range map[int]string{1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 21: "21st", 113: "113th"} {
		if got := format.Ordinal(n); got != want {
			t.Errorf("%d is %q", n, got)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0 jobs", 1: "1 job", 2: "2 jobs", 1200: "1,200 jobs"} {
		if got := format.Count(n, "job", "jobs"); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
}
