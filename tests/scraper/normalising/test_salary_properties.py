"""Salary: what holds for every text there is."""

import re
import time
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.normalising.readings import Salary
from scraper.normalising.salary import FLAGS, read
from scraper.reference import pay

AMOUNTS = (
    "£25,583", "£27,254.00", "£13.26", "£45k", "£1,239", "26403", "£24.313", "£30", "£35k", "£500m",
    "£43,712 - £49,32", "£0", "£100,731 to £104,625", "£20.90 - £21.68", "£30,000 - £25,000", "£2,000", "£25-30k",
    "12.91", "£ 25 000", "£62,489,700",
)  # fmt: skip
WORDS = (
    "per annum", "p.a.", "per hour", "a week", "per session", "pcm", "pro rata", "FTE", "(FTE)", "actual", "(Actual)",
    "actual salary", "full time equivalent", "up to", "from", "circa", "between", "and", "to", "rising to", "-", "/",
    "plus", "+", "(", ")", ",", ".", ";", ":", "Grade 7", "Band 8a", "PO3", "SCP 18-25", "points 5 to 6", "NJC",
    "37 hours per week", "39 weeks a year", "term time only", "full time", "allowance", "bonus", "budget of",
    "salary", "London weighting", "competitive", "volunteer", "pay award pending", "plus car allowance", "including",
    "for 20 hours per week", "0.6 FTE", "Level 2", "TN21 0DD", "01435 812622", "9am - 5pm", "1 April 2026", "12%",
    "Ref 296730", "annually", "Soulbury", "…",
)  # fmt: skip
DERIVED = re.compile(r"njc_spine_|rate_by_hours|actual_by_hours|_to_year")
SLOWEST = 5.0
"""Seconds for 200,000 characters; a twentieth is usual, and a quadratic reading takes minutes."""
LONGEST_NUMBER = 4
"""Groups of digits a number can have: "1,234,567.89"."""
ON = st.none() | st.dates(date(2015, 1, 1), date(2030, 1, 1))
CODES = st.sampled_from([None, "E10000012", "E09000012", "S12000036", "nonsense"])

pay_like = st.lists(st.sampled_from(AMOUNTS + WORDS), max_size=12).map(" ".join)
any_text = st.text(max_size=200) | pay_like | st.lists(pay_like | st.text(max_size=20), max_size=4).map("".join)


def printed(text: str) -> set[float]:
    """Every value the digits of a text can stand for, found without the grammar: grouped, with pence, in thousands."""
    pieces = re.findall(r"\d+", text)
    values: set[float] = set()
    for first in range(len(pieces)):
        for last in range(first + 1, min(first + LONGEST_NUMBER, len(pieces)) + 1):
            whole, pence = "".join(pieces[first:last]), f"{''.join(pieces[first : last - 1]) or 0}.{pieces[last - 1]}"
            values |= {float(whole), float(whole) * 1000, float(pence), float(pence) * 1000}
    return {round(value, 2) for value in values}


@given(any_text, ON, CODES)
@settings(max_examples=150, deadline=None)
def test_no_text_of_any_kind_raises(text: str, on: date | None, code: str | None) -> None:
    reading = read(text, on=on, recruiter_code=code)
    assert reading.text == text
    assert msgspec.convert(msgspec.to_builtins(reading), Salary) == reading


@given(pay_like, ON, CODES)
@settings(max_examples=150, deadline=None)
def test_bounds_are_in_order_and_flags_in_theirs(text: str, on: date | None, code: str | None) -> None:
    reading = read(text, on=on, recruiter_code=code)
    for low, high in (
        (reading.min, reading.max),
        (reading.annual_min, reading.annual_max),
        (reading.actual_min, reading.actual_max),
        (reading.scp_min, reading.scp_max),
    ):
        assert low is None or high is None or low <= high
    assert list(reading.flags) == [flag for flag in FLAGS if flag in reading.flags]


@given(pay_like)
@settings(max_examples=150, deadline=None)
def test_case_and_white_space_do_not_matter(text: str) -> None:
    reading = read(text)
    for other in (text.upper(), text.lower(), text.replace(" ", "\n"), f"  {text.replace(' ', chr(0xA0) + ' ')} "):
        told = read(other)
        assert msgspec.structs.replace(told, text=text, rules=reading.rules) == reading
        assert {name: why.rule for name, why in told.rules.items()} == {
            name: why.rule for name, why in reading.rules.items()
        }


@given(pay_like, ON, CODES)
@settings(max_examples=150, deadline=None)
def test_every_amount_stands_in_the_text_or_a_rule_says_what_derived_it(
    text: str, on: date | None, code: str | None
) -> None:
    reading = read(text, on=on, recruiter_code=code)
    values = printed(text)
    for name in ("min", "max", "annual_min", "annual_max", "actual_min", "actual_max"):
        amount = getattr(reading, name)
        if amount is not None:
            assert DERIVED.search(reading.rules[name].rule) or round(amount, 2) in values


@given(pay_like, ON, CODES)
@settings(max_examples=150, deadline=None)
def test_every_known_field_says_how_it_is_known(text: str, on: date | None, code: str | None) -> None:
    reading = read(text, on=on, recruiter_code=code)
    fields = [name for name in Salary.__struct_fields__ if name not in {"text", "kind", "flags", "rules"}]
    known = {name for name in fields if getattr(reading, name) is not None}
    assert set(reading.rules) == known


@given(pay_like)
@settings(max_examples=150, deadline=None)
def test_a_reading_written_out_is_read_as_itself(text: str) -> None:
    reading = read(text)
    if reading.min is None or reading.max is None or reading.period is None:
        return
    again = read(f"{reading.currency} {reading.min:.4f} - {reading.max:.4f} per {reading.period}")
    fields = ("period", "currency", "annual_min", "annual_max") if reading.annual_min == reading.min else ("period",)
    for name in ("min", "max", *fields):
        assert getattr(again, name) == getattr(reading, name), name


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_texts_without_an_amount_give_none(text: str) -> None:
    reading = read(text)
    assert (reading.min, reading.max, reading.actual_min, reading.actual_max, reading.currency) == (None,) * 5


@pytest.mark.parametrize(
    "piece",
    [
        "£1,",
        "(",
        "£25,000 - ",
        "Grade ",
        "1 ",
        "a.",
        "12:",
        "£",
        "SCP 5 to ",
        "plus £5 ",
        "37 hours ",
        "&amp;",
        "<p>",
        "0",
    ],
)
def test_hostile_lengths_take_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    begun = time.perf_counter()
    read(text)
    assert time.perf_counter() - begun < SLOWEST


def test_points_become_pounds_only_of_a_year_the_table_holds() -> None:
    for year in range(2015, 2031):
        on = date(year, 6, 1)
        reading = read("NJC SCP 18 to 25", on=on)
        assert (reading.min, reading.max) == (pay.annual(18, on), pay.annual(25, on))
