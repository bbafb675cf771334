"""What follows from pay without being printed: the post's own share, points in pounds, the minimum wage's veto."""

from scraper.normalising.salary import rates
from scraper.normalising.salary.combine import Pay
from scraper.normalising.salary.draft import Draft, note, present, slice_of, span_of
from scraper.normalising.salary.reading import Reading
from scraper.normalising.salary.roles import PART_TIME_HOURS
from scraper.reference import authorities, pay, wages

SHORTEST_WEEK = 35 / 37
"""A year's full-time pay is held against the minimum wage of the shortest usual full week, 35 hours for 37."""
_ANNUAL = ("annual_min", "annual_max")
_ACTUAL = ("actual_min", "actual_max")
_DERIVED = ("min", "max", "annual_min", "annual_max", "period", "currency", "bound")
"""Fields that points give."""


def own_pay(reading: Reading, rate: Pay | None, actual: Pay | None) -> bool:
    """Tell whether a year's pay is the part-time post's own, though nothing calls it so: "£12,000, 18.5 hours a week".

    It is where the text states the post's own short hours, and the amount is under the minimum wage as full-time pay:
    that of the day, or the lowest of all where no day is known.
    """
    if rate is None or actual or rate.period != "year" or rate.several or "prorata" in reading.kinds:
        return False
    hours = reading.counts.hours
    if len(hours) != 1 or max(hours) >= PART_TIME_HOURS or any(figure.role == "fte" for figure in rate.figures):
        return False
    then = wages.minimum(reading.on) if reading.on else wages.minimums()[0]
    most = rate.high if rate.high is not None else rate.low
    if then is None or most is None or rate.figures[0].currency != "GBP":
        return False
    least = then.apprentice if reading.kinds & {"apprentice", "minimum"} else then.living
    return most < least * pay.FULL_TIME_WEEK * pay.WEEKS_A_YEAR * SHORTEST_WEEK


def computed(draft: Draft, reading: Reading, rate: Pay | None, actual: Pay | None) -> None:
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
        note(draft, present(_ACTUAL, draft.actual), "rate_by_hours_and_weeks", span_of(reading, rate))
    elif actual and not rate:
        draft.annual = (_times(draft.actual[0], 1 / part), _times(draft.actual[1], 1 / part))
        draft.flags.add("computed")
        note(draft, present(_ANNUAL, draft.annual), "actual_by_hours_and_weeks", span_of(reading, actual))


def _times(amount: float | None, factor: float) -> float | None:
    return None if amount is None else round(amount * factor, 2)


def minimum_wage(draft: Draft, reading: Reading, rate: Pay | None) -> None:
    """Flag pay under the minimum wage of its day, and take it out where it is said to be full time or by the hour."""
    rates_then = wages.minimum(reading.on) if reading.on and rate and draft.currency == "GBP" else None
    if rates_then is None or rate is None:
        return
    lowest = draft.annual[0] if draft.annual[0] is not None else draft.annual[1]
    hourly = rate.low if rate.low is not None else rate.high
    least = rates_then.apprentice if reading.kinds & {"apprentice", "minimum"} else rates_then.living
    if rate.period == "hour":
        low = hourly is not None and hourly < least and hourly not in {rates_then.youth, rates_then.apprentice}
    else:
        week, _ = rates.full_week(reading.counts)
        low = lowest is not None and lowest < least * week * pay.WEEKS_A_YEAR * SHORTEST_WEEK
    if low:
        draft.flags.add("below_minimum_wage")
        if rate.period == "hour" or _said_full_time(reading, rate):
            _take_out(draft)


def _said_full_time(reading: Reading, rate: Pay) -> bool:
    fte = any(figure.role == "fte" for figure in rate.figures)
    return fte or "full" in reading.kinds or any(hours >= rates.SHORTEST_FULL_WEEK for hours in reading.counts.hours)


def _take_out(draft: Draft) -> None:
    """Take out a rate that can't be; what the post itself is said to pay stays."""
    draft.flags.add("impossible")
    draft.low = draft.high = None
    draft.annual = (None, None)
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
    shown |= {"currency": draft.currency} | dict.fromkeys(("min", "max", "annual_min", "annual_max"))
    for name, value in shown.items():
        if value is None:
            draft.rules.pop(name, None)


def from_spine(draft: Draft, reading: Reading) -> None:
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
    note(draft, _DERIVED, rule, slice_of(reading, reading.points.span))
