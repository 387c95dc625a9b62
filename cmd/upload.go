package cmd

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"lipdash/api"
	"lipdash/cmd/host"
	"lipdash/cmd/output"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/transfers"
)

func newUpload(m maker) *cobra.Command {
	var again bool
	cmd := &cobra.Command{
		Use:   "upload FILE…",
		Short: "Send files to HeyGen and print their asset ids",
		Long: `Send videos and voices to HeyGen and print the ids of the assets, for create and for
other tools. A file that this machine has sent before, under whatever name, is not sent
again: its asset is printed. Files of any size are taken that HeyGen takes.`,
		Example: `  lipdash upload talk.mp4
  lipdash upload voices/*.mp3 --jsonl
  lipdash create --video asset:$(lipdash upload talk.mp4 --quiet) --audio a.mp3`,
		Args: someArgs("the files to send"),
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().BoolVar(&again, "again", false, "also files that were sent before, such as when HeyGen has them no more")
	return m.prints(cmd, uploadedTable, func(ctx context.Context, v *invocation, args []string) error { return upload(ctx, v, args, again) })
}

// uploaded is a file that HeyGen has.
type uploaded struct {
	Asset api.AssetID `json:"asset_id"`
	Path  string      `json:"path"`
	Size  int64       `json:"size_bytes"`
	// Known tells that it was there already.
	Known bool `json:"known"`
}

var uploadedTable = output.Table[uploaded]{
	Columns: []output.Column[uploaded]{
		{Name: "asset_id", Text: func(u uploaded) string { return string(u.Asset) }},
		{Name: "size", Right: true, Text: func(u uploaded) string { return format.Size(u.Size) }, Look: quiet[uploaded]},
		{Name: "state", Text: func(u uploaded) string {
			if u.Known {
				return "sent before"
			}
			return "sent"
		}, Look: quiet[uploaded]},
		{Name: "path", Wide: true, Text: func(u uploaded) string { return u.Path }},
	},
	ID: func(u uploaded) string { return string(u.Asset) },
}

func upload(ctx context.Context, v *invocation, paths []string, again bool) error {
	sizes := map[string]int64{}
	var wrong error
	for _, path := range paths {
		file, _ := host.Files{}.Check(path)
		sizes[path] = file.Size
		if file.Problem != "" {
			wrong = errors.Join(wrong, fmt.Errorf("%s: %s", path, problemWith(file)))
		} else if file.Warning != "" {
			v.printer.Note(path + ": " + file.Warning + ".")
		}
	}
	if wrong != nil {
		return usageError{wrong}
	}
	client, err := v.open(ctx)
	if err != nil {
		return err
	}
	if client.ReadOnly() {
		return api.RefuseWrite()
	}
	mem, err := v.remembered(ctx)
	if err != nil {
		return err
	}
	list := output.NewList(v.printer, uploadedTable)
	var failed []error
	for _, path := range paths {
		list.Expect(uploaded{Size: sizes[path], Known: true})
	}
	for i, path := range paths {
		tell := func(at api.UploadProgress) {
			v.printer.Progress().Set(fmt.Sprintf("%d of %d, %s: %s", i+1, len(paths), path, transfers.Short(at)))
		}
		id, known, err := mem.UploadFile(ctx, path, again, tell)
		if err == nil {
			err = list.Add(uploaded{Asset: id, Path: path, Size: sizes[path], Known: known})
		}
		if err != nil {
			failed = append(failed, regarding(path, err))
		}
		if ctx.Err() != nil || api.IsAuth(err) || brokenPipe(err) {
			break
		}
	}
	if err := list.End(); err != nil {
		return err
	}
	return together(failed)
}
