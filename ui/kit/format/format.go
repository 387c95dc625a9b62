// Package format turns values and foreign text into short, safe, measured
// text: ages, durations, sizes, money, links. Widths are terminal cells. Nothing
// here knows colours, and nothing here fails: a value that makes no sense is an
// empty text.
package format
