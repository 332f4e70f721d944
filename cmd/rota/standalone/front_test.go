//go:build !cluster

package standalone

import (
	"bytes"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
)

// TestFrontWithoutPage asks for a page of a Web UI that is not there: the reader is told, and nothing is printed between the
// lines of the run.
func TestFrontWithoutPage(t *testing.T) {
	free, err := net.Listen("tcp", loopback(0))
	if err != nil {
		t.Fatal(err)
	}
	nobody := free.Addr().String()
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	var printed bytes.Buffer
	log.SetOutput(&printed)
	defer log.SetOutput(os.Stderr)
	request := httptest.NewRequest(http.MethodGet, "/namespaces", nil)
	request.Host = "localhost:8233"
	answer := httptest.NewRecorder()
	front(nobody, nil).ServeHTTP(answer, request)
	if answer.Code != http.StatusBadGateway || !strings.HasPrefix(answer.Body.String(), "the Web UI gives no answer: ") {
		t.Errorf("answer %d %q; expected 502 and a reason", answer.Code, answer.Body)
	}
	if printed.Len() > 0 {
		t.Errorf("printed %q; expected nothing", printed.String())
	}
}
