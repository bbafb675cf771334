"""Calls of the program in this process, each in an empty folder with a clean environment."""

import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from counciljobs.cli import main
from counciljobs.demo import server
from counciljobs.demo.server import serving
from counciljobs.demo.site import Site, demo_folder, site_rows

FIRST_PORT_OF_TESTS, PORTS_A_WORKER = 9731, 500
"""Test processes side by side, and a demonstration beside them, do not take each other's ports."""


class Ran(Struct, frozen=True):
    """How one call ended and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[Any]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Cli = Callable[..., Ran]


class Console(io.TextIOWrapper):
    """A standard stream that is a terminal when told so."""

    terminal = False

    def isatty(self) -> bool:
        return self.terminal


def _stream(data: bytes = b"", errors: str = "strict") -> Console:
    return Console(io.BytesIO(data), encoding="utf-8", errors=errors, newline="\n")


def _text(stream: Console) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined, no-any-return]  # the BytesIO above


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every call works in an empty folder without settings."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("COUNCILJOBS_")]:
        monkeypatch.delenv(name)
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    monkeypatch.setattr(server, "FIRST_PORT", FIRST_PORT_OF_TESTS + PORTS_A_WORKER * worker)


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Call ``counciljobs`` with arguments, and with bytes or text on standard input."""

    def call(*arguments: object, stdin: bytes | str = b"", terminal: bool = False) -> Ran:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        out, err = _stream(), _stream(errors="backslashreplace")
        out.terminal = terminal
        with monkeypatch.context() as streams:
            streams.setattr(sys, "stdin", _stream(given))
            streams.setattr(sys, "stdout", out)
            streams.setattr(sys, "stderr", err)
            code = main([str(argument) for argument in arguments])
        return Ran(code, _text(out), _text(err))

    return call


SOURCE = """
[[source]]
id = "{id}"
name = "{id}"
platform = "localgov"
url = "{url}"
"""


class World(Struct, frozen=True):
    """The demonstration's gazette on this machine, and source rows that name it and others."""

    folder: Path
    gazette: Site

    @property
    def gone(self) -> str:
        """An address that answers 404."""
        return f"{self.gazette.origin}/gone"

    def sources(self, *ids: str, name: str = "sources.toml", **urls: str) -> Path:
        """Write source rows: for each id the gazette's address, for each keyword its own."""
        page = f"{self.gazette.origin}/news/potholes-and-patience"
        rows = {**dict.fromkeys(ids, page), **urls}
        path = self.folder / name
        path.write_text("".join(SOURCE.format(id=id_, url=url) for id_, url in rows.items()), encoding="utf-8")
        return path


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Serve the gazette while the test runs."""
    folder = demo_folder()
    row = next(row for row in site_rows(folder) if row.folder == "trade-press")
    gazette = Site(folder, row)
    with serving([gazette]):
        yield World(tmp_path, gazette)
