package sheetio

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"lipdash/api"
	"lipdash/ui/state/sheet"
)

// readJSON reads create bodies as POST /v3/lipsyncs takes them (api.md 2): an array of
// them, the body of a batch with lipsyncs in it, or one after the other (JSON lines).
func readJSON(text []byte, t *sheet.Table) error {
	if lines := bytes.Split(bytes.TrimSpace(text), []byte("\n")); len(lines) > 1 && isObject(bytes.TrimSpace(lines[0])) {
		t.How = append(t.How, "JSON lines")
		readLines(text, t)
		return nil
	}
	t.How = append(t.How, "JSON")
	d := json.NewDecoder(bytes.NewReader(text))
	var first json.RawMessage
	if err := d.Decode(&first); err != nil {
		return jsonError(text, err)
	}
	begin := int(d.InputOffset()) - len(first)
	if d.Decode(new(json.RawMessage)) != io.EOF {
		return fmt.Errorf("something follows the JSON on line %d", lineAt(text, int(d.InputOffset())))
	}
	if first[0] == '[' {
		return readArray(text, begin, first, t)
	}
	var whole struct {
		Lipsyncs    json.RawMessage `json:"lipsyncs"`
		Title       string          `json:"title"`
		CallbackURL json.RawMessage `json:"callback_url"`
	}
	switch err := json.Unmarshal(first, &whole); {
	case whole.Lipsyncs == nil:
		add(t, lineAt(text, begin), first)
		return nil
	case err != nil:
		return errors.New("the title of the batch must be text")
	case whole.Lipsyncs[0] != '[':
		return errors.New("lipsyncs must be a list")
	}
	if t.Title = whole.Title; whole.CallbackURL != nil {
		t.Ignored = append(t.Ignored, "callback_url of the whole batch")
	}
	at := bytes.Index(text, whole.Lipsyncs)
	return readArray(text, at, whole.Lipsyncs, t)
}

func isObject(line []byte) bool { return len(line) > 0 && line[0] == '{' && json.Valid(line) }

// readLines reads an object a line; one that is broken is a row with that to say.
func readLines(text []byte, t *sheet.Table) {
	for i, line := range bytes.Split(text, []byte("\n")) {
		if line = bytes.TrimSpace(line); len(line) > 0 {
			add(t, i+1, line)
		}
	}
}

// readArray reads a list that begins at a place of the text.
func readArray(text []byte, begin int, list json.RawMessage, t *sheet.Table) error {
	d := json.NewDecoder(bytes.NewReader(list))
	if _, err := d.Token(); err != nil {
		return jsonError(text, err)
	}
	for d.More() {
		var one json.RawMessage
		if err := d.Decode(&one); err != nil {
			return jsonError(text, err)
		}
		add(t, lineAt(text, begin+int(d.InputOffset())-len(one)), one)
	}
	number(t)
	return nil
}

// number counts entries where lines do not tell them apart.
func number(t *sheet.Table) {
	for i := 1; i < len(t.Records); i++ {
		if t.Records[i].Line == t.Records[i-1].Line {
			t.Unit = "entry"
		}
	}
	for i := range t.Records {
		if t.Unit != "" {
			t.Records[i].Line = i + 1
		}
	}
}

// add is one entry as a row.
func add(t *sheet.Table, line int, raw []byte) {
	r := sheet.Record{Line: line, Cells: make([]string, len(t.Columns))}
	d := json.NewDecoder(bytes.NewReader(raw))
	begin, err := d.Token()
	if begin != json.Delim('{') || !json.Valid(raw) {
		r.Wrong = "it is no JSON object"
		err = io.EOF
	}
	for err == nil && d.More() {
		var name json.Token
		var value json.RawMessage
		if name, err = d.Token(); err != nil {
			break
		}
		if err = d.Decode(&value); err != nil {
			break
		}
		key, _ := name.(string)
		text, plain := plainText(value)
		if !plain {
			r.Wrong = key + " must be one value"
		}
		i := slices.Index(t.Columns, key)
		if i < 0 {
			i = len(t.Columns)
			t.Columns, r.Cells = append(t.Columns, key), append(r.Cells, "")
		}
		r.Cells[i] = text
	}
	t.Records = append(t.Records, r)
}

// plainText is a value as it is typed, or the source it is on the wire.
func plainText(raw json.RawMessage) (text string, ok bool) {
	switch raw[0] {
	case '"':
		return text, json.Unmarshal(raw, &text) == nil
	case 'n':
		return "", true
	case '{':
		var src api.Source
		err := json.Unmarshal(raw, &src)
		return src.Text(), err == nil && src.Text() != ""
	case '[':
		return "", false
	}
	return string(raw), true
}

func jsonError(text []byte, err error) error {
	if wrong, ok := errors.AsType[*json.SyntaxError](err); ok {
		return fmt.Errorf("line %d: %w", lineAt(text, int(wrong.Offset)), err)
	}
	return fmt.Errorf("the JSON is not whole: it ends on line %d", lineAt(text, len(text)))
}

func lineAt(text []byte, offset int) int {
	return 1 + bytes.Count(text[:min(offset, len(text))], []byte("\n"))
}
