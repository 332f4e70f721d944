//go:build !cluster

package standalone

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/persistence/sql/sqlplugin/sqlite"
	schema "go.temporal.io/server/schema/sqlite"
	"google.golang.org/protobuf/types/known/durationpb"
)

// store is the name of the server's SQLite plugin, of its database/sql driver, and of the one data store.
const store = sqlite.PluginName

// databaseVersion is written into the file (PRAGMA user_version) when its set-up is complete: server 1.32.1, and our own
// layout (namespace, search attributes) 01. A file with another one, such as one whose set-up was cut off, is not used.
const databaseVersion = 1_032_001_01

// retention is how long the Web UI shows a run that has ended.
const retention = 30 * 24 * time.Hour

// openDatabase returns the access to the engine's database in dir, and makes the file if there is none. The database is
// disposable, so a file that is damaged or of another version is moved aside (engine.db.aside) and made anew.
func openDatabase(dir string, attributes map[string]enums.IndexedValueType) (*config.SQL, error) {
	file := filepath.Join(dir, "engine.db")
	access := &config.SQL{
		PluginName:   store,
		DatabaseName: file,
		ConnectAttributes: map[string]string{
			"mode":         "rwc",
			"journal_mode": "wal",
			"synchronous":  "full",
			"busy_timeout": "10000",
		},
	}
	if usable(file) {
		return access, nil
	}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if err := os.Rename(file+suffix, file+".aside"+suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("standalone: the database cannot be moved aside: %w", err)
		}
	}
	if err := setUp(access, attributes); err != nil {
		return nil, fmt.Errorf("standalone: the database cannot be set up: %w", err)
	}
	return access, nil
}

// usable says whether the file is a whole database of our version.
func usable(file string) bool {
	if _, err := os.Stat(file); err != nil {
		return false
	}
	db, err := sql.Open(store, "file:"+file+"?mode=rw")
	if err != nil {
		return false
	}
	defer func() { _ = db.Close() }()
	var version int
	var verdict string
	return db.QueryRow("PRAGMA user_version").Scan(&version) == nil && version == databaseVersion &&
		db.QueryRow("PRAGMA quick_check(1)").Scan(&verdict) == nil && verdict == "ok"
}

func setUp(access *config.SQL, attributes map[string]enums.IndexedValueType) error {
	if err := schema.SetupSchema(access); err != nil {
		return err
	}
	namespace, err := schema.NewNamespaceConfig(clusterName, Namespace, false, attributes)
	if err != nil {
		return err
	}
	namespace.Detail.Config.Retention = durationpb.New(retention)
	if err := schema.CreateNamespaces(access, namespace); err != nil {
		return err
	}
	db, err := sql.Open(store, "file:"+access.DatabaseName+"?mode=rw")
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	_, err = db.Exec(fmt.Sprintf("PRAGMA user_version = %d", databaseVersion))
	return err
}
