package ui_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/sim"
)

func paste(r rig, text string) { r.Send(tea.PasteMsg{Content: text}) }

func TestMarkedJobsAreRenamedByAPatternAndUIsOneStep(t *testing.T) {
	scene(t, 12, func(t *testing.T, r rig) {
		r.Press("a", "e")
		r.Has("Rename 12 jobs", "{title}", "0 titles change, 12 stay as they are")
		r.Press("enter")
		r.Has("Rename 12 jobs")
		r.Press("ctrl+u")
		r.Has("12 would be empty and stay")
		r.Type("ep{n:03} German")
		r.Has("job 001", "-> ep001 German", "-> ep005 German", "and 7 more", "12 titles change")
		if n := r.sim.CallCount(routeRename); n != 0 {
			t.Fatalf("%d renames by typing", n)
		}
		r.Press("enter")
		r.Has("ep001 German", "ep012 German")
		r.Until("12 jobs renamed", 10*time.Second)
		if got := titles(r.sim); !strings.HasPrefix(got, "ep001 German,ep002 German") || !strings.HasSuffix(got, "ep012 German") {
			t.Fatal(got)
		}
		r.HasNot("marked")
		r.Press("u")
		r.Wait(10 * time.Second)
		r.Has("12 marked")
		if got := titles(r.sim); !strings.HasPrefix(got, "job 001,job 002") || strings.Contains(got, "German") {
			t.Fatal(got)
		}
		r.Has("job 012")
		r.Press("u")
		r.Has("nothing to take back")
	})
}

func TestUKeepsATitleThatWasChangedSince(t *testing.T) {
	scene(t, 3, func(t *testing.T, r rig) {
		r.Press("a", "e")
		r.Type(" x")
		r.Press("enter")
		r.Wait(5 * time.Second)
		other, err := api.New(api.Credential{Key: testKey}, api.Options{Transport: r.sim.Transport()})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := other.UpdateTitle(t.Context(), api.JobID(r.sim.Jobs()[1].ID), "theirs"); err != nil {
			t.Fatal(err)
		}
		r.Press("r")
		r.Wait(2 * time.Second)
		r.Has("theirs")
		r.Press("u")
		r.Wait(5 * time.Second)
		if got := titles(r.sim); got != "job 001,theirs,job 003" {
			t.Fatal(got)
		}
	})
}

func TestRenamesThatWereRefusedKeepTheOldTitleAndOneKeyRetriesThem(t *testing.T) {
	scene(t, 20, func(t *testing.T, r rig) {
		refuseSeven(r.sim, routeRename)
		renameAll(r, "s/job/ep/")
		r.Until("13 jobs renamed, 7 were not, . tries again: 403 for 4, 500 for 3", time.Minute)
		r.Has("job 001", "job 007", "ep 008", "not renamed, 403", "not renamed, 500")
		r.sim.Faults().Clear()
		r.Press(".")
		r.Until("7 jobs renamed", 10*time.Second)
		r.HasNot("not renamed")
		if got := titles(r.sim); strings.Contains(got, "job") {
			t.Fatal(got)
		}
		// What the retry did and what the first try did are two steps.
		r.Press("u")
		r.Wait(5 * time.Second)
		if got := titles(r.sim); strings.Count(got, "job") != 7 {
			t.Fatal(got)
		}
		r.Press("u")
		r.Wait(5 * time.Second)
		if got := titles(r.sim); strings.Count(got, "job") != 20 {
			t.Fatal(got)
		}
	})
}

func TestA429InTheMiddleOfRenamesLosesNoneThoughPollsBringBackOldTitles(t *testing.T) {
	scene(t, 30, func(t *testing.T, r rig) {
		r.sim.Faults().Add(sim.Fault{Route: routeRename, Skip: 10, Times: 3, Kind: sim.FaultStatus, Status: 429, RetryAfter: "90"})
		renameAll(r, "n{n}")
		r.Wait(2 * time.Second)
		// Four are sent at once and three refused: the fourth may still get through, as the 11th.
		r.Has("renaming 1", " of 30 jobs, HeyGen asked to slow down")
		for range 17 { // until shortly before it goes on
			r.Press("r")
			r.Wait(5 * time.Second)
			r.HasNot("job 0", "not renamed")
		}
		r.Until("30 jobs renamed", 10*time.Minute)
		if got := titles(r.sim); strings.Contains(got, "job") || !strings.HasPrefix(got, "n1,n2,n3,") {
			t.Fatal(got)
		}
	})
}

func TestARenameTakenBackBeforeItLeftIsNeverSent(t *testing.T) {
	scene(t, 30, func(t *testing.T, r rig) {
		r.sim.Faults().Add(sim.Fault{Route: routeRename, Skip: 10, Times: 1, Kind: sim.FaultStatus, Status: 429, RetryAfter: "60"})
		renameAll(r, "n{n}")
		r.Wait(2 * time.Second)
		r.sim.ResetCalls()
		left := 30 - strings.Count(titles(r.sim), "job") // how many before the 429 is known differs
		r.Press("u")
		r.Wait(5 * time.Minute)
		if got := titles(r.sim); strings.Contains(got, "n1") || strings.Count(got, "job") != 30 {
			t.Fatal(got)
		}
		if n := r.sim.CallCount(routeRename); n > left+1 { // the one that was refused may be on its way
			t.Fatalf("%d renames to take %d back", n, left)
		}
	})
}

func TestAnOutageInTheMiddleOfRenamesShowsTheOldTitlesAndWhy(t *testing.T) {
	scene(t, 30, func(t *testing.T, r rig) {
		r.sim.Faults().Add(sim.Fault{Route: routeRename, Skip: 10, Kind: sim.FaultDropBefore})
		renameAll(r, "n{n}")
		r.Wait(time.Minute)
		r.Has("job 030", "renamed? no answer", "not sent, offline", "20 marked")
		// Four are under way at once, so which ten came through differs.
		for title := range strings.SplitSeq(titles(r.sim), ",") {
			r.Has(title + " ")
		}
		if got := titles(r.sim); strings.Count(got, "job") != 20 {
			t.Fatal(got)
		}
		r.sim.Faults().Clear()
		r.Press(".")
		r.Until("20 jobs renamed", time.Minute)
		if got := titles(r.sim); strings.Contains(got, "job") {
			t.Fatal(got)
		}
	})
}

func TestHostilePatternsSendNothingAndDrawNothingOdd(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(3)
		r := startWriting(t, server, 80, 24)
		defer r.Stop()
		for in, want := range map[string]string{
			"{nme}": "there is no such field", "{": "{{ stands for a brace", "s//x/": "nothing to look for",
			"s/a/b/c/d": "nothing may follow", "{n:99}": "three digits",
		} {
			r.Press("a", "e", "ctrl+u")
			r.Type(in)
			r.Has(want)
			r.Press("enter")
			r.Has("Rename 3 jobs")
			r.Press("esc", "esc")
		}
		r.Press("a", "e", "ctrl+u")
		paste(r, strings.Repeat("long ", 80)+"\x1b]0;owned\x07\u202e")
		r.Has("3 would be over 255 characters and stay")
		r.Press("ctrl+u")
		paste(r, "same\x1b[31m\u202e for\nall")
		r.Has("same for all", "3 titles change, 3 will share a title")
		r.Press("enter")
		r.Wait(5 * time.Second)
		if got := titles(server); got != "same for all,same for all,same for all" {
			t.Fatalf("%q", got)
		}
		if raw := r.Raw(); strings.Contains(raw, "owned") || strings.Contains(raw, "\u202e") {
			t.Fatal("a pattern's control sequence reached the terminal")
		}
	})
}

func TestNumbersFollowTheOrderOnScreen(t *testing.T) {
	scene(t, 5, func(t *testing.T, r rig) {
		r.Press("S")
		r.Wait(3 * time.Second)
		renameAll(r, "n{n}")
		r.Until("5 jobs renamed", 10*time.Second)
		if got := titles(r.sim); got != "n5,n4,n3,n2,n1" {
			t.Fatal(got)
		}
	})
}
