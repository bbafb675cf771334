"""The last resort: a defect that nobody foresaw is told in one sentence, and its traceback goes to a file."""

import sys
import tempfile
import traceback
from pathlib import Path
from types import TracebackType

LOG_NAME = "counciljobs-crash.log"


def install() -> None:
    """Make this process tell an unforeseen defect in one sentence; the exit code stays 1."""
    sys.excepthook = tell


def keep_log() -> None:
    """Send what the rooms log (their own defects, with tracebacks) to the file instead of the terminal."""
    import logging  # noqa: PLC0415 (help must start without it)

    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(logging.FileHandler(log_file(), encoding="utf-8", delay=True, errors="backslashreplace"))


def log_file() -> Path:
    """Return where defects are written."""
    return Path(tempfile.gettempdir()) / LOG_NAME


def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Write the traceback to a file and one sentence to standard error."""
    report = "".join(traceback.format_exception(kind, error, trace))
    where = _kept(report)
    summary = " ".join(f"{kind.__name__}: {error}".split())[:200]
    sys.stderr.write(f"counciljobs: This is a defect of counciljobs itself ({summary}); please report it{where}.\n")


def _kept(report: str) -> str:
    path = log_file()
    try:
        path.write_text(report, encoding="utf-8", errors="backslashreplace")
    except OSError:
        return ""
    return f" with the file {path}"
