"""``python -m tests.cookbook`` writes the answers into docs/cookbook.md; with a path it leaves the store there."""

import sys
import tempfile
from pathlib import Path

from counciljobs.cli import main
from tests.cookbook.page import PAGE, STORE, redrawn
from tests.cookbook.store import build

if __name__ == "__main__":
    if sys.argv[1:]:
        build(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            build(folder / STORE)
            main(["export", str(folder / "all.parquet"), "--all", "--db", str(folder / STORE)])
            PAGE.write_text(redrawn(PAGE.read_text(encoding="utf-8"), folder), encoding="utf-8")
