"""The data dictionary: every table, view and column with its sentence, for docs and for whoever serves the file."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

from msgspec import Struct

from storage.schema.columns import Column
from storage.schema.ddl import SEARCH
from storage.schema.migrations import make
from storage.schema.tables import POSTING_COLUMNS, SEARCHED, TABLES
from storage.schema.views import VIEWS


class Entry(Struct, frozen=True):
    """One table or view; ``columns`` gives each column's type (empty for a view) and sentence."""

    name: str
    kind: str
    sentence: str
    columns: dict[str, tuple[str, str]]


ORDER = ("live_jobs", "jobs", "postings")
"""What people look for first stands first."""


def entries() -> tuple[Entry, ...]:
    """Return every table and view, the ones for people first."""
    found = [*_views(), *_tables()]
    return tuple(sorted(found, key=lambda one: ORDER.index(one.name) if one.name in ORDER else len(ORDER)))


def _tables() -> Iterator[Entry]:
    for table in TABLES:
        yield Entry(table.name, "table", table.sentence, {c.name: (type_of(c), c.sentence) for c in table.columns})
    searched = {name: ("TEXT", _SENTENCES[name]) for name in SEARCHED}
    yield Entry(SEARCH, "full-text index", "Words of every posting: ask with MATCH; rowid is postings.id.", searched)


def type_of(column: Column) -> str:
    """Return a column's type as the data dictionary tells it."""
    kind = f"{column.kind}, JSON" if column.form == "json" else column.kind
    kind = f"{kind}: {', '.join(column.choices)}" if column.choices else kind
    return kind if column.required or "PRIMARY KEY" in column.extra else f"{kind}, may be null"


def _views() -> Iterator[Entry]:
    for view in VIEWS:
        columns = {name: ("", view.columns.get(name) or _SENTENCES[name]) for name in _view_columns()[view.name]}
        yield Entry(view.name, "view", view.sentence, columns)


@cache
def _view_columns() -> dict[str, tuple[str, ...]]:
    """Ask SQLite itself which columns the views have."""
    with closing(sqlite3.connect(":memory:")) as empty:
        make(empty)
        return {
            view.name: tuple(row[1] for row in empty.execute(f'PRAGMA table_info("{view.name}")')) for view in VIEWS
        }


_SENTENCES = {column.name: column.sentence for column in POSTING_COLUMNS}


def markdown() -> str:
    """Return the data dictionary as a page."""
    parts = ["# Data dictionary", "", *_PREFACE, ""]
    for entry in entries():
        parts += [f"## {entry.name} ({entry.kind})", "", entry.sentence, "", *_rows(entry), ""]
    return "\n".join(parts)


_PREFACE = (
    "Generated from `storage/schema` by `python -m storage.dictionary docs/data-dictionary.md`; a test fails when it",
    "is stale. Empty always means unknown. Stamps that end in Z are UTC; an advert's own times keep Europe/London.",
)


def _rows(entry: Entry) -> Iterator[str]:
    typed = any(kind for kind, _ in entry.columns.values())
    yield "| column | type | meaning |" if typed else "| column | meaning |"
    yield "|---|---|---|" if typed else "|---|---|"
    for name, (kind, sentence) in entry.columns.items():
        yield f"| {name} | {kind} | {sentence} |" if typed else f"| {name} | {sentence} |"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(markdown(), encoding="utf-8")
