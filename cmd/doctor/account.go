package doctor

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/config"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/poll"
)

// Key is the key that was found, of which at most the last four characters are known here.
type Key struct {
	// Asked is false where nobody looked: the settings leave open which account is meant.
	Asked bool
	// Found tells that there is one; Tail is its end, "" of a short one.
	Found bool
	Tail  string
	// Hint says what to do when it is refused.
	Hint string
	// Looked are the places, the last one that where it was found.
	Looked []config.LookedIn
	// Problem says what is wrong with what is there, "" for nothing.
	Problem string
	// Stored is what lipdash stored for the profile, StoredProblem what is wrong with it, and
	// First what is looked at before it; "" for nothing.
	Stored               config.StoredKey
	StoredProblem, First string
	// Strays are the keys that lipdash stored for profiles that the settings do not have.
	Strays []config.StoredKey
}

func (f Facts) key() []Check {
	k := f.Key
	c := Check{Name: "key", State: Failed, auth: true, Change: "key_from, HEYGEN_API_KEY"}
	if f.Settings.KeyFrom.V != "" {
		c.Change = "key_from"
	}
	switch {
	case !k.Asked:
		c.State, c.Found = Unknown, "not looked for before it is clear which account is meant"
	case k.Problem != "":
		c.Found = "not usable: " + k.Problem
	case !k.Found:
		places := make([]string, len(k.Looked))
		for i, l := range k.Looked {
			places[i] = l.Where + " (" + l.Found + ")"
		}
		c.Found = "there is none; looked in " + strings.Join(places, ", ") + ": " + config.KeyHint(f.Settings.KeyFrom.V, true)
	default:
		c.State, c.Found = OK, "found"
		if k.Tail != "" {
			c.Found = ".." + k.Tail
		}
		if n := len(k.Looked); n > 0 {
			c.Found += ", in " + k.Looked[n-1].Where
		}
	}
	return append([]Check{c}, k.stored()...)
}

// stored is where lipdash stored a key, and whether it is looked at.
func (k Key) stored() (out []Check) {
	for _, s := range k.Strays {
		out = append(out, Check{Name: "stored key", State: Warning, Found: "the settings have no profile " + s.Profile() + ", and its key is still in " + s.Where(), Change: s.Forget()})
	}
	if k.Stored.In == "" {
		return out
	}
	c := Check{Name: "stored key", State: OK, Found: "lipdash stored it in " + k.Stored.Where(), Change: k.Stored.Forget()}
	if k.Stored.In == config.InFile && k.Stored.Mode != 0 {
		c.Found += fmt.Sprintf(", mode %04o", k.Stored.Mode.Perm())
	}
	if k.StoredProblem != "" {
		c.State, c.Found = Warning, c.Found+": "+k.StoredProblem
	}
	if k.Stored.Old {
		c.State, c.Found = Warning, c.Found+"; an older one is in the keyring, which could not be asked to take it out"
	}
	if k.First != "" {
		c.Found += "; it is not looked at, " + k.First + " comes first"
	}
	return append([]Check{c}, out...)
}

// Network is what came of one read of the account.
type Network struct {
	// Host is HeyGen's; Proxy is the proxy's host, "" without one.
	Host, Proxy string
	// Asked is false where there was no key to ask with.
	Asked   bool
	Status  int
	Latency time.Duration
	Err     error
	// Ahead is how far HeyGen's clock is ahead of this machine's, where AheadKnown.
	Ahead      time.Duration
	AheadKnown bool
	Account    api.Account
}

func (f Facts) network() []Check {
	n := f.Network
	host := Check{Name: "network", State: Unknown, Found: "not asked", Change: "base_url, HTTPS_PROXY"}
	account := Check{Name: "account", State: Unknown, Found: "not asked"}
	clock := Check{Name: "clock", State: Unknown, Found: "not compared with HeyGen's"}
	if !n.Asked {
		return []Check{host, account, clock}
	}
	way := ""
	if n.Proxy != "" {
		way = " through the proxy " + n.Proxy
	}
	if n.Status == 0 {
		x := api.Explain(n.Err)
		host.State, host.Found = Failed, n.Host+way+" does not answer: "+x.What+tail(x.Next)
		return []Check{host, account, clock}
	}
	host.State, host.Found = OK, n.Host+way+" answered in "+n.Latency.Round(time.Millisecond).String()
	switch {
	case n.Err == nil:
		account.State, account.Found = OK, n.Account.Username
		if b := n.Account.Balance; b.Known {
			account.Found += ", " + format.Money(b.Amount, b.Currency) + " left"
		}
	case n.Status == 403 && api.As(n.Err).Scope != "":
		account.State, account.Found, account.Change = Warning, "the key may not read the account: it lacks the scope "+api.As(n.Err).Scope, "the key's scopes at HeyGen"
	case api.IsAuth(n.Err):
		x := api.Explain(n.Err)
		account.State, account.auth, account.Change = Failed, true, "key_from"
		account.Found = strings.TrimSuffix(x.What, ".") + " (" + strconv.Itoa(n.Status) + "): " + f.Key.Hint
	default:
		x := api.Explain(n.Err)
		account.State, account.Found = Failed, x.What+tail(x.Next)
	}
	if n.AheadKnown {
		clock.State, clock.Found = OK, "as HeyGen's"
		if text := new(poll.Clocks).Differ(n.Ahead); text != "" {
			clock.State, clock.Found, clock.Change = Warning, text, "this machine's clock"
		}
	}
	return []Check{host, account, clock}
}

func tail(next string) string {
	if next == "" {
		return ""
	}
	return " " + next
}

// list is some names in a sentence.
func list(names []string) string { return strings.Join(names, ", ") }
