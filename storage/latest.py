"""The latest runs of a store, as the next one finds them."""

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from storage.store import Store

_LATEST = "SELECT id, started_at, finished_at FROM runs ORDER BY id DESC LIMIT ?"


class RunRow(Struct, frozen=True):
    """One run: its name, when it began, and when it ended, if it did."""

    run: str
    began: str
    ended: str | None = None


def latest_runs(store: "Store", most: int) -> list[RunRow]:
    """Return the latest runs, oldest first."""
    rows = store.connection.execute(_LATEST, (most,)).fetchall()
    return [RunRow(*row) for row in reversed(rows)]
