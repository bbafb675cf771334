"""What a schedule logs: plain sentences on a terminal, one JSON object a line where a machine reads."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime

from msgspec import Struct
from msgspec.structs import replace

from counciljobs.output import json_line, note, one_line
from counciljobs.progress import observing
from scheduler.summary import Observer, Silent, SourceResult


class Event(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the log; what an event has not is left out.

    Attributes:
        time: when, UTC.
        event: up, down, source, run, missed or trouble.
        text: the sentence that a person reads on a terminal.
        why: of a missed turn: coalesced, late, resting or crashed; ``slots`` says how many.
        seconds: wall time of a source run.
    """

    time: str = ""
    event: str
    text: str | None = None
    run: str | None = None
    source: str | None = None
    verdict: str | None = None
    cause: str | None = None
    sources: int | None = None
    pages: int | None = None
    adverts: int | None = None
    new: int | None = None
    changed: int | None = None
    gone: int | None = None
    seconds: float | None = None
    warnings: tuple[str, ...] = ()
    why: str | None = None
    slots: int | None = None


class Journal:
    """Writes events to standard error, as JSON or as their sentences."""

    def __init__(self, clock: Callable[[], datetime], *, structured: bool) -> None:
        self._clock, self.structured = clock, structured

    def write(self, event: Event) -> None:
        """Write one event; the sentence alone where a person reads."""
        if self.structured:
            time = self._clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            note(json_line(replace(event, time=time, text=event.text and one_line(event.text))).decode().rstrip("\n"))
        elif event.text is not None:
            note(event.text)

    def trouble(self, text: str) -> None:
        """Write a sentence about what did not go well."""
        self.write(Event(event="trouble", text=text))


class Structured(Silent):
    """An observer that logs how each source run ended."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def source_finished(self, result: SourceResult) -> None:
        """Log the source run with its figures."""
        self._journal.write(
            Event(
                event="source",
                source=result.source,
                verdict=result.verdict,
                cause=result.cause,
                pages=result.pages,
                adverts=result.adverts,
                new=result.new,
                changed=result.changed,
                gone=result.gone,
                seconds=result.seconds,
                warnings=result.warnings,
                text=result.message,
            )
        )


def journal_of(clock: Callable[[], datetime]) -> Journal:
    """Return the log that fits where standard error goes."""
    return Journal(clock, structured=not sys.stderr.isatty())


def observing_for(journal: Journal, total: int, *, quiet: bool) -> AbstractContextManager[Observer]:
    """Give the observer of a run over ``total`` sources that fits the log."""
    if journal.structured and not quiet:
        return nullcontext(Structured(journal))
    return observing(total, quiet=quiet)
