package outbox

import (
	"context"
	"maps"
	"sync"

	"lipdash/api"
	"lipdash/journal"
)

// fileStore is what memory knows of files.
type fileStore struct {
	mu sync.Mutex
	// assets are by file, and by content; hashes are by file.
	assets map[journal.File]api.AssetID
	made   map[content]api.AssetID
	hashes map[journal.File]string
}

type content struct {
	hash string
	size int64
}

func newFileStore() fileStore {
	return fileStore{
		assets: map[journal.File]api.AssetID{}, made: map[content]api.AssetID{}, hashes: map[journal.File]string{},
	}
}

// sameFile is a file as a key: without its hash, and equal times equal.
func sameFile(f journal.File) journal.File {
	f.ModTime, f.Changed = f.ModTime.UTC().Round(0), f.Changed.UTC().Round(0)
	f.Hash = ""
	return f
}

func (m *fileStore) asset(_ context.Context, f journal.File) (api.AssetID, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if f.Hash != "" {
		return m.made[content{f.Hash, f.Size}], nil
	}
	return m.assets[sameFile(f)], nil
}

func (m *fileStore) keepAsset(_ context.Context, f journal.File, id api.AssetID) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.assets[sameFile(f)] = id
	if f.Hash != "" {
		m.made[content{f.Hash, f.Size}] = id
	}
	return nil
}

func (m *fileStore) forgetAsset(_ context.Context, id api.AssetID) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	maps.DeleteFunc(m.assets, func(_ journal.File, other api.AssetID) bool { return other == id })
	maps.DeleteFunc(m.made, func(_ content, other api.AssetID) bool { return other == id })
	return nil
}

func (m *fileStore) anyOfSize(_ context.Context, size int64) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for c := range m.made {
		if c.size == size {
			return true, nil
		}
	}
	return false, nil
}

func (m *fileStore) hash(_ context.Context, f journal.File) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.hashes[sameFile(f)], nil
}

func (m *fileStore) keepHash(_ context.Context, f journal.File) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.hashes[sameFile(f)] = f.Hash
	return nil
}
