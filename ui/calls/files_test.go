package calls_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/ui/calls"
)

// disk has good files, and "bad" ones.
type disk struct{}

func (disk) Check(path string) (api.LocalFile, error) {
	if path == "bad" {
		return api.LocalFile{}, errors.New("it is unreadable")
	}
	return api.LocalFile{Path: path}, nil
}
func (disk) Complete(_, _ string) []api.LocalFile { return nil }

func (disk) Length(string) time.Duration   { return 0 }
func (disk) Voices(string) ([]string, int) { return nil, 0 }

// uploads remembers everything but "new.wav".
type uploads struct{ calls.Memory }

func (uploads) Uploaded(_ context.Context, path string) bool { return path != "new.wav" }

func TestAFileThatWasUploadedBeforeSaysSoWhereThereIsAMemory(t *testing.T) {
	for path, want := range map[string]bool{"old.wav": true, "new.wav": false, "bad": false} {
		if f, _ := calls.Remembering(t.Context(), disk{}, uploads{}).Check(path); f.AtHeyGen != want {
			t.Errorf("%s: %v", path, f.AtHeyGen)
		}
		if f, _ := calls.Remembering(t.Context(), disk{}, nil).Check(path); f.AtHeyGen {
			t.Errorf("%s, without a memory", path)
		}
	}
	if calls.Remembering(t.Context(), nil, uploads{}) != nil {
		t.Error("there are files where there are none")
	}
}
