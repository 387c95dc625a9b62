// Package config reads settings and looks for the API key.
//
// A setting comes from a flag, else the environment, else the file, else its
// default, and knows which of them it was. Nothing that is wrong with the file
// or the environment stops the program: the next best value counts and a Notice
// says in one line what is wrong, where, and what is used instead. The package
// only ever reads; the file stays as its owner wrote it.
//
// Everything it touches comes through a Source, so that tests need neither a
// home directory nor an environment.
package config
