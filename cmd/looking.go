package cmd

import (
	"context"
	"fmt"

	"lipdash/api"
	"lipdash/ui/calls"
)

// lookedAtOnce is how many files are looked at between two looks at the time.
const lookedAtOnce = 16

// lookAtFiles looks at local files, and tells what they are.
func (v *invocation) lookAtFiles(ctx context.Context, files calls.Files, paths []string, tell func(map[string]api.LocalFile)) error {
	defer v.printer.Progress().Clear()
	for i := 0; i < len(paths); i += lookedAtOnce {
		v.printer.Progress().Set(fmt.Sprintf("checking files: %d of %d", i, len(paths)))
		tell(calls.LookAtFiles(ctx, files, paths[i:min(i+lookedAtOnce, len(paths))]))
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
	}
	return nil
}
