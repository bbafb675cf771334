"""Words that speak of pay in one place and of something else in another: what they mean where they stand."""

from collections.abc import Iterator

from scraper.normalising.salary.items import Item
from scraper.normalising.salary.lists import words
from scraper.normalising.salary.prices import AVERAGE, CANDIDATES, EMPLOYERS, SERVICE_PAY, is_people, is_post

NEAR = 2
"""Marks beside a word among which another word of pay makes it one: "pay is on the leadership scale"."""
LONGEST_BARE = 12
"""Letters of a scheme's name alone; longer ones name their scale and mean pay anywhere."""
LONGEST_KEYWORD = 6
"""Letters of "grade", "scales": longer keywords ("pay band") name pay themselves."""
_OTHERS = AVERAGE | words("lost sick maternity holiday redundancy severance council")
"""Before "pay" or "wage", these make it other people's, or another payment."""
_BETWEEN = words("can could may might must should who now currently only still also each then typically usually")
_PAID = words("pays paid")
_PAYING = words("pays paying")
_EVERYBODY = words("all everyone everybody every")
"""Those whom an employer's policy pays: "The council pays all of its staff at least the Real Living Wage"."""
_SUPPOSING = words("if when once whether unless someone anyone those people who")
SUPPOSED = 3
"""Marks before "earn" among which an "if" makes it an example."""
AVERAGED = 4
"""Marks before a word of pay among which an "average" makes it that of many."""
_TEAMS = words("team colleagues crew you you'll we apprentices assistants graduates")
_BESIDE = words("pay gradeword point scheme fte actual")
_CODES = words("num code point")
_SPEAKING = words("pay gradeword point fte actual grade scp")
_DOUBTFUL = words("prorata apprentice london")
"""Marks that in running text say something of the pay only in a sentence about it: "leave, pro rata"."""


def settle(found: list[Item], *, prose: bool) -> None:
    """Take out of play every word that does not mean pay where it stands."""
    for index, item in enumerate(found):
        if item.kind == "gradeword" and item.value == "band" and _taxed(found[max(0, index - 2) : index]):
            item.kind, item.value = "word", "band"
        if item.kind != "pay" or not index:
            continue
        if _of_others(found, index) or _fee_of_a_thing(found, index) or _example(found, index):
            item.kind, item.value = "notpay", ""
    if prose:
        for sentence in _sentences(found):
            _quieten(sentence)


def _taxed(before: list[Item]) -> bool:
    """As in "council tax band D", "council tax at Band D"."""
    return before[-1:] != [] and (before[-1].kind == "notpay" or [item.kind for item in before] == ["notpay", "link"])


def _of_others(found: list[Item], index: int) -> bool:
    """As in "Residents pay £52 per year", "the average wage", "subscription paid": no pay of the post."""
    before = found[index - 1]
    if found[index].value == "earns":
        return _earned_by_others(found, index)
    verb = found[index].value
    everybody = verb in _PAYING and index + 1 < len(found) and found[index + 1].value in _EVERYBODY
    if everybody or _averaged(found, index):
        return True
    if verb == "paying":
        return before.value == "past" or (_is_others(_subject(found, index)) and not _pays_living(found, index))
    owed = verb in _PAID and (before.kind == "notpay" or before.value == "past" or _has_to(found, index))
    if owed or (before.kind == "word" and before.value in _OTHERS):
        return owed or verb in {"pays", "paid", "wage"}
    if verb not in _PAID or (index + 1 < len(found) and found[index + 1].kind in {"colon", "dash", "stop"}):
        return False
    return _of_many(_subject(found, index))


def _earned_by_others(found: list[Item], index: int) -> bool:
    """As in "Parents who earn", "someone earning", "if you earn": an example, or a threshold."""
    start = index - 1
    while start and (found[start].value == "you" or found[start].value in _BETWEEN):
        start -= 1
    if start and found[start].kind == "and" and found[start - 1].kind == "extra":
        return True
    for item in reversed(found[max(index - SUPPOSED, 0) : index]):
        if item.kind == "stop":
            break
        if item.kind == "word" and item.value in _SUPPOSING:
            return True
    subject = _subject(found, index)
    return (
        subject.kind in {"extra", "notpay"}
        or (subject.kind == "word" and subject.value not in _TEAMS | CANDIDATES)
        or _of_many(subject)
    )


def _example(found: list[Item], index: int) -> bool:
    """As in "Based on a salary of £24,000, five days of leave cost £461", at the beginning of a sentence."""
    at = index - 1
    while at > 0 and found[at].kind in {"link", "period"} and found[at].value != "based":
        at -= 1
    first = not at or found[at - 1].kind == "stop"
    return found[at].value == "based" and first and index - at > 1


def _pays_living(found: list[Item], index: int) -> bool:
    """As in "Kirklees pays £39,152 - £40,777", whoever that may be: a range of a year's pay."""
    least, most = SERVICE_PAY["year"]
    ends = found[index + 1 : index + 4]
    kinds = [item.kind for item in ends]
    living = all(item.number and item.number.currency and least <= item.number.value <= most for item in ends[::2])
    return kinds in (["num", "dash", "num"], ["num", "rise", "num"]) and living and not is_people(found[index - 1])


def _subject(found: list[Item], index: int) -> Item:
    """What stands before a verb, with what goes between passed over; an employer or a post counts as none."""
    at = index - 1
    while at > 0 and ((found[at].kind == "link" and not found[at].value) or found[at].value in _BETWEEN):
        at -= 1
    item = found[at]
    post = is_post(item.value) and not is_people(item) and (at == index - 1 or found[index].value == "paid")
    return Item("link", "", 0, 0) if item.kind == "word" and (item.value in EMPLOYERS or post) else item


def _averaged(found: list[Item], index: int) -> bool:
    """As in "An average social worker's salary is", "Typical salary": what many get."""
    for item in reversed(found[max(index - AVERAGED, 0) : index]):
        if item.kind not in {"word", "link", "dash"}:
            return False
        if item.value in AVERAGE:
            return True
    return False


def _is_others(subject: Item) -> bool:
    return subject.kind in {"num", "word", "notpay", "extra"} or _of_many(subject)


def _of_many(item: Item) -> bool:
    many = item.kind == "word" and item.value.endswith("s") and not item.value.endswith("ss")
    return (item.kind == "count" and item.value != "one") or many


def _has_to(found: list[Item], index: int) -> bool:
    """As in "was ordered to pay £1,240": somebody's debt."""
    named = index + 1 < len(found) and found[index + 1].number is not None
    return found[index - 1].kind == "rise" and named and index > 1 and found[index - 2].kind == "word"


def _fee_of_a_thing(found: list[Item], index: int) -> bool:
    """As in "Audit fee £92,400"; a post's fee is its pay."""
    before = found[index - 1]
    return found[index].value == "fee" and before.kind == "word" and not is_post(before.value)


def _sentences(found: list[Item]) -> Iterator[list[Item]]:
    start = 0
    for index, item in enumerate(found):
        if item.kind == "stop":
            yield found[start:index]
            start = index + 1
    yield found[start:]


def _quieten(sentence: list[Item]) -> None:
    money = any(item.number is not None and item.number.currency for item in sentence)
    speaks = money or any(item.kind in _SPEAKING for item in sentence)
    for index, item in enumerate(sentence):
        if _elsewhere(sentence, index, speaks=speaks):
            item.kind, item.value = "word", ""


def _elsewhere(sentence: list[Item], index: int, *, speaks: bool) -> bool:
    """Tell whether a word of running text says nothing of the post's pay where it stands."""
    item = sentence[index]
    if item.kind in {"voluntary", "competitive"}:
        return not _of_the_post(sentence, index)
    short = item.end - item.start <= LONGEST_KEYWORD
    if (item.kind == "scheme" and _bare(item)) or (item.kind == "gradeword" and short):
        return not _beside(sentence, index)
    return item.kind in _DOUBTFUL and not speaks


def _bare(item: Item) -> bool:
    return item.value in {"chief", "nhs"} or item.end - item.start <= LONGEST_BARE


def _beside(sentence: list[Item], index: int) -> bool:
    """Tell whether a code follows, or another word of pay or an amount stands near."""
    after = sentence[index + 1 : index + 1 + NEAR]
    if any(item.kind in _CODES or item.end - item.start == 1 for item in after if item.kind != "comma"):
        return True
    near = sentence[max(index - NEAR, 0) : index] + after
    return any(item.kind in _BESIDE or (item.number and item.number.currency) for item in near)


def _of_the_post(sentence: list[Item], index: int) -> bool:
    """Tell whether "voluntary" or "competitive" is said of the post: near a word of pay, or of the post itself."""
    item = sentence[index]
    if item.value == "post":
        return True
    near = sentence[max(index - NEAR, 0) : index] + sentence[index + 1 : index + 1 + NEAR]
    return any(mark.kind in _BESIDE or mark.value == "post" for mark in near)
