package format

import (
	"net/url"
	"path"
)

// ShortURL is a link for the eye, at most w cells: its host and last element,
// never the query, which is a secret. The end of a link says the most, so the
// host goes first when there is no room.
func ShortURL(raw string, w int) Drawn { return ShortURLWith(raw, w, Ellipsis) }

// ShortURLWith is ShortURL with another ellipsis.
func ShortURLWith(raw string, w int, ellipsis string) Drawn {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" {
		return CutWith[Drawn]("a link that cannot be read", w, ellipsis)
	}
	dir, last := path.Split(path.Clean("/" + u.Path))
	host, file, mark := Safe(u.Host), Safe(last), Drawn(ellipsis)
	long := host + "/" + mark + "/" + file
	switch {
	case file == "":
		return CutWith(host, w, ellipsis)
	case dir == "/":
		long = host + "/" + file
	}
	if Width(long) <= w {
		return long
	}
	if short := mark + "/" + file; Width(short) <= w {
		return short
	}
	return CutWith(file, w, ellipsis)
}

// URLFile is the name of the file that a link is to, safe to draw, "" when the link
// has none or cannot be read.
func URLFile(raw string) Drawn {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" {
		return ""
	}
	_, last := path.Split(path.Clean("/" + u.Path))
	return Safe(last)
}
