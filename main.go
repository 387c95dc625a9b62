// lipdash is a terminal dashboard for HeyGen's lipsync jobs.
package main

import (
	"os"

	"lipdash/cmd"
)

func main() { os.Exit(cmd.Main()) }
