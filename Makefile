# make demo and make test are all that a new machine with Go and make needs; each installs or starts what it uses.
.PHONY: demo test check bench conform dist

VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
# purego: the same bytes in files on any CPU. The version goes into every manifest.
export GOFLAGS = -tags=purego
BUILD = CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=$(VERSION)"
STATICCHECK = go run honnef.co/go/tools/cmd/staticcheck@v0.8.2

demo: ## publish invented regencies as three versions and serve them
	go run ./cmd/terang demo

test: ## all tests, on SQLite and on PostgreSQL
	testdata/with-postgres testdata/with-browser testdata/with-analysts go test ./...

check: ## what a linter can find
	@test -z "$$(gofmt -l .)" || { echo "not formatted (gofmt -w .):"; gofmt -l .; exit 1; }
	go vet ./...
	$(STATICCHECK) ./...

bench: ## benchmarks, and whole processes beside other tools on the same data
	testdata/with-postgres testdata/bench

conform: ## thousands of questions made from the contract, each answer held against it
	testdata/with-postgres testdata/schemathesis

dist: ## one file for each system, nothing to install
	@mkdir -p dist
	GOOS=linux GOARCH=amd64 $(BUILD) -o dist/terang-linux-amd64 ./cmd/terang
	GOOS=linux GOARCH=arm64 $(BUILD) -o dist/terang-linux-arm64 ./cmd/terang
	GOOS=windows GOARCH=amd64 $(BUILD) -o dist/terang-windows-amd64.exe ./cmd/terang
	GOOS=darwin GOARCH=arm64 $(BUILD) -o dist/terang-macos-arm64 ./cmd/terang
	GOOS=darwin GOARCH=amd64 $(BUILD) -o dist/terang-macos-amd64 ./cmd/terang
	@ls -l dist
