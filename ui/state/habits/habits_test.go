package habits

import "testing"

func TestAHintIsKnownAfterAFewUses(t *testing.T) {
	var h Habits
	for i := range few {
		if h.Known("create") || !h.Used("create") {
			t.Fatalf("after %d uses", i)
		}
	}
	if !h.Known("create") || h.Used("create") || h.Known("open") {
		t.Error("it is not known, or counts on")
	}
	if h.Used("quit") || h.Known("quit") || h.Used("") {
		t.Error("what is no hint of the table is counted")
	}
	// Every name has its own place in the number, which comes back as it was.
	for _, name := range names {
		for range few {
			h.Used(name)
		}
	}
	var back Habits
	back.Used("open")
	back.Learned(h.Number())
	for _, name := range names {
		if !back.Known(name) {
			t.Errorf("%q is forgotten", name)
		}
	}
	if len(names)*bits > 64 || few >= 1<<(bits-1) || h.Number() < 0 {
		t.Error("the number has no room for all")
	}
	back.Learned(0)
	if !back.Known("open") {
		t.Error("what was used in this run is forgotten")
	}
}
