"""How an amount bounds the pay: up to it, from it, about it, exactly it, or between two."""

from scraper.normalising.salary.figures import Figure
from scraper.normalising.salary.items import Item
from scraper.normalising.salary.lists import words
from scraper.records import SalaryBound

REACH = 6
"""Items looked at before an amount: "minimum actual salary of" has four."""

_BOUNDS: dict[str, SalaryBound] = {"upto": "up_to", "from": "from", "circa": "circa"}
_PASSED = words(
    "link pay colon dash open point_mark competitive actual fte period currency between prorata equals scp point "
    "grade gradeword full upto from circa"
)
_ENDS = words("period stop close competitive prorata fte actual comma cut")
"""What may follow a bare "+" that means "and more"."""


def settle(found: list[Item], figures: list[Figure]) -> None:
    """Give every figure its bound."""
    start = 0
    for figure in figures:
        words = _words(found, figure, start)
        figure.bound = _bound(found, figure, words)
        start = figure.last + 1


def _words(found: list[Item], figure: Figure, start: int) -> set[SalaryBound]:
    words: set[SalaryBound] = set()
    index = figure.first - 1
    while index >= max(start, figure.first - REACH):
        kind = found[index].kind
        if kind in _BOUNDS and not _of_pro_rata(found, index):
            words.add(_BOUNDS[kind])
        elif kind == "rise":
            if not index or found[index - 1].kind == "pay":
                words.add("up_to")
            break
        elif kind not in _PASSED:
            break
        index -= 1
    return words


def _of_pro_rata(found: list[Item], index: int) -> bool:
    """As in "pro-rated from FTE £26,436" bounds nothing."""
    return (
        found[index].kind == "from"
        and index > 0
        and found[index - 1].kind in {"prorata", "actual"}
        and (index + 1 < len(found) and found[index + 1].kind == "fte")
    )


def _bound(found: list[Item], figure: Figure, words: set[SalaryBound]) -> SalaryBound:
    if figure.first != figure.last:
        if "circa" in words or _circa_inside(found, figure):
            return "circa"
        return "range" if figure.ranged else "exact"
    if "up_to" in words or _tail(found, figure) == "up_to" or _from_nothing(found, figure.first):
        return "up_to"
    if "from" in words or _tail(found, figure) == "from":
        return "from"
    return "circa" if "circa" in words or _tail(found, figure) == "circa" else "exact"


def _from_nothing(found: list[Item], first: int) -> bool:
    """Tell whether an amount is the upper end of a range that begins at nothing, as boards print bands: "£0 to £9,999".

    Nothing is no pay, so the lower end is unknown.
    """
    if first < 2 or found[first - 1].kind not in {"dash", "rise", "and"}:
        return False
    number = found[first - 2].number
    return number is not None and number.currency is not None and number.value == 0


def _circa_inside(found: list[Item], figure: Figure) -> bool:
    return any(found[index].kind == "circa" for index in range(figure.first + 1, figure.last))


def _tail(found: list[Item], figure: Figure) -> str:
    """The bound that what follows makes: "£30,000+", "£30,000 upwards", "£45,000 max", "35,000 to Negotiable"."""
    index = figure.last + 1
    if index < len(found) and found[index].kind == "plus":
        return _plus(found, index)
    while index < len(found) and found[index].kind in {"period", "currency", "prorata", "comma", "open"}:
        index += 1
    if index >= len(found):
        return ""
    kind = found[index].kind
    after = found[index + 1].kind if index + 1 < len(found) else "stop"
    if kind == "onward" or (kind == "rise" and after == "competitive"):
        return "from"
    if kind in _BOUNDS and after in {"stop", "close", "cut", "comma"}:
        return _BOUNDS[kind]
    return "up_to" if kind == "downward" else ""


def _plus(found: list[Item], index: int) -> str:
    """Tell "£30,000+" and "£80,000 plus", which mean more, from "£30,000 + benefits"."""
    if index == len(found) - 1:
        return "from"
    sign = found[index].end - found[index].start == 1
    return "from" if sign and found[index + 1].kind in _ENDS else ""
