package account

import (
	"errors"

	"lipdash/journal"
)

// spoken is an error of the journal that reads as a sentence for a person; what
// it was is still there for errors.Is.
type spoken struct{ error }

func (s spoken) Error() string { return journal.Sentence(s.error) }
func (s spoken) Unwrap() error { return s.error }

// inWords makes errors of the journal readable and leaves others as they are.
func inWords(err error) error {
	if own := (*journal.Error)(nil); !errors.As(err, &own) {
		return err
	}
	return spoken{err}
}
