package cmd

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"lipdash/api"
)

// result is what a command did.
type result struct {
	code     int
	out, err string
}

// runCommand runs the tree in this process, with nothing on standard input.
func runCommand(t *testing.T, args ...string) result {
	t.Helper()
	var out, err bytes.Buffer
	code := run(t.Context(), args, streams{in: strings.NewReader(""), out: &out, err: &err})
	return result{code, out.String(), err.String()}
}

func TestEachCommandLineHasItsExitCode(t *testing.T) {
	t.Setenv("TERM", "xterm")
	t.Setenv("ACCESSIBLE", "")
	for _, c := range []struct {
		args string
		code int
		err  string
	}{
		{"version", 0, ""},
		{"version --json", 0, ""},
		{"--version", 0, ""},
		{"schema", 0, ""},
		{"--help", 0, ""},
		{"help demo", 0, ""},
		{"sim --help", 0, ""},
		{"completion bash", 0, ""},
		{"", 2, "the dashboard needs a terminal, and standard input is not one"},
		{"demo", 2, "the dashboard needs a terminal, and standard input is not one"},
		{"dmo", 2, `"usage_error","message":"unknown command \"dmo\", did you mean demo?"`},
		{"zzzzzz", 2, `unknown command \"zzzzzz\"`},
		{"schema x", 2, `schema takes no arguments, got \"x\"`},
		{"--nonsense", 2, "unknown flag: --nonsense"},
		{"version --nonsense", 2, "unknown flag: --nonsense"},
		{"--page-size 101", 2, `must be a whole number from 1 to 100, not "101"`},
		{"demo --theme p!nk", 2, `must be a name such as auto, dark or light, not "p!nk"`},
		{"--base-url http://example.com", 2, "must be https"},
		{"sim --listen 0.0.0.0:1", 2, "loopback addresses only"},
		{"sim --listen :8089", 2, "loopback addresses only"},
		{"sim --listen example.com:80", 2, "loopback addresses only"},
		{"sim --listen 8089", 2, "--listen needs host:port"},
		{"sim --speed 0", 2, "--speed must be above 0"},
		{"sim --speed NaN", 2, "--speed must be above 0"},
		{"sim --jobs -1", 2, "--jobs must be"},
		{"sim --failure-rate 2", 2, "--failure-rate must be 0 to 1"},
		{"sim --listen 127.0.0.1:99999", 1, "99999"},
	} {
		t.Run(c.args, func(t *testing.T) {
			got := runCommand(t, strings.Fields(c.args)...)
			if got.code != c.code || !strings.Contains(got.err, c.err) {
				t.Errorf("code %d, stderr %q", got.code, got.err)
			}
			if (got.code == 0) != (got.err == "") || (got.code == 0) != (got.out != "") {
				t.Errorf("stdout %q, stderr %q", got.out, got.err)
			}
			if strings.ContainsRune(got.out+got.err, '\x1b') {
				t.Error("an escape sequence where there is no terminal")
			}
		})
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

func TestWhatCannotBePrintedIsAFailure(t *testing.T) {
	for _, args := range []string{"--help", "help demo", "sim --help", "--version", "version", "version --json", "schema", "completion bash"} {
		var said bytes.Buffer
		code := run(t.Context(), strings.Fields(args), streams{in: strings.NewReader(""), out: full{}, err: &said})
		if code != exitFailure || !strings.Contains(said.String(), "no space left") {
			t.Errorf("%s: code %d, %q", args, code, said.String())
		}
	}
}

func TestErrorsBecomeTheirExitCode(t *testing.T) {
	for _, c := range []struct {
		err  error
		code int
	}{
		{nil, 0},
		{errors.New("any"), 1},
		{&api.Error{Status: 500}, 1},
		{usageError{errors.New("x")}, 2},
		{fmt.Errorf("listing: %w", &api.Error{Status: 401, Enveloped: true}), 3},
		{fmt.Errorf("listing: %w", context.DeadlineExceeded), 4},
		{exitCode(143), 143},
	} {
		if got := codeOf(c.err); got != c.code {
			t.Errorf("%v: got %d, want %d", c.err, got, c.code)
		}
	}
}

func TestTheSchemaDescribesAllSixteenParameters(t *testing.T) {
	var schema struct {
		Schema     string                    `json:"$schema"`
		Required   []string                  `json:"required"`
		Properties map[string]map[string]any `json:"properties"`
	}
	if err := json.Unmarshal([]byte(runCommand(t, "schema").out), &schema); err != nil {
		t.Fatal(err)
	}
	if len(schema.Properties) != 16 || schema.Schema == "" || len(schema.Required) != 2 {
		t.Errorf("got %d properties, schema %q, required %v", len(schema.Properties), schema.Schema, schema.Required)
	}
}

func TestVersionAsJSON(t *testing.T) {
	var got build
	if err := json.Unmarshal([]byte(runCommand(t, "version", "--json").out), &got); err != nil || got != version() {
		t.Errorf("got %+v, %v", got, err)
	}
	if out := runCommand(t, "--version").out; out != "lipdash version "+version().Version+"\n" {
		t.Errorf("got %q", out)
	}
}

func TestHelpNamesEverySettingVariableAndCode(t *testing.T) {
	out := runCommand(t, "--help").out
	for _, want := range []string{"--page-size n", "HEYGEN_API_KEY", "HEYGEN_API_BASE", "LIPDASH_CONFIG", "LIPDASH_PAGE_SIZE", "  4  it took too long", "demo "} {
		if !strings.Contains(out, want) {
			t.Errorf("help lacks %q", want)
		}
	}
	if strings.Contains(runCommand(t, "sim", "--help").out, "--page-size") {
		t.Error("the simulator's help offers settings of the dashboard")
	}
}

func TestEveryShortTextIsAPhraseThatBeginsWithAVerb(t *testing.T) {
	for _, c := range commands(newRoot(streams{})) {
		first, _, _ := strings.Cut(c.Short, " ")
		if c.Short == "" || strings.ToUpper(first[:1]) != first[:1] || strings.HasSuffix(c.Short, ".") || first == "The" || strings.HasSuffix(first, "s") {
			t.Errorf("%s: %q", c.CommandPath(), c.Short)
		}
	}
}

func TestHelpFitsATerminalOfEightyCells(t *testing.T) {
	root := newRoot(streams{})
	for _, c := range append(commands(root), root) {
		got := runCommand(t, append(strings.Fields(c.CommandPath())[1:], "--help")...)
		for line := range strings.Lines(got.out) {
			line = strings.TrimSuffix(line, "\n")
			if len([]rune(line)) > helpWidth || strings.TrimRight(line, " ") != line || strings.Contains(line, "\t") {
				t.Errorf("%s --help has the line %q", c.CommandPath(), line)
			}
		}
	}
}

func TestASlipInTheAddressNeverSendsTheKeyToHeyGen(t *testing.T) {
	t.Setenv("HEYGEN_API_BASE", "http://staging.example.com")
	t.Setenv("LIPDASH_CONFIG", filepath.Join(t.TempDir(), "none.toml"))
	_, _, err := loadSettings(systemInTest(), nil)
	if codeOf(err) != exitUsage || !strings.Contains(err.Error(), "HEYGEN_API_BASE: base_url must be https") {
		t.Errorf("got %v", err)
	}
}

func TestAWrongFileOnlyMakesNotices(t *testing.T) {
	path := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(path, []byte("base_url = 'http://example.com'\npage_size = 7\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	settings, notices, err := loadSettings(systemInTest(), map[string]string{"config": path})
	if err != nil || len(notices) != 1 || settings.PageSize.V != 7 || settings.BaseURL.V != "" {
		t.Errorf("got %+v, %v, %v", settings, notices, err)
	}
}
