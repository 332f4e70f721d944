//go:build !cluster

// Package standalone is the Temporal server and its Web UI inside this process: loopback only, one SQLite file in the
// state folder, one host process a state folder. It is the only package that knows the server; build tag cluster leaves it out.
package standalone

import (
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/temporalio/ui-server/v2/server"
	uiconfig "github.com/temporalio/ui-server/v2/server/config"
	"github.com/temporalio/ui-server/v2/server/server_options"
	"go.temporal.io/api/enums/v1"
	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/membership/static"
	"go.temporal.io/server/common/primitives"
	"go.temporal.io/server/temporal"
)

// Namespace is the one namespace of the engine.
const Namespace = "default"

// Engine is a Temporal server and its Web UI that run in this process.
type Engine struct {
	Host
	dir    string
	lock   *os.File
	server temporal.Server
	ui     *server.Server
	front  *http.Server
}

// Start makes this process the host of the engine of the state folder dir, which must exist. attributes are the custom
// search attributes of its namespace. It returns once engine and Web UI answer. The error is ErrHosted when another
// process hosts this folder's engine.
func Start(dir string, attributes map[string]enums.IndexedValueType) (*Engine, error) {
	lock, err := acquire(dir)
	if err != nil {
		return nil, err
	}
	e := &Engine{dir: dir, lock: lock}
	if err := e.start(attributes); err != nil {
		e.Stop()
		return nil, err
	}
	return e, nil
}

func (e *Engine) start(attributes map[string]enums.IndexedValueType) error {
	sql, err := openDatabase(e.dir, attributes)
	if err != nil {
		return err
	}
	// Ports are chosen by trying them, and the server binds them itself later: one process at a time chooses and binds. The
	// lock is not in os.TempDir, which differs from process to process.
	choosing, err := acquireAt("/tmp/rota-ports-"+strconv.Itoa(os.Getuid())+".lock", true)
	if err != nil {
		return err
	}
	defer func() { _ = choosing.Close() }()
	ports, page, err := choosePorts()
	if err != nil {
		return err
	}
	e.front = serveFront(page, front(loopback(ports.behind), slices.Sorted(maps.Keys(attributes))))
	log, err := openLog(e.dir)
	if err != nil {
		return err
	}
	cfg := serverConfig(ports, sql)
	e.server, err = temporal.NewServer(
		temporal.WithConfig(cfg),
		temporal.ForServices(temporal.DefaultServices),
		temporal.WithStaticHosts(map[primitives.ServiceName]static.Hosts{
			primitives.FrontendService: static.SingleLocalHost(loopback(ports.frontend)),
			primitives.HistoryService:  static.SingleLocalHost(loopback(ports.history)),
			primitives.MatchingService: static.SingleLocalHost(loopback(ports.matching)),
			primitives.WorkerService:   static.SingleLocalHost(loopback(ports.worker)),
		}),
		temporal.WithLogger(log),
		temporal.WithAuthorizer(authorization.NewNoopAuthorizer()),
		temporal.WithClaimMapper(func(*config.Config) authorization.ClaimMapper { return authorization.NewNoopClaimMapper() }),
	)
	if err != nil {
		return fmt.Errorf("standalone: the engine cannot be built: %w", err)
	}
	if err := e.server.Start(); err != nil {
		e.server = nil
		return fmt.Errorf("standalone: the engine does not start: %w; its log is %s", err, filepath.Join(e.dir, logFile))
	}
	e.ui = server.NewServer(server_options.WithConfigProvider(uiConfig(ports)))
	go func() { _ = e.ui.Start() }() // returns when stopped; a failure to listen shows in the wait below
	e.Host = Host{Address: loopback(ports.frontend), UI: "http://" + loopback(ports.ui), PID: os.Getpid()}
	for _, address := range []string{e.Address, loopback(ports.behind)} {
		if err := waitFor(address, 20*time.Second); err != nil {
			return err
		}
	}
	return e.announce(e.dir)
}

// Leave is Stop for a process that ends now. It spares the second in which the server drains what clients ask: whatever it has answered is on
// disk, and the lock of the state folder goes with the process.
func (e *Engine) Leave() {
	withdraw(e.dir)
	if e.front != nil {
		_ = e.front.Close()
	}
	if e.ui != nil {
		e.ui.Stop()
	}
}

// Stop ends the Web UI and the server and gives the state folder up to the next host. It may be called once.
func (e *Engine) Stop() {
	e.Leave()
	if e.server != nil {
		_ = e.server.Stop() // it only ever returns nil
	}
	_ = e.lock.Close()
}

// provider hands the Web UI its one, fixed configuration.
type provider struct{ *uiconfig.Config }

func (p provider) GetConfig() (*uiconfig.Config, error) { return p.Config, nil }

func uiConfig(ports ports) provider {
	return provider{&uiconfig.Config{
		TemporalGRPCAddress: loopback(ports.frontend),
		Host:                address,
		Port:                ports.behind,
		EnableUI:            true,
		DefaultNamespace:    Namespace,
		DisableNewsFetch:    true, // the page asks nobody outside this machine
		HideLogs:            true,
		CORS:                uiconfig.CORS{CookieInsecure: true}, // plain HTTP on loopback
	}}
}

const logFile = "engine.log"

// openLog returns the server's logger, at warn level, into a file of the state folder. The file of the host before is kept
// beside it, once.
func openLog(dir string) (log.Logger, error) {
	file := filepath.Join(dir, logFile)
	if err := os.Rename(file, file+".before"); err != nil && !os.IsNotExist(err) {
		return nil, fmt.Errorf("standalone: %w", err)
	}
	return log.NewZapLogger(log.BuildZapLogger(log.Config{Level: "warn", OutputFile: file})), nil
}
