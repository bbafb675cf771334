"""Amounts of money and the ranges they make, before anything is known of what they are paid for."""

from msgspec import Struct

from scraper.normalising.salary.items import Item
from scraper.normalising.salary.lists import words
from scraper.normalising.salary.numbers import Number
from scraper.records import SalaryBound, SalaryPeriod

LEAST_BARE, MOST_BARE = 8_000, 250_000
"""Pounds a year that a number without sign or period may be, in a pay field: all of council pay lies between."""
LEAST_BARE_ALONE = 5_000
"""The least that a field of nothing but a number may be a year's pay: below it, a number may be anything."""
MOST_RATIO = 10.0
"""How many times its lower end a range's upper end may be; the widest real ones (consultants' rates) stay under 7."""
MOST_ADJACENT_RATIO = 2.0
"""For two amounts that merely stand side by side ("£28K £32k"), a dash lost between them."""
LEAST_WITH_PERIOD: dict[str, float] = {"hour": 4, "day": 40, "week": 100, "month": 200, "year": 1_000, "session": 10}
"""Least a number without sign can be paid per period: "5 per week" counts something, "375 per day" is pay."""
MOST_BARE_HOURLY = 200
"""Pounds an hour that a text of nothing but "16.67" may say."""

_JOINING = words("dash rise and slash")
_CLOSE = words("period currency circa")
"""What may stand between a number with a sign and one without for them to be ends of one range."""
LEAST_THOUSANDS = 5
"""Least number that can be short for thousands in a range: "£8-10k"; under it, it is a grade or a count."""

MOST_SHORTENED = 2.5
"""How many times a lower end without its thousands the upper one may be; beyond it, it is no end of the range."""
LONGEST_TEAR = 3
"""Characters between pounds and pence that were torn apart: a space, the point, a space."""
_TORN = words("point_mark stop colon")
_PAY_WORDS = words("pay gradeword grade scp scheme fte actual period")
MOST_NUMBERS, MOST_AMOUNTS = 400, 60
"""Numbers and amounts looked at in one text: no advert tells more, and it bounds the cost of a hostile one."""
SHORT_JOIN = 3
"""Letters of "to", "til": longer joins ("rising to") say by themselves that two amounts are one range."""
_LOOSE = words("comma word month date")
_CONNECTORS = words("dash rise and upto")
_BETWEEN = words(
    "period circa colon open close point scp grade gradeword scheme point_mark currency from link pay counted prorata "
    "onward used"
)
_BEFORE_BARE = words(
    "start pay upto from circa between colon dash open rise period grade scp plus close point slash and equals "
    "gradeword comma stop competitive term unit fte actual"
)
_AFTER_BARE = words(
    "start dash rise period plus comma prorata fte actual competitive close london inc excl stop slash and cut "
    "open onward equals num upto pay award term gradeword"
)


class Figure(Struct):
    """One amount or range of money in the text, with what is found out about it step by step."""

    low: float
    high: float
    first: int
    last: int
    currency: str
    signed: bool
    malformed: bool = False
    dotted: tuple[bool, bool] = (False, False)
    joined: str = ""
    period: SalaryPeriod | None = None
    stated: bool = False
    bound: SalaryBound | None = None
    role: str = ""
    forward: bool = False

    @property
    def ranged(self) -> bool:
        """Whether the text prints two ends that differ."""
        return self.low != self.high


def read(found: list[Item], *, prose: bool) -> list[Figure]:
    """Every amount or range that may be money, in order. A field's bare numbers count, those of running text do not."""
    _split_pence(found)
    spots = [index for index, item in enumerate(found) if item.kind == "num" and _possible(item.number)][:MOST_NUMBERS]
    if not spots:
        return []
    sure = [_sure(found, index, prose=prose) for index in spots]
    _spread(found, spots, sure)
    amounts = [index for index, yes in zip(spots, sure, strict=True) if yes]
    if not amounts and not prose:
        amounts = _whole_text(found, spots)
    return _joined(found, amounts[:MOST_AMOUNTS])


def _split_pence(found: list[Item]) -> None:
    """Mark an amount whose pence were torn off ("£13. 45", "£13:45") as malformed: what it says is a guess."""
    for index in range(len(found) - 2):
        mark = found[index + 1]
        if mark.kind not in _TORN:
            continue
        pounds, pence = found[index], found[index + 2]
        if pounds.number and pence.number and pence.kind == "num" and not pence.number.currency:
            whole = pounds.number.currency and not (pounds.number.decimals or pounds.number.grouped)
            if whole and pence.end - pence.start == 2 and pence.start - pounds.end <= LONGEST_TEAR:
                pounds.number.malformed = True
                pence.kind = "counted"


def _possible(number: Number | None) -> bool:
    return (
        number is not None
        and not (number.percent or number.huge or (number.zero_led and not number.currency))
        and (number.value > 0)
    )


def _sure(found: list[Item], index: int, *, prose: bool) -> bool:
    """Tell whether a number is money by its sign, its "k", its period, or by standing bare where pay stands."""
    number = found[index].number
    if number is None or number.currency is not None:
        return number is not None
    before = _kind_before(found, index)
    after = found[index + 1] if index + 1 < len(found) else None
    if before == "currency" or (after and after.kind == "currency"):
        return True
    if after and after.kind == "period":
        return number.value >= LEAST_WITH_PERIOD.get(after.value, MOST_BARE)
    if number.thousand:
        return before in _BEFORE_BARE
    if number.malformed or not LEAST_BARE <= number.value <= MOST_BARE or (after and after.kind not in _AFTER_BARE):
        return False
    start = index
    while start and found[start - 1].kind != "stop":
        start -= 1
    return before in ({"pay"} if prose else _BEFORE_BARE) and _no_reference(found[start:index])


def _no_reference(before: list[Item]) -> bool:
    """Tell whether a bare number can be pay after what stands before it; unknown words must speak of pay."""
    kinds = {item.kind for item in before}
    return not kinds & {"word", "count"} or bool(kinds & _PAY_WORDS)


def _kind_before(found: list[Item], index: int) -> str:
    """The kind of mark before an index, small words passed over: "salary of 36,000", "population of 250,000"."""
    index -= 1
    while index >= 0 and found[index].kind in {"link", "point_mark"}:
        index -= 1
    return found[index].kind if index >= 0 else "start"


def _spread(found: list[Item], spots: list[int], sure: list[bool]) -> None:
    """Let a sure end of a range make the other end sure: "£24,907 -30,615", "10 - 14/hour"."""
    for here in range(len(spots) - 2, -1, -1):
        if sure[here + 1] and not sure[here] and _pair(found, spots[here], spots[here + 1]):
            sure[here] = True
    for here in range(1, len(spots)):
        if sure[here - 1] and not sure[here] and _pair(found, spots[here - 1], spots[here]):
            sure[here] = True


def _pair(found: list[Item], one: int, two: int) -> bool:
    low, high = found[one].number, found[two].number
    if low is None or high is None or found[one].group != found[two].group:
        return False
    between = [item.kind for item in found[one + 1 : two]]
    if not between:
        return (
            not (low.currency or high.currency) and (low.decimals > 0 or low.value >= 1000) and low.value <= high.value
        )
    joins = sum(kind in _JOINING for kind in between)
    if joins != 1 or any(kind not in _JOINING and kind not in _CLOSE for kind in between):
        return False
    first, second, _ = _shared(low, high)
    return first <= second <= MOST_RATIO * first or high.malformed or low.malformed


def _connected(found: list[Item], one: int, two: int) -> str:
    """The connector that makes two numbers the ends of a range; "" when something else stands between."""
    if two == one + 1:
        return "beside"
    join, loose = "", False
    group, other = found[one].group, found[two].group
    for index in range(one + 1, two):
        item = found[index]
        if item.group > group and item.group != other:
            if item.kind in {"fte", "actual"}:
                return ""
        elif item.kind in _CONNECTORS or item.kind == "slash":
            join = join or ("rising" if item.kind == "rise" and item.end - item.start > SHORT_JOIN else item.kind)
        elif item.kind in _LOOSE:
            loose = True
        elif item.kind not in _BETWEEN:
            return ""
    if loose and join != "rising":
        return ""
    return "rise" if join == "rising" else join


def _whole_text(found: list[Item], spots: list[int]) -> list[int]:
    """A field that is nothing but "11.20", or "14.80 - 15.85": pounds and pence."""
    if len(found) > 3 or any(item.kind not in {"num", "dash", "rise"} for item in found):
        return []
    numbers = [found[index].number for index in spots]
    hourly = all(number and number.decimals == 2 and 4 <= number.value <= MOST_BARE_HOURLY for number in numbers)
    yearly = all(number and LEAST_BARE_ALONE <= number.value <= MOST_BARE for number in numbers)
    return spots if hourly or yearly else []


def _shared(low: Number, high: Number) -> tuple[float, float, bool]:
    """Both ends' values, thousands shared where one end leaves them out: "£30 - £35k", "£25-30,000"."""
    one, two = low.value, high.value
    if LEAST_THOUSANDS <= one < 1000 <= two and not (low.thousand or low.decimals):
        fits = one * 1000 <= two <= MOST_SHORTENED * one * 1000
        return (one * 1000 if fits else one), two, fits
    if two < 1000 <= one and low.thousand and not high.decimals and two * 1000 >= one:
        return one, two * 1000, True
    return one, two, False


def _joined(found: list[Item], amounts: list[int]) -> list[Figure]:
    figures: list[Figure] = []
    at = 0
    while at < len(amounts):
        here = amounts[at]
        after = amounts[at + 1] if at + 1 < len(amounts) else None
        beyond = amounts[at + 2] if at + 2 < len(amounts) else None
        join = _connected(found, here, after) if after is not None else ""
        if after is not None and join and _makes_range(found, (here, after, beyond), join):
            figure = _figure(found, here, after, join)
            at += 2
            if beyond is not None and _goes_on(found, figure, beyond):
                figure.high, figure.last = (found[beyond].number or Number(0)).value, beyond
                at += 1
            figures.append(figure)
        else:
            figures.append(_figure(found, here, here, ""))
            at += 1
    return figures


def _goes_on(found: list[Item], figure: Figure, beyond: int) -> bool:
    """Tell whether a range is said to go on: "£34,434 to £36,363, rising to £39,152"."""
    number = found[beyond].number
    join = _connected(found, figure.last, beyond)
    return join == "rise" and number is not None and not number.malformed and number.value > figure.high


def _makes_range(found: list[Item], spots: tuple[int, int, int | None], join: str) -> bool:
    here, after, beyond = spots
    low, high = found[here].number, found[after].number
    if low is None or high is None:
        return False
    one, two, shared = _shared(low, high)
    if one > two and any(item.kind == "prorata" for item in found[here:after]):
        return False
    if join == "beside":
        pairs_on = beyond is not None and _connected(found, after, beyond) in {"dash", "rise"}
        return one < two <= MOST_ADJACENT_RATIO * one and not pairs_on
    if join == "slash":
        return shared
    if join == "and":
        return one < two <= MOST_RATIO * one
    return True


def _figure(found: list[Item], first: int, last: int, join: str) -> Figure:
    low, high = found[first].number or Number(0), found[last].number or Number(0)
    one, two, _ = _shared(low, high)
    currency = low.currency or high.currency or _currency_near(found, first, last)
    return Figure(
        low=one,
        high=two,
        first=first,
        last=last,
        currency=currency,
        signed=bool(low.currency or high.currency),
        malformed=low.malformed or high.malformed,
        dotted=(low.dotted, high.dotted),
        joined=join,
    )


def _currency_near(found: list[Item], first: int, last: int) -> str:
    """The currency named beside an unsigned amount ("31678 GBP"); pounds where none is, as the adverts are British."""
    for index in (last + 1, first + 1, first - 1):
        if 0 <= index < len(found) and found[index].kind == "currency":
            return found[index].value
    return "GBP"
