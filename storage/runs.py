"""Runs as rows: their names, beginnings and ends."""

import sqlite3

from storage.identity import run_id
from storage.sql import count


def begin(connection: sqlite3.Connection, now: str) -> str:
    """Add a run and return its name."""
    same_second = count(connection, "SELECT count(*) FROM runs WHERE started_at = ?", (now,))
    name = run_id(now, same_second + 1)
    connection.execute("INSERT INTO runs (id, started_at) VALUES (?, ?)", (name, now))
    return name


def finish(connection: sqlite3.Connection, run: str, now: str) -> None:
    """Mark a run's end and set the clock of the views."""
    connection.execute("UPDATE runs SET finished_at = ? WHERE id = ?", (now, run))
    connection.execute("INSERT INTO clock VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET now = excluded.now", (now,))
