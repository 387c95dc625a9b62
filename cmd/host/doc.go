// Package host reaches what lies beside the terminal on the user's machine: the
// clipboard, the browser and the file manager, the user's editor, messages of the
// desktop or the terminal, and local files, of which package clip reads how long they
// are. The dashboard itself knows none of them.
package host
