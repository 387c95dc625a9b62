package keymap

import "strconv"

// Count is a number that is typed before a key that moves: 7j goes seven rows down, 9G to the
// ninth. 1 to 4 are the tabs, at once, as nearly all who press them want; so a count begins
// with another digit, or with a 0 that any digit may follow: 03j.
type Count struct {
	n  int
	on bool
}

// mostCount is more rows than anybody counts.
const mostCount = 99999

// Takes takes a key that is a digit of a count. One that means something by itself begins none.
func (c *Count) Takes(key string, meaning Command) bool {
	digit := len(key) == 1 && key[0] >= '0' && key[0] <= '9'
	if !digit || !c.on && meaning != None {
		return false
	}
	c.on, c.n = true, min(10*c.n+int(key[0]-'0'), mostCount)
	return true
}

// Says is the count so far, and what it waits for.
func (c *Count) Says(keys *Map) string {
	return strconv.Itoa(c.n) + ": " + keys.Of(Down, Move) + " " + keys.Of(Up, Move) + " go that far, " + keys.Of(Bottom, Move) + " goes to that row, any other key forgets it"
}

// Take is the count, which is over with it: 0 for none.
func (c *Count) Take() int {
	n := c.n
	*c = Count{}
	return n
}

// Counts tells whether a count means something before a command.
func (c Command) Counts() bool {
	switch c {
	case Down, Up, HalfDown, HalfUp, PageDown, PageUp, Bottom:
		return true
	}
	return false
}

// Press is the press of a command's key in a scope, also of one that has none.
func (m *Map) Press(c Command, scope Scope) string {
	b, _ := m.Find(c, scope)
	return b.Keys()[0]
}
