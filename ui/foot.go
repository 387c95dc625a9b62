package ui

import (
	"strings"

	"lipdash/ui/pane/joblist"
	"lipdash/ui/state/browse"
)

// foot is the line under the list, with the filter while that is typed.
func (m *Model) foot() joblist.Foot {
	words := m.browse.Foot(browse.Sight{
		Above: m.list.Above(), Typing: m.filterLine != nil, Stalled: m.stalled(), Ellipsis: m.theme.Glyphs.Ellipsis,
	})
	f := joblist.Foot{Page: words.Page, More: words.More, Aside: words.Aside, Empty: words.Empty}
	if f.Empty != nil && m.browse.Unheard() {
		f.Empty = m.source().WhyEmpty()
	}
	if m.filterLine != nil {
		f.Line = m.filterLine.View(m.theme, m.layout().list, strings.TrimRight(f.Page, ":,"))
	}
	return f
}
