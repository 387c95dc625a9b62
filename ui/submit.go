package ui

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"maps"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/form"
	"lipdash/ui/format"
	"lipdash/ui/statusbar"
)

// submission is one intent on its way: local files are uploaded one after the
// other, then the job is created. It goes on when the form is left.
type submission struct {
	id     int
	values map[string]string
	// inputs is what the user typed, for the detail pane.
	inputs map[string]string
	req    api.CreateRequest
	key    string
	// tries counts creates whose answer was lost.
	tries  int
	cancel context.CancelFunc
	ctx    context.Context
	// param, sent and total are the upload under way.
	param       string
	sent, total int64
}

// bodyKey ties an idempotency key to the body it was minted for: the server
// replays the first answer even if the body differs (api.md 1.5), so a changed
// body must have a new key and an unchanged one must keep it.
type bodyKey struct {
	hash [sha256.Size]byte
	key  string
}

// lostAnswers is how often a create whose answer was lost is asked again with
// the same key before the user has to say what next.
const lostAnswers = 5

var sourceParams = []string{"video", "audio"}

// submit starts what the form holds.
func (m *Model) submit(values map[string]string) tea.Cmd {
	if m.sending != nil || m.session == nil {
		return nil
	}
	ctx, cancel := context.WithCancel(m.ctx)
	m.submissions++
	m.sending = &submission{
		id: m.submissions, ctx: ctx, cancel: cancel,
		values: maps.Clone(values), inputs: maps.Clone(values),
	}
	m.form.Submitting(true)
	return m.nextStep()
}

// nextStep uploads the next local file, or creates the job.
func (m *Model) nextStep() tea.Cmd {
	s := m.sending
	for _, p := range sourceParams {
		_, path, err := api.ParseSource(s.values[p])
		if err == nil && path != "" {
			return m.upload(p, path)
		}
	}
	req, errs := api.ParseCreate(s.values)
	if len(errs) > 0 {
		return m.refuse(errs.Texts(), "")
	}
	s.req = req
	s.key = m.keyFor(req)
	return createJob(s.ctx, m.session.Client, s.id, req, s.key)
}

func (m *Model) upload(param, path string) tea.Cmd {
	s := m.sending
	s.param, s.sent, s.total = param, 0, 0
	ch := make(chan progress, 1)
	return tea.Batch(
		uploadFile(s.ctx, m.session.Client, m.opts.Files, uploadJob{s.id, param, path, m.uploaded[path]}, ch),
		listenProgress(s.id, param, ch))
}

func (m *Model) applyUploadProgressed(msg uploadProgressedMsg) tea.Cmd {
	s := m.sending
	if s == nil || s.id != msg.submission {
		return nil
	}
	if s.param == msg.param {
		s.sent, s.total = msg.sent, msg.total
		m.form.Progress(msg.param, msg.sent, msg.total)
	}
	return listenProgress(msg.submission, msg.param, msg.more)
}

func (m *Model) applyAssetUploaded(msg assetUploadedMsg) tea.Cmd {
	s := m.sending
	if s == nil || s.id != msg.submission {
		return nil
	}
	s.param = ""
	if msg.err != nil {
		return m.refuse(map[string]string{msg.param: "not uploaded: " + sentence(msg.err)}, "")
	}
	m.uploaded[msg.path] = msg.sent
	s.values[msg.param] = "asset:" + string(msg.sent.asset)
	return m.nextStep()
}

// keyFor is the idempotency key of a body: the one already used for the same
// body, or a new one.
func (m *Model) keyFor(req api.CreateRequest) string {
	body, err := json.Marshal(req)
	hash := sha256.Sum256(body)
	if err != nil || m.lastKey.hash != hash {
		m.lastKey = bodyKey{hash: hash, key: api.NewIdempotencyKey()}
	}
	return m.lastKey.key
}

func (m *Model) applyJobCreated(msg jobCreatedMsg) tea.Cmd {
	s := m.sending
	if s == nil || s.id != msg.submission {
		return nil
	}
	switch {
	case api.IsUncertain(msg.err) && s.tries < lostAnswers:
		s.tries++
		wait := time.Duration(1<<s.tries) * time.Second
		return tea.Batch(after(wait, askAgainMsg{s.id}),
			m.warn("the answer to the create was lost, asking again with the same key: one job either way"))
	case msg.err != nil:
		return m.createRefused(msg.err)
	}
	return m.created(msg.id)
}

// askAgain sends a create whose answer was lost once more, with its key.
func (m *Model) askAgain(msg askAgainMsg) tea.Cmd {
	s := m.sending
	if s == nil || s.id != msg.submission {
		return nil
	}
	return createJob(s.ctx, m.session.Client, s.id, s.req, s.key)
}

// created puts the new job on top, with the cursor on it, and drops the key:
// the same form sent again means another job.
func (m *Model) created(id api.JobID) tea.Cmd {
	s := m.sending
	m.endSubmission()
	m.lastKey = bodyKey{}
	m.made[id] = s.inputs
	merged := m.store.ApplyCreated(api.Job{
		ID: id, Status: api.StatusPending, Title: s.req.Title,
		CallbackID: s.req.CallbackID, CreatedAt: m.now,
	}, m.now)
	m.poll.lastCreate = m.now
	m.form.Reset()
	if m.screen == screenForm {
		m.screen = screenJobs
		m.detailFocus = false
	}
	if m.screen == screenJobs {
		m.goTop(id)
	}
	return tea.Batch(m.merged(merged), m.startRoundWith(false),
		m.say(statusbar.Good, m.name(id)+" is on its way"))
}

// createRefused keeps the form as it was, with the reason where it belongs.
func (m *Model) createRefused(err error) tea.Cmd {
	m.noteRefusal(err)
	if !api.IsUncertain(err) {
		m.lastKey = bodyKey{}
	}
	if p := api.ParamOf(err); p != "" {
		return m.refuse(map[string]string{p: sentence(err)}, "")
	}
	return m.refuse(nil, sentence(err))
}

func (m *Model) refuse(fields map[string]string, general string) tea.Cmd {
	m.endSubmission()
	m.form.Refused(fields, general)
	if m.screen == screenForm {
		return nil
	}
	return m.say(statusbar.Bad, "the new lipsync was not made, c shows why")
}

func (m *Model) endSubmission() {
	m.sending.cancel()
	m.sending = nil
	m.form.Submitting(false)
}

// sendingNote is one line about the submission under way, for the screens that
// do not show the form.
func (m *Model) sendingNote() string {
	s := m.sending
	switch {
	case s == nil:
		return ""
	case s.tries > 0:
		return "checking whether the new job was made"
	case s.param != "" && s.total > 0:
		return "uploading " + s.param + " " + format.Percent(s.sent, s.total)
	}
	return "sending"
}

func (m *Model) applyFileChecked(msg fileCheckedMsg) tea.Cmd {
	m.form.FileChecked(msg.param, msg.fact.Path, formFacts(msg.fact))
	return nil
}

func (m *Model) applyPathsCompleted(msg pathsCompletedMsg) tea.Cmd {
	m.form.Completions(msg.param, msg.prefix, msg.paths)
	return nil
}

func formFacts(f FileFact) form.Facts {
	return form.Facts{Path: f.Path, Text: f.Kind, Problem: f.Problem, Size: f.Size}
}
