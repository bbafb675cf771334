"""CSV cells: numbers as people write them, lists joined, nothing that a spreadsheet would run."""

import msgspec

RISKY = "=+-@\t\r\n＝＋－＠"
"""A text that begins with one of these (or its full-width form) can be taken for a formula or a command."""
HARMLESS = "'"
"""Spreadsheets show what follows an apostrophe as text."""
BETWEEN = "; "


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
        return guarded(_json(value)) if value else None
    return value


def guarded(text: str) -> str:
    """Return a text that no spreadsheet runs: leading white space does not hide a formula from it."""
    first = text.lstrip(" \xa0\ufeff\u200b")[:1]
    return HARMLESS + text if first and first in RISKY else text


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return str(value.get("location") or _json(value))
    return str(value)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
