"""What a run fetched is in its archive: changed pages whole, unchanged ones as revisits, failures with their cause."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from scheduler.collect import CollectSettings, collect
from scheduler.summary import Silent
from scraper.fetching import FetchSettings
from scraper.sources.model import Source
from storage.store import Store
from tests.scheduler.world import FROZEN, Site, feed


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


def run(source: Source, folder: Path, day: int) -> None:
    settings = CollectSettings(fetch=FetchSettings(), spool_dir=folder / "spool", archive=folder / "archive")
    moment = FROZEN + timedelta(days=day)
    with Store.open(folder / "a.db") as store:
        collect([source], store, settings, clock=lambda: moment, observer=Silent())


def records(folder: Path) -> list[tuple[str, str, str, bytes]]:
    """Kind, address, time and body of every record, by file and in order."""
    found = []
    for path in sorted(folder.rglob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                headers = record.rec_headers
                uri, at = headers.get_header("WARC-Target-URI"), headers.get_header("WARC-Date")
                found.append((record.rec_type, uri, at, record.content_stream().read()))
    return found


def test_pages_revisits_and_failures_are_kept(site: Site, tmp_path: Path) -> None:
    source = Source(id="board", name="Board", platform="feed", url=f"{site.url}/rss")
    site.pages = {"/rss": feed(site.url, {1: "Planner"})}
    run(source, tmp_path, 0)
    run(source, tmp_path, 1)
    body = site.pages.pop("/rss")
    run(source, tmp_path, 2)
    kept = [record for record in records(tmp_path / "archive") if record[1] == source.url]
    assert [(kind, at) for kind, _, at, _ in kept] == [
        ("response", "2026-11-23T09:00:00Z"),
        ("revisit", "2026-11-24T09:00:00Z"),
        ("response", "2026-11-25T09:00:00Z"),
    ]
    assert kept[0][3] == body


def test_a_fetch_that_failed_is_kept_with_its_cause(site: Site, tmp_path: Path) -> None:
    site.close()
    source = Source(id="gone", name="Gone", platform="feed", url=f"{site.url}/rss")
    run(source, tmp_path, 0)
    (failure,) = [json.loads(body) for kind, uri, _, body in records(tmp_path / "archive") if uri == source.url]
    assert (failure["verdict"], failure["cause"]) == ("broken", "connection")


def test_each_file_says_which_source_run_it_is_and_how_it_ended(site: Site, tmp_path: Path) -> None:
    source = Source(id="board", name="Board", platform="feed", url=f"{site.url}/rss")
    site.pages = {"/rss": feed(site.url, {1: "Planner"})}
    run(source, tmp_path, 0)
    about = {uri: json.loads(body) for kind, uri, _, body in records(tmp_path / "archive") if kind == "metadata"}
    assert about["urn:counciljobs:source-run"]["source"]["id"] == "board"
    assert about["urn:counciljobs:source-run-end"]["verdict"] == "ok"
