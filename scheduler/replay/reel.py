"""One archived source run, played again: its clock, its seconds and its answers, as they were."""

import asyncio
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from itertools import chain
from pathlib import Path

import msgspec

from scheduler.judge import INTERRUPTED
from scheduler.replay.bodies import Bodies
from scheduler.replay.entries import Answer, Note, entry_of, modified, page_of
from scraper.fetching import Validators
from scraper.fetching.warc import Torn, record_at, records
from scraper.pages import Page, Problem, Request, Verdict
from scraper.sources.model import Source

_LONG_AGO = "1970-01-01T00:00:00Z"


class Cut(BaseException):
    """The archive of this source run ends here without its end: its process was killed, or its file torn."""


class Reel:
    """The WARC file of one source run, read once from its beginning to its end.

    Args:
        path: the file.
        bodies: where the bodies of earlier files stand; this file's are added.
        lenient: whether a request that this run did not make may have the last answer from before.

    Attributes:
        source: the row that was collected; None when the file does not begin as ours do.
        torn: why the file could not be read to its end.
        forgotten: the marks of adverts that had been forgotten by then.
    """

    def __init__(self, path: Path, bodies: Bodies, *, lenient: bool = False) -> None:
        self.path, self.torn = path, ""
        self._bodies, self._lenient = bodies, lenient
        self._now, self._end = _LONG_AGO, dict[str, object]()
        self._parked: dict[str, deque[Answer]] = {}
        self.source: Source | None = None
        self.run = ""
        self.forgotten = frozenset[bytes]()
        answers = self._read()
        first = next(answers, None)  # reads the note about the source run, which stands before it
        self._answers = chain(filter(None, [first]), answers)

    def clock(self) -> datetime:
        """Return the time as the live run had it: that of the last thing it wrote."""
        return datetime.fromisoformat(self._now).astimezone(UTC)

    def timer(self) -> float:
        """Count the live run's seconds: none until its end, then all of them."""
        seconds = self._end.get("seconds")
        return float(seconds) if isinstance(seconds, int | float) else 0.0

    def rewind_to_end(self) -> None:
        """Read what is left, so that the clock and the seconds are those of the end; the bodies are noted."""
        for answer in self._answers:
            self._park(answer)

    @property
    def ended(self) -> bool:
        """Whether the live run judged this source before it ended."""
        return bool(self._end)

    async def fetch(self, request: Request, validators: Validators | None) -> Page:
        """Answer as the live run was answered.

        Raises:
            Problem: as it did then; or not_archived, when the live run did not ask this.
            Cut: at the end of a source run that has none.
            asyncio.CancelledError: where the live run was stopped by a person.
        """
        answer = self._find(request.key)
        if answer is None:
            return self._unasked(request)
        self._now = max(self._now, answer.at)
        if answer.problem is not None:
            raise answer.problem
        return self._page(answer, request, conditional=validators is not None)

    def _find(self, key: str) -> Answer | None:
        if parked := self._parked.get(key):
            return parked.popleft()
        for answer in self._answers:
            if answer.key == key:
                return answer
            self._park(answer)
        return None

    def _park(self, answer: Answer) -> None:
        """Keep an answer for later, its body left in the file."""
        page = msgspec.structs.replace(answer.page, body=b"") if answer.page is not None else None
        self._parked.setdefault(answer.key, deque()).append(msgspec.structs.replace(answer, page=page, whole=False))

    def _unasked(self, request: Request) -> Page:
        place = self._bodies.latest(self.source.id if self.source else "", request.key) if self._lenient else None
        if place is not None:
            return msgspec.structs.replace(page_of(record_at(place)), fetched_at=self._now)
        if not self._end:
            raise Cut
        if self._end.get("cause") == INTERRUPTED.cause and not self._lenient:
            raise asyncio.CancelledError
        raise Problem(Verdict.PARTIAL, "not_archived", f"{request.public(request.url)} is not in the archive")

    def _page(self, answer: Answer, request: Request, *, conditional: bool) -> Page:
        page = answer.page
        assert page is not None  # noqa: S101 (an answer without a problem has a page)
        page = msgspec.structs.replace(page, requested_url=request.url if page.requested_url else None)
        if answer.whole:
            return page
        if conditional and not self._lenient:
            return msgspec.structs.replace(page, status=HTTPStatus.NOT_MODIFIED)  # it was, whatever the server said
        return self._with_body(answer, page)

    def _with_body(self, answer: Answer, page: Page) -> Page:
        place = self._bodies.body(self.source.id if self.source else "", answer.digest or "")
        if place is None:
            raise Problem(Verdict.PARTIAL, "not_archived", f"the body of {page.url} is not in the archive any more")
        before = page_of(record_at(place))
        if modified(page):
            return msgspec.structs.replace(page, body=before.body)
        return msgspec.structs.replace(before, fetched_at=page.fetched_at)

    def _read(self) -> Iterator[Answer]:
        """Yield the answers; notes are taken down on the way. A torn file ends where it is torn."""
        try:
            for record in records(self.path):
                entry = entry_of(record)
                if isinstance(entry, Note):
                    self._take_down(entry)
                elif entry is not None:
                    if entry.whole and self.source is not None:
                        self._bodies.add(self.source.id, entry.key, entry.digest, entry.place)
                    yield entry
        except Torn as torn:
            self.torn = f"{self.path} is torn ({torn}): what stands before is used."

    def _take_down(self, note: Note) -> None:
        if note.word == "source-run":
            self._now = note.at
            self.run = str(note.told.get("run", ""))
            self.forgotten = _marks(note.told.get("forgotten"))
            try:
                self.source = msgspec.convert(note.told.get("source"), Source)
            except msgspec.ValidationError:
                self.source = None
        elif note.word == "source-run-end":
            self._now, self._end = note.at, note.told


def _marks(told: object) -> frozenset[bytes]:
    try:
        return frozenset(map(bytes.fromhex, msgspec.convert(told or [], list[str])))
    except (msgspec.ValidationError, ValueError):
        return frozenset()
