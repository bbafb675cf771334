"""CSV cells: numbers as people write them, lists joined, nothing that a spreadsheet would run."""

import re
from collections.abc import Callable, Sequence

import msgspec

from storage.schema.tables import POSTING_COLUMNS

RISKY = frozenset("=+-@\t\r\n＝＋－＠")
"""A text that begins with one of these (or its full-width form) can be taken for a formula or a command."""
SKIPPED = " \xa0\ufeff\u200b"
"""White space before a formula does not hide it from every program."""
_LOOK_CLOSER = RISKY | frozenset(SKIPPED)
HARMLESS = "'"
"""Spreadsheets show what follows an apostrophe as text."""
BETWEEN = "; "

END_OF_LINE = "\r\n"
_SPECIAL = re.compile('[",\r\n]')

Line = Callable[[Sequence[object]], str]


def guarded(text: str) -> str:
    """Return a text that no spreadsheet runs."""
    first = text.lstrip(SKIPPED)[:1]
    return HARMLESS + text if first in RISKY and first else text


def cell(value: object) -> object:
    """Return a value as a CSV cell holds it; None is an empty cell, an integral number has no ".0"."""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, list | tuple):
        return guarded(BETWEEN.join(map(_plain, value)))
    if isinstance(value, dict):
        return _json(value)
    return value


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return str(value.get("location") or _json(value))
    return str(value)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def quoted(text: str) -> str:
    """Return a text as it stands between two commas."""
    return '"' + text.replace('"', '""') + '"' if _SPECIAL.search(text) else text


def lines_of(columns: Sequence[str]) -> Line:
    """Return what turns a row with these columns into a line of CSV (RFC 4180).

    Each cell is what ``cell`` answers. It is made by looking only at what a column can hold: words, codes and stamps of
    ours need neither guard nor quotes, and most texts pass at the sight of their first letter. The csv module looks at
    every letter in turn, which costs twice as much in all.
    """
    texts = tuple(at for at, name in enumerate(columns) if name in _FREE_TEXTS)
    ours = tuple(at for at, name in enumerate(columns) if name in _OURS)
    others = tuple(at for at, name in enumerate(columns) if name not in _FREE_TEXTS and name not in _OURS)
    empty = '""' if len(columns) == 1 else ""  # a line with nothing on it would be no row

    def line(row: Sequence[object]) -> str:
        """Return one row as a line, its end included."""
        parts = [""] * len(row)
        for at in texts:
            text = row[at]
            if text:
                safe = guarded(str(text)) if text[0] in _LOOK_CLOSER else str(text)  # type: ignore[index]
                parts[at] = quoted(safe)
        for at in ours:
            parts[at] = str(row[at] or "")
        for at in others:
            if row[at] is not None:
                parts[at] = quoted(str(cell(row[at])))
        return (",".join(parts) or empty) + END_OF_LINE

    return line


_OURS = frozenset(c.name for c in POSTING_COLUMNS if c.kind == "TEXT" and (c.choices or c.form == "stamp")) | {"job"}
_FREE_TEXTS = frozenset(c.name for c in POSTING_COLUMNS if c.kind == "TEXT" and c.form == "") - _OURS
