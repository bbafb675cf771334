"""Faults of the machine and of our own code in a run: each is named, none takes another source or a later run along."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.collect import CollectSettings, collect
from scheduler.summary import RunSummary, Silent, SourceResult
from scraper.fetching import FetchSettings
from scraper.sources.model import Source
from storage import sightings
from storage.batch import Batch
from storage.store import Store, StoreError
from tests.scheduler.world import FROZEN, Site, feed, run

TOMORROW = FROZEN + timedelta(days=1)


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def boards(site: Site) -> list[Source]:
    site.pages = {f"/{name}": feed(site.url, {1: "Planner", 2: "Social Worker"}) for name in ("first", "second")}
    return [Source(id=name, name=name, platform="feed", url=f"{site.url}/{name}") for name in ("first", "second")]


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A store that a defect keeps from taking anything of the source "first"."""
    write = sightings.write

    def defective(connection: sqlite3.Connection, batch: Batch, **how: object) -> object:
        if batch.source_run.source == "first" and batch.postings:
            raise sqlite3.IntegrityError("CHECK constraint failed: postings")
        return write(connection, batch, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(sightings, "write", defective)
    return monkeypatch


def verdicts(summary: RunSummary) -> list[tuple[str, str | None]]:
    return [(result.verdict, result.cause) for result in summary.results]


def count(database: Path, source: str) -> int:
    connection = sqlite3.connect(database)
    try:
        (found,) = connection.execute("SELECT count(*) FROM postings WHERE source = ?", (source,)).fetchone()
        return int(found)
    finally:
        connection.close()


def test_a_source_that_the_store_can_not_take_is_named_and_stops_no_other(
    boards: list[Source], tmp_path: Path, refusing: pytest.MonkeyPatch
) -> None:
    summary = run(boards, tmp_path / "a.db")
    assert verdicts(summary) == [("broken", "internal_error"), ("ok", None)]
    assert (count(tmp_path / "a.db", "first"), count(tmp_path / "a.db", "second")) == (0, 2)
    (kept,) = (tmp_path / "a.spool").iterdir()
    assert str(kept) in (summary.results[0].message or "")
    refusing.undo()
    assert verdicts(run(boards, tmp_path / "a.db", TOMORROW)) == [("ok", None), ("unchanged", None)]
    assert kept.exists()


def test_a_leftover_that_the_store_can_not_take_is_set_aside_and_told(
    boards: list[Source], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "a.db"
    with monkeypatch.context() as dying:
        dying.setattr(Store, "ingest", lambda *_, **__: (_ for _ in ()).throw(StoreError("The machine dies here.")))
        with pytest.raises(StoreError):
            run(boards[:1], database)
    (left,) = (tmp_path / "a.spool").iterdir()
    with monkeypatch.context() as defective:
        defective.setattr(sightings, "write", lambda *_, **__: 1 / 0)
        summary = run([], database, TOMORROW)
    (kept,) = (tmp_path / "a.spool").iterdir()
    assert kept != left
    assert any(str(kept) in note for note in summary.notes)
    assert verdicts(run(boards, database, TOMORROW)) == [("ok", None), ("ok", None)]


def test_a_leftover_of_another_version_of_the_program_is_set_aside_not_thrown_away(
    boards: list[Source], tmp_path: Path
) -> None:
    folder = tmp_path / "a.spool"
    folder.mkdir()
    strange = b'{"type":"head","of":"another time"}\n{"type":"leaf"}\n'
    (folder / "R1.first.jsonl").write_bytes(strange)
    summary = run(boards, tmp_path / "a.db")
    (kept,) = folder.iterdir()
    assert kept.read_bytes() == strange
    assert any(str(kept) in note for note in summary.notes)
    assert run(boards, tmp_path / "a.db", TOMORROW).notes == ()


def test_a_full_disk_under_the_spool_is_told_as_that(
    boards: list[Source], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []

    def write(_file: int, data: bytes) -> int:
        written.append(len(data))
        if len(written) > 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return len(data)

    with monkeypatch.context() as full:
        full.setattr("scheduler.spool.os.write", write)
        with pytest.raises(StoreError, match="full"):
            run(boards, tmp_path / "a.db")
    assert verdicts(run(boards, tmp_path / "a.db", TOMORROW)) == [("ok", None), ("ok", None)]


class Deaf(Silent):
    """An observer with a defect, wherever it hears something."""

    def source_started(self, source: str) -> None:
        raise ZeroDivisionError(source)

    def page_read(self, source: str, pages: int, adverts: int) -> None:
        raise ZeroDivisionError(source, pages, adverts)

    def source_finished(self, result: SourceResult) -> None:
        raise ZeroDivisionError(result.source)


def test_an_observer_that_fails_spoils_no_run(boards: list[Source], tmp_path: Path) -> None:
    settings = CollectSettings(fetch=FetchSettings(), spool_dir=tmp_path / "a.spool")
    with Store.open(tmp_path / "a.db") as store:
        summary = collect(boards, store, settings, clock=lambda: FROZEN, observer=Deaf())
    assert verdicts(summary) == [("ok", None), ("ok", None)]
