"""Clock times in a text: 5pm, 17.00hrs, 12 noon, midnight, 23:59 GMT."""

import re
from datetime import time
from typing import NamedTuple

_HALF = r"(?P<half>[ap]\.?\s?m|y\.?[bph])\b\.?"
"""am and pm; Welsh "yb" (y bore), "yp" (y prynhawn) and "yh" (yr hwyr)."""
_ZONE = (
    r"(?:\s*\(?(?P<zone>(?:gmt|utc)\s?[+-][0-9]{2}:?[0-9]{2}|gmt|utc|ut|bst|z"
    r"|[+-][0-9]{2}:?[0-9]{2}(?![0-9]|\s?[ap]m))(?![a-z0-9]))?"
)
_CLOCK = re.compile(
    r"(?<![0-9£.:,/-])(?:"
    rf"(?P<hour>[0-9]{{1,2}})(?:\s?[:.;]\s?|h)(?P<minute>[0-9]{{2}})(?P<second>:[0-9]{{2}}(?:[.,][0-9]{{1,9}})?)?(?![0-9]|\.[0-9])"
    rf"(?:\s?{_HALF}|\s?(?P<unit>h(?:ou)?rs?\b|h\b)|\s?(?P<mid>noon|midday|midnight|hanner\s(?:dydd|nos))\b)?"
    rf"|(?P<only>[0-9]{{1,2}})\s?(?:{_HALF.replace('half', 'half2')}|o'?clock\s(?P<word2>noon|midday|midnight)\b"
    r"|(?P<mid2>noon|mid[ -]?day|mid[ -]?night|hanner\s(?:dydd|nos))\b)"
    r"|(?P<four>(?:[01][0-9]|2[0-4])[0-5][0-9])\s?h(?:ou)?rs?\b"
    r"|\bat\s(?P<bare>(?:[01][0-9]|2[0-4])[0-5][0-9])(?![0-9])"
    r"|\b(?:at|by)\s(?P<vague>[1-9]|1[0-2])(?=\s?(?:\Z|[,;)]|on\b))"
    r"|(?P<vague2>[1-9]|1[0-2])\s?o'?clock(?!\s(?:noon|mid))"
    r"|\b(?P<mid3>noon|canol dydd|mid[ -]?day|mid[ -]?night|hanner nos|hanner dydd)\b"
    rf"){_ZONE}",
    re.IGNORECASE,
)
LIKELY_EVENING = range(1, 8)
"""Hours that a person writes without am or pm and means the afternoon ("closes at 5.00"): not read, flagged."""


class Clock(NamedTuple):
    """A time found in a text. ``at`` is None where the words fix no time; ``end`` means the end of the day named."""

    start: int
    stop: int
    zone: str | None
    at: time | None
    flags: tuple[str, ...] = ()
    end: bool = False


def _word(kind: str) -> tuple[time | None, tuple[str, ...], bool]:
    """Noon is a time; midnight of a day is read as its end, which not everyone means."""
    if kind[-3:].casefold() in {"nos", "ght"}:
        return None, ("ambiguous",), True
    return time(12), (), False


def _afternoon(half: str) -> bool:
    low = half.casefold()
    return low[0] == "p" or (low[0] == "y" and low[-1] in "ph")


def _numbers(hour: int, minute: int, second: int, half: str | None) -> tuple[time | None, tuple[str, ...], bool]:
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
        return None, ("impossible",), False
    if half and hour <= 12:
        hour = hour % 12 + (12 if _afternoon(half) else 0)
    elif half and not _afternoon(half):
        return None, ("impossible",), False
    if hour == 24:
        return None, (), True
    if hour == minute == second == 0:
        return time(0), ("ambiguous",), True
    return time(hour, minute, second), (), False


def _unmarked(found: re.Match[str]) -> bool:
    """Whether an hour stands without anything that tells morning from afternoon: "5.00", but not "05:00"."""
    group = found.group
    marked = group("half") or group("unit") or group("second") or group("zone") or len(group("hour")) == 2
    return not marked and int(group("hour")) in LIKELY_EVENING


def _zone(found: re.Match[str]) -> tuple[int, str | None]:
    """Where the time ends and its zone. "09:00-12:00" is a range; "T09:00-12:00", "09:00:00-12:00" have an offset."""
    zone = found["zone"]
    if (
        zone
        and zone[0] in "+-"
        and not found["second"]
        and found.string[found.start() - 1 : found.start()] not in {"T", "t"}
    ):
        return found.start("zone"), None
    return found.end(), zone


def _read(found: re.Match[str]) -> Clock:
    group = found.group
    word = group("mid") or group("mid2") or group("mid3") or group("word2")
    if word:
        at, flags, end = _word(word)
    elif four := group("four") or group("bare"):
        at, flags, end = _numbers(int(four[:2]), int(four[2:]), 0, None)
    elif group("vague") or group("vague2"):
        at, flags, end = None, ("ambiguous",), False
    elif group("only"):
        at, flags, end = _numbers(int(group("only")), 0, 0, group("half2"))
    elif _unmarked(found):
        at, flags, end = None, ("ambiguous",), False
    else:
        second = int(group("second")[1:3]) if group("second") else 0
        at, flags, end = _numbers(int(group("hour")), int(group("minute")), second, group("half"))
    return Clock(found.start(), *_zone(found), at, flags, end)


def times(text: str) -> list[Clock]:
    """Every clock time in the text, in order."""
    return [_read(found) for found in _CLOCK.finditer(text)]
