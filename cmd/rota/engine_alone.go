//go:build !cluster

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"go.temporal.io/sdk/client"

	"rota/cmd/rota/standalone"
	"rota/workflows"
)

// connectAlone hosts the engine of the state folder, or connects to the process that does.
func (e *engine) connectAlone(ctx context.Context, options client.Options, say io.Writer) error {
	options.Namespace = standalone.Namespace
	for end := time.Now().Add(patience); ; {
		hosted, err := standalone.Start(e.state.dir, workflows.SearchAttributes())
		if err == nil {
			e.ui = hosted.UI
			e.hosted = func() {
				if e.state.more {
					hosted.Stop()
				} else {
					hosted.Leave()
				}
			}
			_, _ = fmt.Fprintf(say, "Temporal engine %s, Web UI %s\n", hosted.Address, hosted.UI)
			options.HostPort = hosted.Address
			e.Client, err = client.DialContext(ctx, options)
			return err
		}
		if !errors.Is(err, standalone.ErrHosted) {
			return err
		}
		if e.attachAlone(ctx, options) == nil {
			_, _ = fmt.Fprintf(say, "Web UI %s, hosted by another process\n", e.ui)
			return nil
		}
		if time.Now().After(end) {
			return fmt.Errorf("engine: a process holds the engine of %s but does not answer", e.state.dir)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// attachAlone connects to the engine of the state folder if another process hosts it, else returns errNoEngine.
func (e *engine) attachAlone(ctx context.Context, options client.Options) error {
	host, err := standalone.Find(e.state.dir)
	if errors.Is(err, standalone.ErrNoHost) {
		return errNoEngine
	}
	if err != nil {
		return err
	}
	options.HostPort, options.Namespace = host.Address, standalone.Namespace
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	e.Client, err = client.DialContext(ctx, options)
	if err != nil {
		return err
	}
	e.ui = host.UI
	e.alive = func() bool {
		now, err := standalone.Find(e.state.dir)
		return err == nil && now == host
	}
	return nil
}
