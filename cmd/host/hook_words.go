package host

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// hookVariables begin the names of the variables that a hook gets.
const hookVariables = "LIPDASH_"

// hookWords are the words of a command of the settings: a list of them, which the file
// may have, arrives as JSON.
func hookWords(command string) ([]string, error) {
	var words []string
	if strings.HasPrefix(strings.TrimSpace(command), "[") {
		if err := json.Unmarshal([]byte(command), &words); err != nil || len(words) == 0 || words[0] == "" {
			return nil, errors.New("is no list of words")
		}
		if _, err := exec.LookPath(words[0]); err != nil {
			return nil, fmt.Errorf("names %s, which is not found", words[0])
		}
		return words, nil
	}
	early := ""
	words, err := commandWords(command, func(name string) string {
		if strings.HasPrefix(name, hookVariables) {
			early = name
		}
		return os.Getenv(name)
	})
	switch {
	case early != "":
		return nil, fmt.Errorf("has $%s in it, which is known when it runs and goes into no command line: read it in a script, or in sh -c '…' with single quotes", early)
	case errors.Is(err, errNoCommand):
		return nil, errors.New("is no command")
	}
	return words, err
}
