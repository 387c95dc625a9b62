package sim

import (
	"fmt"
	"time"
)

var titles = []string{
	"ep%03d German", "ep%03d French", "ep%03d Spanish", "ep%03d 日本語", "webinar %d pt full", "promo_fr_v%d",
	"Interview: Tanaka %d (ja)", "onboarding module %d", "字幕テスト 第%d話 日本語", "🎬 trailer %d 🎧", "שיעור %d עברית",
	"A very long title that somebody pasted from a spreadsheet, part %d, with everything in it that anyone could ever want to know",
	"Q%d results, CEO message (de)", "ニュース速報 %d 🇯🇵", "course 4 lesson %d – Ελληνικά", "",
}

func (s *Server) title(n int) string {
	t := titles[s.rand.IntN(len(titles))]
	if t == "" || s.rand.IntN(3) > 0 {
		t = titles[n%4]
	}
	if n%23 == 7 {
		return ""
	}
	return fmt.Sprintf(t, n)
}

// Populate adds n believable jobs, spread over the last days: most done, some
// failed, a few still pending or running.
func (s *Server) Populate(n int) {
	now := s.now()
	for i := range n {
		spec := JobSpec{CreatedAt: now.Add(-time.Duration(i)*13*time.Minute - time.Duration(i%7)*time.Minute), Caption: i%4 == 1}
		s.mu.Lock()
		spec.Title = s.title(n - i)
		if i > 5 && s.rand.IntN(12) == 0 {
			spec.Failure = failures[s.rand.IntN(len(failures))]
		}
		s.mu.Unlock()
		if i < 6 {
			s.young(&spec, now, i)
		}
		s.AddJob(spec)
	}
}

// young gives the newest jobs lives that still go on.
func (s *Server) young(spec *JobSpec, now time.Time, i int) {
	spec.CreatedAt = now.Add(-time.Duration(i*11) * time.Second)
	spec.Pending = s.scaled(float64(20+5*i), 1)
	spec.Running = s.scaled(float64(90+40*i), 1)
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
