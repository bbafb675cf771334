"""Reading WARC files (ISO 28500) of any writer, as far as they are whole: records in order, each with where it stands.

Hostile input: lines, records and members are capped, nothing is trusted to end, and a file that a power cut tore gives
every record before the tear and then says where it is torn.
"""

import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from msgspec import Struct

CHUNK = 1 << 16
MOST_RECORD = 1 << 26
"""Bytes of one record: twice the largest body that fetching takes (see FetchSettings)."""
MOST_LINE = 1 << 16
"""Bytes of one header line: our own longest is the key of a POST request."""
MOST_HEADERS = 200
_GZIP = b"\x1f\x8b"
_BY_ITSELF = 16 + zlib.MAX_WBITS
"""zlib's way to say: a gzip header and trailer."""


class Torn(Exception):  # noqa: N818 (as often a power cut's work as an error)
    """The file can't be read beyond a place; everything before it was given."""


class Place(Struct, frozen=True):
    """Where a record stands: the gzip member (or byte) at which to begin, and how many bytes of it to skip."""

    path: Path
    member: int
    skip: int


class Record(Struct, frozen=True):
    """One record: its WARC headers in lower case, its block as it is, and where it stands; ``end`` is the next byte."""

    kind: str
    headers: Mapping[str, str]
    block: bytes
    place: Place
    end: int

    @property
    def uri(self) -> str:
        """The address it is about; older writers put it in angle brackets."""
        return self.headers.get("warc-target-uri", "").strip("<>")

    @property
    def date(self) -> str:
        """When it was written: UTC with Z, to the second."""
        text = self.headers.get("warc-date", "")
        return f"{text[:19]}Z" if len(text) > 20 else text


class _Bytes:
    """A file's bytes, gzip members undone one at a time."""

    def __init__(self, file: IO[bytes], at: int) -> None:
        file.seek(at)
        self._file = file
        self._raw = file.read(CHUNK)
        self._gzip = self._raw[:2] == _GZIP
        self._read = at + len(self._raw)
        self._ready = bytearray()
        self._undo = zlib.decompressobj(_BY_ITSELF)
        self._begun = False
        self._member, self._used = at, 0

    def place(self) -> tuple[int, int]:
        """Return where reading is: the byte at which to begin, and how many of what stands there to skip."""
        return (self._member, self._used) if self._gzip else (self._member + self._used, 0)

    def line(self) -> bytes:
        """Return the next line without its end; empty at the end of the file too."""
        while (at := self._ready.find(b"\n")) < 0:
            if len(self._ready) > MOST_LINE:
                raise Torn("a line is too long to be a header")
            if not self._more():
                if self._ready:
                    raise Torn("it ends within a header")
                return b""
        return bytes(self._take(at + 1)).rstrip(b"\r\n")

    def block(self, size: int) -> bytes:
        """Return so many bytes."""
        while len(self._ready) < size:
            if not self._more():
                raise Torn("it ends within a record")
        return bytes(self._take(size))

    def head(self) -> list[str]:
        """Return the lines up to the next empty one: at once where they are at hand and end as the standard says."""
        at = self._ready.find(b"\r\n\r\n", 0, MOST_LINE)
        if at > 0 and self._ready.count(b"\n", 0, at) == self._ready.count(b"\r\n", 0, at):
            return self._take(at + 4)[:at].decode("utf-8", "replace").split("\r\n")
        lines = list[str]()
        while (line := self.line()) and len(lines) <= MOST_HEADERS:
            lines.append(line.decode("utf-8", "replace"))
        return lines

    def ended(self) -> bool:
        """Tell whether nothing follows but line ends, which are passed over."""
        while True:
            while self._ready.startswith((b"\r", b"\n")):
                self._take(1)
            if self._ready:
                return False
            if not self._more():
                return True

    def _take(self, size: int) -> bytearray:
        taken = self._ready[:size]
        del self._ready[:size]
        self._used += size
        return taken

    def _more(self) -> bool:
        """Get more bytes ready; False at the end."""
        if not self._gzip:
            return self._more_plain()
        while True:
            if self._undo.eof and not self._next_member():
                return False
            if not self._fill():
                if not self._undo.eof and self._begun:
                    raise Torn("its last member is cut off")
                return False
            self._begun = True
            if self._undo_some():
                return True

    def _undo_some(self) -> bool:
        try:
            self._ready += self._undo.decompress(self._raw, CHUNK)
        except zlib.error as error:
            raise Torn(f"its compression is damaged ({error})") from None
        self._raw = self._undo.unused_data if self._undo.eof else self._undo.unconsumed_tail
        return bool(self._ready)

    def _next_member(self) -> bool:
        self._undo = zlib.decompressobj(_BY_ITSELF)
        self._begun = False
        self._member, self._used = self._read - len(self._raw), 0
        return self._fill()

    def _more_plain(self) -> bool:
        if not self._fill():
            return False
        self._ready += self._raw
        self._raw = b""
        return True

    def _fill(self) -> bool:
        if not self._raw:
            self._raw = self._file.read(CHUNK)
            self._read += len(self._raw)
        return bool(self._raw)


def records(path: Path, at: int = 0, skip: int = 0) -> Iterator[Record]:
    """Yield the records of a file from a place on.

    Raises:
        Torn: where the file can't be read on; what came before it is good.
        OSError: when it can't be read at all.
    """
    with path.open("rb") as file:
        bytes_ = _Bytes(file, at)
        bytes_.block(skip)
        while not bytes_.ended():
            yield _record(bytes_, path)


def record_at(place: Place) -> Record:
    """Return the record that stands at a place.

    Raises:
        Torn: when there is none (any more).
        OSError: when the file can't be read.
    """
    for record in records(place.path, place.member, place.skip):
        return record
    raise Torn("there is no record where one was")


def _record(bytes_: _Bytes, path: Path) -> Record:
    place = Place(path, *bytes_.place())
    version, *lines = bytes_.head() or [""]
    if not version.startswith("WARC/"):
        raise Torn("what follows is no WARC record")
    if len(lines) >= MOST_HEADERS:
        raise Torn("a record has too many headers")
    headers = _headers(lines)
    length = headers.get("content-length", "")
    if not length.isascii() or not length.isdigit() or len(length) > 12 or int(length) > MOST_RECORD:
        raise Torn("a record does not say how long it is, or is too long")
    block = bytes_.block(int(length))
    bytes_.ended()
    return Record(headers.get("warc-type", ""), headers, block, place, bytes_.place()[0])


def _headers(lines: list[str]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    return headers
