"""Moving an old file forward: a numbered list of steps that move data, then every table is brought to its shape.

A new or changed column, table, index or view needs no step of its own: add one (even an empty one, so that older
programs refuse the file) and the shape follows from the descriptions. A renamed column or a changed meaning needs a
step that moves the data. A whole migration is one transaction: killed in the middle, the file is as it was.
"""

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from storage.schema import counts, ddl
from storage.schema.columns import names
from storage.schema.facts import FILL_JOBS
from storage.schema.table import Table
from storage.schema.tables import TABLES
from storage.schema.views import VIEWS

if TYPE_CHECKING:
    from sqlite_utils import Database

Step = Callable[["Database"], None]


def _first_shape(_: "Database") -> None:
    """Begin: version 1 is made whole, there is nothing before it."""


def _only_shapes(_: "Database") -> None:
    """Add what is empty at first: the shape follows from the descriptions."""


def _match_all(database: "Database") -> None:
    """Let the next run match every posting: until now each was a job of its own."""
    database.execute("INSERT OR IGNORE INTO posting_pending SELECT id, 1 FROM postings")


def _match_anew(database: "Database") -> None:
    """Let the next run file and match every posting again, as filings tell more now."""
    for table in ("posting_keys", "posting_pairs", "posting_matching"):
        if database[table].exists():
            database.execute(f"DELETE FROM {table}")  # noqa: S608 (our own names)
    _match_all(database)


FACTS_SINCE = 6
"""From this version on jobs repeat what is counted of their postings."""
STEPS: tuple[Step, ...] = (
    _first_shape,
    _only_shapes,  # 2: timetable, due_runs
    _only_shapes,  # 3: notices, searches, search_hits
    _only_shapes,  # 4: forgotten
    _match_all,  # 5: posting_matching, posting_keys, posting_pairs
    _only_shapes,  # 6: counts, and more of what jobs repeat
    _match_anew,  # 7: posting_matching knows source, closing day, reference and beginning
    _match_anew,  # 8: keys of one time lie together; posting_matching knows numbering and employer
    _only_shapes,  # 9: views that name the index they read by
    _match_anew,  # 10: keys go by what the role is called; bodies are read for what they tell
)
"""Step n leads to user_version n. Never edit a step that has been released; add another."""
SCHEMA_VERSION = len(STEPS)


def make(connection: sqlite3.Connection) -> None:
    """Make all tables, indexes and views in an empty file (inside the caller's transaction)."""
    for statement in ddl.everything():
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {ddl.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def shape_is_current(connection: sqlite3.Connection) -> bool:
    """Tell whether the file has the version and shape that this program writes."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    return bool(version == SCHEMA_VERSION) and _expected().items() <= _present(connection).items()


def _expected() -> dict[str, str]:
    shapes = {table.name: ddl.create_table(table) for table in TABLES} | {ddl.SEARCH: ddl.create_search()}
    views = {view.name: sql for view, sql in zip(VIEWS, ddl.create_views(), strict=True)}
    return shapes | views | counts.triggers()


def _present(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view', 'trigger')"))


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Move a file of an earlier version forward, or mend one whose shape differs.

    Raises:
        sqlite3.IntegrityError: when the data do not fit the new shape; the file is left as it was.
    """
    connection.execute("PRAGMA foreign_keys = OFF")  # tables are dropped and renamed below; checked before the commit
    connection.execute("PRAGMA legacy_alter_table = ON")  # an analyst's own view must not stop a table's renaming
    connection.execute("BEGIN IMMEDIATE")
    try:
        _move(connection)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA legacy_alter_table = OFF")
        connection.execute("PRAGMA foreign_keys = ON")


def _move(connection: sqlite3.Connection) -> None:
    from sqlite_utils import Database  # noqa: PLC0415 (costs 80 ms that only a migration needs to spend)

    version = connection.execute("PRAGMA user_version").fetchone()[0]
    for view in VIEWS:
        connection.execute(f'DROP VIEW IF EXISTS "{view.name}"')
    for trigger in counts.triggers():
        connection.execute(f'DROP TRIGGER IF EXISTS "{trigger}"')
    for step in STEPS[version:]:
        step(Database(connection))
    _shape(connection)
    if version < FACTS_SINCE:
        connection.execute(FILL_JOBS)
    for statement in (*counts.fill(), *counts.triggers().values()):
        connection.execute(statement)
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise sqlite3.IntegrityError(f"{len(broken)} rows refer to rows that do not exist, first in {broken[0][0]}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _shape(connection: sqlite3.Connection) -> None:
    present = _present(connection)
    for table in TABLES:
        if present.get(table.name) != ddl.create_table(table):
            _reshape(connection, table, exists=table.name in present)
        for statement in ddl.create_indexes(table):
            connection.execute(statement)
    if present.get(ddl.SEARCH) != ddl.create_search():
        _index_again(connection)
    for statement in ddl.create_views():
        connection.execute(statement)


def _index_again(connection: sqlite3.Connection) -> None:
    """Make the full-text index anew from the postings as they are."""
    connection.execute(f'DROP TABLE IF EXISTS "{ddl.SEARCH}"')
    connection.execute(ddl.create_search())
    connection.execute(f"INSERT INTO {ddl.SEARCH} ({ddl.SEARCH}) VALUES ('rebuild')")  # noqa: S608 (our own name)
    connection.execute("UPDATE posting_pending SET indexed = 1")


def _reshape(connection: sqlite3.Connection, table: Table, *, exists: bool) -> None:
    """Give a table its shape by the way SQLite documents: a new table, the rows moved, the old one dropped."""
    if not exists:
        connection.execute(ddl.create_table(table))
        return
    interim = f"{table.name}_moving"
    connection.execute(ddl.create_table(table, interim))
    had = {row[1] for row in connection.execute(f'PRAGMA table_info("{table.name}")')}
    kept = ", ".join(f'"{name}"' for name in names(table.columns) if name in had)
    connection.execute(f'INSERT INTO "{interim}" ({kept}) SELECT {kept} FROM "{table.name}"')  # noqa: S608 (our names)
    connection.execute(f'DROP TABLE "{table.name}"')
    connection.execute(f'ALTER TABLE "{interim}" RENAME TO "{table.name}"')
