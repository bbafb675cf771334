"""Rows on their way out, a batch of columns at a time.

Working column by column costs a third of working row by row: what is true of a whole column (nothing in it, nothing to
quote, nothing to decode) is found out once a batch.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from storage.posting_rows import JSON_FIELDS

Row = tuple[Any, ...]
Columns = Sequence[Sequence[Any]]
"""The values of each column, all of the same length."""
Change = Callable[[Sequence[Any]], Sequence[Any]]

MOST_ROWS = 64
"""Enough that what a batch costs by itself hardly shows, few enough to stay in the processor's cache (500: half as
fast)."""
MOST_LETTERS = 2_000_000
"""A batch ends after so many letters of long text, so that adverts of a megabyte each don't fill the memory."""
LONG = ("description", "summary", "rules")
KEPT, SHORT = 2048, 200
"""Most adverts repeat a few lists of flags, patterns and places: so many that are shorter than so many letters."""
FLAGS = frozenset(("left_censored", "pro_rata"))


def batches_of(names: Sequence[str], rows: Iterable[Row]) -> Iterator[Columns]:
    """Yield rows as batches of columns, what SQLite keeps as text or number turned into lists, objects and booleans."""
    changes = [(at, decoded if name in JSON_FIELDS else flags) for at, name in enumerate(names) if _is_coded(name)]
    for columns in raw_batches_of(names, rows):
        yield _changed(list(columns), changes)


def raw_batches_of(names: Sequence[str], rows: Iterable[Row]) -> Iterator[Columns]:
    """Yield rows as batches of columns, the values as SQLite keeps them."""
    for some in _chunks(rows, [at for at, name in enumerate(names) if name in LONG]):
        yield list(zip(*some, strict=True))


def _is_coded(name: str) -> bool:
    return name in JSON_FIELDS or name in FLAGS


def _changed(columns: list[Any], changes: Sequence[tuple[int, Change]]) -> Columns:
    for at, change in changes:
        columns[at] = change(columns[at])
    return columns


def _chunks(rows: Iterable[Row], long: Sequence[int]) -> Iterator[list[Row]]:
    chunk: list[Row] = []
    letters = 0
    for row in rows:
        chunk.append(row)
        for at in long:
            if row[at]:
                letters += len(row[at])
        if len(chunk) == MOST_ROWS or letters > MOST_LETTERS:
            yield chunk
            chunk, letters = [], 0
    if chunk:
        yield chunk


def decoded(values: Sequence[str | None]) -> Sequence[Any]:
    """Return JSON texts as values, what is no JSON is nothing."""
    return [_kept(text) if text is None or len(text) < SHORT else read_json(text) for text in values]


def read_json(text: str | None) -> Any:  # noqa: ANN401 (whatever the JSON holds)
    """Return what a text holds as JSON."""
    try:
        return None if text is None else msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError):  # somebody else's hand in the file
        return None


_kept = lru_cache(maxsize=KEPT)(read_json)


def flags(values: Sequence[int | None]) -> Sequence[bool | None]:
    """Return SQLite's 0 and 1 as booleans."""
    return [None if value is None else bool(value) for value in values]


def asked(connection: sqlite3.Connection, select: str, values: Sequence[object]) -> Iterator[Row]:
    """Ask when the first row is wanted."""
    yield from connection.execute(select, values)
