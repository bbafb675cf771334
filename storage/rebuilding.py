"""What a replay asks of a store, and a live run does not: runs by their own names, and runs that come late."""

from collections.abc import Collection

from storage import refresh
from storage.connection import pragma
from storage.stamps import utc
from storage.store import Store

CACHE_KIB = 16_384
"""What the file of forty sources' two months comes to: with SQLite's 2 MB a tenth of the time goes in reading again."""
LOG_PAGES = 16_000
"""64 MB of log before it is brought into the file: at a run's usual 16 MB the same pages are written many times."""
_KEEP_OUT = "INSERT INTO forgotten (source, mark, forgotten_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"


def stored_parts(store: Store, run: str) -> frozenset[str]:
    """Return the sources whose part of a run the store has."""
    rows = store.connection.execute("SELECT source FROM source_runs WHERE run = ?", (run,))
    return frozenset(row[0] for row in rows)


def is_late(store: Store, run: str) -> bool:
    """Tell whether the store has a run that began after this one (names sort by time)."""
    return store.connection.execute("SELECT 1 FROM runs WHERE id > ? LIMIT 1", (run,)).fetchone() is not None


def begin(store: Store, run: str, at: str) -> None:
    """Begin a run under the name that it had; one that is there already stays as it is."""
    with store.writing() as connection:
        connection.execute("INSERT INTO runs (id, started_at) VALUES (?, ?) ON CONFLICT DO NOTHING", (run, utc(at)))


def has_run(store: Store, run: str) -> bool:
    """Tell whether the store has a run, begun or done."""
    return store.connection.execute("SELECT 1 FROM runs WHERE id = ?", (run,)).fetchone() is not None


def is_first(store: Store, run: str) -> bool:
    """Tell whether no run of the store is older than this one."""
    return store.connection.execute("SELECT 1 FROM runs WHERE id < ? LIMIT 1", (run,)).fetchone() is None


def is_finished(store: Store, run: str) -> bool:
    """Tell whether a run has its end."""
    row = store.connection.execute("SELECT 1 FROM runs WHERE id = ? AND finished_at IS NOT NULL", (run,)).fetchone()
    return row is not None


def finish_late(store: Store, run: str, at: str) -> None:
    """Finish a run that later ones overtook: what it brought is taken up, and the clock stays where it is."""
    with store.writing() as connection:
        refresh.refresh(connection)
        connection.execute("UPDATE runs SET finished_at = ? WHERE id = ? AND finished_at IS NULL", (utc(at), run))
    store.let_go()


def keep_out(store: Store, source: str, marks: Collection[bytes], at: str) -> None:
    """Keep out what had been forgotten when an archived run began."""
    if marks:
        with store.writing() as connection:
            connection.executemany(_KEEP_OUT, [(source, mark, utc(at)) for mark in marks])


def hasten(store: Store) -> None:
    """Do without waiting for the disk at every step: what a power cut takes of a replay, the next replay brings.

    A new file is held as one that has grown: a replay makes it grow by months in a minute.
    """
    store.connection.execute("PRAGMA synchronous = NORMAL")
    store.connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
    held = -pragma(store.connection, "cache_size")  # SQLite gives KiB as a negative number
    store.connection.execute(f"PRAGMA cache_size = -{max(held, CACHE_KIB)}")
