"""WARC files of other crawls are read for what they show, and close nothing."""

import gzip
import sqlite3
from pathlib import Path

import pytest

from counciljobs.cli import main
from tests.scheduler.world import careers

URL = "https://jobs.example"
ROW = f"""
[[source]]
id = "example"
name = "Example"
platform = "jobposting"
url = "{URL}/jobs"
"""


def response(uri: str, body: bytes, *more: str, status: str = "200 OK") -> bytes:
    head = "\r\n".join([f"HTTP/1.1 {status}", "Content-Type: text/html", *more]).encode()
    block = head + b"\r\n\r\n" + body
    told = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <{uri}>\r\nWARC-Date: 2026-11-01T08:00:00Z\r\n"
    return told.encode() + f"Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def crawl() -> list[bytes]:
    pages = careers(URL, {1: "Planner", 2: "Warden", 3: "Clerk"})
    listing = pages.pop("/jobs")
    first = response(f"{URL}/jobs", b"", f"Location: {URL}/jobs/", status="301 Moved")
    packed = response(f"{URL}/jobs/", gzip.compress(listing), "Content-Encoding: gzip")
    chunked = [
        response(URL + path, f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n", "Transfer-Encoding: chunked")
        for path, body in pages.items()
    ]
    return [b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n", first, packed, *chunked]


def titles(database: Path) -> set[str]:
    rows = sqlite3.connect(database)
    found = {title for (title,) in rows.execute("SELECT title FROM postings WHERE status = 'live'")}
    rows.close()
    return found


def replay(folder: Path, name: str, content: bytes) -> int:
    (folder / name).write_bytes(content)
    (folder / "rows.toml").write_text(ROW)
    arguments = ["replay", str(folder / name), "--sources", str(folder / "rows.toml")]
    return main(["--db", str(folder / "a.db"), *arguments])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plain.warc", b"".join(crawl())),
        ("members.warc.gz", b"".join(map(gzip.compress, crawl()))),
        ("one-piece.warc.gz", gzip.compress(b"".join(crawl()))),
    ],
)
def test_the_adverts_of_a_crawl_are_taken_in(tmp_path: Path, name: str, content: bytes) -> None:
    assert replay(tmp_path, name, content) == 0
    assert titles(tmp_path / "a.db") == {"Planner", "Warden", "Clerk"}


def test_a_torn_crawl_gives_what_stands_before_the_tear(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = b"".join(map(gzip.compress, crawl()))
    assert replay(tmp_path, "torn.warc.gz", content[:-30]) == 1
    assert [line for line in capsys.readouterr().err.splitlines() if "torn" in line] != []
    assert titles(tmp_path / "a.db") >= {"Planner", "Warden"}


def test_a_crawl_closes_nothing_and_counts_once(tmp_path: Path) -> None:
    assert replay(tmp_path, "a.warc", b"".join(crawl())) == 0
    assert replay(tmp_path, "a.warc", b"".join(crawl())) == 0
    rows = sqlite3.connect(tmp_path / "a.db")
    told = rows.execute("SELECT extent, gone FROM source_runs").fetchall()
    rows.close()
    assert told == [("window", 0)]


def test_a_file_of_no_known_kind_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.warc.gz").write_bytes(b"\x1f\x8b not gzip at all")
    assert main(["--db", str(tmp_path / "a.db"), "replay", str(tmp_path)]) == 3
    assert "a.warc.gz" in capsys.readouterr().err
