"""Reading one HTTP/1.1 answer as its bytes come (RFC 9112): no network, no clock; bytes in, an answer out.

Written for crawling: each byte is looked at once, nothing is held beyond the caps, and what servers get wrong without
harm (bare line feeds, a line without a colon, blank lines in front) is read as browsers do. What could be read in two
ways (two lengths, a coding that can't be undone, a length that is no number) is refused.
"""

import re
from typing import TYPE_CHECKING

import httpx

from scraper.fetching.bodies import Body
from scraper.fetching.failures import HeadTooBig, too_big
from scraper.fetching.wire import Answer

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_LINE = 32 * 1024
"""Of one header line, in bytes: content security policies of 10 kB are served to careers sites."""
LONGEST_HEAD = 256 * 1024
"""Of all header lines together, in bytes: eight of the longest."""
MOST_HEADERS = 200
"""Header lines of one answer: browsers allow more, no working site sends half of it."""
LONGEST_SIZE = 4 * 1024
"""Of the line that gives a chunk's size, in bytes: the size has 16 digits at most, extensions are hardly used."""

_STATUS = re.compile(rb"HTTP/1\.([0-9])[ \t]+([1-9][0-9]{2})(?:[ \t][^\r\n]*)?\r?")
_END_OF_HEAD = re.compile(rb"\n\r?\n")
_NAME = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,16})[ \t]*(?:;[^\r\n]*)?\r?")
_PROTOCOL = b"HTTP/"
_SWITCHED = 101
"""A switch of protocol is the last answer of its connection; other 1xx come before the answer (RFC 9110 15.2)."""
_OK = 200
_BODILESS = frozenset({204, 304})
_CLOSED = "the answer broke off before its end"


class AnswerReader:
    """Reads one answer.

    Args:
        limit: most bytes of its body, on the wire and after decompression alike.
        url: for messages.

    Attributes:
        whole: whether the answer has come to its end.
        keeps: whether another request may follow on the same connection.
    """

    __slots__ = (
        "_at", "_body", "_framing", "_held", "_left", "_limit", "_looked", "_next", "_url",
        "headers", "keeps", "status", "whole",
    )  # fmt: skip

    def __init__(self, limit: int, url: str) -> None:
        self._limit, self._url = limit, url
        self._held, self._at, self._looked = b"", 0, 0
        self._left, self._framing = 0, 0
        self._next: Callable[[AnswerReader], bool] = AnswerReader._head  # no method of its own: it would hold itself
        self._body: Body | None = None
        self.status, self.headers = 0, list[tuple[bytes, bytes]]()
        self.whole, self.keeps = False, True

    def feed(self, data: bytes) -> bool:
        """Take in bytes; returns whether the answer is whole. What follows a whole answer makes the connection unfit.

        Raises:
            httpx.RemoteProtocolError: when this is no HTTP/1.1 (HeadTooBig: too long a head).
            Failure: too_big as soon as a limit is passed; undecodable; connection.
        """
        self._held = self._held[self._at :] + data if self._at < len(self._held) else data
        self._at = 0
        while self._at < len(self._held) and not self.whole and self._next(self):
            pass
        if self.whole and self._at < len(self._held):
            self.keeps = False
        return self.whole

    def end(self) -> None:
        """Take in that no more comes.

        Raises:
            httpx.RemoteProtocolError: when the answer was still to come to its end.
        """
        if self._next is not AnswerReader._until_end:
            raise httpx.RemoteProtocolError(_CLOSED if self.status else "the server hung up without an answer")
        self._finish(keeps=False)

    @property
    def answer(self) -> Answer:
        """The whole answer.

        Raises:
            Failure: connection, when packed data broke off.
        """
        return Answer(status=self.status, headers=self.headers, body=self._body.whole() if self._body else b"")

    def _head(self) -> bool:
        held, at = self._held, self._at
        while held[at : at + 1] in (b"\r", b"\n"):
            at += 1
        self._at = at
        if not held.startswith(_PROTOCOL[: len(held) - at], at):
            raise httpx.RemoteProtocolError("this is no HTTP/1.1")
        found = _END_OF_HEAD.search(held, max(at, self._looked - 2))
        if (found.start() if found else len(held)) - at > LONGEST_HEAD:
            raise HeadTooBig("too long a head")
        if found is None:
            self._looked = len(held) - at
            if len(held) - max(at, held.rfind(b"\n")) > LONGEST_LINE:
                raise HeadTooBig("too long a line")
            return False
        self._at, self._looked = found.end(), 0
        self._begin(*read_head(held[at : found.start()]))
        return True

    def _begin(self, minor: int, status: int, headers: list[tuple[bytes, bytes]]) -> None:
        """Choose how the body ends (RFC 9112 section 6.3)."""
        if status < _OK and status != _SWITCHED:
            return
        self.status, self.headers = status, headers
        told = _joined(headers)
        options = {option.strip() for option in told.get("connection", "").lower().split(",")}
        self.keeps = "close" not in options if minor else "keep-alive" in options
        if status in _BODILESS or status == _SWITCHED:
            self._finish(keeps=self.keeps and status != _SWITCHED)
            return
        coding = told.get("transfer-encoding", "identity").strip().lower()
        length = None if coding != "identity" else _length(told.get("content-length"))
        self._body = Body(told, self._limit, self._url)
        if coding == "chunked":
            self._next = AnswerReader._size
            self.keeps = self.keeps and "content-length" not in told
        elif coding != "identity":
            raise httpx.RemoteProtocolError(f"the transfer coding {coding[:40]!r} can't be undone")
        elif length is None:
            self._next = AnswerReader._until_end
        else:
            self._left, self._next = length, AnswerReader._counted
            if length == 0:
                self._finish(keeps=self.keeps)

    def _finish(self, *, keeps: bool) -> None:
        self.whole, self.keeps = True, keeps

    def _counted(self) -> bool:
        if self._take():
            self._finish(keeps=self.keeps)
        return True

    def _take(self) -> bool:
        """Take what is there of the bytes that are left; tells whether none is."""
        piece = self._held[self._at : self._at + self._left]
        self._at += len(piece)
        self._left -= len(piece)
        if self._body is not None:
            self._body.feed(piece)
        return self._left == 0

    def _until_end(self) -> bool:
        self._left = len(self._held) - self._at
        self._take()
        return False

    def _size(self) -> bool:
        line = self._line()
        if line is None:
            return False
        size = _SIZE.fullmatch(line)
        if size is None:
            raise httpx.RemoteProtocolError("a chunk without its size")
        self._left = int(size[1], 16)
        self._next = AnswerReader._chunk if self._left else AnswerReader._trailer
        return True

    def _chunk(self) -> bool:
        if self._take():
            self._next = AnswerReader._after
        return True

    def _after(self) -> bool:
        """Pass the line's end after a chunk."""
        line = self._line()
        if line is not None and line.rstrip(b"\r"):
            raise httpx.RemoteProtocolError("a chunk longer than its size")
        if line is not None:
            self._next = AnswerReader._size
        return line is not None

    def _trailer(self) -> bool:
        """Pass a line after the last chunk; an empty one ends the answer."""
        line = self._line()
        if line is None:
            return False
        self._left += 1
        if self._left > MOST_HEADERS:
            raise HeadTooBig("too many lines after the body")
        if not line.rstrip(b"\r"):
            self._finish(keeps=self.keeps)
        return True

    def _line(self) -> bytes | None:
        """Return the next line without its line feed, None when it is not all there."""
        end = self._held.find(b"\n", self._at)
        size = (end if end >= 0 else len(self._held)) - self._at
        if size > LONGEST_SIZE:
            raise httpx.RemoteProtocolError("too long a line within the body")
        if end < 0:
            return None
        self._framing += size
        if self._framing > self._limit:
            raise too_big(self._url, self._limit)
        line = self._held[self._at : end]
        self._at = end + 1
        return line


def read_head(head: bytes) -> tuple[int, int, list[tuple[bytes, bytes]]]:
    """Return the minor version, the status and the headers as they came.

    Raises:
        httpx.RemoteProtocolError: when the first line is no status line, or a NUL is in it (HeadTooBig: too many or
            too long headers).
    """
    first, *lines = head.split(b"\n")
    status = _STATUS.fullmatch(first)
    if status is None or b"\0" in head:
        raise httpx.RemoteProtocolError("this is no HTTP/1.1")
    if len(lines) > MOST_HEADERS or len(first) > LONGEST_LINE:
        raise HeadTooBig("too many headers")
    headers: list[tuple[bytes, bytes]] = []
    for line in lines:
        if len(line) > LONGEST_LINE:
            raise HeadTooBig("too long a header")
        if line[:1] in (b" ", b"\t") and headers:  # a value over several lines, as mail has it
            headers[-1] = (headers[-1][0], b" ".join((headers[-1][1], line.strip())))
            continue
        name, colon, value = line.partition(b":")
        name = name.rstrip()
        if colon and _NAME.fullmatch(name):
            headers.append((name, value.strip()))
    return int(status[1]), int(status[2]), headers


_TELLING = frozenset({b"content-length", b"content-encoding", b"transfer-encoding", b"connection"})
"""What of a head says how the body is to be read."""


def _joined(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in headers:
        key = name.lower()
        if key in _TELLING:
            told, text = key.decode(), value.decode("latin-1")
            found[told] = f"{found[told]}, {text}" if told in found else text
    return found


def _length(given: str | None) -> int | None:
    """Return the length that is given, once or several times alike (RFC 9110 section 8.6).

    Raises:
        httpx.RemoteProtocolError: when it is no number, or two.
    """
    if given is None:
        return None
    lengths = {one.strip() for one in given.split(",")}
    length = lengths.pop()
    if lengths or not (length.isascii() and length.isdigit() and len(length) < 19):
        raise httpx.RemoteProtocolError(f"{given[:40]!r} is no length")
    return int(length)
