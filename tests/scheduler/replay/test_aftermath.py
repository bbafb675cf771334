"""What the store had before a kill stands before what it had not: rows are numbered in the order in which they came."""

from pathlib import Path

import msgspec

from scheduler.archiving import found_by
from scheduler.batching import batch_of_spool
from scheduler.replay.aftermath import settle
from scheduler.spool import Head, Left, Spool, Spooled, leftovers
from scheduler.storing import take_in_leftovers
from scheduler.walk import Found, Leaf
from scraper.normalising.posting import normalise
from scraper.records import Advert
from storage.batch import Known, SeenPage, SourceRun
from storage.store import Store

AT = "2026-11-23T09:00:00Z"
RUN = "20261123T090000Z-0001"


def spooled(folder: Path, source: str) -> None:
    """The spool of a source run that was read to its end."""
    head = Head(run=RUN, source=source, platform="feed", version="feed.1", authority=None, extent=None, started_at=AT)
    page = SeenPage(key="page", url="https://example.org/", status=200, fetched_at=AT)
    advert = Advert(source_ref="1", title=f"Cook of {source}")
    with Spool(folder, head) as spool:
        spool.keep(Leaf(page, (Found(advert, "hash"),), ("1",)))
        spool.end(SourceRun(run=RUN, source=source, started_at=AT, finished_at=AT, verdict="ok"))


def first_stored(store: Store, folder: Path, source: str) -> None:
    """What a run does that is killed before it clears a spool away."""
    for one in leftovers(folder, RUN, source):
        assert isinstance(one, Spooled)
        assert one.source_run is not None
        store.ingest(batch_of_spool(one, Known(), one.source_run, normalise))


def rows(store: Store) -> list[tuple[object, ...]]:
    return store.connection.execute("SELECT id, source FROM postings ORDER BY id").fetchall()


def test_a_source_stored_before_the_kill_is_stored_before_what_was_left(tmp_path: Path) -> None:
    live, again = tmp_path / "live", tmp_path / "again"
    for source in ("a", "b"):
        spooled(live, source)
        spooled(again, source)
    with Store.open(tmp_path / "live.db") as store:
        first_stored(store, live, "b")
        found = found_by(store, live)
        take_in_leftovers(store, leftovers(live), normalise, AT)
        expected = rows(store)
    assert [one.stored for one in found.left] == [False, True]
    with Store.open(tmp_path / "again.db") as store:
        assert settle(store, again, "later", found, normalise) == []
        assert len(list(leftovers(again))) == 2
        take_in_leftovers(store, leftovers(again), normalise, AT)
        assert rows(store) == expected == [(1, "b"), (2, "a")]


def test_an_archive_that_does_not_say_what_was_stored_is_read() -> None:
    told = b'{"head":{"type":"head","run":"r","source":"s","platform":"p","version":"v","authority":null,'
    left = msgspec.json.decode(told + b'"extent":null,"started_at":"a"},"leaves":1,"ended":true}', type=Left)
    assert left.stored is False
