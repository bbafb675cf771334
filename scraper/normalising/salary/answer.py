"""The reading of a text as a ``Salary``: fields, flags and the rule behind each field."""

from msgspec import Struct, field

from scraper.normalising.readings import Rules, Salary
from scraper.normalising.salary import flags as flagging
from scraper.normalising.salary import rates
from scraper.normalising.salary.combine import Pay
from scraper.normalising.salary.reading import Reading
from scraper.records import Evidence, SalaryBound, SalaryKind, SalaryPeriod
from scraper.reference import authorities, pay, wages

LEAST_SHARE_OF_MINIMUM = 0.9
"""Share of the minimum wage under which full-time pay can't be meant. Pay awards are settled up to a year late while
the minimum wage rises by 4 to 10% a year, so adverts in good faith print last year's rates."""


class Draft(Struct):
    """The fields of a salary in the making."""

    rules: Rules = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    low: float | None = None
    high: float | None = None
    annual: rates.Bounds = (None, None)
    actual: rates.Bounds = (None, None)
    period: SalaryPeriod | None = None
    bound: SalaryBound | None = None
    currency: str | None = None


def salary(text: str, reading: Reading) -> Salary:
    """The salary a reading comes to; ``text`` is the text as it was given."""
    draft = Draft(flags=flagging.of_text(reading))
    _amounts(draft, reading)
    if draft.bound is None and not reading.pay:
        _spine(draft, reading)
    hours, weeks = _time(draft, reading)
    scp = sorted(reading.points.found)
    if scp:
        draft.rules["scp_min"] = draft.rules["scp_max"] = Evidence("points", _slice(reading, reading.points.span))
    if reading.grade:
        draft.rules["grade"] = Evidence("grade", reading.text[reading.grade.start : reading.grade.end])
    return Salary(
        text=text,
        kind=_kind(reading),
        min=draft.low,
        max=draft.high,
        period=draft.period,
        currency=draft.currency,
        bound=draft.bound,
        annual_min=draft.annual[0],
        annual_max=draft.annual[1],
        actual_min=draft.actual[0],
        actual_max=draft.actual[1],
        pro_rata=_pro_rata(draft, reading),
        grade=reading.grade.name if reading.grade else None,
        scp_min=scp[0] if scp else None,
        scp_max=scp[-1] if scp else None,
        hours_per_week=hours,
        weeks_per_year=weeks,
        flags=tuple(flag for flag in flagging.FLAGS if flag in draft.flags),
        rules=draft.rules,
    )


def _slice(reading: Reading, span: tuple[int, int]) -> str:
    return reading.text[span[0] : span[1]]


def _span(reading: Reading, found: Pay) -> str:
    return reading.span(found.figures[0].first, found.figures[-1].last)


def _note(draft: Draft, names: str, rule: str, text: str) -> None:
    for name in names.split():
        draft.rules[name] = Evidence(rule, text)


def _amounts(draft: Draft, reading: Reading) -> None:
    """Fill amounts from what the text prints."""
    answer = reading.answer
    rate, actual = answer.rate, answer.actual
    if answer.impossible:
        draft.flags.add("impossible")
    if answer.ambiguous:
        draft.flags.add("ambiguous")
    told = rate or actual
    if told is None:
        return
    span = _span(reading, told)
    draft.period, draft.bound, draft.currency = told.period, told.bound, told.figures[0].currency
    _note(draft, "bound", told.bound, span)
    _note(draft, "currency", "sign" if told.figures[0].signed else "sterling", span)
    _period(draft, told, span)
    if told.several:
        draft.flags.add("several_rates")
    if rate:
        _rate(draft, reading, rate)
    if actual:
        _actual(draft, reading, actual)
    _computed(draft, reading, rate, actual)
    _minimum_wage(draft, reading, rate)


def _period(draft: Draft, told: Pay, span: str) -> None:
    if told.period is None:
        draft.flags.add("ambiguous")
        return
    stated = any(figure.stated for figure in told.figures if figure.period == told.period)
    _note(draft, "period", "stated" if stated else "by_size", span)
    if not stated:
        draft.flags.add("period_inferred")


def _rate(draft: Draft, reading: Reading, rate: Pay) -> None:
    span = _span(reading, rate)
    draft.low, draft.high = rate.low, rate.high
    fte = any(figure.role == "fte" for figure in rate.figures)
    rule = "full_time_equivalent" if fte else "several_rates" if rate.several else "amount"
    week, stated = rates.full_week(reading.counts)
    draft.annual = rates.times(rate, rates.per_year(rate.period, week))
    annual_rule = "as_stated" if rate.period == "year" else f"{rate.period}_to_year"
    if rate.period == "hour" and stated:
        annual_rule = f"hour_to_year_by_{week:g}_hour_week"
    for name, low_or_high, annual in (("min", draft.low, draft.annual[0]), ("max", draft.high, draft.annual[1])):
        if low_or_high is not None:
            _note(draft, name, rule, span)
        if annual is not None:
            _note(draft, f"annual_{name}", annual_rule, span)


def _actual(draft: Draft, reading: Reading, actual: Pay) -> None:
    span = _span(reading, actual)
    factor = rates.per_year(actual.period, rates.full_week(reading.counts)[0])
    draft.actual = rates.times(actual, factor)
    rule = "actual" if any(figure.role == "actual" for figure in actual.figures) else "below_hourly_rate"
    for name, amount in (("actual_min", draft.actual[0]), ("actual_max", draft.actual[1])):
        if amount is not None:
            _note(draft, name, rule if actual.period == "year" else f"{rule}_{actual.period}_to_year", span)


def _computed(draft: Draft, reading: Reading, rate: Pay | None, actual: Pay | None) -> None:
    """Work out actual pay from the full-time rate, or the other way round, where hours and weeks are both stated."""
    part = rates.share(
        reading.counts,
        full_time="full" in reading.kinds and not reading.counts.hours,
        full_year="fullyear" in reading.kinds,
    )
    if part is None or (rate and actual):
        return
    if rate and part < 1.0 and draft.annual != (None, None):
        draft.actual = (_times(draft.annual[0], part), _times(draft.annual[1], part))
        draft.flags.add("computed")
        names = [
            name for name, value in zip(("actual_min", "actual_max"), draft.actual, strict=True) if value is not None
        ]
        _note(draft, " ".join(names), "rate_by_hours_and_weeks", _span(reading, rate))
    elif actual and not rate:
        draft.annual = (_times(draft.actual[0], 1 / part), _times(draft.actual[1], 1 / part))
        draft.flags.add("computed")
        names = [
            name for name, value in zip(("annual_min", "annual_max"), draft.annual, strict=True) if value is not None
        ]
        _note(draft, " ".join(names), "actual_by_hours_and_weeks", _span(reading, actual))


def _times(amount: float | None, factor: float) -> float | None:
    return None if amount is None else round(amount * factor, 2)


def _minimum_wage(draft: Draft, reading: Reading, rate: Pay | None) -> None:
    """Take out full-time pay under the minimum wage of its day; of other pay, only what would make it full time."""
    if reading.on is None or rate is None:
        return
    amounts = [amount for amount in draft.annual if amount is not None]
    least = wages.minimum_hourly(reading.on, apprentice="apprentice" in reading.kinds)
    if not amounts or least is None or draft.currency != "GBP":
        return
    week, _ = rates.full_week(reading.counts)
    if amounts[0] >= LEAST_SHARE_OF_MINIMUM * least * week * pay.WEEKS_A_YEAR:
        return
    draft.flags.add("below_minimum_wage")
    draft.annual = (None, None)
    draft.rules.pop("annual_min", None)
    draft.rules.pop("annual_max", None)
    if rate.period == "hour" or _said_full_time(reading, rate):
        _take_out(draft)


def _said_full_time(reading: Reading, rate: Pay) -> bool:
    fte = any(figure.role == "fte" for figure in rate.figures)
    return fte or "full" in reading.kinds or any(hours >= rates.SHORTEST_FULL_WEEK for hours in reading.counts.hours)


def _take_out(draft: Draft) -> None:
    draft.flags.add("impossible")
    draft.low = draft.high = None
    if draft.actual == (None, None) or "computed" in draft.flags:
        draft.actual = (None, None)
        draft.period = draft.bound = draft.currency = None
        draft.flags -= {"computed", "period_inferred", "several_rates"}
    shown: dict[str, float | str | None] = {
        "actual_min": draft.actual[0],
        "actual_max": draft.actual[1],
        "period": draft.period,
        "bound": draft.bound,
    }
    shown |= {"currency": draft.currency, "min": None, "max": None}
    for name, value in shown.items():
        if value is None:
            draft.rules.pop(name, None)


def _spine(draft: Draft, reading: Reading) -> None:
    """Points to pounds, where the text has no pounds, the date is known and the employer pays on the NJC spine."""
    scp = sorted(reading.points.found)
    on = reading.on
    if not scp or on is None or not (reading.points.njc or authorities.pays_on_njc(reading.code)):
        return
    low, high = pay.annual(scp[0], on), pay.annual(scp[-1], on)
    if low is None or high is None:
        return
    draft.low, draft.high = float(low), float(high)
    draft.annual = (draft.low, draft.high)
    draft.period, draft.currency = "year", "GBP"
    draft.bound = "exact" if low == high else "range"
    draft.flags.add("derived_from_spine")
    rule = f"njc_spine_{pay.pay_year(on)}"
    _note(draft, "min max annual_min annual_max period currency bound", rule, _slice(reading, reading.points.span))


def _time(draft: Draft, reading: Reading) -> tuple[float | None, float | None]:
    found: list[float | None] = []
    for name, values in (("hours_per_week", reading.counts.hours), ("weeks_per_year", reading.counts.weeks)):
        single = next(iter(values)) if len(values) == 1 else None
        found.append(single)
        if single is not None:
            _note(draft, name, "stated", _slice(reading, values[single]))
    return found[0], found[1]


def _pro_rata(draft: Draft, reading: Reading) -> bool | None:
    for item in reading.items:
        if item.kind == "prorata" or (
            item.kind == "actual" and reading.low.startswith(("pro", "actual pro"), item.start)
        ):
            _note(draft, "pro_rata", "words", reading.text[item.start : item.end])
            return True
    return None


def _on_a_scale(reading: Reading) -> bool:
    """Tell whether the text speaks of a grade it does not name ("5.12 Support Scale"); "Salary range:" is a label."""
    return any(item.kind == "gradeword" and item.value in {"grade", "band", "scale"} for item in reading.items)


def _kind(reading: Reading) -> SalaryKind:
    """How pay is stated: by amounts, by a grade alone, as competitive, as none, or not at all."""
    if reading.answer.rate or reading.answer.actual or reading.answer.impossible:
        return "paid"
    kinds = reading.kinds
    if "voluntary" in kinds:
        return "voluntary"
    if reading.grade or reading.points.found or "scheme" in kinds or _on_a_scale(reading):
        return "graded"
    return "competitive" if "competitive" in kinds else "unstated"
