"""What a run reports: one result a source, and the events an observer may show while it works."""

from typing import Protocol

from msgspec import Struct


class SourceResult(Struct, frozen=True, kw_only=True):
    """One source's part in a run; ``collect --json`` and ``status --json`` print these fields.

    Attributes:
        checked_at: when this source run ended, UTC.
        since: since when the source has had this verdict and cause.
        last_good: when it was last ok, unchanged or empty.
        warnings: words such as fields_lost, stale, details_failed; ``message`` says more.
        seconds: wall time of the source run.
    """

    source: str
    verdict: str
    cause: str | None = None
    checked_at: str | None = None
    since: str | None = None
    last_good: str | None = None
    pages: int = 0
    adverts: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    warnings: tuple[str, ...] = ()
    message: str | None = None
    seconds: float = 0.0


class RunSummary(Struct, frozen=True, kw_only=True):
    """A whole run.

    Attributes:
        interrupted: whether it was asked to stop before every source had its turn.
        notes: sentences for a person about what earlier runs left and could not be stored.
    """

    run: str
    results: tuple[SourceResult, ...]
    interrupted: bool = False
    notes: tuple[str, ...] = ()


class Observer(Protocol):
    """Hears what a run does, as it does it."""

    def source_started(self, source: str) -> None:
        """Hear that a source run begins."""
        ...

    def page_read(self, source: str, pages: int, adverts: int) -> None:
        """Hear how many pages and adverts a source run has read so far."""
        ...

    def source_finished(self, result: SourceResult) -> None:
        """Hear how a source run ended."""
        ...


class Silent:
    """An observer that shows nothing."""

    def source_started(self, source: str) -> None:
        """Show nothing."""

    def page_read(self, source: str, pages: int, adverts: int) -> None:
        """Show nothing."""

    def source_finished(self, result: SourceResult) -> None:
        """Show nothing."""
