"""Amounts that are not the pay of the post: allowances, bonuses, budgets, and figures of a text that tells no pay."""

from itertools import pairwise

from scraper.normalising.salary import lines, prices
from scraper.normalising.salary.figures import Figure
from scraper.normalising.salary.items import Item
from scraper.normalising.salary.lists import words
from scraper.normalising.salary.prices import LEAST_HOURLY, MOST_IN_TITLE, is_post, names_post

REACH = 8
"""Items looked at beside an amount for what it is an amount of."""
MOST_WORDS = 2
"""Unknown words that may stand between an amount and the noun it is of: "£2,000 annual location allowance"."""
MOST_WORDS_TO_PLUS = 5
"""Unknown words between a plus and the amount added: "+ a fantastic annual bonus scheme (average £6,000)"."""
MOST_EXTRA = 20_000
"""Pounds from which what follows "allowance" or "bonus" is pay all the same: none is so high."""
MOST_EXTRA_AFTER = {None: 12_000.0, "year": 8_000.0, "hour": 5.0}
"""The same where the noun follows, by period: "£14.35 per hour bonus scheme" is pay, "£1,239 allowance" is none."""
LEAST_WEIGHTING, MOST_WEIGHTING = 300, 15_000
"""Pounds a year of London weightings; outside it the words before an amount tell where the pay scale applies."""
RESTATED = 0.5
"""Share of the first amount from which one after a bare "+" is the pay again, as boards join two fields."""
MOST_UNKNOWN = 3
"""Unknown words before an amount that make a short text a sentence, which must speak of pay for it to be pay."""
MOST_IN_TEAM = 5
"""Marks that the name of a team before its pay may have."""
MOST_RATES = 2.5
"""How many times the first a rate of a list may be: bank holidays pay twice, and a little more with a supplement."""
LIVING = 12_000.0, 250_000.0
"""Pounds a year that a full-time post can pay, from an apprentice to a chief executive."""
MOST_SPAN = 10
"""How many times its lower end a range of pay may reach at most, of whatever posts."""
LEAST_IN_PROSE = 8_000
"""Pounds that running text must name for a year's pay when it names no period."""

_PAYMENTS = words("payment payments award awards available offered paid each apply applies")
"""Words behind a noun that leave it the noun: "£500 refer a friend payment"."""
_NOUNS = words("extra notpay ote london")
_PASSED_BEFORE = words(
    "link upto from circa colon dash open point_mark between currency and equals period inc excl term soft prorata"
)
_PASSED_AFTER = words("word link london period full point_mark soft")
_OFFERED = words("link colon upto from circa between")
_LISTED = words("comma dash rise and or slash upto from circa open close link")
"""What may stand between two amounts of one extra: "(min £1,258, max £2,122)"."""
_TEAM = words("word and comma colon dash")
"""Marks that a team's name is made of; what links or acts makes a sentence of it."""
_DAYS = words("monday tuesday wednesday thursday friday saturday sunday weekday weekdays weekend")
"""What a price is of, and no noun of its own: "Wedding hire: Friday £2,400"."""
_WORDS = words("word count notpay verb extra link")
"""Marks of which one stands in every text that tells an amount of something else."""
_ABOUT = words("upto from circa open")
"""What may stand between "of" and its amount: "of up to", "of about"."""
_SPEAKING = words("notpay pay gradeword grade scp")
_CALLED_PAY = words("fte actual prorata term full share counted grade gradeword scp point period")
"""Between a noun and an amount, these say that the amount is pay all the same."""


def sift(found: list[Item], figures: list[Figure], running: list[bool]) -> list[Figure]:
    """The figures that are pay. For each is told whether it stands in running text."""
    kept: list[Figure] = []
    dropped: Figure | None = None
    extra = False
    worded = any(item.kind in _WORDS for item in found)
    for at, figure in enumerate(figures):
        prose = running[at]
        start = figures[at - 1].last + 1 if at else 0
        end = figures[at + 1].first if at + 1 < len(figures) else len(found)
        base = kept[0] if kept else None
        listed = extra and all(found[index].kind in _LISTED for index in range(start, figure.first))
        listed = listed or (extra and _totalled(found[start : figure.first]))
        total = listed and base is not None and figure.low > base.low
        extra = total or _extra(found, figure, (start, end), base)
        small = base is None or figure.high < RESTATED * base.low
        extra = extra or (base is not None and small and not prose and _beside_noun(found, figure, start))
        extra = extra or (small and (listed or _weighs(found, figure, start)))
        if (
            not prose
            and not extra
            and (base is None or any(item.kind == "stop" for item in found[start : figure.first]))
        ):
            extra = prices.priced(found, figure, start)
        extra = extra or ((base is None or prose) and dropped is not None and prices.carried(found, dropped, figure))
        extra = extra or ((prose or worded) and _no_pay_at_all(figure))
        if worded and not extra:
            extra = _of_many(prices.sentence_before(found, figure.first)) or prices.supposed(found, figure)
        if extra:
            dropped = figure
            continue
        told = _told_as_pay(found, figure, start, prose=prose)
        if told or (kept and (not prose or _goes_on(found, kept[-1], figure))):
            kept.append(figure)
        elif not kept:
            dropped = figure
    return lines.surest(found, kept) if all(running) and len(kept) > 1 else kept


def _no_pay_at_all(figure: Figure) -> bool:
    """As in "fees of £35 to £10,000", "homes start at £425,000": beside words no pay is told so."""
    return figure.high > MOST_SPAN * figure.low or figure.low > LIVING[1]


def _of_many(before: list[Item]) -> bool:
    """As in "For every £100 you earn we add £17.30", "Salaries average £15,600": an example, or what others get."""
    each = any(item.value == "each" for item in before)
    return each or prices.averaged(before) or prices.of_people(before)


def _totalled(between: list[Item]) -> bool:
    """Tell whether an amount is the sum of those before it in its sentence."""
    kinds = {item.kind for item in between}
    return "equals" in kinds and "stop" not in kinds


def _goes_on(found: list[Item], rate: Figure, figure: Figure) -> bool:
    """Tell whether an amount goes on a list of hourly rates: "Rates: £13.05 weekdays, £15.66 Saturdays"."""
    if rate.period != "hour" or figure.period != "hour" or not LEAST_HOURLY <= figure.low <= MOST_RATES * rate.low:
        return False
    return not {item.kind for item in found[rate.last + 1 : figure.first]} & {"stop", "extra", "notpay"}


def _weighs(found: list[Item], figure: Figure, start: int) -> bool:
    """Tell whether a small amount is that of the weighting just named: "plus 20% HCAS (min £5,414, max £8,172)"."""
    near = found[start : figure.first]
    return figure.high <= MOST_WEIGHTING and any(item.kind == "london" for item in near)


def _beside_noun(found: list[Item], figure: Figure, start: int) -> bool:
    """Tell whether a small amount after the pay is of a noun further off, and nothing calls it pay.

    As in "£13,863 and research costs to a total of £5,000", "£20,000 including a contribution to the stipend (£5,000)".
    """
    near = [item.kind for item in found[start : figure.first]]
    noun = max((at for at, kind in enumerate(near) if kind in {"extra", "notpay"}), default=-1)
    if noun < 0 or not set(near[noun:]).isdisjoint(_CALLED_PAY):
        return False
    after = found[figure.last + 1].kind if figure.last + 1 < len(found) else "stop"
    return after in {"stop", "close", "comma"} and "stop" not in near


def _extra(found: list[Item], figure: Figure, gap: tuple[int, int], base: Figure | None) -> bool:
    """Tell whether the words beside an amount make it something other than pay."""
    noun, plus = _before(found, figure, gap[0])
    if noun:
        return _fits(noun, figure) or _of(found, figure)
    if base is None and _of_unknown(found, figure, gap[0]):
        return True
    after = _after(found, figure, gap[1], plus=plus)
    if after and plus:
        return True
    if base is not None and base.high < figure.low and _with_holiday(found, figure):
        return True
    if plus and base is not None:
        return figure.low < RESTATED * base.low
    return _fits_after(after, figure, base, _own_period(found, figure))


def _of(found: list[Item], figure: Figure) -> bool:
    """Tell whether "of" ties an amount to the noun before it, whatever its size: "a package of up to £35,000"."""
    at = figure.first - 1
    while at > 0 and found[at].kind in _ABOUT:
        at -= 1
    return at > 0 and found[at].value == "of"


def _of_unknown(found: list[Item], figure: Figure, start: int) -> bool:
    """Tell whether an amount is tied by "of" to a noun that says nothing of pay: "penalties of £90"."""
    if not _of(found, figure):
        return False
    near = found[max(start, _sentence(found, figure)[0]) : figure.first]
    last = next((item for item in reversed(near) if item.kind not in _ABOUT and item.value != "of"), None)
    return last is not None and last.kind == "word" and not any(prices.is_evidence(item) for item in near)


def _own_period(found: list[Item], figure: Figure) -> str | None:
    """The period stated right behind an amount; one told elsewhere in the text is not known to be the amount's."""
    near = found[figure.last + 1 : figure.last + 3]
    return figure.period if figure.stated and any(item.kind == "period" for item in near) else None


def _fits_after(noun: str, figure: Figure, base: Figure | None, period: str | None) -> bool:
    """Tell whether an amount can be of the noun that follows it, by its size and period."""
    if noun in {"notpay", "ote"}:
        return not (period == "hour" and figure.low >= MOST_EXTRA_AFTER["hour"])
    if noun == "london":
        return base is not None and figure.low <= MOST_WEIGHTING
    return noun == "extra" and figure.high < MOST_EXTRA_AFTER.get(period, MOST_EXTRA)


def _with_holiday(found: list[Item], figure: Figure) -> bool:
    """Tell whether an amount is the base once more with something added: "(£16.61 including holiday pay)"."""
    after = [item.kind for item in found[figure.last + 1 : figure.last + 4]]
    return "inc" in after and "extra" in after[after.index("inc") :]


def _fits(noun: str, figure: Figure) -> bool:
    if noun == "london":
        return LEAST_WEIGHTING <= figure.low <= MOST_WEIGHTING
    return noun in {"notpay", "ote"} or figure.high < MOST_EXTRA or figure.low > LIVING[1]


def _before(found: list[Item], figure: Figure, start: int) -> tuple[str, bool]:
    """The noun an amount follows ("bonus of up to £500"), and whether it is added on ("+ £2000")."""
    words = 0
    noun = ""
    for index in range(figure.first - 1, max(figure.first - REACH, start) - 1, -1):
        kind = found[index].kind
        if kind == "plus":
            return noun, True
        if _paid_at(found, index):
            continue
        if kind in _NOUNS and not words:
            if prices.is_service(prices.sentence_before(found, figure.first), found[index], figure):
                break
            noun = noun or kind
        elif kind == "word" or kind in _NOUNS:
            words += found[index].value not in _DAYS
            if words > MOST_WORDS_TO_PLUS:
                break
        elif kind not in _PASSED_BEFORE:
            break
    return noun, False


def _paid_at(found: list[Item], index: int) -> bool:
    """Tell whether "paid" belongs to an extra ("sleep-ins paid at £60") and not to the post."""
    around = [item.kind for item in found[max(index - 2, 0) : index + 2]]
    return around[-2:] == ["pay", "link"] and around[-3:-2] in (["extra"], ["link"]) and "extra" in around


def _after(found: list[Item], figure: Figure, end: int, *, plus: bool) -> str:
    """The noun that an amount is of ("£2000 location allowance"); "" when it belongs to the next amount or to none."""
    words = 0
    for index in range(figure.last + 1, min(figure.last + 1 + REACH, end)):
        kind = found[index].kind
        if kind == "london" and not plus:
            return "london" if _last_of_phrase(found, index) else ""
        if kind in _NOUNS:
            if found[index].value == "before":
                if index + 1 < end and found[index + 1].kind in _NOUNS:
                    continue
                return ""
            leads_on = end < len(found) and all(item.kind in _PASSED_BEFORE for item in found[index + 1 : end])
            if leads_on and not plus:
                return ""
            small = _own_period(found, figure) is None and figure.high < prices.MOST_SMALL
            alone = kind == "extra" and small and not names_post(found[index + 1 : index + 1 + MOST_WORDS])
            return kind if alone or _last_of_phrase(found, index) else ""
        words += kind == "word"
        if kind not in _PASSED_AFTER or words > MOST_WORDS:
            return ""
    return ""


def _last_of_phrase(found: list[Item], index: int) -> bool:
    """Tell whether a noun ends its phrase: "£2,500 training budget", not "£25,000 Project Officer"."""
    following = found[index + 1] if index + 1 < len(found) else None
    return found[index].value == "verb" or following is None or following.kind != "word" or following.value in _PAYMENTS


def _told_as_pay(found: list[Item], figure: Figure, start: int, *, prose: bool) -> bool:
    """Tell whether a text that is no pay field speaks of pay where the amount stands."""
    if not prose and figure.first == start:
        return True
    first, last = _sentence(found, figure)
    before = found[max(first, start) : figure.first]
    sentence = found[first:last]
    if not prose and (_of_team(before, figure) or not _wordy(before, sentence)):
        return not _priced(before, sentence, figure)
    stated = figure.stated and any(item.kind == "period" for item in sentence)
    near = before[-REACH:]
    nouns = [item.kind for item in near if item.kind in _SPEAKING]
    if (nouns and nouns[-1] == "notpay") or lines.elsewhere(sentence, before):
        return False
    far = figure.period == "year" and _own_period(found, figure) is None
    if prose and (far or not stated) and figure.high < LEAST_IN_PROSE:
        labelled = [item.kind for item in before[-2:]] == ["pay", "colon"] or any(
            item.value == "yours" for item in near
        )
        return labelled and figure.period == "hour" and figure.low >= LEAST_HOURLY
    if any(prices.is_evidence(item) for item in sentence) or (
        prose and (lines.advertised(before, figure, found) or lines.is_scale(before, figure))
    ):
        return True
    alone = start <= first or not prose
    headed = stated and ((alone and _headline(before, prose=prose)) or _offered(before, figure))
    headed = (headed or lines.hired(before, sentence, figure)) and not prices.given_to_others(before)
    return headed or (prose and (_under_title(found, first, figure) or lines.labelled(found, first, figure)))


def _priced(before: list[Item], sentence: list[Item], figure: Figure) -> bool:
    """Tell whether an amount that is no period's pay is the price of what it follows: "Taxi plate £275"."""
    unknown = sum(item.kind == "word" for item in before)
    stated = figure.stated and any(item.kind == "period" for item in sentence)
    if not unknown or stated or names_post(before):
        return False
    if figure.period == "hour" and unknown > 1:
        return not any(prices.is_evidence(item) for item in sentence)
    if figure.period is not None and figure.high >= LEAST_HOURLY:
        return False
    return not any(prices.is_evidence(item) for item in sentence)


def _wordy(before: list[Item], sentence: list[Item]) -> bool:
    """Tell whether a short text is a sentence rather than a field: unknown words before an amount, and many in all."""
    unknown = sum(item.kind == "word" for item in before)
    if any(item.value == "verb" for item in before) or _we_did(before):
        return True
    if before and before[-1].kind == "word" and is_post(before[-1].value) and unknown <= MOST_IN_TITLE:
        return False
    if prices.titled(before):
        return False
    return unknown >= MOST_UNKNOWN or (unknown > 0 and sum(item.kind == "word" for item in sentence) > MOST_UNKNOWN)


def _we_did(before: list[Item]) -> bool:
    """As in "We recovered £72,000 from fraud", "was let at £32,500": what was done, but for offers and pay."""
    pairs = list(pairwise(before))
    did = any(one.value in {"we", "past"} and two.kind == "word" and not is_post(two.value) for one, two in pairs)
    did = did and not any(prices.is_evidence(item) for item in before)
    return did and not any(item.value == "offer" for item in before) and not names_post(before)


def _of_team(before: list[Item], figure: Figure) -> bool:
    """Tell whether a range of a year's pay stands behind a team's name alone: "Adult Social Care £42,839 - £45,091"."""
    least, most = prices.SERVICE_PAY["year"]
    living = figure.ranged and least <= figure.low and figure.high <= most
    return living and len(before) <= MOST_IN_TEAM and all(item.kind in _TEAM for item in before)


def _headline(before: list[Item], *, prose: bool) -> bool:
    """Tell whether what stands before an amount is a title ("Quality Officer £16,692 per annum") and no sentence.

    In running text it must name a post, or stand alone: "Room hire £150 per day" is a price.
    """
    unknown = [item for item in before if item.kind == "word"]
    if prose and unknown and not names_post(before):
        return False
    return len(unknown) <= MOST_IN_TITLE and not any(item.value in {"we", "past"} for item in before)


def _under_title(found: list[Item], first: int, figure: Figure) -> bool:
    """Tell whether a year's amount begins a sentence right behind a post's title: "Head of Finance | c. £75,000"."""
    least, most = LIVING
    if not (least <= figure.low and figure.high <= most) or figure.period not in {None, "year"}:
        return False
    led = all(item.kind in _ABOUT for item in found[first : figure.first])
    while first and found[first - 1].kind == "stop":
        first -= 1
    title = prices.sentence_before(found, first)
    return prices.titled(title) and led


def _offered(before: list[Item], figure: Figure) -> bool:
    """Tell whether an amount that can be a living is offered: "What we offer: £32,061 per annum"."""
    at = len(before) - 1
    while at >= 0 and before[at].value != "offer" and before[at].kind in _OFFERED:
        at -= 1
    living = LEAST_IN_PROSE if figure.period == "year" else LEAST_HOURLY
    return at >= 0 and before[at].value == "offer" and figure.period in {"year", "hour"} and figure.low >= living


def sentence_of(found: list[Item], figure: Figure) -> tuple[int, int]:
    """Where in the text the sentence of an amount begins and ends."""
    first, last = _sentence(found, figure)
    return found[first].start, found[last - 1].end


def _sentence(found: list[Item], figure: Figure) -> tuple[int, int]:
    first = figure.first
    while first and found[first - 1].kind != "stop":
        first -= 1
    last = figure.last
    while last < len(found) and found[last].kind != "stop":
        last += 1
    return first, last
