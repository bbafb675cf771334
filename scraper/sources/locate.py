"""On which line of a TOML file a row or a field stands, for messages: tomllib keeps no lines of its own."""

import re
from collections.abc import Sequence
from functools import lru_cache

_ROW = re.compile(r"\s*\[\[\s*[\"']?source[\"']?\s*\]\]")
_TABLE = re.compile(r"\s*\[\s*[\"']?source[\"']?\s*\.\s*[\"']?([A-Za-z0-9_-]+)[\"']?\s*\]")
_KEY = re.compile(r"\s*[\"']?([A-Za-z0-9_-]+)[\"']?\s*(?:\.\s*[\"']?([A-Za-z0-9_-]+)[\"']?\s*)?=")
_AT_LINE = re.compile(r"at line ([0-9]+)")


@lru_cache(maxsize=1)
def _headers(text: str) -> Sequence[int]:
    return [number for number, line in enumerate(text.split("\n"), 1) if _ROW.match(line)]


def line_of_row(text: str, row: int) -> int:
    """Return the line (from 1) of the ``[[source]]`` that begins a row; the first line where rows are written inline.

    Args:
        text: the whole file.
        row: index of the row, from 0.
    """
    headers = _headers(text)
    return headers[row] if row < len(headers) else 1


def line_of_field(text: str, row: int, field: str) -> int:
    """Return the line of a field of a row ("url", "options.link"); the row's own line where it is not written."""
    headers = _headers(text)
    first = line_of_row(text, row)
    last = headers[row + 1] - 1 if row + 1 < len(headers) else None
    table = ""
    for number, line in enumerate(text.split("\n")[first - 1 : last], first):
        if header := _TABLE.match(line):
            table = header[1] + "."
        key = _KEY.match(line)
        names = {table + key[1], f"{table}{key[1]}.{key[2]}"} if key else {table.rstrip(".")}
        if field in names:
            return number
    whole = field.partition(".")[0]
    return line_of_field(text, row, whole) if whole != field else first


def line_of_error(message: str) -> int:
    """Return the line that a message of tomllib names; 1 where it names none."""
    found = _AT_LINE.search(message)
    return int(found[1]) if found else 1
