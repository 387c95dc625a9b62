package api

import (
	"cmp"
	"net/netip"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"lipdash/api/lazyregexp"
)

// Warning is what speaks against a value that may be sent all the same: a link
// that HeyGen can hardly fetch, with what to do instead, or a word that may be the
// name of a folder. It looks at the text alone and is "" for other parameters and
// where nothing is wrong.
func (p Param) Warning(s string, now time.Time) string {
	if p.Kind != KindSource && p.Kind != KindURL || p.Check(s) != nil {
		return ""
	}
	s = strings.TrimSpace(s)
	if assetForm.Get().MatchString(s) && !strings.ContainsAny(s, "0123456789") {
		return "it is taken as an asset id: no file or folder is called so here"
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return ""
	}
	if private(u.Hostname()) {
		return "HeyGen cannot reach this address: it is of this machine or a private network"
	}
	if p.Kind != KindSource {
		return ""
	}
	return cmp.Or(pageWarning(u), typeWarning(p, u), endWarning(s, now))
}

// privateNames end the names of hosts that only exist in a private network.
var privateNames = []string{"local", "localhost", "localdomain", "internal", "intranet", "lan", "home", "corp", "home.arpa"}

// sharedNet are the addresses that providers give to many customers at once.
var sharedNet = netip.MustParsePrefix("100.64.0.0/10")

// private tells whether nobody but this machine, or its network, reaches a host.
func private(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if ip, err := netip.ParseAddr(host); err == nil {
		ip = ip.Unmap()
		return ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast() || ip.IsUnspecified() || sharedNet.Contains(ip)
	}
	return slices.ContainsFunc(privateNames, func(name string) bool { return within(host, name) })
}

// within tells whether a host is a domain or in it.
func within(host, domain string) bool { return host == domain || strings.HasSuffix(host, "."+domain) }

// players are sites whose links lead to a page with a player or a button.
var players = []struct{ domain, name string }{
	{"youtube.com", "YouTube"},
	{"youtu.be", "YouTube"},
	{"youtube-nocookie.com", "YouTube"},
	{"vimeo.com", "Vimeo"},
	{"loom.com", "Loom"},
	{"dailymotion.com", "Dailymotion"},
	{"twitch.tv", "Twitch"},
	{"tiktok.com", "TikTok"},
	{"instagram.com", "Instagram"},
	{"facebook.com", "Facebook"},
	{"fb.watch", "Facebook"},
	{"x.com", "X"},
	{"twitter.com", "X"},
	{"onedrive.live.com", "OneDrive"},
	{"1drv.ms", "OneDrive"},
	{"wetransfer.com", "WeTransfer"},
	{"we.tl", "WeTransfer"},
	{"mega.nz", "MEGA"},
	{"icloud.com", "iCloud"},
}

var driveFile = lazyregexp.New(`/d/([A-Za-z0-9_-]+)`)

// pageWarning tells a link to a page about a file from one to the file.
func pageWarning(u *url.URL) string {
	host, q := strings.ToLower(u.Hostname()), u.Query()
	switch {
	case within(host, "drive.google.com") || within(host, "docs.google.com"):
		return driveWarning(u)
	case within(host, "dropbox.com") && q.Get("dl") != "1" && q.Get("raw") != "1":
		if q.Get("dl") == "0" {
			return "Dropbox shows a page for this: write dl=1 instead of dl=0"
		}
		return "Dropbox shows a page for this: add dl=1 to its end"
	case within(host, "github.com") && strings.Contains(u.Path, "/blob/"):
		return "GitHub shows a page for this: write /raw/ instead of /blob/"
	}
	switch extension(u) {
	case ".html", ".htm":
		return "by its name this is a page: give a link to the file itself, or a local file"
	}
	if _, file := mediaNames[extension(u)]; file {
		return ""
	}
	for _, p := range players {
		if within(host, p.domain) {
			return p.name + " shows a page for this: give a link to the file itself, or a local file"
		}
	}
	return ""
}

func driveWarning(u *url.URL) string {
	id := u.Query().Get("id")
	if m := driveFile.Get().FindStringSubmatch(u.Path); m != nil {
		id = m[1]
	}
	switch {
	case strings.HasPrefix(u.Path, "/uc"), u.Query().Get("export") == "download":
		return ""
	case id == "" || strings.Contains(u.Path, "/folders/"):
		return "Google Drive shows a page for this: give a link to the file itself, or a local file"
	}
	return "Google Drive shows a page for this: share it with everyone and write https://drive.google.com/uc?export=download&id=" + id
}

// mediaNames are the extensions of what people give as a video or as a voice, and
// whether HeyGen takes it.
var mediaNames = map[string]bool{
	".mp4": true, ".webm": true, ".mp3": true, ".wav": true,
	".mov": false, ".mkv": false, ".avi": false, ".wmv": false, ".flv": false, ".mpg": false, ".mpeg": false, ".ts": false,
	".m2ts": false, ".mts": false, ".3gp": false, ".ogv": false, ".mxf": false, ".m3u8": false, ".mpd": false,
	".m4a": false, ".aac": false, ".flac": false, ".ogg": false, ".oga": false, ".opus": false, ".wma": false, ".aif": false,
	".aiff": false, ".caf": false, ".amr": false, ".ac3": false, ".gif": false, ".jpg": false, ".jpeg": false, ".png": false,
	".heic": false, ".webp": false,
}

func extension(u *url.URL) string { return strings.ToLower(path.Ext(u.Path)) }

// typeWarning goes by the name of what is linked to.
func typeWarning(p Param, u *url.URL) string {
	ext := extension(u)
	taken, known := mediaNames[ext]
	switch {
	case known && !taken:
		return "by its name this is " + ext + ", and HeyGen takes mp4, webm, mp3 and wav: convert it first"
	case p.Name == "video" && (ext == ".mp3" || ext == ".wav"):
		return "by its name this is sound, a video is needed here"
	}
	return ""
}

// fetchTime is how long a link must be good at least: a job may wait for its turn.
const fetchTime = 10 * time.Minute

// endWarning tells of a presigned link that has ended, or is about to.
func endWarning(link string, now time.Time) string {
	end, ok := LinkExpiry(link)
	if !ok || now.IsZero() {
		return ""
	}
	at := end.In(now.Location()).Format("2 Jan 2006 15:04")
	switch left := end.Sub(now); {
	case left <= 0:
		return "this link ended on " + at + ": make a new one"
	case left < fetchTime:
		return "this link ends soon, on " + at + ": HeyGen may be too late, make a new one"
	}
	return ""
}

// bareLink is how a link looks whose https:// was left out.
var bareLink = lazyregexp.New(`^(?i)(www\.[^/\s]+|([a-z0-9-]+\.)+[a-z]{2,}(:\d+)?/.+)$`)

// noFile is what is wrong with a path that leads nowhere.
func noFile(path, problem string) string {
	if bareLink.Get().MatchString(path) {
		return problem + "; if it is a link, write https:// before it"
	}
	return problem
}
