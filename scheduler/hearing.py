"""An observer only shows a run: whatever fails in it stops nothing."""

from collections.abc import Callable

from scheduler.boundary import contained
from scheduler.summary import Observer, Silent, SourceResult


class Guarded:
    """Passes on what a run does until its observer fails; from then on nobody listens."""

    def __init__(self, observer: Observer) -> None:
        self._observer = observer

    def source_started(self, source: str) -> None:
        """Pass on that a source run begins."""
        self._tell(lambda: self._observer.source_started(source))

    def page_read(self, source: str, pages: int, adverts: int) -> None:
        """Pass on how many pages and adverts a source run has read so far."""
        self._tell(lambda: self._observer.page_read(source, pages, adverts))

    def source_finished(self, result: SourceResult) -> None:
        """Pass on how a source run ended."""
        self._tell(lambda: self._observer.source_finished(result))

    def _tell(self, news: Callable[[], None]) -> None:
        with contained(lambda _: self._deafen()):
            news()

    def _deafen(self) -> None:
        self._observer = Silent()
