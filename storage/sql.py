"""Small helpers for SQL with bound values and identifiers from our own lists."""

import sqlite3
from collections.abc import Iterable, Sequence


def insert(table: str, columns: Iterable[str]) -> str:
    """Return an INSERT with a named value for each column."""
    names = tuple(columns)
    quoted = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(f":{name}" for name in names)
    return f'INSERT INTO "{table}" ({quoted}) VALUES ({values})'  # noqa: S608 (identifiers are our own)


def quoted(names: Iterable[str]) -> list[str]:
    """Return identifiers in quotes."""
    return [f'"{name}"' for name in names]


def insert_values(table: str, columns: Iterable[str]) -> str:
    """Return an INSERT with a value for each column, in their order."""
    names = quoted(columns)
    marks = ", ".join("?" * len(names))
    return f'INSERT INTO "{table}" ({", ".join(names)}) VALUES ({marks})'  # noqa: S608 (identifiers are our own)


def upsert(table: str, columns: Iterable[str], key: Iterable[str]) -> str:
    """Return an INSERT that updates the row that has the key already."""
    names, keys = tuple(columns), tuple(key)
    updates = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name not in keys)
    conflict = ", ".join(f'"{name}"' for name in keys)
    return f"{insert(table, names)} ON CONFLICT ({conflict}) DO UPDATE SET {updates}"


def number(connection: sqlite3.Connection, statement: str, values: Sequence[object] = ()) -> int | None:
    """Return the whole number that a query answers; None when it has no row."""
    row = connection.execute(statement, values).fetchone()
    return None if row is None else int(row[0])


def count(connection: sqlite3.Connection, statement: str, values: Sequence[object] = ()) -> int:
    """Return the number that a query always answers."""
    return number(connection, statement, values) or 0


def text(connection: sqlite3.Connection, statement: str, values: Sequence[object] = ()) -> str | None:
    """Return the text that a query answers; None when it answers NULL or has no row."""
    row = connection.execute(statement, values).fetchone()
    return None if row is None or row[0] is None else str(row[0])
