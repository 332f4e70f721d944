# rota: build, run and test. `make` lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# One set of build flags everywhere, so that building, testing and linting share one build cache.
export CGO_ENABLED := 0
export GOFLAGS := -trimpath -buildvcs=false
VERSION := $(shell git describe --always --dirty --abbrev=12 2>/dev/null || echo unknown)
LDFLAGS := -s -w -X main.version=$(VERSION)
LINT_VERSION := v2.15.0

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: build
build: ## bin/rota, one static binary
	go build -ldflags '$(LDFLAGS)' -o bin/rota ./cmd/rota

.PHONY: run
run: build ## the annual schedule of the sample programme fm18, from nothing
	@test -d runs/fm18 || bin/rota data sample fm18 --out runs/fm18
	bin/rota run annual runs/fm18

.PHONY: test
test: tools lint ## all tests, after installing what they need; a fifth of the draws of a random test
	go test -short -timeout 40m ./...
	go test -short -tags check ./solver

# The readers that people will open the Parquet with; apt has neither.
bin/venv/ready: Makefile | debian
	python3 -m venv bin/venv
	bin/venv/bin/pip install -q --disable-pip-version-check duckdb==2.0.0 pyarrow==26.0.1
	touch $@

.PHONY: tools
tools: debian bin/venv/ready # what the tests look with

.PHONY: debian
debian: # what the tests look at reports and web pages with; needs root only where something is missing
	@missing=; \
	command -v pdftoppm >/dev/null || missing="$$missing poppler-utils"; \
	command -v chromium >/dev/null || missing="$$missing chromium"; \
	python3 -c 'import ensurepip' 2>/dev/null || missing="$$missing python3 python3-venv"; \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy $$missing; \
	  else echo "missing, and not root: apt-get install$$missing (the tests that need them skip)"; fi; fi

bin/golangci-lint-$(LINT_VERSION):
	GOBIN=$(CURDIR)/bin go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)
	mv bin/golangci-lint $@

.PHONY: lint
lint: bin/golangci-lint-$(LINT_VERSION) ## the rules of .golangci.yml
	bin/golangci-lint-$(LINT_VERSION) run ./...

.PHONY: bench
bench: ## Go benchmarks: solver, engine start
	go test -run '^$$' -bench . -benchmem ./...

.PHONY: bench-peers
bench-peers: bin/venv-peers/ready ## our solver beside OR-Tools CP-SAT: LIMIT=60 seconds each, ONLY=fm18 for one problem
	ROTA_PEERS_SECONDS=$(or $(LIMIT),60) go test -count 1 -timeout 24h -v -run 'TestBeside/$(if $(ONLY),^$(ONLY)$$)' ./solver/bench/peers

.PHONY: prove
prove: bin/venv-peers/ready ## OR-Tools CP-SAT proves the optima of small schedules that the tests hold our search to
	go test -count 1 -v -run 'TestPeerProves' ./solver/bench/peers

bin/venv-peers/ready: solver/bench/peers/requirements.txt
	python3 -m venv bin/venv-peers
	bin/venv-peers/bin/pip install -q -r $<
	touch $@

.PHONY: soak
soak: ## long fault and fuzz runs: twenty kills of a larger run, all draws of the random tests, a minute of fuzzing a parser
	go test -run 'Kill' -timeout 60m -v ./cmd/rota
	go test -timeout 60m $$(go list ./... | grep -v /cmd/)
	go test -tags check -timeout 60m ./solver
	@go list ./... | while read -r pkg; do \
	  go test -list '^Fuzz' "$$pkg" | { grep '^Fuzz' || true; } | while read -r f; do \
	    echo "$$pkg $$f"; go test -run '^$$' -fuzz "^$$f$$" -fuzztime 60s "$$pkg"; done; done
