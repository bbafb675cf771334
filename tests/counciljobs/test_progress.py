"""Progress while a run works: for people at a terminal, for logs, and for nobody."""

import io

import pytest
from rich.console import Console
from rich.progress import Progress, TextColumn

from counciljobs.progress import LiveLines, PlainLines, observing
from scheduler.summary import Observer, Silent, SourceResult

DONE = SourceResult(source="leeds", verdict="broken", cause="http_500", adverts=3)


def played(observer: Observer) -> None:
    observer.source_started("leeds")
    observer.page_read("leeds", 2, 40)
    observer.source_finished(DONE)


def test_a_log_gets_one_line_a_source() -> None:
    log = io.StringIO()
    played(PlainLines(log, 7))
    assert log.getvalue() == "[1/7] leeds: broken (http_500), 3 adverts\n"


def test_a_log_hears_now_and_then_of_a_long_source() -> None:
    log = io.StringIO()
    observer = PlainLines(log, 1)
    for pages in range(1, 120):
        observer.page_read("leeds", pages, pages * 10)
    assert log.getvalue().splitlines() == [
        "leeds: 50 pages, 500 adverts so far",
        "leeds: 100 pages, 1000 adverts so far",
    ]


def test_a_log_that_nobody_reads_stops_nothing() -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:  # noqa: ARG002 (the base class names it)
            raise BrokenPipeError

    log = Gone()
    played(PlainLines(log, 1))
    assert log.getvalue() == ""


def test_a_terminal_gets_a_live_line_a_source() -> None:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=100)
    columns = (TextColumn("{task.description}", markup=False), TextColumn("{task.fields[detail]}", markup=False))
    with Progress(*columns, console=console, auto_refresh=False) as progress:
        observer = LiveLines(progress, 1)
        observer.source_started("[red]leeds")
        observer.page_read("[red]leeds", 2, 40)
        progress.refresh()
        assert "[red]leeds" in screen.getvalue()
        assert "2 pages, 40 adverts" in screen.getvalue()
        observer.source_finished(SourceResult(source="[red]leeds", verdict="ok"))
        assert progress.finished


def test_quiet_is_silent() -> None:
    with observing(3, quiet=True) as observer:
        played(observer)
        assert isinstance(observer, Silent)


def test_a_terminal_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stderr", Terminal())
    with observing(1, quiet=False) as observer:
        played(observer)
        assert isinstance(observer, LiveLines)
