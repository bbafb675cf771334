"""Progress of a run: a live table on a terminal, plain lines elsewhere, nothing when quiet. All of it on stderr."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from counciljobs.output import one_line
from scheduler.summary import Observer, Silent, SourceResult

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


PAGES_A_LINE = 50
"""At a second a page, a log shows about once a minute that a long source is still at work."""


class PlainLines:
    """One line a finished source, and now and then one for a long source. A reader that went away stops nothing."""

    def __init__(self, stream: TextIO, total: int) -> None:
        self._stream, self._total, self._done = stream, total, 0

    def source_started(self, source: str) -> None:
        """Show nothing: the end of a source is what counts in a log."""

    def page_read(self, source: str, pages: int, adverts: int) -> None:
        """Write now and then how far a long source is."""
        if pages % PAGES_A_LINE == 0:
            _write(self._stream, one_line(f"{source}: {pages} pages, {adverts} adverts so far"))

    def source_finished(self, result: SourceResult) -> None:
        """Write how the source run ended."""
        self._done += 1
        cause = f" ({result.cause})" if result.cause else ""
        line = f"[{self._done}/{self._total}] {result.source}: {result.verdict}{cause}, {result.adverts} adverts"
        _write(self._stream, one_line(line))


def _write(stream: TextIO, line: str) -> None:
    try:
        stream.write(line + "\n")
        stream.flush()
    except OSError:  # nobody reads the progress any more; the run goes on
        return


class LiveLines:
    """A bar over all sources and one line for each source at work, by Rich."""

    def __init__(self, progress: "Progress", total: int) -> None:
        self._progress = progress
        self._all = progress.add_task("all sources", total=total, detail="")
        self._tasks: dict[str, TaskID] = {}

    def source_started(self, source: str) -> None:
        """Show the source as at work."""
        self._tasks[source] = self._progress.add_task(one_line(source), total=None, detail="")

    def page_read(self, source: str, pages: int, adverts: int) -> None:
        """Show how far the source is."""
        self._progress.update(self._tasks[source], detail=f"{pages} pages, {adverts} adverts")

    def source_finished(self, result: SourceResult) -> None:
        """Take the source away and move the bar."""
        self._progress.remove_task(self._tasks.pop(result.source))
        self._progress.advance(self._all)


@contextmanager
def observing(total: int, *, quiet: bool) -> Iterator[Observer]:
    """Give the observer that fits where standard error goes, for a run over ``total`` sources."""
    if quiet:
        yield Silent()
    elif sys.stderr.isatty():
        with _bars() as progress:
            yield LiveLines(progress, total)
    else:
        yield PlainLines(sys.stderr, total)


def _bars() -> "Progress":
    from rich.console import Console  # noqa: PLC0415 (slow to import, only for a terminal)
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn  # noqa: PLC0415

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn("{task.fields[detail]}", markup=False),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)
