package journal

import (
	"slices"
	"time"
)

// enough is how many samples of a similar length are preferred to all of them.
const enough = 5

// ETA is how long a job of a length takes from acceptance to completion, from
// this account's own past: the median and the 90th and 95th percentiles of
// samples with a similar length, or of all of them where those are few or the
// length is unknown (0). n is how many it comes from; with none all are 0.
func ETA(samples []Sample, length time.Duration) (median, p90, p95 time.Duration, n int) {
	var totals []time.Duration
	for _, s := range similar(samples, length) {
		totals = append(totals, s.Wait+s.Run)
	}
	if len(totals) == 0 {
		return 0, 0, 0, 0
	}
	slices.Sort(totals)
	return quantile(totals, 0.5), quantile(totals, 0.9), quantile(totals, 0.95), len(totals)
}

// similar are the samples within one and a half times the length, else within
// three times, else all.
func similar(samples []Sample, length time.Duration) []Sample {
	for _, factor := range []float64{1.5, 3} {
		found := near(samples, length, factor)
		if len(found) >= enough {
			return found
		}
	}
	return samples
}

func near(samples []Sample, length time.Duration, factor float64) []Sample {
	if length <= 0 {
		return nil
	}
	var out []Sample
	for _, s := range samples {
		ratio := float64(s.Length) / float64(length)
		if ratio >= 1/factor && ratio <= factor {
			out = append(out, s)
		}
	}
	return out
}

// quantile interpolates between the two nearest of sorted values.
func quantile(sorted []time.Duration, q float64) time.Duration {
	at := q * float64(len(sorted)-1)
	low := int(at)
	if low+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	part := at - float64(low)
	return sorted[low] + time.Duration(part*float64(sorted[low+1]-sorted[low]))
}
