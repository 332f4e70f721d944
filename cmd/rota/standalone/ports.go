//go:build !cluster

package standalone

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"time"
)

// address is the only one that anything of the engine listens on.
const address = "127.0.0.1"

// ports are those of one engine. People know the first two; the others are any that are free.
type ports struct {
	frontend, ui                      int
	behind, history, matching, worker int // behind: the Web UI itself, behind its front
}

// Where the search for a free port begins.
const (
	firstFrontend = 7233
	firstUI       = 8233
)

func loopback(port int) string { return net.JoinHostPort(address, strconv.Itoa(port)) }

// choosePorts returns free ports, and the listener on that of the Web UI's front.
func choosePorts() (p ports, page net.Listener, err error) {
	if page, err = listenFrom(firstUI); err != nil {
		return p, nil, err
	}
	p.ui = port(page)
	var held []net.Listener // held until all are chosen, so that all differ
	defer func() {
		for _, l := range held {
			_ = l.Close()
		}
	}()
	for _, want := range []struct {
		port  *int
		first int
	}{{&p.frontend, firstFrontend}, {&p.behind, 0}, {&p.history, 0}, {&p.matching, 0}, {&p.worker, 0}} {
		l, err := listenFrom(want.first)
		if err != nil {
			return p, nil, errors.Join(err, page.Close())
		}
		held = append(held, l)
		*want.port = port(l)
	}
	return p, page, nil
}

func port(l net.Listener) int { return l.Addr().(*net.TCPAddr).Port }

// listenFrom listens on the first free port from first on, or on any when first is 0.
func listenFrom(first int) (net.Listener, error) {
	const tries = 200
	var err error
	for port := first; port < first+tries; port++ {
		var l net.Listener
		if l, err = net.Listen("tcp", loopback(port)); err == nil || first == 0 {
			return l, err
		}
	}
	return nil, fmt.Errorf("standalone: no free port: first=%d tries=%d: %w", first, tries, err)
}

// waitFor returns when something listens at the address, or an error after the time given.
func waitFor(address string, patience time.Duration) error {
	end := time.Now().Add(patience)
	for {
		c, err := net.DialTimeout("tcp", address, time.Second)
		if err == nil {
			return c.Close()
		}
		if time.Now().After(end) {
			return fmt.Errorf("standalone: nothing answers: address=%s: %w", address, err)
		}
		time.Sleep(5 * time.Millisecond)
	}
}
