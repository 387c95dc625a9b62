package config

// Kind is the layer a value comes from.
type Kind int

// The layers, the weakest first.
const (
	FromDefault Kind = iota
	FromFile
	FromEnv
	FromFlag
)

// String names the layer: "default", "file", "env" or "flag".
func (k Kind) String() string {
	return [...]string{"default", "file", "env", "flag"}[k]
}

// Origin says where a value comes from.
type Origin struct {
	Kind Kind
	// Where is the exact place: "config.toml line 14", "LIPDASH_PAGE_SIZE" or
	// "--page-size"; empty for a default.
	Where string
}

// String is the place, or "default".
func (o Origin) String() string {
	if o.Where == "" {
		return o.Kind.String()
	}
	return o.Where
}

// Value is a setting's value with its origin.
type Value[T any] struct {
	V      T
	Origin Origin
}
