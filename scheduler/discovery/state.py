"""What discovery has found so far, kept line by line: a kill loses at most the council it was at."""

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from scheduler.discovery.finding import Finding


def read_state(path: Path) -> dict[str, Finding]:
    """Return the last finding of each council by its id; a line that was cut off by a kill is left out."""
    if not path.exists():
        return {}
    found: dict[str, Finding] = {}
    for line in path.read_bytes().splitlines():
        try:
            finding = msgspec.json.decode(line, type=Finding)
        except msgspec.MsgspecError:
            continue
        found[finding.council] = finding
    return found


def append(path: Path, findings: Iterable[Finding]) -> None:
    """Write findings to the end of the state file and see them onto the disk.

    Raises:
        OSError: the file can't be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = b"".join(msgspec.json.encode(finding) + b"\n" for finding in findings)
    with path.open("ab+") as file:
        if file.seek(0, os.SEEK_END) and not _ends_whole(path):
            lines = b"\n" + lines
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
