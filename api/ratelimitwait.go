package api

import "context"

type impatience struct{}

// NoRateLimitWait makes the calls of a context come back with a 429 at once, where
// they would wait out a pause and try again by themselves: for callers who wait
// where the user sees it and may still change his mind.
func NoRateLimitWait(ctx context.Context) context.Context {
	return context.WithValue(ctx, impatience{}, true)
}

func noRateLimitWait(ctx context.Context) bool { return ctx.Value(impatience{}) != nil }
