"""The reading of a text as a ``Salary``: fields, flags and the rule behind each field."""

from scraper.normalising.readings import Salary
from scraper.normalising.salary import derived, rates
from scraper.normalising.salary import flags as flagging
from scraper.normalising.salary.combine import Pay
from scraper.normalising.salary.draft import Draft, note, present, slice_of, span_of
from scraper.normalising.salary.reading import Reading
from scraper.records import Evidence, SalaryKind


def salary(text: str, reading: Reading) -> Salary:
    """The salary a reading comes to; ``text`` is the text as it was given."""
    draft = Draft(flags=flagging.of_text(reading))
    _amounts(draft, reading)
    if draft.bound is None and not reading.pay:
        derived.from_spine(draft, reading)
    hours, weeks = _time(draft, reading)
    scp = sorted(reading.points.found)
    if scp:
        draft.rules["scp_min"] = draft.rules["scp_max"] = Evidence("points", slice_of(reading, reading.points.span))
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


def _amounts(draft: Draft, reading: Reading) -> None:
    """Fill amounts from what the text prints."""
    answer = reading.answer
    rate, actual = answer.rate, answer.actual
    if answer.impossible:
        draft.flags.add("impossible")
    if answer.ambiguous:
        draft.flags.add("ambiguous")
    if derived.own_pay(reading, rate, actual):
        rate, actual = None, rate
    told = rate or actual
    if told is None:
        return
    span = span_of(reading, told)
    draft.period, draft.bound, draft.currency = told.period, told.bound, told.figures[0].currency
    note(draft, ("bound",), told.bound, span)
    note(draft, ("currency",), "sign" if told.figures[0].signed else "sterling", span)
    _period(draft, told, span)
    if told.several:
        draft.flags.add("several_rates")
    if rate:
        _rate(draft, reading, rate)
    if actual:
        _actual(draft, reading, actual)
    derived.computed(draft, reading, rate, actual)
    derived.minimum_wage(draft, reading, rate)


def _period(draft: Draft, told: Pay, span: str) -> None:
    if told.period is None:
        draft.flags.add("ambiguous")
        return
    stated = any(figure.stated for figure in told.figures if figure.period == told.period)
    note(draft, ("period",), "stated" if stated else "by_size", span)
    if not stated:
        draft.flags.add("period_inferred")


def _rate(draft: Draft, reading: Reading, rate: Pay) -> None:
    span = span_of(reading, rate)
    draft.low, draft.high = rate.low, rate.high
    fte = any(figure.role == "fte" for figure in rate.figures)
    rule = "full_time_equivalent" if fte else "several_rates" if rate.several else "amount"
    week, stated = rates.full_week(reading.counts)
    draft.annual = rates.times(rate, rates.per_year(rate.period, week))
    annual_rule = "as_stated" if rate.period == "year" else f"{rate.period}_to_year"
    if rate.period == "hour" and stated:
        annual_rule = f"hour_to_year_by_{week:g}_hour_week"
    note(draft, present(("min", "max"), (rate.low, rate.high)), rule, span)
    note(draft, present(("annual_min", "annual_max"), draft.annual), annual_rule, span)


def _actual(draft: Draft, reading: Reading, actual: Pay) -> None:
    span = span_of(reading, actual)
    factor = rates.per_year(actual.period, rates.full_week(reading.counts)[0])
    draft.actual = rates.times(actual, factor)
    called = any(figure.role == "actual" for figure in actual.figures)
    rule = "actual" if called else "below_hourly_rate" if reading.answer.rate is not actual else "below_full_time_pay"
    rule = rule if actual.period == "year" else f"{rule}_{actual.period}_to_year"
    note(draft, present(("actual_min", "actual_max"), draft.actual), rule, span)


def _time(draft: Draft, reading: Reading) -> tuple[float | None, float | None]:
    found: list[float | None] = []
    for name, values in (("hours_per_week", reading.counts.hours), ("weeks_per_year", reading.counts.weeks)):
        single = next(iter(values)) if len(values) == 1 else None
        found.append(single)
        if single is not None:
            note(draft, (name,), "stated", slice_of(reading, values[single]))
    return found[0], found[1]


def _pro_rata(draft: Draft, reading: Reading) -> bool | None:
    if not reading.kinds & {"prorata", "actual"}:
        return None
    for item in reading.items:
        if item.kind == "prorata" or (
            item.kind == "actual" and reading.low.startswith(("pro", "actual pro"), item.start)
        ):
            note(draft, ("pro_rata",), "words", reading.text[item.start : item.end])
            return True
    return None


def _on_a_scale(reading: Reading) -> bool:
    """Tell whether the text speaks of a grade it does not name ("5.12 Support Scale"); "Salary range:" is a label."""
    scales = {"grade", "band", "scale"}
    return "exam" not in reading.kinds and any(
        item.kind == "gradeword" and item.value in scales for item in reading.items
    )


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
