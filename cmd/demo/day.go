package demo

import (
	"fmt"
	"maps"
	"math"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/sim"
	"lipdash/ui/kit/format"
)

// Why jobs fail here, as HeyGen says it.
const (
	tooLong    = "The audio is longer than the limit for this plan."
	noFace     = "No face was detected in the source video."
	noDownload = "The source video could not be downloaded: HTTP 403 from the host."
	tooSmall   = "The face is too small in most of the frames."
)

// How long a job is pending and running as a rule, by how fast time runs here.
const (
	usualWait      = 4 * time.Second
	usualSpeed     = 24 * time.Second
	usualPrecision = 36 * time.Second
)

// links are the inputs of a lipsync whose files are on the web.
func links(name, language string) map[string]string {
	const host = "https://media.acme.example/"
	return map[string]string{"video": host + name + ".mp4", "audio": host + name + "_" + language + ".wav"}
}

// with adds a value to inputs.
func with(values map[string]string, name, value string) map[string]string {
	values[name] = value
	return values
}

// day is what was made here.
func (p *play) day() {
	all := append(p.season(), p.promo()...)
	all = append(all, p.singles()...)
	all = append(all, p.lessons()...)
	p.send(all)
}

// season is the batch that is under way: some are done, some run, one's file goes up, and the
// last wait for a slot.
func (p *play) season() []*lipsync {
	b := &record.Batch{ID: record.BatchID(p.id()), Name: "season 4 German", MadeAt: p.now.Add(-95 * time.Second)}
	item := func(n int, state lipsync) *lipsync {
		name := fmt.Sprintf("ep%03d", n)
		state.title, state.batch = name+" German", b
		if state.values == nil {
			state.values = links(name, "de")
		}
		state.mode = api.ModePrecision
		if n%2 == 1 {
			state.mode = api.ModeSpeed
		}
		if state.length == 0 {
			state.length = time.Duration(17+n*7%14) * time.Second
		}
		return &state
	}
	const s = time.Second
	video, err := p.video("ep018.mp4", 41*s, 52_000_000)
	if p.err == nil {
		p.err = err
	}
	up := links("ep018", "de")
	up["video"] = video
	return []*lipsync{
		item(11, lipsync{ago: 94 * s, waits: 5 * s, runs: 31 * s, fetched: true, length: 38 * s}),
		item(12, lipsync{ago: 93 * s, waits: 6 * s, runs: 38 * s, fetched: true, length: 31 * s}),
		item(13, lipsync{ago: 92 * s, waits: 4 * s, runs: 29 * s, fails: noFace}),
		item(14, lipsync{ago: 21 * s, waits: 5 * s, runs: 43 * s}),
		item(15, lipsync{ago: 13 * s, waits: 5 * s, runs: 28 * s}),
		item(16, lipsync{ago: 12 * s, waits: 4 * s, runs: 46 * s}),
		item(17, lipsync{ago: 6 * s, waits: 19 * s, runs: 30 * s}),
		item(18, lipsync{ago: 5 * s, held: true, values: up}),
		item(19, lipsync{ago: 4 * s, waits: 24 * s, runs: 36 * s}),
		item(20, lipsync{ago: 3 * s, held: true}),
		item(21, lipsync{ago: 3 * s, held: true}),
		item(22, lipsync{ago: 3 * s, held: true}),
		item(23, lipsync{ago: 3 * s, held: true}),
	}
}

// promo is the batch that is over: half of it failed, and of what failed one was made again
// from a shorter sound.
func (p *play) promo() []*lipsync {
	made := p.now.Add(-13 * time.Minute)
	b := &record.Batch{ID: record.BatchID(p.id()), Name: "promo v3", MadeAt: made}
	video, err := p.video("promo.mp4", 90*time.Second, 44_000_000)
	if p.err == nil {
		p.err = err
	}
	var all []*lipsync
	for i, of := range []struct {
		language, fails string
		sound           time.Duration
	}{
		{"fr", tooLong, 724 * time.Second},
		{"es", tooLong, 702 * time.Second},
		{"it", tooLong, 688 * time.Second},
		{"de", "", 28 * time.Second},
		{"nl", noDownload, 0},
		{"pl", "", 0},
		{"sv", "", 0},
		{"pt", "", 0},
	} {
		l := &lipsync{
			title: "promo_" + of.language + "_v3", mode: api.ModePrecision, batch: b, ago: 13*time.Minute - time.Duration(i)*21*time.Second,
			waits: p.span(usualWait), runs: p.span(usualPrecision), length: 21 * time.Second, fails: of.fails,
			values: with(links("promo", of.language), "enable_caption", "true"), saved: of.fails == "" && i%2 == 1,
		}
		if of.sound > 0 {
			l.values["video"], l.values["audio"] = video, p.sound("promo_"+of.language+".wav", of.sound)
			l.length = of.sound
		}
		all = append(all, l)
	}
	again := *all[2]
	again.title, again.batch, again.fails, again.unseen = "promo_it_v4", nil, "", true
	again.again = all[2]
	again.ago, again.runs = 6*time.Minute, 41*time.Second
	again.length = 24 * time.Second
	again.values = with(maps.Clone(all[2].values), "audio", p.sound("promo_it_short.wav", again.length))
	return append(all, &again)
}

// singles are what was sent off one by one of late.
func (p *play) singles() []*lipsync {
	const s = time.Second
	return []*lipsync{
		{title: "webinar_pt full", mode: api.ModePrecision, ago: 22*time.Minute + 40*s, waits: 6 * s, runs: forever, length: 61 * s, values: links("webinar", "pt")},
		{title: "字幕テスト 第三話 日本語", mode: api.ModePrecision, ago: 27 * s, waits: 5 * s, runs: 49 * s, length: 44 * s, values: links("subtitles-3", "ja")},
		{title: "Português do Brasil, take 2", mode: api.ModePrecision, ago: 18 * s, waits: 4 * s, runs: 52 * s, length: 38 * s, values: links("take", "pt-br")},
		{title: "course 4 lesson 12 – Ελληνικά", mode: api.ModeSpeed, ago: 9 * time.Minute, waits: 5 * s, runs: 27 * s, length: 29 * s, saved: true, values: links("course-4-12", "el")},
		{title: "trailer 🎬 final", mode: api.ModePrecision, ago: 4 * time.Minute, waits: 5 * s, runs: 47 * s, length: 47 * s, fetched: true, values: with(links("trailer", "en"), "enable_caption", "true")},
		{title: "Q3 results, CEO message (de)", mode: api.ModePrecision, ago: 18 * time.Minute, waits: 5 * s, runs: 44 * s, length: 40 * s, unseen: true, values: links("ceo", "de")},
	}
}

// lessons are the day's routine: four languages in turn, since this morning.
func (p *play) lessons() []*lipsync {
	day := max(2*time.Hour, min(9*time.Hour, p.now.Sub(format.Midnight(p.now))-10*time.Minute))
	b := &record.Batch{ID: record.BatchID(p.id()), Name: "lessons 20 to 27"}
	const n = 44
	var all []*lipsync
	for i := range n {
		languages := []struct{ name, code string }{{"German", "de"}, {"French", "fr"}, {"Spanish", "es"}, {"Italian", "it"}}
		of := languages[i%len(languages)]
		// Twice a day more is made than else.
		part := float64(i+1) / n
		ago := 25*time.Minute + time.Duration(float64(day-30*time.Minute)*(part-0.06*math.Sin(4*math.Pi*part)))
		l := &lipsync{
			title: fmt.Sprintf("lesson %d %s", n-i, of.name), mode: api.ModeSpeed, ago: ago, waits: p.span(usualWait), runs: p.span(usualSpeed),
			length: time.Duration(12+i*17%31) * time.Second, values: links(fmt.Sprintf("lesson-%d", n-i), of.code), saved: i%5 < 3,
		}
		if i%3 == 1 {
			l.mode, l.runs = api.ModePrecision, p.span(usualPrecision)
		}
		if i%4 == 2 {
			l.values = with(l.values, "enable_caption", "true")
		}
		switch {
		case i == 9 || i == 21:
			l.fails, l.saved = tooSmall, false
		case i >= 6 && i <= 13:
			if b.MadeAt.IsZero() || p.now.Add(-ago).Before(b.MadeAt) {
				b.MadeAt = p.now.Add(-ago)
			}
			l.batch = b
		}
		all = append(all, l)
	}
	return all
}

// elsewhere are the jobs that others made on the account: two that run, the last days, and one
// now and then for the next half hour.
func (p *play) elsewhere() {
	add := func(spec sim.JobSpec, ago time.Duration) {
		spec.CreatedAt = p.now.Add(-ago)
		id := api.JobID(p.world.Server.AddJob(spec))
		status := api.StatusCompleted
		switch {
		case ago < spec.Pending+spec.Running:
			status = api.StatusRunning
		case spec.Failure != "":
			status = api.StatusFailed
		}
		length := spec.Duration
		if status != api.StatusCompleted {
			length = 0
		}
		if ago > 0 {
			p.list(api.Job{ID: id, Title: spec.Title, CreatedAt: spec.CreatedAt, Status: status, Duration: length, FailureMessage: spec.Failure}, spec.Caption, false)
		}
	}
	add(sim.JobSpec{Title: "Interview: Tanaka (ja)", Pending: 3 * time.Second, Running: 140 * time.Second, Duration: 93 * time.Second}, 55*time.Second)
	for i := range 90 {
		spec := sim.JobSpec{Title: fmt.Sprintf(titles[i%len(titles)], 90-i), Duration: time.Duration(20+p.dice.IntN(400)) * time.Second, Caption: i%4 == 1}
		if i%13 == 8 {
			spec.Failure = []string{noDownload, tooLong, noFace}[i/13%3]
		}
		add(spec, 10*time.Hour+time.Duration(i)*47*time.Minute)
	}
	for i := range 20 {
		spec := sim.JobSpec{Title: fmt.Sprintf("newsroom %d", 1+i), Pending: 4 * time.Second, Running: 25 * time.Second, Duration: 30 * time.Second}
		if i%6 == 4 {
			spec.Failure = noDownload
		}
		add(spec, -time.Duration(100+95*i)*time.Second)
	}
}

// titles are what others call their jobs; numbers grow with time.
var titles = []string{
	"ep%03d French", "webinar %d pt full", "ep%03d Spanish", "字幕テスト 第%d話 日本語", "ep%03d 日本語", "🎬 trailer %d 🎧", "שיעור %d עברית",
	"A very long title that somebody pasted from a spreadsheet, part %d, with everything in it that anyone could ever want to know",
	"Interview: Tanaka %d (ja)", "onboarding module %d", "ニュース速報 %d 🇯🇵", "course 4 lesson %d – Ελληνικά",
}

// span is a length of time within a third of d.
func (p *play) span(d time.Duration) time.Duration {
	return d - d/3 + time.Duration(p.dice.Int64N(int64(2*d/3)))
}
