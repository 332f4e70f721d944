package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"maps"
	"os"
	"slices"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/sdk/client"

	"rota/workflows"
)

// inCluster says whether the environment names a Temporal cluster to use in place of the engine in this program.
func inCluster() bool { return os.Getenv("TEMPORAL_ADDRESS") != "" }

// connectCluster connects to the cluster of TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE and the TLS variables, and makes sure that
// its namespace has our search attributes.
func (e *engine) connectCluster(ctx context.Context, options client.Options) error {
	options.HostPort = os.Getenv("TEMPORAL_ADDRESS")
	options.Namespace = os.Getenv("TEMPORAL_NAMESPACE")
	if options.Namespace == "" {
		options.Namespace = client.DefaultNamespace
	}
	var err error
	if options.ConnectionOptions.TLS, err = clusterTLS(); err != nil {
		return err
	}
	if key := os.Getenv("TEMPORAL_API_KEY"); key != "" {
		options.Credentials = client.NewAPIKeyStaticCredentials(key)
	}
	if e.Client, err = client.DialContext(ctx, options); err != nil {
		return fmt.Errorf("engine: TEMPORAL_ADDRESS=%s: %w", options.HostPort, err)
	}
	return e.addSearchAttributes(ctx, options.Namespace)
}

// clusterTLS reads the variables that Temporal's own tools read. None set: no TLS.
func clusterTLS() (*tls.Config, error) {
	cert, key := os.Getenv("TEMPORAL_TLS_CLIENT_CERT_PATH"), os.Getenv("TEMPORAL_TLS_CLIENT_KEY_PATH")
	ca, name := os.Getenv("TEMPORAL_TLS_SERVER_CA_CERT_PATH"), os.Getenv("TEMPORAL_TLS_SERVER_NAME")
	if cert == "" && key == "" && ca == "" && name == "" && os.Getenv("TEMPORAL_API_KEY") == "" {
		return nil, nil
	}
	config := &tls.Config{MinVersion: tls.VersionTLS12, ServerName: name}
	if cert != "" || key != "" {
		pair, err := tls.LoadX509KeyPair(cert, key)
		if err != nil {
			return nil, fmt.Errorf("engine: TEMPORAL_TLS_CLIENT_CERT_PATH=%q TEMPORAL_TLS_CLIENT_KEY_PATH=%q: %w", cert, key, err)
		}
		config.Certificates = []tls.Certificate{pair}
	}
	if ca != "" {
		content, err := os.ReadFile(ca)
		if err != nil {
			return nil, fmt.Errorf("engine: TEMPORAL_TLS_SERVER_CA_CERT_PATH: %w", err)
		}
		config.RootCAs = x509.NewCertPool()
		if !config.RootCAs.AppendCertsFromPEM(content) {
			return nil, fmt.Errorf("engine: TEMPORAL_TLS_SERVER_CA_CERT_PATH=%q holds no certificate", ca)
		}
	}
	return config, nil
}

// addSearchAttributes registers what the namespace lacks. Where that is not allowed, the error names what an
// administrator has to add.
func (e *engine) addSearchAttributes(ctx context.Context, namespace string) error {
	have, err := e.OperatorService().ListSearchAttributes(ctx, &operatorservice.ListSearchAttributesRequest{Namespace: namespace})
	if err != nil {
		return fmt.Errorf("engine: search attributes of namespace %s: %w", namespace, err)
	}
	lacking := map[string]enums.IndexedValueType{}
	for name, kind := range workflows.SearchAttributes() {
		if _, there := have.CustomAttributes[name]; !there {
			lacking[name] = kind
		}
	}
	if len(lacking) == 0 {
		return nil
	}
	_, err = e.OperatorService().AddSearchAttributes(ctx, &operatorservice.AddSearchAttributesRequest{Namespace: namespace, SearchAttributes: lacking})
	if err != nil {
		return fmt.Errorf("engine: namespace %s lacks the search attributes %v (keywords), and they cannot be added: %w",
			namespace, slices.Sorted(maps.Keys(lacking)), err)
	}
	return nil
}
