"""What one source may use up in one run: time, pages, failures. Spent, the rest waits for the next run."""

from collections.abc import Callable

from scraper.fetching.settings import FetchSettings
from scraper.pages import Problem, Verdict


class Budget:
    """The budget of one source run. Time is wall time from when it was made (seconds)."""

    def __init__(self, settings: FetchSettings, monotonic: Callable[[], float]) -> None:
        self._settings = settings
        self._monotonic = monotonic
        self._ends = monotonic() + settings.source_seconds
        self.requests = 0
        self.errors = 0

    def spend(self) -> None:
        """Count one request that is about to be made.

        Raises:
            Problem: partial, budget, when the time, the requests or the errors are used up.
        """
        if self.errors >= self._settings.source_errors:
            raise _spent(f"{self.errors} attempts failed")
        if self.requests >= self._settings.source_requests:
            raise _spent(f"{self.requests} requests were made")
        self.wait(0.0)
        self.requests += 1

    def wait(self, seconds: float) -> None:
        """Tell that a wait is about to begin, so that none is begun that can't end in time.

        Raises:
            Problem: partial, budget, when the wait would outlast the source's time.
        """
        if not self.has_time(seconds):
            raise _spent(f"its {self._settings.source_seconds:g} s are over")

    def has_time(self, seconds: float) -> bool:
        """Tell whether a wait of so long would end in time."""
        return self._monotonic() + seconds < self._ends

    def fail(self) -> None:
        """Count one failed attempt."""
        self.errors += 1


def _spent(why: str) -> Problem:
    return Problem(Verdict.PARTIAL, "budget", f"the source's budget for this run is spent: {why}; the next run goes on")
