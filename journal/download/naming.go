package download

import (
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/uuid"

	"lipdash/api"
	"lipdash/journal"
)

// extensions are those of a job's files, the usual one first. A link that ends
// in another of them decides.
var extensions = map[journal.TransferKind][]string{
	journal.TransferVideo:    {".mp4", ".webm", ".mov"},
	journal.TransferCaptions: {".srt", ".vtt"},
}

func extension(job api.Job, kind journal.TransferKind) string {
	link := job.VideoURL
	if kind == journal.TransferCaptions {
		link = job.CaptionURL
	}
	known := extensions[kind]
	if u, err := url.Parse(link); err == nil {
		if ext := strings.ToLower(path.Ext(u.Path)); slices.Contains(known, ext) {
			return ext
		}
	}
	return known[0]
}

// transfer is a new transfer of a job's file, with its name chosen.
func (p *plan) transfer(job api.Job, kind journal.TransferKind) journal.Transfer {
	id := journal.TransferID(uuid.NewString())
	t := journal.Transfer{
		ID: id, JobID: job.ID, Kind: kind, State: journal.TransferQueued, Size: -1, CreatedAt: now(),
		Replace: p.d.opts.Collision == CollisionReplace,
	}
	ext := extension(job, kind)
	stem := p.stem(job, kind)
	if stem == "" {
		stem = p.free(job.ID, p.d.template.stem(p.fields(job)), ext)
	}
	t.Path = filepath.Join(p.d.opts.Folder, stem+ext)
	// The id keeps two transfers apart that hope for the same name.
	t.Part = filepath.Join(p.d.opts.Folder, "."+stem+ext+"."+string(id)[:8]+".part")
	if p.d.opts.Collision == CollisionAsk && exists(t.Path) {
		t.State, t.Code, t.Reason = journal.TransferPaused, CodeExists, "There is a file of that name already."
	}
	p.coming = append(p.coming, t)
	return t
}

func (p *plan) fields(job api.Job) fields {
	r := p.made[job.ID]
	made := job.CreatedAt
	if made.IsZero() {
		made = r.CreatedAt
	}
	if made.IsZero() {
		made = now()
	}
	title := job.Title
	if title == "" {
		title = r.Title
	}
	return fields{title: title, id: string(job.ID), date: made.Local().Format("2006-01-02"), mode: string(r.Mode)}
}

// stem is the name that the job's other file has or gets: players look for
// captions beside a video by it. It is "" when there is none, or the name is
// taken.
func (p *plan) stem(job api.Job, kind journal.TransferKind) string {
	ext := extension(job, kind)
	for _, t := range p.coming {
		if t.JobID == job.ID && t.Kind != kind {
			return p.fitting(job.ID, t.Path, ext)
		}
	}
	for _, f := range p.saved[job.ID] {
		if _, there := p.onDisk(job.ID, f.Kind); f.Kind != kind && there {
			return p.fitting(job.ID, f.Path, ext)
		}
	}
	return ""
}

func (p *plan) fitting(id api.JobID, sibling, ext string) string {
	stem := strings.TrimSuffix(filepath.Base(sibling), filepath.Ext(sibling))
	target := filepath.Join(p.d.opts.Folder, stem+ext)
	taken := p.d.opts.Collision == CollisionNumber && exists(target)
	if filepath.Dir(sibling) != p.d.opts.Folder || taken || p.claimed(id, target) {
		return ""
	}
	return stem
}

// free is the first of stem, "stem (2)" and so on that is nobody's: neither
// another job's to come, nor, where files get numbers, one on the disk. All
// extensions count, or the captions of one job would stand beside the video of
// another.
func (p *plan) free(id api.JobID, stem, ext string) string {
	for n := 1; ; n++ {
		s := numbered(stem, n)
		if !p.occupied(id, s, ext) {
			return s
		}
	}
}

func (p *plan) occupied(id api.JobID, stem, ext string) bool {
	if p.claimed(id, filepath.Join(p.d.opts.Folder, stem+ext)) {
		return true
	}
	if p.d.opts.Collision != CollisionNumber {
		return false
	}
	for _, list := range extensions {
		for _, ext := range list {
			target := filepath.Join(p.d.opts.Folder, stem+ext)
			if exists(target) || p.claimed(id, target) {
				return true
			}
		}
	}
	return false
}

// claimed tells whether another job's transfer is to have a path. Case counts
// for nothing: on some disks it does not.
func (p *plan) claimed(id api.JobID, target string) bool {
	return slices.ContainsFunc(p.coming, func(t journal.Transfer) bool {
		return t.JobID != id && strings.EqualFold(t.Path, target)
	})
}

// freeBeside is a path like another one that no file has.
func (d *Downloader) freeBeside(taken string) string {
	ext := filepath.Ext(taken)
	stem := strings.TrimSuffix(taken, ext)
	for n := 2; ; n++ {
		if target := numbered(stem, n) + ext; !exists(target) {
			return target
		}
	}
}

func numbered(stem string, n int) string {
	if n == 1 {
		return stem
	}
	return fmt.Sprintf("%s (%d)", stem, n)
}

// exists tells whether anything has a path, a dangling link included.
func exists(target string) bool {
	_, err := os.Lstat(target)
	return err == nil
}
