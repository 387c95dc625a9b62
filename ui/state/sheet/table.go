package sheet

import "path/filepath"

// Table is a sheet as it was read: what its cells hold, and not yet what they mean.
type Table struct {
	// Name is the file's or the folder's, Dir where relative paths begin, absolute.
	Name, Dir string
	// How says in a few words each how it was read: "comma separated", "UTF-8".
	How []string
	// Guessed says that the encoding is a guess.
	Guessed bool
	// Title is that of the whole batch, which only JSON can name.
	Title   string
	Columns []string
	// Unit is what a row is called where it stands, "line" when "": an entry where many
	// are on one line, a pair in a folder.
	Unit    string
	Records []Record
	// Ignored is what was read and means nothing here, beside columns.
	Ignored []string
	// Alone are the files of a folder that have no partner.
	Alone []string
}

// path is the whole path of the file or the folder.
func (t Table) path() string { return filepath.Join(t.Dir, t.Name) }

// Record is one entry of a sheet.
type Record struct {
	// Line is where it begins, counted from 1, and of no other row.
	Line int
	// Cells are those of the columns; there may be fewer, never more.
	Cells []string
	// Wrong says why nothing of it can be read, "" when it can.
	Wrong string
}
