//go:build cluster

package main

import (
	"context"
	"errors"
	"io"

	"go.temporal.io/sdk/client"
)

var errNoStandalone = errors.New("this build has no engine of its own; set TEMPORAL_ADDRESS to a Temporal cluster")

func (e *engine) connectAlone(context.Context, client.Options, io.Writer) error {
	return errNoStandalone
}

func (e *engine) attachAlone(context.Context, client.Options) error { return errNoStandalone }
