"""What the store knows of a source before a run."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

import msgspec

from scraper.records import Advert
from storage import forgetting
from storage.batch import Known, PastRun, SeenPage
from storage.posting_rows import unpacked
from storage.sql import text
from storage.stamps import before

REMEMBERED = timedelta(days=60)
"""A page not seen for two months, or a posting that is over for so long too, is met as if for the first time: its
stored row is still found. What is over is told by its closing time, so that it is the same before and after a sweep."""
RECENT_RUNS = 30
"""Enough for every median that drift is judged by."""
RUNS_AT_HAND = 4_096
"""Past runs kept as read: a replay asks for the same ones of a source thirty times over; each takes half a kilobyte."""
_Made = TypeVar("_Made")
_Given = TypeVar("_Given")
_PAGE = SeenPage.__struct_fields__
_PAST = PastRun.__struct_fields__
_HISTORY = f"""
SELECT {", ".join(_PAST)} FROM source_runs WHERE rowid IN (
  SELECT rowid FROM (SELECT rowid FROM source_runs WHERE source = :source
    ORDER BY finished_at DESC, run DESC LIMIT :limit)
  UNION ALL
  SELECT rowid FROM (SELECT rowid FROM source_runs WHERE source = :source AND new + changed + gone > 0
    ORDER BY finished_at DESC, run DESC LIMIT :limit)
  UNION ALL
  SELECT rowid FROM (SELECT rowid FROM source_runs WHERE source = :source ORDER BY finished_at, run LIMIT 1)
) ORDER BY finished_at DESC, run DESC
"""  # noqa: S608 (our names)


class StoredPosting(NamedTuple):
    """A known posting whose advert is unpacked when it is asked for: most are only asked whether they are the same."""

    listed_hash: str
    detail_at: str | None
    parser_version: str | None
    packed: bytes

    @property
    def advert(self) -> Advert:
        """The advert as last read."""
        return unpacked(self.packed)


class _Rows(Mapping[str, _Made]):
    """Rows by their first value, made into something when they are asked for: most never are."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._rows = {row[0]: row for row in rows}
        self._made: dict[str, _Made] = {}

    def get(self, key: str, default: _Given | None = None) -> _Made | _Given | None:  # type: ignore[override]
        """Return what a row makes; asked of every advert of a listing several times, so not by way of an exception."""
        return self[key] if key in self._rows else default

    def __getitem__(self, key: str) -> _Made:
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._make(self._rows[key])
        return made

    def _make(self, row: tuple[Any, ...]) -> _Made:
        raise NotImplementedError

    def __reduce__(self) -> tuple[Any, ...]:
        """Go to another process as one piece of bytes: a replay sends them by the thousand, and pickles each value."""
        return _sent, (type(self), msgspec.msgpack.encode(tuple(self._rows.values())))

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def _sent(kind: type[_Rows[_Made]], packed: bytes) -> _Rows[_Made]:
    return kind(_values.decode(packed))


class StoredPostings(_Rows[StoredPosting]):
    """Known postings by source_ref."""

    def _make(self, row: tuple[Any, ...]) -> StoredPosting:
        return StoredPosting._make(row[1:])


class StoredPages(_Rows[SeenPage]):
    """Known pages by key."""

    def _make(self, row: tuple[Any, ...]) -> SeenPage:
        return SeenPage(**dict(zip(_PAGE, row, strict=True)))


def known(connection: sqlite3.Connection, source: str) -> Known:
    """Return what the store knows of a source.

    Its history holds the latest runs, the latest runs in which something moved, and the first of all, newest first.
    """
    latest = text(connection, "SELECT max(finished_at) FROM source_runs WHERE source = ?", (source,))
    forgotten = forgetting.marks_of(connection, source)
    if latest is None:
        return Known(forgotten=forgotten)
    since = before(latest, REMEMBERED)
    return Known(
        pages=StoredPages(_pages(connection, source, since)),
        postings=StoredPostings(_postings(connection, source, since)),
        history=_history(connection, source),
        forgotten=forgotten,
    )


def _pages(connection: sqlite3.Connection, source: str, since: str) -> sqlite3.Cursor:
    return connection.execute(
        f"SELECT {', '.join(_PAGE)} FROM pages WHERE source = ? AND fetched_at >= ?",  # noqa: S608 (our names)
        (source, since),
    )


def _postings(connection: sqlite3.Connection, source: str, since: str) -> sqlite3.Cursor:
    return connection.execute(
        "SELECT p.source_ref, w.listed_hash, w.detail_at, p.parser_version, a.advert FROM postings AS p "
        "JOIN posting_watch AS w ON w.posting = p.id JOIN posting_adverts AS a ON a.posting = p.id "
        "WHERE p.source = ? AND (p.last_seen >= ? OR coalesce(p.closed_at, w.closes_utc, '9999') >= ?)",
        (source, since, since),
    )


def _history(connection: sqlite3.Connection, source: str) -> tuple[PastRun, ...]:
    rows = connection.execute(_HISTORY, {"source": source, "limit": RECENT_RUNS})
    return tuple(map(_past, rows))


@lru_cache(maxsize=RUNS_AT_HAND)
def _past(row: tuple[Any, ...]) -> PastRun:
    values = dict(zip(_PAST, row, strict=True))
    read = {"fill": _shares.decode(values["fill"]), "warnings": _words.decode(values["warnings"])}
    return PastRun(**values | {"complete": bool(values["complete"])} | read)


_values = msgspec.msgpack.Decoder(list[tuple[Any, ...]])
_shares = msgspec.json.Decoder(dict[str, float])
_words = msgspec.json.Decoder(tuple[str, ...])
