"""The register of sources as rows."""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from storage.posting_rows import clean
from storage.schema.columns import names
from storage.schema.tables import BY_NAME
from storage.sql import upsert

_COLUMNS = BY_NAME["sources"].columns
_UPSERT = upsert("sources", names(_COLUMNS), ("id",))
_LISTS = frozenset(column.name for column in _COLUMNS if column.form == "json")


def register(connection: sqlite3.Connection, rows: Iterable[Mapping[str, object]]) -> None:
    """Write source rows over those of the same id."""
    connection.executemany(_UPSERT, [_values(row) for row in rows])


def _values(row: Mapping[str, object]) -> dict[str, Any]:
    values = {name: clean(row.get(name)) for name in names(_COLUMNS)}
    for name in _LISTS:
        empty: object = {} if name == "options" else []
        values[name] = msgspec.json.encode(values[name] if values[name] is not None else empty).decode()
    for name in ("enabled", "redistribute"):
        values[name] = True if values[name] is None else values[name]
    return values
