package account

import (
	"context"
	"maps"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/cmd/host"
	"lipdash/ui/state/create"
)

// Inputs are values with what their local files are.
func Inputs(values map[string]string) create.Inputs {
	in := create.Inputs{Values: values, Files: map[string]api.LocalFile{}}
	for name, path := range api.LocalPaths(values) {
		file, _ := host.Files{}.Check(path)
		in.Files[name] = create.FileFor(name, file)
	}
	return in
}

// estimate is what a job of inputs is likely to cost, in dollars: by the lengths of its files
// or the part that was chosen, else by the last result of the same inputs, in whatever mode. It
// is 0 when nobody knows.
func (m *Memory) estimate(ctx context.Context, values map[string]string) float64 {
	if m.rate == nil {
		return 0
	}
	secs := Inputs(values).Seconds()
	if secs <= 0 {
		before, err := m.live().LengthBefore(ctx, hashIn(values, api.ModeSpeed), hashIn(values, api.ModePrecision))
		if err != nil {
			return 0
		}
		secs = before.Seconds()
	}
	return m.rate(api.ModeOf(values)) * secs
}

// Estimates are what jobs of inputs will count as in Spent when they are handed over.
func (m *Memory) Estimates(ctx context.Context, values []map[string]string) []float64 {
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = m.estimate(ctx, Absolute(v))
	}
	return out
}

// hashIn is the hash of inputs in a mode.
func hashIn(values map[string]string, mode api.Mode) string {
	in := map[string]string{}
	maps.Copy(in, values)
	in["mode"] = string(mode)
	return submission.InputsHash(in)
}
