"""The codes of grades: "7", "8a", "G", "PO3", and what they range over ("4-6", "E - F", "SO1/2", "5 to Band A")."""

import re

from scraper.normalising.salary.items import Item
from scraper.normalising.salary.lists import words
from scraper.normalising.salary.points import point_at

CODE = re.compile(r"([a-z]{1,6})(\d{1,2})([a-z]?)")
LONGEST_PREFIX = 4
"""Letters before a spaced number in a grade's code, as in "Grade: GAT 4"."""
_JOINS = {"dash": "-", "slash": "/", "rise": " to ", "and": " & ", "or": " or "}
NOT_CODES = words(
    "age ages aged covid ks q p a b nvq y yr year level page week day iso mp no room v vol part unit ref floor "
    "suite block flat box section zone ward bay gate phase lot team step appendix annex stage class form set"
)
_VOWELS = frozenset("aeiouy")
"""In a word of four letters or fewer one of them stands behind the first; codes such as "EPH" and "CSD" have none."""
_ABBREVIATIONS = words("tbc tbd hr uk cv st ltd plc dbs btec all and add act end ask etc hmrc nb vs mr mrs dr")
_ENDS = words("comma open close stop colon dash plus slash point")
_BAND_LETTERS = "abcd"
"""Agenda for Change divides bands 8 and 9 into 8a to 9; they are told in small letters."""

_ABOVE_SCALES = ("SO", "PO")
"""Grades that scales go on to: "Scale 5 - SO1"."""

Code = tuple[str, str, int]
"""A code's text, its shape ("number", "letter" or "code") and the index of its last item."""


def listed(found: list[Item], at: int, low: str, *, band: bool = False) -> tuple[str, int] | None:
    """The code at an index with the rest of its range or list, in its one form, and the index of its last item."""
    first = one(found, at, low, band=band)
    if first is None:
        return None
    text, shape, end = first
    while (joined := _joined(found, (shape, end), low, band=band)) is not None:
        piece, shape, end = joined
        text += piece
    return text, end


def letters(found: list[Item], at: int, low: str, keyword: str) -> tuple[str, int] | None:
    """A code of capitals alone, which only a keyword makes a grade: "Grade: EPH". It is told by not being a word."""
    item = found[at] if at < len(found) else None
    if item is None or item.kind != "word" or keyword not in {"grade", "band"}:
        return None
    raw = low[item.start : item.end]
    lettered = raw.isalpha() and 1 < len(raw) <= LONGEST_PREFIX and _VOWELS.isdisjoint(raw[1:])
    after = found[at + 1] if at + 1 < len(found) else None
    ends = after is None or after.kind in _ENDS or (after.number is not None and bool(after.number.currency))
    return (raw.upper(), at) if lettered and ends and raw not in NOT_CODES | _ABBREVIATIONS else None


def one(found: list[Item], at: int, low: str, *, band: bool = False) -> Code | None:
    """The code at an index; None where no code stands."""
    if at >= len(found):
        return None
    item = found[at]
    if item.kind == "num":
        return _number(found, at, low, band=band)
    raw = low[item.start : item.end]
    if item.kind == "code" and (match := CODE.fullmatch(raw)):
        return match[0].upper(), "code", at
    if len(raw) == 1 and raw.isalpha() and not (raw == "a" and at + 1 < len(found) and found[at + 1].kind == "word"):
        return raw.upper(), "letter", at
    if (
        item.kind == "word"
        and len(raw) <= LONGEST_PREFIX
        and raw not in NOT_CODES
        and point_at(found, at + 1) is not None
    ):
        return f"{raw.upper()} {low[found[at + 1].start : found[at + 1].end]}", "code", at + 1
    return None


def _number(found: list[Item], at: int, low: str, *, band: bool) -> Code | None:
    if point_at(found, at) is None:
        return None
    item = found[at]
    text = low[item.start : item.end]
    letter = found[at + 1] if at + 1 < len(found) else None
    if letter and letter.start == item.end and letter.end == item.end + 1 and low[letter.start].isalpha():
        suffix = low[letter.start]
        return text + (suffix if band and suffix in _BAND_LETTERS else suffix.upper()), "number", at + 1
    return text, "number", at


def _joined(found: list[Item], so_far: tuple[str, int], low: str, *, band: bool) -> Code | None:
    """What a range or list goes on with after a code of a shape: the join with the next code."""
    shape, end = so_far
    at = end + 1
    if at + 1 >= len(found) or found[at].kind not in _JOINS:
        return None
    join = _JOINS[found[at].kind]
    at += 1
    word = ""
    if found[at].kind in {"gradeword", "scheme"} and at + 1 < len(found):
        keyword = found[at].kind == "gradeword"
        word = (found[at].value.capitalize() if keyword else low[found[at].start : found[at].end].upper()) + " "
        join = join if join != "-" else " - "
        at += 1
    following = one(found, at, low, band=band)
    if following is None or (found[at].kind == "word" and len(following[0]) > 1):
        return None
    alike = following[1] == shape or (shape, following[1]) == ("code", "number")
    if not (word or alike or following[0].startswith(_ABOVE_SCALES)):
        return None
    return join + word + following[0], shape if following[1] == "number" else following[1], following[2]
