// Package cmd is the command line: the cobra tree, whose root opens the
// dashboard. It wires the other packages together and holds no logic of theirs:
// settings come from config, HeyGen is reached through api, the terminal is
// kept by cmd/terminal, clipboard and files are in cmd/host.
//
// A command prints its result on standard output and everything else on
// standard error, and ends with one of the exit codes in exit.go. Only the
// dashboard speaks to the terminal; no other command sends it a query.
package cmd
