// Package form is the create form: all sixteen parameters of a lipsync, as rows
// of data from api.Params. It turns keys into text and actions; files, the
// network and the server's answers belong to the root, which hands their results
// back in. What was typed stays until it is discarded or a job was made of it.
//
// The files: form.go the form and its values, field.go one parameter, stops.go
// what can have the focus, keys.go and edit.go what keys do, complete.go the
// list of paths and pathlist.go its picture, check.go what is wrong, warn.go what speaks
// against it and what it may cost, as the root says, late.go answers, convert.go the command
// that makes a file fit, voices.go several audios, draw.go and the files beside it the
// picture, review.go the part on the right.
package form
