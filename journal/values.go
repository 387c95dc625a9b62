package journal

import (
	"maps"
	"strings"

	"lipdash/api/submission"
)

// shortest is how long a secret is at least: masking less would mask words.
const shortest = 8

// Hide names secrets, such as the API key, that must not reach the file even
// when somebody types them into a field. Very short ones are not secrets.
func (j *Journal) Hide(secrets ...string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, s := range secrets {
		if len(s) >= shortest {
			j.hidden = append(j.hidden, s)
		}
	}
}

// storable is a text without a secret in it.
func (j *Journal) storable(s string) string {
	if !j.Survives() {
		return s
	}
	return j.masked(submission.WithholdText(s))
}

func (j *Journal) masked(s string) string {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, secret := range j.hidden {
		s = mask(s, secret)
	}
	return s
}

// mask takes a secret out of a text, and any half of one: that is what a draft
// holds while somebody types it, or after a paste that was cut.
func mask(s, secret string) string {
	half := max(shortest, len(secret)/2)
	var out strings.Builder
	from := 0
	for at := 0; at+half <= len(s); at++ {
		if !strings.Contains(secret, s[at:at+half]) {
			continue
		}
		end := at + half
		for end < len(s) && strings.Contains(secret, s[at:end+1]) {
			end++
		}
		out.WriteString(s[from:at] + "(secret not kept)")
		from, at = end, end-1
	}
	return out.String() + s[from:]
}

// Kept are values as they come back from the disk: without a secret in them.
func (j *Journal) Kept(values map[string]string) map[string]string {
	if !j.Survives() {
		return values
	}
	out := submission.Withhold(values)
	for name, v := range out {
		out[name] = j.masked(v)
	}
	return out
}

// Withholds tells whether values lose something when they are written.
func (j *Journal) Withholds(values map[string]string) bool {
	return !maps.Equal(values, j.Kept(values))
}
