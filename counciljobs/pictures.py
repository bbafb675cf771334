"""The README's pictures, made from what the program prints: ``python -m counciljobs.pictures``."""

import io
import re
import sys
import tempfile
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

from counciljobs.cli import main

README = Path(__file__).resolve().parents[1] / "README.md"
MARK = "as printed; a test compares it -->\n```text\n"
"""What stands before each picture."""
PICTURE = re.compile(re.escape(MARK) + r"[^`]*```")


def pictures() -> tuple[str, str]:
    """Return what the demonstration prints of its second day, and what ``status`` says after it."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        played, status = _printed("demo"), _printed("status")
    program = re.compile(r"^  \S*counciljobs ", re.MULTILINE)
    return program.sub("  counciljobs ", "Day 2" + played.partition("Day 2")[2]).rstrip(), status.rstrip()


def _printed(*arguments: str) -> str:
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        main(arguments)
    return out.getvalue()


def redrawn(readme: str) -> str:
    """Return the README with its pictures as they are printed today."""
    waiting = iter(pictures())
    return PICTURE.sub(lambda _old: f"{MARK}{next(waiting)}\n```", readme)


if __name__ == "__main__":
    sys.exit(README.write_text(redrawn(README.read_text(encoding="utf-8")), encoding="utf-8") == 0)
