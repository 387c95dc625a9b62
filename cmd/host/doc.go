// Package host reaches what lies beside the terminal on the user's machine: the
// clipboard and the local files. The dashboard itself knows neither.
package host
