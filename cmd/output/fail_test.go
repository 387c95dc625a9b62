package output

import (
	"testing"

	"lipdash/api"
)

func TestACommandThatEndsDoesNotSayThatItContinues(t *testing.T) {
	for op, again := range map[string]bool{"list": true, "rename the job": true, "create the lipsync": false, "create the batch": false} {
		f := FailureOf(&api.Error{Op: op, Status: 429}, "error")
		if (f.Hint == "Run it again then.") != again || f.Code != "rate_limit_exceeded" {
			t.Errorf("%s: %+v", op, f)
		}
	}
}
