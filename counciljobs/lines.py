"""Lines of text out of bytes that may hold anything: NULs, no UTF-8, lines of megabytes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

if TYPE_CHECKING:
    import io

CHUNK = 1 << 16
"""Bytes a read: what a pipe holds on Linux, so that one read takes all that is there."""
BYTE_ORDER_MARK = "\ufeff"


def lines_of(stream: BinaryIO) -> Iterator[list[str]]:
    """Yield the lines of each read as soon as they are whole; only a line feed ends a line.

    Invalid UTF-8 becomes � (U+FFFD); a byte-order mark and the carriage return of a Windows line end are dropped; a
    last line without its line feed counts, an empty end does not.
    """
    parts: list[bytes] = []
    first = True
    while chunk := cast("io.BufferedReader", stream).read1(CHUNK):
        *whole, rest = chunk.split(b"\n")
        if whole:
            whole[0] = b"".join([*parts, whole[0]])
            parts.clear()
            texts = [_text(line) for line in whole]
            if first:
                texts[0] = texts[0].removeprefix(BYTE_ORDER_MARK)
            first = False
            yield texts
        if rest:
            parts.append(rest)
    if parts:
        last = _text(b"".join(parts))
        yield [last.removeprefix(BYTE_ORDER_MARK) if first else last]


def _text(line: bytes) -> str:
    return line.removesuffix(b"\r").decode("utf-8", "replace")


def text_of_argument(argument: str) -> str:
    """Return a command-line argument as text; bytes that were not UTF-8 become � (U+FFFD)."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
