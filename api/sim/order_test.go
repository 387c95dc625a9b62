package sim_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"lipdash/api/sim"
)

func TestAFaultIsReadFromALine(t *testing.T) {
	for line, want := range map[string]sim.Fault{
		"drop-after":                        {Kind: sim.FaultDropAfter},
		"401,on=create,times=1":             {Kind: sim.FaultStatus, Status: 401, Route: "POST /v3/lipsyncs", Times: 1},
		"status,status=429,retry=30,skip=2": {Kind: sim.FaultStatus, Status: 429, RetryAfter: "30", Skip: 2},
		"status,code=quota_exceeded, message=no more,param=video.url": {Kind: sim.FaultStatus, Code: "quota_exceeded", Message: "no more", Param: "video.url"},
		"slow,delay=1m30s,share=0.25,id=ls_1":                         {Kind: sim.FaultSlow, Delay: 90 * time.Second, Probability: 0.25, ID: "ls_1"},
		"bare,on=GET /v3/users/me,status=200,body={}":                 {Kind: sim.FaultBare, Route: "GET /v3/users/me", Status: 200, Body: "{}"},
		"fail-after,on=media":                                         {Kind: sim.FaultFailAfter, Route: sim.RouteMedia},
	} {
		got, err := sim.ParseFault(line)
		must(t, err == nil && got == want, "%s: %+v, %v", line, got, err)
	}
	for _, line := range []string{"", "nope", "99", "600", "slow,", "slow,times", "slow,times=-1", "slow,share=0", "slow,share=2", "slow,delay=x", "html,status=x", "html,on=POST /nowhere"} {
		_, err := sim.ParseFault(line)
		must(t, err != nil, "%q is taken", line)
	}
}

// Every word for a call leads to a route that there is.
func TestEveryCallThatAFaultCanBeOrderedForExists(t *testing.T) {
	for _, word := range sim.RouteNames() {
		f, err := sim.ParseFault("503,on=" + word)
		must(t, err == nil, "%s: %v", word, err)
		s := newServer(nil)
		s.Faults().Add(f)
		method, path, _ := strings.Cut(f.Route, " ")
		path = regexp.MustCompile(`\{[a-z_]+\}`).ReplaceAllString(path, "x")
		memory(t, s).do(503, method, path, "{}")
	}
}
