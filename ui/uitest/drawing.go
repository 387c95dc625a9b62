package uitest

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// drawing stands between Bubble Tea and the model. Bubble Tea draws after every
// message, and a test looks at few of the frames: so the program is given one empty
// frame, as lipdash itself gives it (cmd/terminal), and a frame is drawn when asked
// for.
type drawing struct {
	model tea.Model
	// each is true when Bubble Tea draws every frame.
	each bool
	// empty is the blank frame, once there is one.
	empty *tea.View
}

// frameAsked asks for the frame of this moment.
type frameAsked struct{ got chan<- string }

func (d *drawing) Init() tea.Cmd { return d.model.Init() }

// Update draws what was asked for; the model does not hear of that.
func (d *drawing) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if ask, ok := msg.(frameAsked); ok {
		ask.got <- d.model.View().Content
		return d, nil
	}
	var cmd tea.Cmd
	d.model, cmd = d.model.Update(msg)
	return d, cmd
}

func (d *drawing) View() tea.View {
	if d.each {
		return d.model.View()
	}
	if d.empty == nil {
		v := d.model.View()
		v.Content = " " // without any, Bubble Tea clears the screen at every tick
		d.empty = &v
	}
	return *d.empty
}

// frame is the frame of this moment, if the program still runs.
func (s *Screen) frame() (string, bool) {
	got := make(chan string, 1)
	s.program.Send(frameAsked{got})
	select {
	case content := <-got:
		return content, true
	case <-s.over:
		return "", false
	}
}

// Frame is the frame of this moment as the model draws it, with its styles.
func (s *Screen) Frame() string {
	content, _ := s.frame()
	return content
}

// show puts the frame of this moment on the emulated terminal: the lines that differ
// from what is there.
func (s *Screen) show() {
	if s.each {
		return
	}
	content, ok := s.frame()
	if !ok {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	lines := strings.Split(content, "\n")
	var b strings.Builder
	for y := range max(len(lines), len(s.shown)) {
		var have, want string
		if y < len(s.shown) {
			have = s.shown[y]
		}
		if y < len(lines) {
			want = lines[y]
		}
		if want != have {
			fmt.Fprintf(&b, "\x1b[%d;1H\x1b[m\x1b[2K%s", y+1, want)
		}
	}
	s.shown = lines
	if b.Len() > 0 {
		_, _ = s.emu.WriteString(b.String())
		s.text = ""
	}
}
