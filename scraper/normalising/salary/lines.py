"""Lines and sentences of running text that tell the post's pay without a word of pay."""

from scraper.normalising.salary.figures import Figure
from scraper.normalising.salary.items import Item
from scraper.normalising.salary.lists import words
from scraper.normalising.salary.prices import CANDIDATES, SERVICE_PAY, names_post

LINE_MARKS = 7
"""Marks that may stand before the pay of a line."""
ROUND = 500
"""Pounds: a range whose ends are both round may be a range of prices, incomes or grants; pay scales seldom are."""
SENIOR_PAY = (40_000.0, 250_000.0)
"""Pounds a year that alone on a line, about so much or in thousands, are an executive's pay: "Circa £120,000"."""
OFFERED_PAY = (15_000.0, 250_000.0)
"""Pounds a year that may be offered to "the right candidate"."""

_LINE = words("word and comma colon dash full term counted unit num period place open close apprentice date")
_LINE_ENDS = words("stop open plus comma award period inc london prorata fte point_mark dash competitive")
_HIRED = words("employed appointed recruited")


def advertised(before: list[Item], figure: Figure, found: list[Item]) -> bool:
    """Tell whether a line of running text is of pay alone: "Permanent, full time, £41,771 - £44,075"."""
    if figure.period != "year":
        return False
    ends = figure.last + 1 == len(found) or found[figure.last + 1].kind in _LINE_ENDS
    if all(item.kind == "circa" for item in before) and (before or _in_thousands(found, figure)):
        return ends and _between(figure, SENIOR_PAY)
    if not (figure.ranged and _between(figure, SERVICE_PAY["year"])):
        return False
    named = names_post(before)
    if not named and not any(end % ROUND for end in (figure.low, figure.high)):
        return False
    short = len(before) <= LINE_MARKS
    return ends and short and all(item.kind in _LINE or (named and item.value in {"of", "for"}) for item in before)


def hired(before: list[Item], sentence: list[Item], figure: Figure) -> bool:
    """Tell whether somebody is hired at an amount, or it is offered to a candidate for the post."""
    if figure.period == "hour" and any(item.kind == "word" and item.value in _HIRED for item in before):
        return True
    offered = any(item.value == "offer" for item in before) and _between(figure, OFFERED_PAY)
    return offered and any(item.kind == "word" and item.value in CANDIDATES for item in sentence)


def _between(figure: Figure, span: tuple[float, float]) -> bool:
    return span[0] <= figure.low and figure.high <= span[1]


def _in_thousands(found: list[Item], figure: Figure) -> bool:
    ends = found[figure.first].number, found[figure.last].number
    return figure.ranged and all(number is not None and number.thousand for number in ends)
