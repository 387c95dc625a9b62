package textline

import (
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// edits are the keys every shell and editor line knows. They are not in the key
// map: a text field without them is a text field people fight with.
var edits = map[string]func(*Line){
	"left": (*Line).left, "ctrl+b": (*Line).left,
	"right": (*Line).right, "ctrl+f": (*Line).right,
	"home": (*Line).home, "ctrl+a": (*Line).home,
	"end": (*Line).end, "ctrl+e": (*Line).end,
	"backspace": (*Line).backspace, "shift+backspace": (*Line).backspace,
	"ctrl+h": (*Line).backspace, // what Backspace sends on many boxes
	"delete": (*Line).delete, "ctrl+d": (*Line).delete,
	"ctrl+u": (*Line).killBefore,
	"ctrl+k": (*Line).killAfter,
	"ctrl+w": (*Line).killWord, "alt+backspace": (*Line).killWord,
	"alt+b": (*Line).wordLeft, "ctrl+left": (*Line).wordLeft,
	"alt+f": (*Line).wordRight, "ctrl+right": (*Line).wordRight,
	"alt+d": (*Line).killWordRight, "ctrl+delete": (*Line).killWordRight,
	"ctrl+y": (*Line).yank, "ctrl+t": (*Line).transpose,
}

// Key takes an editing key or typed text; false means it is not for a line.
func (l *Line) Key(k tea.KeyPressMsg) bool {
	if Typed(k) {
		l.Insert(k.Text)
		return true
	}
	killed, kills := l.killed, l.kills
	edit, ok := edits[k.Keystroke()]
	if ok {
		l.tooLong = false
		l.kills = false
		edit(l)
		if kills && l.kills { // one after the other are one text
			if l.killed = killed + l.killed; l.killedBefore {
				l.killed = l.killed[len(killed):] + killed
			}
		}
	}
	return ok
}

// Typed tells whether a key is text. A lone alt makes a command of a letter;
// alt with ctrl is how some keyboards write theirs (AltGr).
func Typed(k tea.KeyPressMsg) bool {
	return k.Text != "" && k.Mod&(tea.ModAlt|tea.ModCtrl) != tea.ModAlt
}

func (l *Line) left() { l.at = edgeBefore(l.text, l.at) }
func (l *Line) home() { l.at = 0 }
func (l *Line) end()  { l.at = len(l.text) }

func (l *Line) right() {
	if l.at < len(l.text) {
		l.at += len(first(l.text[l.at:]))
	}
}

func (l *Line) backspace() { l.cut(edgeBefore(l.text, l.at), l.at) }

func (l *Line) delete() {
	if l.at < len(l.text) {
		l.cut(l.at, l.at+len(first(l.text[l.at:])))
	}
}

func (l *Line) killBefore()    { l.kill(0, l.at) }
func (l *Line) killAfter()     { l.kill(l.at, len(l.text)) }
func (l *Line) killWord()      { l.kill(l.wordStart(), l.at) }
func (l *Line) killWordRight() { l.kill(l.at, l.wordEnd()) }
func (l *Line) wordLeft()      { l.at = l.wordStart() }
func (l *Line) wordRight()     { l.at = l.wordEnd() }

// Kill removes everything; yank brings it back.
func (l *Line) Kill() { l.kill(0, len(l.text)) }

// kill is cut for what yank puts in again.
func (l *Line) kill(a, b int) {
	if a < b {
		l.killed, l.killedBefore, l.kills = l.text[a:b], a < l.at, true
		l.cut(a, b)
	}
}

// yank puts in what was killed last.
func (l *Line) yank() { l.Insert(l.killed) }

// transpose swaps the two characters around the caret, at the end those before it.
func (l *Line) transpose() {
	b := l.at
	if b == len(l.text) {
		b = edgeBefore(l.text, b)
	}
	a := edgeBefore(l.text, b)
	if a == b || b == len(l.text) {
		return
	}
	end := b + len(first(l.text[b:]))
	l.text = l.text[:a] + l.text[b:end] + l.text[a:b] + l.text[end:]
	l.at = edgeAfter(l.text, end)
}

// wordEnd is where the word behind the caret ends.
func (l *Line) wordEnd() int {
	rest := l.text[l.at:]
	blanks := len(rest) - len(strings.TrimLeft(rest, wordBreaks))
	word := strings.IndexAny(rest[blanks:], wordBreaks)
	if word < 0 {
		word = len(rest) - blanks
	}
	return edgeAfter(l.text, l.at+blanks+word)
}

// wordBreaks end a word: blanks, and what separates the parts of a path or a
// URL, so that ctrl+w takes back one folder and not the whole path.
const wordBreaks = " /"

// wordStart is where the word before the caret starts.
func (l *Line) wordStart() int {
	head := strings.TrimRight(l.text[:l.at], wordBreaks)
	return edgeAfter(l.text, strings.LastIndexAny(head, wordBreaks)+1)
}

// cut removes the bytes from a to b. What is left may join into one cluster, so
// the caret looks for an edge again.
func (l *Line) cut(a, b int) {
	l.text = l.text[:a] + l.text[b:]
	l.at = edgeAfter(l.text, a)
}

// At is the caret's place in runes.
func (l *Line) At() int { return utf8.RuneCountInString(l.text[:l.at]) }

// AtEnd tells whether the caret stands behind the text.
func (l *Line) AtEnd() bool { return l.at == len(l.text) }

// MoveTo puts the caret behind n runes, or at the end of a shorter text; it
// never stands within a cluster.
func (l *Line) MoveTo(n int) {
	at := 0
	for range n {
		_, size := utf8.DecodeRuneInString(l.text[at:])
		if size == 0 {
			break
		}
		at += size
	}
	l.at = edgeAfter(l.text, at)
}
