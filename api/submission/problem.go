package submission

import (
	"errors"
	"strings"

	"lipdash/api"
)

// Problem is why a submission was refused, or what it waits for, in a form that
// can be stored. Its texts are plain sentences without a key or a signature.
type Problem struct {
	// Code is the server's (api.md 5.2), or one of the codes of this package.
	Code    string `json:"code,omitempty"`
	Message string `json:"message,omitempty"`
	// Param is the create parameter it is about, or "".
	Param string `json:"param,omitempty"`
	// Money says what it means for the bill, Next what to do, each or "".
	Money string `json:"money,omitempty"`
	Next  string `json:"next,omitempty"`
}

// The codes that are not the server's.
const (
	// CodeInvalid: the values do not make a body.
	CodeInvalid = "invalid_parameter"
	// CodeWithheld: a link had a signature, which is not kept on disk.
	CodeWithheld = "link_withheld"
	// CodeOffline: no answer came.
	CodeOffline = "offline"
	// CodeStopped: it waits for another process of this machine, which was stopped.
	CodeStopped = "stopped"
	// CodePaused: it waits until the user lets it, or the queue, go on.
	CodePaused = "paused"
	// CodeReadOnly: whoever looks at it may not send it.
	CodeReadOnly = "read_only"
)

// CodeInProgress is the server's for a create that it is still working on.
const CodeInProgress = "request_in_progress"

// problemOf is an error in stored words.
func problemOf(err error) Problem {
	if fields, ok := errors.AsType[api.FieldErrors](err); ok {
		return fieldProblem(fields)
	}
	x := api.Explain(err)
	p := Problem{Code: api.As(err).Code, Message: WithholdText(x.What), Param: api.ParamOf(err), Money: x.Money, Next: x.Next}
	if p.Code == "" && api.IsOffline(err) {
		p.Code = CodeOffline
	}
	return p
}

// fieldProblem is the first problem of values that make no body.
func fieldProblem(errs api.FieldErrors) Problem {
	p := Problem{Code: CodeInvalid, Money: "Nothing was made or billed."}
	for _, param := range api.Params() {
		if err := errs[param.Name]; err != nil {
			p.Param, p.Message = param.Name, WithholdText(err.Error())
			return p
		}
	}
	p.Message = WithholdText(strings.TrimSpace(errs.Error()))
	return p
}

func withheldProblem(param string) Problem {
	return Problem{
		Code: CodeWithheld, Param: param,
		Message: "The link had a signature, which is not kept on disk.",
		Next:    "Paste the link again.",
	}
}

// lost tells whether the create may have been accepted behind this failure.
// What is not an error of the client's says nothing, which is doubt too.
func lost(err error) bool {
	if api.IsUncertain(err) {
		return true
	}
	var e *api.Error
	var fields api.FieldErrors
	return !errors.As(err, &e) && !errors.As(err, &fields) && !api.IsCanceled(err)
}

// waitsForUser tells whether trying again makes no sense before the user did
// something that does not concern this job alone: another key, another quota
// (api.md 5.2).
func waitsForUser(err error) bool { return api.IsAuth(err) || api.As(err).Code == "quota_exceeded" }

// passing tells whether the same call is likely to work later.
func passing(err error) bool {
	return api.IsTransient(err) || api.IsRateLimited(err) || api.IsCanceled(err)
}

// saysNotMade tells whether an answer says that nothing was made, not even by an
// earlier attempt with the same key.
func saysNotMade(err error) bool {
	return api.IsRefusal(err) && !api.IsUncertain(err) && !api.IsUnready(err)
}

// forgotten tells whether the server does not know an uploaded file any more,
// which another upload mends, once.
func (s *Submission) forgotten(err error) bool {
	return api.As(err).Code == codeAssetGone && saysNotMade(err) && len(s.Assets) > 0 && !s.Renewed
}
