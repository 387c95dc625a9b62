package host

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"
)

// Opener opens links in the user's browser, with what the system has for that.
type Opener struct{ system }

// NewOpener is the opener of this machine.
func NewOpener() Opener { return Opener{thisSystem()} }

// openTime is how long an opener may take to fail. One that still runs by then
// has become the browser, or waits for it.
const openTime = 2 * time.Second

// Open opens a web link. Over ssh the browser would open on the wrong machine,
// and without a screen or a program for it nowhere: then elsewhere is true and
// nothing was done.
func (o Opener) Open(ctx context.Context, link string) (elsewhere bool, err error) {
	u, err := url.Parse(link)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return false, errors.New("this is no web link")
	}
	return o.hand(ctx, link)
}

// Reveal opens a folder in the file manager, under the same conditions as Open.
// An absolute path is none of the options of the program it is given to.
func (o Opener) Reveal(ctx context.Context, folder string) (elsewhere bool, err error) {
	return o.handPath(ctx, folder, "folder")
}

// OpenFile opens a file with the program for its kind, under the same conditions as Open.
func (o Opener) OpenFile(ctx context.Context, path string) (elsewhere bool, err error) {
	return o.handPath(ctx, path, "file")
}

// handPath is hand for a path, which has to be there.
func (o Opener) handPath(ctx context.Context, path, what string) (elsewhere bool, err error) {
	if !filepath.IsAbs(path) {
		return false, errors.New("this is no whole path")
	}
	if _, err := os.Stat(path); err != nil {
		return false, fmt.Errorf("the %s is no longer there", what)
	}
	return o.hand(ctx, path)
}

// hand gives what is to be opened to the program for it.
func (o Opener) hand(ctx context.Context, what string) (elsewhere bool, err error) {
	name, args, ok := o.program()
	if !ok {
		return true, nil
	}
	ended, err := o.start(name, append(args, what)...)
	if err != nil {
		return false, fmt.Errorf("%s could not be started", name)
	}
	timer := time.NewTimer(openTime)
	defer timer.Stop()
	select {
	case err = <-ended:
	case <-timer.C:
	case <-ctx.Done():
	}
	if err != nil {
		return false, fmt.Errorf("%s ended with %w", name, err)
	}
	return false, nil
}

// program is what opens links here, and its arguments before the link.
func (o Opener) program() (name string, args []string, ok bool) {
	if Remote(o.env) {
		return "", nil, false
	}
	for _, words := range o.candidates() {
		if o.has(words[0]) {
			return words[0], words[1:], true
		}
	}
	return "", nil, false
}

func (o Opener) candidates() [][]string {
	// A link goes to the handler of its scheme as one argument; "start" would
	// have cmd.exe read the & in it.
	handler := []string{"rundll32.exe", "url.dll,FileProtocolHandler"}
	switch {
	case o.goos == "darwin":
		return [][]string{{"open"}}
	case o.goos == "windows":
		return [][]string{handler}
	case o.env("WSL_DISTRO_NAME") != "":
		return [][]string{{"wslview"}, handler}
	case o.env("DISPLAY") != "" || o.env("WAYLAND_DISPLAY") != "":
		return [][]string{{"xdg-open"}, {"gio", "open"}}
	}
	return nil
}
