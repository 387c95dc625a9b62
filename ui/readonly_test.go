package ui

import (
	"context"
	"hash/maphash"
	"maps"
	"reflect"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/action"
)

// questions are what drawing and deciding ask of the model: none of them writes.
var questions = map[string]func(*Model){
	"View":     func(m *Model) { m.View() },
	"tight":    func(m *Model) { m.poll.Tight(m.pollConditions()) },
	"heldBack": func(m *Model) { m.poll.HeldBack(m.pollConditions()) },
	"nextEsc":  func(m *Model) { m.nextEsc() },
	"Next":     func(m *Model) { m.browse.Next() },

	"hints":          func(m *Model) { m.scopes()[0].hints() },
	"commands":       func(m *Model) { m.commands() },
	"unfinished":     func(m *Model) { m.unfinished() },
	"visible":        func(m *Model) { m.browse.InView(m.list.Visible(m.rows())) },
	"Unfinished":     func(m *Model) { m.edits.Unfinished() },
	"ToShare":        func(m *Model) { m.source().ToShare(m.baseURL()).Sheet(nil, m.copied) },
	"deleteQuestion": func(m *Model) { m.deleteQuestion(action.JobRows("ls_00", "ls_01")) },
}

// afterwards are moments in which a careless question finds something to write.
var afterwards = map[string]func(*Model, *counting){
	"a first picture": func(*Model, *counting) {},
	"a slowdown": func(m *Model, c *counting) {
		c.err = &api.Error{Op: "x", Status: 429}
		drain(m, refreshed(m))
	},
	"a pause": func(m *Model, c *counting) { c.paused = m.now.Add(time.Minute) },
	"a resync": func(m *Model, _ *counting) {
		m.browse.ReadAgain()
	},
	"marks, a filter and a delete": func(m *Model, _ *counting) {
		key(m, " ")
		key(m, "f")
		m.deleteRows(action.JobRows("ls_00", "ls_01"))
	},
	"a frozen view": func(m *Model, _ *counting) { key(m, "z") },
}

func TestNoQuestionWrites(t *testing.T) {
	oneGoroutine(t)
	for when, happens := range afterwards {
		c := &counting{page: someJobs(60)}
		m := opened(t, c)
		m.View() // the store keeps the ids of a page that was drawn
		happens(m, c)
		before := fingerprint(m)
		for name, ask := range questions {
			ask(m)
			now := fingerprint(m)
			if now != before {
				t.Errorf("%s writes, after %s", name, when)
			}
			before = now
		}
	}
}

var seed = maphash.MakeSeed()

// fingerprint tells two states of all that a value holds or points to apart.
// Functions, channels and contexts hold no state of it.
func fingerprint(v any) uint64 {
	return digest(reflect.ValueOf(v), map[uintptr]bool{})
}

func digest(v reflect.Value, met map[uintptr]bool) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	add := func(x uint64) { maphash.WriteComparable(&h, x) }
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() || met[v.Pointer()] {
			break
		}
		met[v.Pointer()] = true
		add(digest(v.Elem(), met))
	case reflect.Interface:
		if !v.IsNil() && v.Type() != reflect.TypeFor[context.Context]() {
			add(digest(v.Elem(), met))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			add(digest(v.Field(i), met))
		}
	case reflect.Slice, reflect.Array:
		add(uint64(v.Len()))
		for i := range v.Len() {
			add(digest(v.Index(i), met))
		}
	case reflect.Map:
		// The order is another one each time: the sum is not.
		sum := uint64(v.Len())
		for it := v.MapRange(); it.Next(); {
			var pair maphash.Hash
			pair.SetSeed(seed)
			maphash.WriteComparable(&pair, digest(it.Key(), map[uintptr]bool{}))
			maphash.WriteComparable(&pair, digest(it.Value(), maps.Clone(met)))
			sum += pair.Sum64()
		}
		add(sum)
	case reflect.String:
		_, _ = h.WriteString(v.String())
	case reflect.Bool:
		maphash.WriteComparable(&h, v.Bool())
	case reflect.Float32, reflect.Float64:
		maphash.WriteComparable(&h, v.Float())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		maphash.WriteComparable(&h, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		add(v.Uint())
	}
	return h.Sum64()
}
