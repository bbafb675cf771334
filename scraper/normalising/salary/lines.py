"""Lines and sentences of running text that tell the post's pay without a word of pay."""

from scraper.normalising.salary.figures import Figure
from scraper.normalising.salary.items import Item
from scraper.normalising.salary.lists import words
from scraper.normalising.salary.prices import CANDIDATES, SERVICE_PAY, is_evidence, names_post, sentence_before

LINE_MARKS = 7
"""Marks that may stand before the pay of a line."""
ROUND = 500
"""Pounds: a range whose ends are both round may be a range of prices, incomes or grants; pay scales seldom are."""
ROUND_SCALE, WIDEST_SCALE = 100, 1.6
"""Pounds of which a pay scale's ends are seldom multiples, and how many times the lower end the upper may be."""
LEAST_DAILY = 80.0
"""Pounds a day from which an offer is a day's pay."""
SENIOR_PAY = (40_000.0, 250_000.0)
"""Pounds a year that alone on a line, about so much or in thousands, are an executive's pay: "Circa £120,000"."""
OFFERED_PAY = (15_000.0, 250_000.0)
"""Pounds a year that may be offered to "the right candidate"."""

_LINE = words(
    "from between word and comma colon dash full term counted unit num period place open close apprentice date"
)
_LINE_ENDS = words("stop open plus comma award period inc london prorata fte point_mark dash competitive")
_LED = words(
    "link upto from circa between open colon dash comma period point_mark inc currency competitive num grade scp point "
    "counted unit term full fullyear prorata and or slash rise award count maybegrade london"
)
"""What may stand between a word of pay and the amount it governs."""
MOST_WORDS_LED = 2
"""Unknown words between them: "the salary for this post currently is"."""
_UNDER_LABEL = words("from upto circa between open competitive")
MOST_IN_LABEL = 4
"""Marks of a label on a line of its own: "What you'll earn:", "Salary"."""
_ELSEWHERE = words(
    "visa visas sponsor sponsors sponsorship sponsored example examples instance illustration everyone everybody "
    "cap caps elsewhere"
)
"""In a sentence with one of these, pay is a threshold of the law's or an example."""
_HIRED = words("employed appointed recruited")
_WORKED = ["num", "unit", "period", "link"]
"""As in "15 hours a week at £12.45 per hour"."""


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
    if {"from", "between"} & {item.kind for item in before} and any(item.kind == "word" for item in before):
        return False
    if not named and not any(end % ROUND for end in (figure.low, figure.high)):
        return False
    short = len(before) <= LINE_MARKS
    return ends and short and all(item.kind in _LINE or (named and item.value in {"of", "for"}) for item in before)


def is_scale(before: list[Item], figure: Figure) -> bool:
    """Tell whether a range is a stretch of a pay scale by its figures alone: "offers between £41,771 and £45,091".

    Neither end is round, as of budgets, grants and house prices, and one post spans no more.
    """
    if not (figure.ranged and figure.period == "year" and _between(figure, SERVICE_PAY["year"])):
        return False
    precise = all(end % ROUND_SCALE for end in (figure.low, figure.high)) and figure.high <= WIDEST_SCALE * figure.low
    return precise and not any(item.kind in {"notpay", "extra"} for item in before)


def hired(before: list[Item], sentence: list[Item], figure: Figure) -> bool:
    """Tell whether somebody is hired at an amount, or it is offered to a candidate or with no other words."""
    if figure.period == "hour" and any(item.kind == "word" and item.value in _HIRED for item in before):
        return True
    if figure.period == "hour" and [item.kind for item in before[-4:]] == _WORKED:
        return True
    ours = any(item.value == "we" for item in before)
    if figure.period == "day" and ours and [item.value for item in before[-1:]] == ["offer"]:
        return figure.low >= LEAST_DAILY
    if [item.kind for item in before[-2:]] == ["count", "link"] and before[-2].value == "one":
        return _between(figure, OFFERED_PAY)  # "four new posts at £29,540"
    offered = any(item.value == "offer" for item in before) and _between(figure, OFFERED_PAY)
    if offered and sentence[-1].kind == "num" and not any(item.kind == "word" for item in sentence):
        return True
    return offered and any(item.kind == "word" and item.value in CANDIDATES for item in sentence)


def _between(figure: Figure, span: tuple[float, float]) -> bool:
    return span[0] <= figure.low and figure.high <= span[1]


def _in_thousands(found: list[Item], figure: Figure) -> bool:
    ends = found[figure.first].number, found[figure.last].number
    return figure.ranged and all(number is not None and number.thousand for number in ends)


def elsewhere(sentence: list[Item], before: list[Item]) -> bool:
    """Tell whether a sentence without a label tells a threshold or an example: "Visas need a salary of £41,700"."""
    label = before[:1] != [] and before[0].kind == "pay" and len(before) > 1 and before[1].kind in {"colon", "dash"}
    others = any((item.kind == "word" and item.value in _ELSEWHERE) or item.value == "others" for item in sentence)
    return not label and others


def labelled(found: list[Item], first: int, figure: Figure) -> bool:
    """Tell whether an amount begins the line under a label of pay: "Salary:", and beneath it "£38,220"."""
    led = [item.kind for item in found[first : figure.first]]
    led = led[2:] if led[:2] == ["word", "open"] else led  # "POA (£31,346 - £33,782)"
    if not all(kind in _UNDER_LABEL for kind in led):
        return False
    while first and found[first - 1].kind == "stop":
        first -= 1
    label = sentence_before(found, first)
    named = any(item.kind in {"pay", "fte", "actual"} or item.value == "offer" for item in label)
    return 0 < len(label) <= MOST_IN_LABEL and named and figure.period is not None


def governed(found: list[Item], figure: Figure) -> bool:
    """Tell whether a word of pay governs an amount: it stands before it with nothing of weight between."""
    unknown = 0
    for index in range(figure.first - 1, -1, -1):
        item = found[index]
        if is_evidence(item):
            return True
        unknown += item.kind == "word"
        if unknown > MOST_WORDS_LED or (item.kind != "word" and item.kind not in _LED):
            return False
    return False


def surest(found: list[Item], kept: list[Figure]) -> list[Figure]:
    """Of a body's amounts those that a word of pay governs, and the others of their sentences, where there are such."""
    sure = [_sentence_at(found, figure.first) for figure in kept if governed(found, figure)]
    return [figure for figure in kept if not sure or _sentence_at(found, figure.first) in sure]


def _sentence_at(found: list[Item], index: int) -> int:
    while index and found[index - 1].kind != "stop":
        index -= 1
    return index
