"""The one writer: a batch into the file, in the caller's transaction."""

import sqlite3

import msgspec

from storage import absences, forgetting, sightings, sweeps
from storage.batch import Batch, Outcome, SeenPage, SourceRun
from storage.lifecycle import Walk
from storage.posting_rows import clean_row
from storage.sql import text, upsert
from storage.stamps import utc

COUNTS = Outcome.__struct_fields__
_PAGE = ("source", *SeenPage.__struct_fields__)
_RUN = (*SourceRun.__struct_fields__, *COUNTS)
_UPSERT_PAGE = upsert("pages", _PAGE, ("source", "key"))
_INSERT_RUN = upsert("source_runs", _RUN, ("run", "source"))
HELD = "withdrawals_held"


def ingest(connection: sqlite3.Connection, batch: Batch) -> Outcome:
    """Store what one source run found, once: a batch that is there already changes nothing.

    A batch that arrives after a later one of its source (from another machine, or late) adds what it alone knows and
    leaves the rest: what was seen later stands.
    """
    run = _dated(batch.source_run)
    done = _stored_outcome(connection, run)
    if done is not None:
        return done
    _know(connection, run)
    batch = forgetting.without(connection, batch)
    late = _is_late(connection, run)
    if not late:
        _write_pages(connection, run.source, batch.pages)
    outcome, warned = _write_postings(connection, batch, run, late=late)
    _write_run(connection, run, outcome, warned)
    return outcome


def _dated(run: SourceRun) -> SourceRun:
    return msgspec.structs.replace(run, started_at=utc(run.started_at), finished_at=utc(run.finished_at))


def _stored_outcome(connection: sqlite3.Connection, run: SourceRun) -> Outcome | None:
    row = connection.execute(
        "SELECT new, changed, gone, reopened, unchanged, held FROM source_runs WHERE run = ? AND source = ?",
        (run.run, run.source),
    ).fetchone()
    return Outcome(**dict(zip(COUNTS, row, strict=True))) if row else None


def _know(connection: sqlite3.Connection, run: SourceRun) -> None:
    """Make the rows that a batch from elsewhere refers to."""
    connection.execute(
        "INSERT INTO runs (id, started_at) VALUES (?, ?) ON CONFLICT DO NOTHING", (run.run, run.started_at)
    )
    connection.execute(
        "INSERT INTO sources (id, name, platform, url) VALUES (?1, ?1, 'unknown', '') ON CONFLICT DO NOTHING",
        (run.source,),
    )


def _is_late(connection: sqlite3.Connection, run: SourceRun) -> bool:
    latest = text(connection, "SELECT max(finished_at) FROM source_runs WHERE source = ?", (run.source,))
    return latest is not None and latest > run.finished_at


def _write_pages(connection: sqlite3.Connection, source: str, pages: tuple[SeenPage, ...]) -> None:
    connection.executemany(_UPSERT_PAGE, [_page_row(source, page) for page in pages])


def _page_row(source: str, page: SeenPage) -> dict[str, object]:
    return clean_row(msgspec.structs.asdict(page)) | {"source": source, "fetched_at": utc(page.fetched_at)}


def _write_postings(
    connection: sqlite3.Connection, batch: Batch, run: SourceRun, *, late: bool
) -> tuple[Outcome, bool]:
    """Write the postings and what the run proves of the others; True stands for withdrawals held."""
    at, source = run.finished_at, run.source
    expired = 0 if late else sweeps.expire(connection, at, source)
    seen = sightings.write(connection, batch, at=at, late=late)
    walk = Walk(verdict=run.verdict, extent=run.extent, complete=run.complete)
    gone = absences.Result()
    if walk.proves_absence and not late:
        gone = absences.weigh(connection, source, at, run.adverts)
    outcome = msgspec.structs.replace(seen, gone=expired + gone.withdrawn, held=gone.held)
    return outcome, gone.held > 0


def _write_run(connection: sqlite3.Connection, run: SourceRun, outcome: Outcome, warned: bool) -> None:  # noqa: FBT001
    warnings = list(run.warnings) + ([HELD] if warned else [])
    row: dict[str, object] = clean_row(msgspec.structs.asdict(run)) | msgspec.structs.asdict(outcome)
    row["warnings"] = msgspec.json.encode(warnings).decode()
    row["fill"] = msgspec.json.encode(run.fill).decode()
    connection.execute(_INSERT_RUN, row)
