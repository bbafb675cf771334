"""Reading a body within its cap: on the wire and after decompression, never holding more than the cap."""

import zlib
from collections.abc import AsyncIterable, Mapping

import httpx

from scraper.fetching.failures import Failure, too_big, truncated, undecodable

ENCODINGS = "gzip, deflate"
"""What we ask for: no more than we can undo."""
_ZLIB_OR_GZIP = 47
_RAW_DEFLATE = -15
MOST_MEMBERS = 100
"""Gzip members of one body: a server sends one; thousands of empty ones only burn time."""
_GZIP_MAGIC = b"\x1f\x8b"
_TEXT_BEGINS = b"<{["
_PLAIN = frozenset({"", "identity"})
_DEFLATED = frozenset({"gzip", "x-gzip", "deflate"})


class Inflater:
    """Undoes gzip or deflate as bytes come, and stops at a limit (bytes out).

    What is packed is told by its first bytes: some servers say deflate for its raw form, or gzip for plain text.
    """

    def __init__(self, limit: int) -> None:
        self._left = limit
        self._held = b""
        self._members = 0
        self._zlib: zlib._Decompress | None = None
        self._plain = False
        self._over = False

    def feed(self, data: bytes) -> bytes | None:
        """Return what these bytes unpack to; None when that is beyond the limit.

        Raises:
            zlib.error: when they are not what they are said to be.
        """
        out = self._unpacked(self._held + data)
        self._left -= len(out)
        return None if self._left < 0 else out

    @property
    def finished(self) -> bool:
        """Whether the packed data came to its own end."""
        return self._plain or (self._zlib is None and (self._members > 0 or not self._held))

    def _unpacked(self, data: bytes) -> bytes:
        self._held = b""
        parts = []
        room = self._left + 1
        while data and room > 0:
            if self._zlib is None and not self._plain:
                self._begin(data)
            if self._plain:
                parts.append(data)
            if self._zlib is None:
                break
            parts.append(self._zlib.decompress(data, room))
            room -= len(parts[-1])
            data = self._zlib.unused_data
            if self._zlib.eof:
                self._zlib = None
        return b"".join(parts)

    def _begin(self, data: bytes) -> None:
        """Begin a member; what follows the last one and is none is passed over."""
        if len(data) < len(_GZIP_MAGIC):
            self._held = data
            return
        gzipped = data.startswith(_GZIP_MAGIC)
        if self._members and (self._over or not gzipped or self._members >= MOST_MEMBERS):
            self._over = True
            return
        if not gzipped and not _looks_zlib(data) and (data[:1].isspace() or data[:1] in _TEXT_BEGINS):
            self._plain = True
            return
        self._members += 1
        self._zlib = zlib.decompressobj(_ZLIB_OR_GZIP if gzipped or _looks_zlib(data) else _RAW_DEFLATE)


def _looks_zlib(data: bytes) -> bool:
    """Tell a zlib header (RFC 1950 section 2.2): method 8 and a check on the first two bytes."""
    return len(data) > 1 and data[0] & 0x0F == 8 and int.from_bytes(data[:2]) % 31 == 0


async def read_body(response: httpx.Response, limit: int, url: str) -> bytes:
    """Read a response's body and undo its content coding.

    Args:
        response: with its body unread.
        limit: most bytes, on the wire and after decompression alike.
        url: for messages.

    Raises:
        Failure: too_big as soon as the limit is passed; connection when packed data breaks off; undecodable.
    """
    return await gathered(response.headers, _chunks(response), limit, url)


async def gathered(headers: Mapping[str, str], chunks: AsyncIterable[bytes], limit: int, url: str) -> bytes:
    """Read the pieces of a body and undo its content coding; ``headers`` are its own, whatever the case of a name.

    Raises:
        Failure: as ``read_body``.
    """
    if int(_digits(headers.get("content-length"))) > limit:
        raise too_big(url, limit)
    coding = headers.get("content-encoding", "").strip().lower()
    if coding in _PLAIN:
        return await _read_plain(chunks, limit, url)
    if coding not in _DEFLATED:
        raise undecodable(url, coding)
    try:
        return await _read_packed(chunks, limit, url)
    except zlib.error as error:
        raise undecodable(url, coding) from error


async def _read_plain(chunks: AsyncIterable[bytes], limit: int, url: str) -> bytes:
    parts = []
    size = 0
    async for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise too_big(url, limit)
        parts.append(chunk)
    return parts[0] if len(parts) == 1 else b"".join(parts)


async def _read_packed(chunks: AsyncIterable[bytes], limit: int, url: str) -> bytes:
    inflater = Inflater(limit)
    parts = []
    size = 0
    async for chunk in chunks:
        size += len(chunk)
        part = inflater.feed(chunk)
        if part is None or size > limit:
            raise too_big(url, limit)
        parts.append(part)
    if not inflater.finished:
        raise truncated(url)
    return b"".join(parts)


def _chunks(response: httpx.Response) -> httpx.AsyncByteStream:
    stream = response.stream
    if not isinstance(stream, httpx.AsyncByteStream):
        raise Failure("connection", "the transport gives no asynchronous body")
    return stream


def _digits(length: str | None) -> str:
    return length if length and length.isascii() and length.isdigit() and len(length) < 19 else "0"
