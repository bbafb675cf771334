"""Streams that are gone, full or narrow, and signals, on the real program."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.counciljobs.conftest import SOURCE

PROGRAM = f"{sys.executable} -m counciljobs"


def shell(command: str, folder: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_a_closed_stream_is_no_trouble(tmp_path: Path, closed: str) -> None:
    ran = shell(f"{PROGRAM} normalise date {closed} <<< '1 May 2027'", tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    ran = shell(f"{PROGRAM} normalise date 'tomorrow' > /dev/full", tmp_path)
    assert ran.stderr == "counciljobs: The disk is full: free some space and run the same command again.\n"
    assert ran.returncode == 3


def test_a_terminal_without_pounds_shows_an_escape(tmp_path: Path) -> None:
    (tmp_path / "£.toml").write_text("", encoding="utf-8")
    ran = shell(f"{PROGRAM} doctor --config $'\\xc2\\xa3.toml'", tmp_path, PYTHONIOENCODING="ascii")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "\\xa3.toml" in ran.stdout


def test_a_file_name_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    ran = shell(f"{PROGRAM} parse $'\\xff.html' --platform localgov --url http://a.example/", tmp_path)
    assert ran.returncode == 2
    assert ran.stderr.startswith("counciljobs: There is no file ")
    assert ran.stderr.count("\n") == 1


STOPPED = """
import sys
import storage.exporting.batches as batches
from counciljobs.cli import main

def stopping(rows, long):
    yield [next(rows)]
    raise KeyboardInterrupt

batches._chunks = stopping
raise SystemExit(main(["--db", "counciljobs.db", "export", sys.argv[1]]))
"""


def test_an_export_that_is_stopped_half_way_says_so_and_nothing_else(tmp_path: Path) -> None:
    shell(f"{PROGRAM} demo", tmp_path)
    (tmp_path / "stopped.py").write_text(STOPPED, encoding="utf-8")
    for name in ("a.csv", "a.jsonl", "a.xlsx", "a.parquet"):
        ran = shell(f"{sys.executable} stopped.py {name}", tmp_path)
        told = "counciljobs: Stopped by you; what was already stored is kept.\n"
        assert (name, ran.returncode, ran.stderr) == (name, 130, told)
        assert not (tmp_path / name).exists()


class _Slow(BaseHTTPRequestHandler):
    asked = threading.Event()
    release = threading.Event()

    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            self.send_error(404)
            return
        self.asked.set()
        self.release.wait(30)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet."""


@pytest.fixture
def slow() -> Iterator[str]:
    """The address of a page that does not answer while the test runs."""
    _Slow.asked.clear()
    _Slow.release.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Slow)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    _Slow.release.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_a_run_cleanly(tmp_path: Path, slow: str, kind: signal.Signals) -> None:
    (tmp_path / "sources.toml").write_text(SOURCE.format(id="slow", url=slow), encoding="utf-8")
    command = [sys.executable, "-m", "counciljobs", "collect", "--sources", "sources.toml"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        assert _Slow.asked.wait(20)
        run.send_signal(kind)
        out, err = run.communicate(timeout=20)
    assert run.returncode == 1
    assert "Traceback" not in err
    assert "The run was stopped before its end" in err
    assert "interrupted" in out
    status = shell(f"{PROGRAM} status --json", tmp_path)
    assert '"cause":"interrupted"' in status.stdout
