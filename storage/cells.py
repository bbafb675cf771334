"""CSV cells: numbers as people write them, lists joined, nothing that a spreadsheet would run."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

import msgspec

from storage.exporting.batches import SHORT, Columns, read_json
from storage.posting_rows import FIELDS
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
_FIRST = itemgetter(0)
KEPT = 8192
"""Lists repeat from advert to advert: a few thousand of each are written once."""

Lines = Callable[[Columns], str]
Maker = Callable[[Sequence[Any]], Sequence[str]]


def guarded(text: str) -> str:
    """Return a text that no spreadsheet runs."""
    first = text.lstrip(SKIPPED)[:1]
    return HARMLESS + text if first in RISKY and first else text


def cell(value: object) -> object:
    """Return a value as a CSV cell holds it; None is an empty cell, an integral number has no ".0"."""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool):
        return _FLAGS[value]
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, list | tuple):
        return guarded(joined(value))
    if isinstance(value, dict):
        return _json(value)
    return value


def joined(value: object) -> str:
    """Return a list as people read it, places by their display texts; an object as JSON."""
    return BETWEEN.join(map(_plain, value)) if isinstance(value, list | tuple) else _json(value)


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return str(value.get("location") or _json(value))
    return str(value)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def quoted(text: str) -> str:
    """Return a text as it stands between two commas."""
    if '"' in text:
        text = text.replace('"', '""')
        return f'"{text}"'
    return f'"{text}"' if "," in text or "\n" in text or "\r" in text else text


def lines_of(columns: Sequence[str]) -> Lines:
    """Return what turns a batch of these columns into lines of CSV (RFC 4180), their ends included.

    A batch has one row at least; its values are as SQLite keeps them. Each cell is what ``cell`` answers for the typed
    value. A whole column is looked at before its cells are: words, codes and stamps of ours need neither guard nor
    quotes, few columns of a batch hold a quotation mark, and numbers and lists repeat. The csv module looks at every
    letter of every cell in turn, which costs five times as much.
    """
    makers = [_maker(name) for name in columns]
    alone = len(columns) == 1

    def lines(batch: Columns) -> str:
        """Return a line a row."""
        made = [make(values) for make, values in zip(makers, batch, strict=True)]
        whole = (text or _EMPTY for text in made[0]) if alone else map(",".join, zip(*made, strict=True))
        return END_OF_LINE.join((*whole, ""))

    return lines


def _maker(name: str) -> Maker:
    return next((make for names, make in _MAKERS if name in names), _others)


def _words(values: Sequence[Any]) -> Sequence[str]:
    return values if all(values) else [value or "" for value in values]


def _texts(values: Sequence[Any]) -> Sequence[str]:
    """Look at the whole column by what loops in C; ``None in values`` would compare every text with it."""
    if not any(values):
        return [""] * len(values)
    texts = _words(values)
    everything = "".join(texts)
    if not _LOOK_CLOSER.isdisjoint(map(_FIRST, filter(None, texts))):
        texts = [guarded(text) for text in texts]
    if '"' in everything or "\n" in everything or "\r" in everything:
        return [quoted(text) for text in texts]
    return [f'"{text}"' if "," in text else text for text in texts] if "," in everything else texts


def _numbers(values: Sequence[Any]) -> Sequence[str]:
    """Write each anew: to look up one of thousands takes longer, as they don't fit the processor's cache."""
    return ["" if n is None else repr(int(n)) if n % 1 == 0 else repr(n) for n in values]


def _flags(values: Sequence[Any]) -> Sequence[str]:
    return [_FLAGS[value] for value in values]


def _lists(values: Sequence[Any]) -> Sequence[str]:
    if max(map(len, filter(None, values)), default=0) < SHORT:
        return list(map(_kept, values))
    return ["" if text is None else _kept(text) if len(text) < SHORT else _list(text) for text in values]


def _list(text: str | None) -> str:
    return _other(read_json(text))


_kept = lru_cache(maxsize=KEPT)(_list)


def _others(values: Sequence[Any]) -> Sequence[str]:
    return [_other(value) for value in values]


def _other(value: object) -> str:
    return "" if value is None else quoted(str(cell(value)))


def _names(kind: str, form: str = "") -> frozenset[str]:
    return frozenset(c.name for c in POSTING_COLUMNS if c.name in FIELDS and c.kind == kind and c.form == form)


_FLAGS = {None: "", True: "true", False: "false"}
_EMPTY = '""'
"""A line with nothing on it would be no row."""
_OURS = frozenset(c.name for c in POSTING_COLUMNS if c.kind == "TEXT" and c.choices) | _names("TEXT", "stamp") | {"job"}
_MAKERS: tuple[tuple[frozenset[str], Maker], ...] = (
    (_OURS, _words),
    (_names("TEXT"), _texts),
    (_names("INTEGER", "flag"), _flags),
    (_names("REAL") | _names("INTEGER"), _numbers),
    (_names("TEXT", "json"), _lists),
)
