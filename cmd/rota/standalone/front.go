//go:build !cluster

package standalone

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"slices"
	"time"
)

// front is what a browser meets first. It passes everything on to the Web UI, but for two things: the start page, which
// gives the list of runs columns for our search attributes unless the reader has chosen columns, and requests for a host
// name that is not this machine's, which another site's page could send through a name that it points here.
func front(ui string, attributes []string) http.Handler {
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(&url.URL{Scheme: "http", Host: ui})
			r.Out.Host = r.In.Host
		},
		// What goes wrong on the way to a reader, most of all that he has left, is told in his browser: the terminal is the run's.
		ErrorLog: log.New(io.Discard, "", 0),
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, err error) {
			http.Error(w, "the Web UI gives no answer: "+err.Error(), http.StatusBadGateway)
		},
	}
	page := startPage(attributes)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if !slices.Contains([]string{"localhost", address, "[::1]", "::1"}, host) {
			http.Error(w, "this engine answers on loopback only", http.StatusForbidden)
			return
		}
		if r.URL.Path == "/" {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write(page)
			return
		}
		proxy.ServeHTTP(w, r)
	})
}

// columnsKey is where the Web UI keeps a reader's choice of columns, by namespace (ui-server 2.55).
const columnsKey = "namespace-workflow-table-columns"

func startPage(attributes []string) []byte {
	type column struct {
		Label string `json:"label"`
	}
	columns := []column{{"Status"}, {"Workflow ID"}}
	for _, a := range attributes {
		columns = append(columns, column{a})
	}
	choice, err := json.Marshal(map[string][]column{Namespace: append(columns, column{"Start"}, column{"End"})})
	if err != nil {
		panic(err) // strings only
	}
	const list = "/namespaces/" + Namespace + "/workflows"
	return fmt.Appendf(nil, `<!doctype html><title>rota</title>
<script>
if (!localStorage.getItem(%q)) localStorage.setItem(%q, JSON.stringify(%s));
location.replace(%q);
</script>
<a href=%q>Runs</a>
`, columnsKey, columnsKey, choice, list, list)
}

// serveFront serves until the server that it returns is closed.
func serveFront(l net.Listener, handler http.Handler) *http.Server {
	s := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = s.Serve(l) }() // returns when closed
	return s
}
