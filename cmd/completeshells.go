package cmd

import (
	"bytes"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// The scripts of cobra for zsh and fish hand the word that is typed over with its quotes, and
// zsh's parts it at blanks. A title has blanks: nothing would be offered for one that is quoted.

// zshCompletion is cobra's script, which hands over what is meant by the word.
func zshCompletion(root *cobra.Command, out io.Writer) error {
	return mended(root.GenZshCompletion, out,
		`words=("${=words[1,CURRENT]}")`, `words=("${(@)words[1,CURRENT]}")`,
		`    requestComp="${words[1]} __complete ${words[2,-1]}"
    if [ "${lastChar}" = "" ]; then`, `    local typed="${lastParam#[\"\']}"
    if [ "${typed}" = "${lastParam}" ]; then
        typed="${(Q)lastParam}"
    fi
    requestComp="${words[1]} __complete ${words[2,-2]} ${(qq)typed}"
    if false; then`)
}

// fishCompletion is the same for fish.
func fishCompletion(root *cobra.Command, out io.Writer) error {
	script := func(w io.Writer) error { return root.GenFishCompletion(w, true) }
	return mended(script, out,
		`(string escape -- (commandline -ct))`,
		`(string escape -- (commandline -ct | string replace -r '^["\']' '' | string replace -ra '\\\\(.)' '$1'))`)
}

// mended prints a script with texts in the place of others.
func mended(script func(io.Writer) error, out io.Writer, pairs ...string) error {
	var b bytes.Buffer
	if err := script(&b); err != nil {
		return err
	}
	_, err := strings.NewReplacer(pairs...).WriteString(out, b.String())
	return err
}
