//go:build linux || darwin

package cmd

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lipdash/cmd/account/accounttest"
	"lipdash/cmd/ptytest"
	"lipdash/journal"
)

// BenchmarkFirstPaint measures from the start of the process to the first screen
// with text, and to the jobs, with an empty journal and with a busy account's. It
// takes turns between the two, so that a machine whose pace changes is the same
// to both, and says the ratio of the medians.
func BenchmarkFirstPaint(b *testing.B) {
	d := newDesktop(b, 50)
	states := map[string]string{}
	for _, n := range []int{0, accounttest.Many} {
		name := fmt.Sprint(n)
		states[name] = filepath.Join(b.TempDir(), name)
		path := journal.Path(filepath.Join(states[name], "lipdash"), journal.Account{Base: d.base, User: "sim_user"})
		if err := accounttest.Crowd(b.Context(), path, n); err != nil {
			b.Fatal(err)
		}
		d.firstPaint(b, states[name]) // which learns whose key it is
	}
	took := map[string][]paint{}
	for b.Loop() {
		for name, state := range states {
			took[name] = append(took[name], d.firstPaint(b, state))
		}
	}
	b.ReportMetric(0, "ns/op")
	for what, of := range map[string]func(paint) time.Duration{
		"text": func(p paint) time.Duration { return p.text }, "jobs": func(p paint) time.Duration { return p.jobs },
	} {
		empty, busy := median(took["0"], of), median(took[fmt.Sprint(accounttest.Many)], of)
		b.ReportMetric(float64(empty.Milliseconds()), "ms-to-"+what+"/empty")
		b.ReportMetric(float64(busy.Milliseconds()), "ms-to-"+what+"/100k")
		b.ReportMetric(float64(busy)/float64(empty), "ratio-to-"+what)
	}
}

// paint is when the first text and the first jobs were on screen.
type paint struct{ text, jobs time.Duration }

func (d desktop) firstPaint(b *testing.B, state string) (p paint) {
	b.Helper()
	env := append(slices.Clone(d.env), "XDG_STATE_HOME="+state)
	began := time.Now()
	s := ptytest.Start(b, ptytest.Options{Env: env}, binary)
	s.Until("text", func(text, _ string) bool { return strings.Contains(text, "lipdash") })
	p.text = time.Since(began)
	s.Has("jobs 1 to ")
	p.jobs = time.Since(began)
	leave(b, s)
	return p
}

func median(took []paint, of func(paint) time.Duration) time.Duration {
	var all []time.Duration
	for _, p := range took {
		all = append(all, of(p))
	}
	slices.Sort(all)
	return all[len(all)/2]
}
