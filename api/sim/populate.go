package sim

import (
	"fmt"
	"time"
)

// episodes are what most jobs of a studio are called, curiosities what the rest
// is called; "" stands for no title.
var (
	episodes    = []string{"ep%03d German", "ep%03d French", "ep%03d Spanish", "ep%03d 日本語"}
	curiosities = []string{
		"webinar %d pt full", "", "字幕テスト 第%d話 日本語", "🎬 trailer %d 🎧", "שיעור %d עברית",
		"A very long title that somebody pasted from a spreadsheet, part %d, with everything in it that anyone could ever want to know",
		"promo_fr_v%d", "Interview: Tanaka %d (ja)", "onboarding module %d", "Q%d results, CEO message (de)",
		"ニュース速報 %d 🇯🇵", "course 4 lesson %d – Ελληνικά",
	}
)

// title is the i-th newest job's; numbers grow with time.
func title(i, number int) string {
	t := episodes[i/2%len(episodes)]
	if i%2 == 1 {
		t = curiosities[i/2%len(curiosities)]
	}
	if t == "" {
		return ""
	}
	return fmt.Sprintf(t, number)
}

// live is how many of Populate's jobs are not done yet.
const live = 6

// Populate adds n believable jobs, spread over the last days at about 13
// minutes each: the newest still pending or running, most done, some failed.
func (s *Server) Populate(n int) {
	now := s.now()
	for i := range n {
		spec := JobSpec{Title: title(i, n-i), Caption: i%4 == 1}
		if i < live {
			s.young(&spec, now, i)
		} else {
			spec.CreatedAt = now.Add(-time.Duration(i*13+i%7) * time.Minute)
		}
		if i%11 == 8 {
			spec.Failure = failures[i/11%len(failures)]
		}
		s.AddJob(spec)
	}
}

// young gives the newest jobs lives that still go on, at the server's speed.
func (s *Server) young(spec *JobSpec, now time.Time, i int) {
	spec.CreatedAt = now.Add(-s.scaled(time.Duration(i*11) * time.Second))
	spec.Pending = s.scaled(time.Duration(20+5*i) * time.Second)
	spec.Running = s.scaled(time.Duration(90+40*i) * time.Second)
}

// PopulateDemo adds a fleet to look around in: every state, and a job made
// elsewhere now and then for the next half hour.
func (s *Server) PopulateDemo() {
	now := s.now()
	s.Populate(137)
	for i, f := range failures[:3] {
		s.AddJob(JobSpec{Title: fmt.Sprintf("promo_%s_v3", []string{"fr", "es", "it"}[i]), Failure: f, CreatedAt: now.Add(-time.Duration(11+i) * time.Minute)})
	}
	for i := range 5 {
		s.AddJob(JobSpec{
			Title: fmt.Sprintf("ep%03d German", 160+i), CreatedAt: now.Add(-time.Duration(200-30*i) * time.Second),
			Pending: 20 * time.Second, Running: time.Duration(215+25*i) * time.Second, Caption: i%2 == 0,
		})
	}
	s.AddJob(JobSpec{Title: "webinar_pt full", CreatedAt: now.Add(-112 * time.Minute), Running: forever})
	for i := range 30 {
		spec := JobSpec{
			Title: fmt.Sprintf("ep%03d French", 200+i), CreatedAt: now.Add(time.Duration(25+55*i) * time.Second),
			Pending: 8 * time.Second, Running: time.Duration(30+7*(i%5)) * time.Second, Caption: i%3 == 0,
		}
		if i%6 == 4 {
			spec.Failure = failures[i%len(failures)]
		}
		s.AddJob(spec)
	}
}
