"""Spinal column points: "SCP 18-25", "points 5 to 6", "NJC 19 - 39", "SCP3", "Grade 5, 12-15"."""

import re

from msgspec import Struct, field

from scraper.normalising.salary.items import Item
from scraper.normalising.salary.lists import words

MOST_POINT = 99
"""The NJC spine ends at 43; employers number points of their own above it, none has a hundred."""
MOST_AFTER_GRADE = 49
"""The highest point the old NJC spine had: a bare range after a grade is points only below that."""

_OWN_POINTS = words("jnc soulbury teacher leadership afc")
"""Schemes with points of their own, which are no points of the NJC spine."""
_JOINS = words("dash rise slash and or comma")
_SKIPPED = words("colon dash open close point_mark stop point equals")
_CODE = re.compile(r"(scps?|scpt|pts?|points?|njc|sp|spine|spinal)(\d{1,2})")
_COUNTED = words("unit count month")


class Points(Struct):
    """Spinal column points of a text, with what is said of their spine.

    Attributes:
        found: the span of each point, in order.
        njc: whether the text calls the spine the NJC's.
        foreign: whether the points are of another scheme, and so none of ours.
    """

    found: dict[int, tuple[int, int]] = field(default_factory=dict)
    njc: bool = False
    foreign: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """Where they stand, from the first to the last."""
        spans = self.found.values()
        return min(start for start, _ in spans), max(end for _, end in spans)


def read(found: list[Item], low: str) -> Points:
    """Read and take out of play (kind "scp") every spinal column point.

    Points of another scheme ("Soulbury points 3-6") are part of its grade.
    """
    points = Points()
    schemes = {item.value for item in found if item.kind == "scheme"}
    if schemes & _OWN_POINTS and "njc" not in schemes:
        return _passed_over(found)
    for index, item in enumerate(found):
        if item.kind == "point":
            points.njc = points.njc or low.startswith(("njc", "local government"), item.start)
            _after(found, index, points)
        elif item.kind == "scheme" and item.value == "njc":
            points.njc = True
            _after(found, index, points)
            _before(found, index, points)
        elif item.kind == "code" and (match := _CODE.fullmatch(low, item.start, item.end)):
            points.njc = points.njc or match[1] == "njc"
            item.kind = "scp"
            _note(points, int(match[2]), (item.start, item.end))
            _more(found, index, points, low)
    return points


def _passed_over(found: list[Item]) -> Points:
    """Leave points of another scheme to its grade, without the word between; others are numbers out of play."""
    dropped = Points()
    for index, item in enumerate(found):
        if item.kind == "point" and index and found[index - 1].kind == "scheme":
            item.kind = "colon"
        elif item.kind == "point":
            _after(found, index, dropped)
    return Points(foreign=True)


def point_at(found: list[Item], index: int) -> int | None:
    """The number at an index as a point, unless it counts hours, is money, or is no whole number under a hundred."""
    if not 0 <= index < len(found) or found[index].kind != "num":
        return None
    number = found[index].number
    if number is None or number.currency or number.grouped or number.thousand or number.percent or number.decimals:
        return None
    if index + 1 < len(found) and found[index + 1].kind in _COUNTED:
        return None
    return int(number.value) if 1 <= number.value <= MOST_POINT else None


def _note(points: Points, point: int, span: tuple[int, int]) -> None:
    points.found.setdefault(point, span)


def _after(found: list[Item], index: int, points: Points) -> None:
    at = index + 1
    while at < len(found) and at <= index + 3 and found[at].kind in _SKIPPED:
        at += 1
    if (point := point_at(found, at)) is not None:
        found[at].kind = "scp"
        _note(points, point, (found[index].start, found[at].end))
        _more(found, at, points, "")


def _more(found: list[Item], index: int, points: Points, low: str) -> None:
    """Go on with the rest of a list or range: "5 to 6", "7, 8 & 9", "Point 20 to Point 24"."""
    while index + 2 < len(found) and found[index + 1].kind in _JOINS:
        at = index + 2
        if found[at].kind == "point" and at + 1 < len(found):
            at += 1
        point = point_at(found, at)
        if (
            point is None
            and found[at].kind == "code"
            and (match := _CODE.fullmatch(low, found[at].start, found[at].end))
        ):
            point = int(match[2])
        if point is None:
            return
        found[at].kind = "scp"
        _note(points, point, (found[index].start, found[at].end))
        index = at


def _before(found: list[Item], index: int, points: Points) -> None:
    """As in "16-24 NJC"."""
    first, last = point_at(found, index - 3), point_at(found, index - 1)
    if first is not None and last is not None and first < last and found[index - 2].kind in {"dash", "rise"}:
        after_grade(found, index - 3, points)


def after_grade(found: list[Item], index: int, points: Points) -> bool:
    """Take a bare range right after a grade as its points: "Grade 5, 12-15", "C1 (6 - 19)"."""
    first, last = point_at(found, index), point_at(found, index + 2)
    if first is None or last is None or found[index + 1].kind not in {"dash", "rise"}:
        return False
    if not first < last <= MOST_AFTER_GRADE:
        return False
    found[index].kind = found[index + 2].kind = "scp"
    span = (found[index].start, found[index + 2].end)
    _note(points, first, span)
    _note(points, last, span)
    return True
