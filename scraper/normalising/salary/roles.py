"""Which amounts are full-time equivalents and which are what the post itself pays."""

from scraper.normalising.salary import shares
from scraper.normalising.salary.figures import Figure
from scraper.normalising.salary.items import Item
from scraper.normalising.salary.lists import words

REACH = 14
"""Items between a label and its amount: "Actual salary based on 37 hours a week, term time: £" has ten."""
PART_TIME_HOURS = 30
"""Hours a week under which pay said to be "for" them is a part-time post's own; no full week is so short."""
CLEARLY_LESS = 0.97
"""Share of the full-time figure under which an unlabelled amount is the actual one; last year's band stays over it."""
PRO_RATA_LESS = 0.9
"""The same where nothing is labelled and only "pro rata" is said; last year's band beside this year's is over it."""

_RATES = words("hour session")
"""Periods whose pay is a full-time rate whatever it is called."""
_LABELS = words("fte actual prorata")
_EDGES = words("comma dash slash close plus or open")
_LEADS = words("pay gradeword colon link rise equals circa from upto")
_FUTURE = (
    "will",
    "to be",
    "is depend",
    "depend",
    "may",
    "would",
    "is subject",
    "is pro",
    "shall",
    "varies",
    "calculated",
)
"""After "actual salary" these speak of it without naming it."""


def settle(found: list[Item], figures: list[Figure], low: str) -> None:
    """Give every figure its role: "fte", "actual" or "" for pay as usually told."""
    previous: Figure | None = None
    start = 0
    for following in [*figures, None]:
        end = following.first if following else len(found)
        _gap(found, (start, end), (previous, following), low)
        previous, start = following, following.last + 1 if following else end
    _resolve(found, figures)


def _gap(found: list[Item], span: tuple[int, int], sides: tuple[Figure | None, Figure | None], low: str) -> None:
    left, right = sides
    for index in range(*span):
        if found[index].kind not in _LABELS or _of_future(found, index, low):
            continue
        owner = _owner(found, index, left, right)
        if owner is not None:
            _label(found, index, owner, before=owner is right)
    if left is not None and not left.role and _for_hours(found, left, low):
        left.role = "actual"


def _for_hours(found: list[Item], figure: Figure, low: str) -> bool:
    """Tell whether an amount is said to be for part-time hours: "£13,131 for 20 hours per week"."""
    at = figure.last + 1
    at += at < len(found) and found[at].kind == "period"
    if at + 1 >= len(found) or low[found[at].start : found[at].end] != "for" or found[at + 1].kind != "counted":
        return False
    number = found[at + 1].number
    hours = at + 2 < len(found) and found[at + 2].kind == "unit" and found[at + 2].value in {"hour", "hpw"}
    return hours and number is not None and number.value < PART_TIME_HOURS


def _of_future(found: list[Item], index: int, low: str) -> bool:
    if found[index].kind != "actual" or not low[found[index].end : found[index].end + 14].strip().startswith(_FUTURE):
        return False
    at = index + 1
    while at < len(found) and found[at].kind in {"link", "circa"}:
        at += 1
    return at == len(found) or found[at].kind != "num"


def _label(found: list[Item], index: int, owner: Figure, *, before: bool) -> None:
    role = found[index].kind
    if role == "prorata":
        joint = found[index + 1] if before and index + 2 == owner.first else None
        if joint and joint.kind == "rise":
            owner.role = "actual"
        elif joint and (joint.value == "of" or joint.kind == "from"):
            owner.role = "fte"
        elif not owner.role:
            owner.role, owner.forward = "prorata", before
    elif before or owner.role in {"", "prorata"}:
        owner.role = role


def _owner(found: list[Item], index: int, left: Figure | None, right: Figure | None) -> Figure | None:
    """Which of the amounts beside a label it speaks of."""
    if left is None:
        return right if right and _free(found, index + 1, right.first) else None
    if right is None:
        return left if _free(found, left.last + 1, index) and not _dangling(found, index) else None
    bracket = _by_bracket(found, index, left, right)
    if bracket is not None:
        return bracket
    reaches_left, reaches_right = _free(found, left.last + 1, index), _free(found, index + 1, right.first)
    if reaches_left != reaches_right:
        return left if reaches_left else right
    if not reaches_left:
        return None
    return _by_edges(found, index, left, right)


def _free(found: list[Item], start: int, end: int) -> bool:
    """Tell whether a label reaches an amount: near it, and in the same sentence."""
    return end - start <= REACH and not any(found[index].kind == "stop" for index in range(start, end))


def _dangling(found: list[Item], index: int) -> bool:
    """As in "Full-Time Equivalent:" at the end of a text names an amount that is not there."""
    return index + 1 < len(found) and found[index + 1].kind == "colon"


def _by_bracket(found: list[Item], index: int, left: Figure, right: Figure) -> Figure | None:
    group, before, after = found[index].group, found[left.last].group, found[right.first].group
    if group == before and group == after:
        return None
    if group == after:
        return right if group > before else None
    if group == before or group > before:
        return left
    return None


def _by_edges(found: list[Item], index: int, left: Figure, right: Figure) -> Figure:
    if index == left.last + 1 and found[index + 1].kind == "equals":
        return left
    before = any(found[at].kind in _EDGES for at in range(left.last + 1, index))
    after = any(found[at].kind in _EDGES for at in range(index + 1, right.first))
    if before != after:
        return right if before else left
    leads = index + 1 == right.first and index > left.last + 1 and found[left.last + 1].kind == "grade"
    if leads or left.role in {"fte", "actual"} or found[index + 1].kind in _LEADS:
        return right
    return left


def _resolve(found: list[Item], figures: list[Figure]) -> None:
    """Settle the amounts that no label names by those that one does, and by "pro rata"."""
    for figure in figures:
        if figure.role == "actual" and figure.period in _RATES:
            figure.role = ""
    if len(figures) == 1:
        figures[0].role = figures[0].role if figures[0].role in {"fte", "actual"} else ""
        return
    _share_of_full_time(found, figures)
    _twice_told(figures)
    shares.settle(found, figures)
    _called_full_time(found, figures)
    labelled = [figure for figure in figures if figure.role in {"fte", "actual"}]
    pro_rata = any(item.kind == "prorata" for item in found)
    for at, figure in enumerate(figures):
        if figure.role in {"fte", "actual"}:
            continue
        said, forward = figure.role == "prorata", figure.forward
        figure.role = ""
        if figure.period in _RATES:
            continue
        against = next((other for other in labelled if other.role == "fte"), None)
        share = 1.0 if said else CLEARLY_LESS
        if against is None and not labelled and at and (pro_rata or said):
            against, share = figures[0], 1.0 if forward else PRO_RATA_LESS
        restated = any(other.role == "actual" and _same(figure, other) for other in labelled)
        if restated or (against is not None and _less(figure, against, share)):
            figure.role = "actual"


def _share_of_full_time(found: list[Item], figures: list[Figure]) -> None:
    """Where two amounts are called actual and a share of full time is told ("FTE 0.92"), the higher is full time."""
    actual = [figure for figure in figures if figure.role == "actual"]
    if len(actual) == 2 and any(item.kind == "share" for item in found):
        one, two = actual
        if _less(two, one, CLEARLY_LESS):
            one.role = "fte"
        elif _less(one, two, CLEARLY_LESS):
            two.role = "fte"


def _twice_told(figures: list[Figure]) -> None:
    """Where one of two amounts called actual is the one called FTE elsewhere, take it for that: a box ticked amiss."""
    full = [figure for figure in figures if figure.role == "fte"]
    actual = [figure for figure in figures if figure.role == "actual"]
    if not full or len(actual) < 2:
        return
    for figure in actual:
        if any(_same(figure, other) for other in full):
            figure.role = "fte"


def _called_full_time(found: list[Item], figures: list[Figure]) -> None:
    """Where no amount is called FTE, take the one called "full time" for it, if another is clearly less."""
    if any(figure.role in {"fte", "actual"} for figure in figures):
        return
    for figure in figures:
        if _beside_full(found, figure) and any(_less(other, figure, PRO_RATA_LESS) for other in figures):
            figure.role = "fte"
            return


def _beside_full(found: list[Item], figure: Figure) -> bool:
    before = figure.first - 1
    while before >= 0 and found[before].kind in {"pay", "link", "colon", "dash"}:
        before -= 1
    after = figure.last + 1
    while after < len(found) and found[after].kind in {"period", "open", "for"}:
        after += 1
    return (before >= 0 and found[before].kind == "full") or (after < len(found) and found[after].kind == "full")


def _same(figure: Figure, other: Figure) -> bool:
    return (figure.low, figure.high, figure.period) == (other.low, other.high, other.period)


def _less(figure: Figure, other: Figure, share: float) -> bool:
    return other.period == figure.period and figure.low < share * other.low and figure.high < share * other.high
