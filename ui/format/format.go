// Package format turns values and foreign text into short, safe, measured
// text: ages, durations, sizes, money. Nothing here knows colours.
package format
