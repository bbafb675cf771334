"""How every source stands, as the store remembers it."""

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import asdict

from counciljobs.clock import stamp
from scheduler.summary import SourceResult

if TYPE_CHECKING:
    from storage.store import Store


def results_of(store: "Store", now: datetime) -> list[SourceResult]:
    """Return the state of every source that was ever tried, by name."""
    return [SourceResult(**asdict(state)) for state in store.states(stamp(now))]
