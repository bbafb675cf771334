"""What follows a run: each part once, and one that fails stops neither the others nor the run."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from counciljobs.status_page import page
from scheduler.summary import SourceResult
from tests.conftest import NOW
from tests.counciljobs.conftest import Cli, World

NOON = "2026-11-23T12:00:00Z"


class Inbox:
    """A server that takes messages and heartbeats."""

    def __init__(self) -> None:
        self.posts: list[str] = []
        self.beats: list[str] = []
        inbox = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                inbox.posts.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self.send_response(200)
                self.end_headers()

            def do_GET(self) -> None:
                inbox.beats.append(self.path)
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Keep the test's output clean."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    made = Inbox()
    yield made
    made.server.shutdown()
    made.server.server_close()
    made.thread.join()


def test_people_are_told_once_and_the_day_once(
    cli: Cli, world: World, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNCILJOBS_NOTIFY", f"json://{inbox.address}/")
    monkeypatch.setenv("COUNCILJOBS_HEARTBEAT", f"http://{inbox.address}/beat")
    sources = world.sources("gazette", nowhere=world.gone)
    for now in (NOON, "2026-11-23T18:00:00Z"):
        cli("collect", "--sources", sources, "--now", now)
    assert len(inbox.posts) == 2
    assert "nowhere is broken (http_404)" in inbox.posts[0]
    assert "6 live jobs; 6 new and 0 closed in the last day" in inbox.posts[1]
    assert inbox.beats == ["/beat", "/beat"]


def test_a_watchdog_and_a_box_that_do_not_answer_are_told(
    cli: Cli, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNCILJOBS_NOTIFY", "json://127.0.0.1:9/secret")
    monkeypatch.setenv("COUNCILJOBS_HEARTBEAT", "http://127.0.0.1:9/secret")
    ran = cli("collect", "--sources", world.sources("gazette"), "--now", NOON)
    assert ran.code == 1
    assert "The run is stored, but no address took the message; the next run tries again." in ran.err
    assert "The run is stored, but the watchdog was not told (ConnectError)." in ran.err
    assert "secret" not in ran.err


def test_the_status_page_and_the_numbers_are_written(
    cli: Cli, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNCILJOBS_STATUS_PAGE", "status.html")
    monkeypatch.setenv("COUNCILJOBS_METRICS", "counciljobs.prom")
    cli("collect", "--sources", world.sources("gazette", nowhere=world.gone), "--now", NOON)
    assert "1 of 2 sources in trouble" in (tmp_path / "status.html").read_text()
    numbers = (tmp_path / "counciljobs.prom").read_text().splitlines()
    assert 'counciljobs_source_up{source="gazette"} 1.0' in numbers
    assert 'counciljobs_source_up{source="nowhere"} 0.0' in numbers
    assert 'counciljobs_source_state{cause="http_404",source="nowhere",verdict="broken"} 1.0' in numbers
    assert "counciljobs_live_jobs 6.0" in numbers
    assert cli("status", "--html", "again.html").code == 0
    assert "nowhere" in (tmp_path / "again.html").read_text()


def test_a_place_that_can_not_be_written_costs_only_itself(
    cli: Cli, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").mkdir()
    monkeypatch.setenv("COUNCILJOBS_STATUS_PAGE", "taken")
    monkeypatch.setenv("COUNCILJOBS_METRICS", "counciljobs.prom")
    ran = cli("collect", "--sources", world.sources("gazette"), "--now", NOON)
    assert ran.code == 1
    assert "The run is stored, but the status page was not written" in ran.err
    assert (tmp_path / "counciljobs.prom").is_file()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("NOTIFY", "pigeon://coop", "address 1 of COUNCILJOBS_NOTIFY (pigeon://...)"),
        ("HEARTBEAT", "hc.example.org", "COUNCILJOBS_HEARTBEAT wants the whole address"),
        ("METRICS_PORT", "99999", "metrics_port must be a whole number from 1 to 65535"),
    ],
)
def test_an_address_that_is_none_is_told_before_the_run(
    cli: Cli, world: World, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(f"COUNCILJOBS_{name}", value)
    ran = cli("collect", "--sources", world.sources("gazette"))
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert said in ran.err


def test_a_secret_in_the_settings_file_is_refused(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "counciljobs.toml").write_text('notify = "mailto://me:secret@example.org"')
    ran = cli("doctor")
    assert "notify holds secrets, which a file should not: set COUNCILJOBS_NOTIFY" in ran.out + ran.err
    assert "me:secret" not in ran.out + ran.err


def test_a_schedule_shows_its_numbers_on_a_port(
    cli: Cli, world: World, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = inbox.server.server_port
    monkeypatch.setenv("COUNCILJOBS_METRICS_PORT", str(taken))
    ran = cli("schedule", "--once", "--sources", world.sources("gazette"), "--now", NOON)
    assert ran.code == 2
    assert f"Port {taken} can't be used for the numbers" in ran.err
    free = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    free.server_close()
    monkeypatch.setenv("COUNCILJOBS_METRICS_PORT", str(free.server_port))
    assert cli("schedule", "--once", "--sources", world.sources("gazette"), "--now", NOON).code == 0
    shown = httpx.get(f"http://127.0.0.1:{free.server_port}/metrics").text
    assert "counciljobs_live_jobs 6.0" in shown


def test_the_page_shows_hostile_names_as_text_and_asks_nothing_of_anyone() -> None:
    wicked = SourceResult(
        source="<script>alert(1)</script>",
        verdict="broken",
        cause="http_404",
        message='"><img src=https://evil.example/x> \x1b[31m',
        since="2026-11-20T09:00:00Z",
    )
    shown = page([wicked, SourceResult(source="leeds", verdict="ok", checked_at="2026-11-23T09:00:00Z")], NOW)
    assert "<script" not in shown
    assert "<img" not in shown
    assert "\x1b" not in shown
    assert "1 of 2 sources in trouble" in shown
    assert "find the new address" in shown
    assert "href=" not in shown
    assert "src=" not in shown.replace("&quot;&gt;&lt;img src=", "")


def test_the_archive_is_thinned_after_a_run(
    cli: Cli, world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COUNCILJOBS_ARCHIVE_KEEP_DAYS", "7")
    for day in ("2026-11-01", "2026-11-05", "2026-11-10"):
        cli("collect", "--sources", world.sources("gazette"), "--archive", "pages", "--now", f"{day}T12:00:00Z")
    ledgers = sorted(path.relative_to(tmp_path / "pages").parts[:3] for path in tmp_path.rglob("_run.warc.gz"))
    assert ledgers == [("2026", "11", "05"), ("2026", "11", "10")]


def test_an_archive_that_cannot_be_made_small_enough_is_told(
    cli: Cli, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNCILJOBS_ARCHIVE_KEEP_BYTES", "1")
    ran = cli("collect", "--sources", world.sources("gazette"), "--archive", "pages", "--now", NOON)
    assert ran.code == 0
    assert "more than archive_keep_bytes: the last two days and what they point to always stay." in ran.err


def test_an_archive_that_cannot_be_thinned_spoils_nothing_else(
    cli: Cli, world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COUNCILJOBS_ARCHIVE_KEEP_DAYS", "7")
    (tmp_path / "pages" / "_bodies.db").mkdir(parents=True)
    ran = cli("collect", "--sources", world.sources("gazette"), "--archive", "pages", "--now", NOON)
    assert ran.code == 1
    assert "The run is stored, but the archive was not thinned" in ran.err
