package rows

import (
	"testing"

	"lipdash/api/record"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/activity"
)

func TestTheFiguresOfTheDayAreTheHeadersTogether(t *testing.T) {
	s := of()
	s.Create.Money.Read(90, record.Day{Made: 2, Modes: []record.DayMode{{Mode: "speed", Jobs: 1, Cost: 28}, {Mode: "precision", Jobs: 1, Cost: 53}}})
	modes := s.Side(&activity.Log{}, -1).Modes
	if n := len(modes); n != 3 || modes[2].Name != "waiting" || modes[2].Cost != format.Dollars(9) {
		t.Errorf("%+v", modes)
	}
	s.Create.Money.Read(81, s.Create.Money.Day)
	if modes = s.Side(&activity.Log{}, -1).Modes; len(modes) != 2 {
		t.Errorf("all was made: %+v", modes)
	}
}
