package submission

import (
	"net/url"
	"path"
	"path/filepath"
	"strings"
	"unicode"

	"lipdash/api"
)

// TitleFrom is what a lipsync is called that nobody gave a title: as its video's file, or as its
// link where that ends like a file; "" where there is no such name.
func TitleFrom(video string) string {
	src, name, err := api.ParseSource(video)
	if u, bad := url.Parse(src.URL); err == nil && src.URL != "" && bad == nil && path.Ext(u.Path) != "" {
		name = u.Path
	}
	if name == "" || strings.HasSuffix(name, "/") {
		return ""
	}
	name = filepath.Base(name)
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.TrimSuffix(name, filepath.Ext(name)))
	return strings.Join(strings.Fields(name), " ")
}
