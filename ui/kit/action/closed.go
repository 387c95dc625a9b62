package action

// The set is closed: these are all there are.

func (Quit) isAction()         {}
func (Back) isAction()         {}
func (Help) isAction()         {}
func (Suspend) isAction()      {}
func (Redraw) isAction()       {}
func (FocusPane) isAction()    {}
func (Refresh) isAction()      {}
func (Resync) isAction()       {}
func (NextPage) isAction()     {}
func (PrevPage) isAction()     {}
func (FirstPage) isAction()    {}
func (OpenJob) isAction()      {}
func (ShowRaw) isAction()      {}
func (NewJob) isAction()       {}
func (CloseForm) isAction()    {}
func (DiscardDraft) isAction() {}
func (SubmitForm) isAction()   {}
func (AskAgain) isAction()     {}
func (AskPromote) isAction()   {}
func (Duplicate) isAction()    {}
func (Remake) isAction()       {}
func (GoOn) isAction()         {}
func (Decide) isAction()       {}
func (PauseQueue) isAction()   {}
func (Hold) isAction()         {}
func (Shift) isAction()        {}
func (PickDraft) isAction()    {}
func (DropDrafts) isAction()   {}
func (EditText) isAction()     {}
func (CheckFile) isAction()    {}
func (CompletePath) isAction() {}
func (ListVoices) isAction()   {}
func (CheckVoices) isAction()  {}
func (AskFilter) isAction()    {}
func (Filter) isAction()       {}
func (EndFilter) isAction()    {}
func (FilterState) isAction()  {}
func (FilterReason) isAction() {}
func (AskViews) isAction()     {}
func (UseView) isAction()      {}
func (AskSaveView) isAction()  {}
func (SaveView) isAction()     {}
func (DropView) isAction()     {}
func (NextSort) isAction()     {}
func (ReverseSort) isAction()  {}
func (ShowFailures) isAction() {}
func (MarkJobs) isAction()     {}
func (LoadAll) isAction()      {}
func (AskRename) isAction()    {}
func (Rename) isAction()       {}
func (RenameAll) isAction()    {}
func (Redo) isAction()         {}
func (AskDelete) isAction()    {}
func (Delete) isAction()       {}
func (Undo) isAction()         {}
func (AskCopy) isAction()      {}
func (Copy) isAction()         {}
func (CopyPart) isAction()     {}
func (ShowPlain) isAction()    {}
func (OpenLink) isAction()     {}
func (Watch) isAction()        {}
func (WatchAll) isAction()     {}
func (Review) isAction()       {}
func (ShowEntry) isAction()    {}
func (CopyRequest) isAction()  {}
func (CopyCall) isAction()     {}
func (LastError) isAction()    {}
func (Divide) isAction()       {}
func (Freeze) isAction()       {}
func (OpenPalette) isAction()  {}
func (Press) isAction()        {}
func (Say) isAction()          {}
func (LeaveDemo) isAction()    {}
func (UseProfile) isAction()   {}
func (TestNotify) isAction()   {}
func (ToggleMouse) isAction()  {}
func (UseTheme) isAction()     {}
func (AskKey) isAction()       {}
func (UseKey) isAction()       {}
func (UseCLIKey) isAction()    {}
func (Download) isAction()     {}
func (MoveTransfer) isAction() {}
func (OpenBatch) isAction()    {}
func (FetchBatch) isAction()   {}
func (SaveResults) isAction()  {}
func (WatchBatch) isAction()   {}
func (AskRetry) isAction()     {}
func (RetryItems) isAction()   {}
func (GotoRow) isAction()      {}
func (OpenFolder) isAction()   {}
func (Show) isAction()         {}
func (Turn) isAction()         {}
func (OpenDemo) isAction()     {}

// Writes tells whether an action leads to a write at HeyGen, beginning with what opens a form
// or a dialog for it. A read-only profile refuses those, and what changes the queue, which is
// sent from; what is only looked at, decided or kept here is not among them.
func Writes(a Action) bool {
	switch a.(type) {
	case NewJob, PickDraft, DropDrafts, SubmitForm, GoOn, AskAgain, AskPromote, Duplicate, Remake, Decide,
		AskRename, Rename, RenameAll, Redo, AskDelete, Delete, AskRetry, RetryItems, AskSend, SendSheet,
		PauseQueue, Hold, Shift:
		return true
	}
	return false
}
