"""The SQL that makes the file, from the descriptions of its tables and views."""

from collections.abc import Iterator
from hashlib import blake2b

from storage.schema.counts import triggers
from storage.schema.table import Table
from storage.schema.tables import SEARCHED, TABLES
from storage.schema.views import VIEWS

APPLICATION_ID = 0x434A4F42
"""Marks a file as ours in its header: the letters CJOB."""
SEARCH = "postings_search"


def create_table(table: Table, name: str | None = None) -> str:
    """Return the CREATE TABLE statement, under another name while a table is rebuilt."""
    end = "\n) STRICT, WITHOUT ROWID" if table.rowless else "\n) STRICT"
    parts = [column.sql for column in table.columns] + list(table.constraints)
    return f'CREATE TABLE "{name or table.name}" (\n  ' + ",\n  ".join(parts) + end


def create_indexes(table: Table) -> Iterator[str]:
    """Yield the CREATE INDEX statements of a table."""
    return (f'CREATE INDEX IF NOT EXISTS "{name}" ON {where}' for name, where in table.indexes.items())


def create_search() -> str:
    """Return the statement that makes the full-text index.

    Its content stays in ``postings``. Words are stemmed, accents are ignored (Welsh names are typed without them).
    """
    columns = ", ".join(f'"{name}"' for name in SEARCHED)
    return (
        f'CREATE VIRTUAL TABLE "{SEARCH}" USING fts5({columns}, '
        "content='postings', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"
    )


def create_views() -> Iterator[str]:
    """Yield the CREATE VIEW statements."""
    return (f'CREATE VIEW "{view.name}" AS\n{view.sql}' for view in VIEWS)


def fingerprint() -> str:
    """Return the digest of the shape: another one needs another version."""
    return blake2b("\n".join(everything()).encode(), digest_size=8).hexdigest()


def everything() -> Iterator[str]:
    """Yield all statements that make an empty store."""
    for table in TABLES:
        yield create_table(table)
        yield from create_indexes(table)
    yield create_search()
    yield from create_views()
    yield from triggers().values()
