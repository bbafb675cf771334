"""The cookbook's store: twelve weekly runs over four sources, written by the store itself."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.store import Store
from tests.cookbook.adverts import ADVERTS, BROKEN_SINCE, FIRST_WEEKS, Fields, Shown
from tests.storage.making import batch

FIRST_MONDAY = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
WEEKS = 12


def build(path: Path) -> None:
    """Make the store; its last run was on Monday 23 November 2026, 09:00 UTC."""
    with Store.open(path) as store:
        for week in range(1, WEEKS + 1):
            at = (FIRST_MONDAY + timedelta(weeks=week - 1)).strftime("%Y-%m-%dT%H:%M:%SZ")
            run = store.begin_run(at)
            for source, first in FIRST_WEEKS.items():
                if week < first:
                    continue
                if week >= BROKEN_SINCE.get(source, WEEKS + 1):
                    how = {"verdict": "broken", "cause": "http_5xx", "complete": False}
                    store.ingest(batch(run, at, (), source, **how))
                else:
                    store.ingest(batch(run, at, _listed(source, week), source))
            store.finish_run(run, at)


def _listed(source: str, week: int) -> dict[str, Fields]:
    up = [shown for shown in ADVERTS if shown.source == source and _is_up(shown, week)]
    return {shown.ref: {"title": shown.title, **_fields(shown, week)} for shown in up}


def _is_up(shown: Shown, week: int) -> bool:
    return any(first <= week <= last for first, last in shown.weeks)


def _fields(shown: Shown, week: int) -> Fields:
    fields = dict(shown.fields)
    for since, later in shown.later.items():
        if week >= since:
            fields |= later
    return fields
