package importers

import (
	"os"
	"path/filepath"
	"testing"
)

// shared gives a folder of real data and official files that lies beside the project on the makers' machines.
func shared(t testing.TB, path string) string {
	t.Helper()
	dir := filepath.Join("..", "..", "shared", path)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("%s is not here: this test reads files that the project does not contain", dir)
	}
	return dir
}
