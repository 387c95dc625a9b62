package api

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Check tells what is wrong with one value in text form, nil when nothing is.
// Empty text is a value that was not given. The error is a few words that
// follow the field's name.
func (p Param) Check(s string) error {
	s = strings.TrimSpace(s)
	if s == "" {
		if p.Required {
			return errors.New("it is needed")
		}
		return nil
	}
	switch p.Kind {
	case KindSource:
		_, _, err := ParseSource(s)
		return err
	case KindEnum:
		if !p.Open && !slices.Contains(p.Enum, s) {
			return fmt.Errorf("it must be %s", orList(p.Enum))
		}
	case KindBool, KindTriState:
		if _, err := strconv.ParseBool(s); err != nil {
			return errors.New("it must be true or false")
		}
	case KindSeconds:
		_, err := parseSeconds(s)
		return err
	case KindURL:
		return checkLink(s)
	}
	return nil
}

func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

func parseSeconds(s string) (float64, error) {
	f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	switch {
	case err != nil || math.IsNaN(f) || math.IsInf(f, 0):
		return 0, errors.New("it must be a number of seconds")
	case f < 0:
		return 0, errors.New("it must not be negative")
	}
	return f + 0, nil // + 0 makes a negative zero a plain one
}
