"""Salary: the pay rules of the design, one by one."""

from datetime import date

import pytest

from scraper.normalising.salary import FLAGS, read
from scraper.reference import pay, wages
from scraper.reference.pay import FULL_TIME_WEEK, WEEKS_A_YEAR

ESSEX, HACKNEY, FIFE, CARDIFF, BELFAST = "E10000012", "E09000012", "S12000047", "W06000015", "N09000003"
IN_2025 = date(2025, 6, 2)
IN_2026 = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("£30,000 per annum", 1),
        ("£15.00 per hour", FULL_TIME_WEEK * WEEKS_A_YEAR),
        ("£150 per day", 260),
        ("£600 per week", WEEKS_A_YEAR),
        ("£2,500 per month", 12),
        ("£15.00 per hour, 36 hour full-time week", 36 * WEEKS_A_YEAR),
        ("£15.00 per hour. Full time, 35 hours per week", 35 * WEEKS_A_YEAR),
    ],
)
def test_each_period_makes_a_full_time_year_by_its_factor(text: str, factor: float) -> None:
    reading = read(text)
    assert reading.min
    assert reading.annual_min == pytest.approx(reading.min * factor, abs=0.01)
    assert reading.annual_max == reading.annual_min


def test_a_session_makes_no_year() -> None:
    reading = read("£45 per session")
    assert (reading.period, reading.min, reading.annual_min, reading.annual_max) == ("session", 45, None, None)


def test_up_to_has_only_a_max_and_from_only_a_min() -> None:
    up, start = read("up to £179,404 per annum"), read("From £35,745 per annum")
    assert (up.min, up.max, up.annual_min, up.annual_max, up.bound) == (None, 179_404, None, 179_404, "up_to")
    assert (start.min, start.max, start.annual_min, start.annual_max, start.bound) == (
        35_745,
        None,
        35_745,
        None,
        "from",
    )


def test_the_posts_own_hours_make_actual_pay_never_annual() -> None:
    reading = read("£26,000 per annum FTE, 18.5 hours per week, 52 weeks per year")
    assert (reading.annual_min, reading.annual_max) == (26_000, 26_000)
    assert (reading.actual_min, reading.actual_max) == (13_000, 13_000)
    assert "computed" in reading.flags
    assert reading.rules["actual_min"].rule == "rate_by_hours_and_weeks"


@pytest.mark.parametrize(
    "text", ["£26,000 pro rata, 18.5 hours per week", "£26,000 pro rata, 39 weeks a year", "£26,000 FTE 0.5"]
)
def test_actual_pay_is_computed_only_when_hours_and_weeks_are_both_stated(text: str) -> None:
    reading = read(text)
    assert (reading.actual_min, reading.actual_max) == (None, None)
    assert "computed" not in reading.flags


def test_only_actual_pay_leaves_the_rate_null() -> None:
    reading = read("£10,887.00 - £12,048.00 Annually (Actual)")
    assert (reading.min, reading.max, reading.annual_min, reading.annual_max) == (None, None, None, None)
    assert (reading.actual_min, reading.actual_max) == (10_887, 12_048)
    assert (reading.period, reading.bound, reading.currency) == ("year", "range", "GBP")


def test_only_actual_pay_makes_an_annual_figure_when_hours_and_weeks_are_stated() -> None:
    reading = read("Actual salary £13,000, 18.5 hours per week, 52 weeks per year")
    assert (reading.min, reading.max) == (None, None)
    assert (reading.annual_min, reading.annual_max) == (26_000, 26_000)
    assert "computed" in reading.flags


def test_stated_actual_pay_is_never_computed_over() -> None:
    reading = read("£24,000 FTE, actual £7,165, 12 hours a week, 39 weeks a year")
    assert (reading.actual_min, "computed" in reading.flags) == (7_165, False)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SCP 18-25", ESSEX),
        ("SCP 18-25", CARDIFF),
        ("SCP 18-25", BELFAST),
        ("NJC SCP 18-25", None),
        ("NJC 18-25", HACKNEY),
    ],
)
def test_points_become_pounds_where_the_employer_pays_on_the_spine(text: str, code: str | None) -> None:
    reading = read(text, on=IN_2025, recruiter_code=code)
    assert (reading.min, reading.max) == (31_537, 36_363)
    assert (reading.annual_min, reading.annual_max, reading.period) == (31_537, 36_363, "year")
    assert reading.flags == ("derived_from_spine",)
    assert reading.kind == "graded"
    assert reading.rules["min"].rule == "njc_spine_2025-26"
    assert reading.rules["min"].text.endswith("SCP 18-25"[-5:])


@pytest.mark.parametrize(
    ("text", "on", "code"),
    [
        ("SCP 18-25", None, ESSEX),
        ("SCP 18-25", IN_2025, None),
        ("SCP 18-25", IN_2025, HACKNEY),
        ("SCP 18-25", IN_2025, FIFE),
        ("SCP 18-25", IN_2025, "no such code"),
        ("SCP 18-25", IN_2026, ESSEX),
        ("SCP 18-25", date(2020, 6, 1), ESSEX),
        ("SCP 1-3", date(2024, 6, 1), ESSEX),
        ("Soulbury points 3-6", IN_2025, ESSEX),
        ("Grade 7", IN_2025, ESSEX),
    ],
)
def test_points_stay_points_otherwise(text: str, on: date | None, code: str | None) -> None:
    reading = read(text, on=on, recruiter_code=code)
    assert (reading.min, reading.max, reading.currency, reading.kind) == (None, None, None, "graded")
    assert "derived_from_spine" not in reading.flags


@pytest.mark.parametrize("text", ["SCP 18 £30,000 per annum", "SCP 18, actual salary £12,000"])
def test_pounds_win_over_points(text: str) -> None:
    reading = read(text, on=IN_2025, recruiter_code=ESSEX)
    assert "derived_from_spine" not in reading.flags
    assert (reading.scp_min, reading.scp_max) == (18, 18)


@pytest.mark.parametrize(
    "text",
    [
        "£50,879 - £85,262 per week", "£43,712 - £49,32", "£62,489,700", "£30,000 - £25,000", "£25,989 per hour",
        "£13.47 per annum", "£25,000 - £2,800", "£13. 45 per hour", "£26,403 to £27,25 per annum",
    ],
)  # fmt: skip
def test_impossible_results_are_flagged_and_left_null(text: str) -> None:
    reading = read(text)
    assert (reading.min, reading.max, reading.annual_min, reading.annual_max) == (None,) * 4
    assert (reading.period, reading.bound, reading.currency) == (None, None, None)
    assert "impossible" in reading.flags


@pytest.mark.parametrize(
    "text",
    ["£9,000 per annum full time", "£18,000 FTE", "£18,000 (37 hours per week)", "£9.50 per hour", "£12.21 per hour"],
)
def test_full_time_pay_under_the_minimum_wage_of_its_day_is_impossible(text: str) -> None:
    reading = read(text, on=IN_2026)
    assert (reading.min, reading.max, reading.annual_min) == (None, None, None)
    assert {"impossible", "below_minimum_wage"} <= set(reading.flags)
    assert read(text).min is not None


@pytest.mark.parametrize(
    "text",
    ["£10.85 per hour", "£8.00 per hour apprentice", "£24,413 FTE", "£7.55 - £12.21 per hour depending on age"],
)
def test_pay_that_the_law_allows_stands(text: str) -> None:
    reading = read(text, on=IN_2026 if "7.55" not in text else IN_2025)
    assert reading.min is not None
    assert "impossible" not in reading.flags


def test_low_pay_that_is_not_said_to_be_full_time_stands_and_is_flagged() -> None:
    reading = read("£9,000 per annum", on=IN_2026)
    assert (reading.min, reading.max, reading.flags) == (9_000, 9_000, ("below_minimum_wage",))


def test_what_the_post_pays_stands_beside_an_impossible_rate() -> None:
    reading = read("£18,000 FTE, actual £9,000", on=IN_2026)
    assert (reading.min, reading.actual_min) == (None, 9_000)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("£25,000", "GBP"),
        ("25,000 per annum", "GBP"),
        ("$35000 per year", "USD"),
        ("€40,000", "EUR"),
        ("Grade 7", None),
    ],
)
def test_the_currency_is_that_of_the_sign(text: str, currency: str | None) -> None:
    assert read(text).currency == currency


def test_markup_and_entities_are_read_through() -> None:
    reading = read("<p>Salary: <b>&pound;25,000</b>&nbsp;&ndash; &#163;30,000 per annum</p>")
    assert (reading.min, reading.max, reading.period) == (25_000, 30_000, "year")


BODY = """Come and lead our finance team of 25 people and a revenue budget of £14,500,000 per annum.
You will deliver savings of £2,000,000 a year and oversee contracts worth £45,000,000 for our 560,000 residents.
{pay}
We offer a relocation package of up to £8,000, a £1,000 welcome bonus, 28 days' leave and an 18.5% pension contribution.
Closing date: 15 March 2026. For a chat call us on 01323 464470. GCSE grade C or above is essential; Level 3 desirable.
Reference HR-10234. Interviews are held at High Street, TN21 0DD between 9am and 5.30pm."""


@pytest.mark.parametrize(
    ("sentence", "low", "high", "period"),
    [
        ("The salary for this post is £52,413 to £56,538 per annum.", 52_413, 56_538, "year"),
        ("You will be paid £13.26 an hour.", 13.26, 13.26, "hour"),
        ("Salary: Grade G (SCP 25 - 28) £36,363 - £39,152", 36_363, 39_152, "year"),
        ("Pay is negotiable.", None, None, None),
        ("", None, None, None),
    ],
)
def test_a_body_tells_pay_only_in_a_sentence_about_pay(sentence: str, low: float, high: float, period: str) -> None:
    reading = read(BODY.format(pay=sentence))
    assert (reading.min, reading.max, reading.period) == (low, high, period)


def test_flags_come_in_their_documented_order() -> None:
    reading = read("Grade 5 £25,583 or £27,254, term time, pay award pending, inner London")
    assert reading.flags == ("period_inferred", "several_rates", "pay_award_pending", "london_weighting", "term_time")
    assert set(reading.flags) <= set(FLAGS)


def test_rules_name_the_rule_and_the_text_it_read() -> None:
    reading = read("Grade 7, SCP 18-25: £31,537 - £36,363 per annum FTE pro rata, 18.5 hours per week")
    told = {name: (why.rule, why.text) for name, why in reading.rules.items()}
    assert told["min"] == ("full_time_equivalent", "£31,537 - £36,363")
    assert told["period"] == ("stated", "£31,537 - £36,363")
    assert told["grade"] == ("grade", "Grade 7")
    assert told["scp_min"] == ("points", "SCP 18-25")
    assert told["hours_per_week"] == ("stated", "18.5 hours")
    assert told["pro_rata"] == ("words", "pro rata")


def test_the_reference_facts_are_those_of_the_day() -> None:
    then = wages.minimum(IN_2026)
    assert then
    assert then.living == 12.71
    assert pay.annual(3, IN_2025) == 24_796
