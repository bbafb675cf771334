"""Adverts, batches and runs for the store's tests: a source that shows what the test says, on the day it says."""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scraper.records import Advert, Posting
from storage.batch import Batch, Outcome, SeenPage, SeenPosting, SourceRun
from storage.hashing import listed_hash
from storage.store import Store

FIRST_DAY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
Fields = Mapping[str, Any]


def moment(day: float) -> str:
    """The stamp of 09:00 on day 1, 2, 3...; a fraction is a part of a day."""
    return (FIRST_DAY + timedelta(days=day - 1)).strftime("%Y-%m-%dT%H:%M:%SZ")


def seen(ref: str, source: str = "essex", advert: Fields | None = None, **fields: Any) -> SeenPosting:
    """A posting whose advert says the same as its fields do."""
    title = fields.pop("title", f"Planner {ref}")
    shown = Advert(source_ref=ref, title=title, **(advert if advert is not None else _shown(fields)))
    posting = Posting(source=source, source_ref=ref, title=title, parser_version="1", **fields)
    return SeenPosting(posting=posting, advert=shown, listed_hash=listed_hash(shown))


def _shown(fields: Fields) -> dict[str, Any]:
    """What an advert would print of these fields."""
    named = {"closes_at": "closing_text", "salary_min": "salary_text", "description": "description"}
    return {named[name]: str(value) for name, value in fields.items() if name in named and value is not None}


def batch(
    run: str,
    at: str,
    adverts: Mapping[str, Fields] | Sequence[str] = (),
    source: str = "essex",
    **how: Any,
) -> Batch:
    """A complete walk of a full listing that shows these adverts, unless ``how`` says otherwise."""
    shown = adverts if isinstance(adverts, Mapping) else {ref: {} for ref in adverts}
    told = {"verdict": "ok" if shown else "empty", "extent": "full", "complete": True, "adverts": len(shown)} | how
    return Batch(
        source_run=SourceRun(run=run, source=source, started_at=at, finished_at=at, **told),
        pages=(SeenPage(key=f"https://{source}.example/jobs", url="u", status=200, fetched_at=at, listing="{}"),),
        postings=tuple(seen(ref, source, **fields) for ref, fields in shown.items()),
        seen=tuple(shown),
    )


class Diary:
    """A store and its days: each day is one run over one source."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def day(
        self, day: float, adverts: Mapping[str, Fields] | Sequence[str] = (), source: str = "essex", **how: Any
    ) -> Outcome:
        """Run once and return what it did."""
        at = moment(day)
        with Store.open(self.path) as store:
            run = store.begin_run(at)
            outcome = store.ingest(batch(run, at, adverts, source, **how))
            store.finish_run(run, at)
        return outcome

    def broken(self, day: float, source: str = "essex") -> Outcome:
        """Run on a day on which the source can't be read."""
        return self.day(day, source=source, verdict="broken", cause="timeout", complete=False)

    def ask(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the file as an analyst would."""
        connection = sqlite3.connect(self.path)
        try:
            return connection.execute(question, values).fetchall()
        finally:
            connection.close()

    def status(self, ref: str) -> str:
        """How a posting stands."""
        return str(self.ask("SELECT status FROM postings WHERE source_ref = ?", ref)[0][0])

    def closed(self, ref: str) -> tuple[str, str | None]:
        """How a posting stands and since when it is closed."""
        (row,) = self.ask("SELECT status, closed_at FROM postings WHERE source_ref = ?", ref)
        return row[0], row[1]
