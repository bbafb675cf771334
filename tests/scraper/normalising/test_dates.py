"""Dates: what each text says, read by a person first."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.normalising.dates import FLAGS, find, read
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

ON = date(2026, 11, 23)

GOLDEN = [
    # text, at, flags; read on Monday 23 November 2026
    ("Closes : 10:00 pm on Sunday 2nd July 2023", "2023-07-02T22:00:00+01:00", ""),
    ("Apply by 29/01/2017", "2017-01-29", ""),
    ("7 Jul 2017 23:55 BST", "2017-07-07T23:55:00+01:00", ""),
    ("31 Oct 2017 23:55 GMT", "2017-10-31T23:55:00+00:00", ""),
    ("20/10/2026 23:59", "2026-10-20T23:59:00+01:00", ""),
    ("20/10/26", "2026-10-20", ""),
    ("2.12.26", "2026-12-02", ""),
    ("02-Oct-2026 12:00", "2026-10-02T12:00:00+01:00", ""),
    ("5/6/2026", "2026-06-05", ""),
    ("Closing on\n 03/12/2026", "2026-12-03", ""),
    ("25/06/2030", "2030-06-25", "far_future"),
    ("12/25/2026", "2026-12-25", "month_first"),
    ("13/13/2026", None, "impossible"),
    ("31/02/2026", None, "impossible"),
    ("30 Feb", None, "impossible"),
    ("29 February 2027", None, "impossible"),
    ("29 February 2028", "2028-02-29", "far_future"),
    ("2026-12-01", "2026-12-01", ""),
    ("2026/12/01 09:30", "2026-12-01T09:30:00+00:00", ""),
    ("2026-12-01T23:59:00Z", "2026-12-01T23:59:00+00:00", ""),
    ("2026-07-01T22:59:00Z", "2026-07-01T23:59:00+01:00", ""),
    ("2026-07-01T22:59:00.123+0000", "2026-07-01T23:59:00+01:00", ""),
    ("2026-12-01T12:00:00-05:00", "2026-12-01T17:00:00+00:00", ""),
    ("2026-12-01T09:00-12:00", "2026-12-01T21:00:00+00:00", ""),
    ("2026-12-01T00:00:00", "2026-12-01", "ambiguous"),
    ("2026-12-01T00:00:00Z", "2026-12-01", "ambiguous"),
    ("2026-07-01T00:00Z", "2026-07-01", "ambiguous"),
    ("2026-06-30T23:00:00Z", "2026-07-01", "ambiguous"),
    ("2026-07-01T00:00:00+01:00", "2026-07-01", "ambiguous"),
    ("1796083200000", "2026-12-01", "ambiguous"),
    ("Wed 2nd Dec 26 @ 10am", "2026-12-02T10:00:00+00:00", ""),
    ("Fri, 02 Oct 2026 09:00:00 GMT", "2026-10-02T10:00:00+01:00", "ambiguous"),
    ("Fri, 04 Dec 2026 09:00:00 +0000", "2026-12-04T09:00:00+00:00", ""),
    ("Fri Dec 04 2026 09:30:00 GMT+0000 (Greenwich Mean Time)", "2026-12-04T09:30:00+00:00", ""),
    ("2 July 2026 23:59 GMT", "2026-07-03T00:59:00+01:00", "ambiguous"),
    ("20261201", "2026-12-01", ""),
    ("01122026", "2026-12-01", ""),
    ("23h59 on 6 December 2026", "2026-12-06T23:59:00+00:00", ""),
    ("Dec 10 2026 12:00AM", "2026-12-10", "ambiguous"),
    ("Closing Date: 06/12/2026 Time: 12:00", "2026-12-06T12:00:00+00:00", ""),
    ("Shortlisting 16 December 2026; closes 10 December 2026", "2026-12-10", ""),
    ("20261201T2359Z", "2026-12-01T23:59:00+00:00", ""),
    ("1796165940000", "2026-12-01T22:59:00+00:00", ""),
    ("/Date(1796165940000)/", "2026-12-01T22:59:00+00:00", ""),
    ("/Date(-62135596800000)/", None, "placeholder"),
    ("0001-01-01", None, "placeholder"),
    ("0001-01-01T00:00:00", None, "placeholder"),
    ("9999-12-31", None, "placeholder"),
    ("01/01/1900", None, "placeholder"),
    ("00/00/0000", None, "placeholder"),
    ("1970-01-01T00:00:00Z", None, "placeholder"),
    ("Midnight on 1 March", "2027-03-01", "year_inferred ambiguous"),
    ("12 midnight on Monday 1 March 2027", "2027-03-01", "ambiguous"),
    ("12am 1 December 2026", "2026-12-01", "ambiguous"),
    ("01/12/2026 00:00", "2026-12-01", "ambiguous"),
    ("01/12/2026 24:00", "2026-12-01", ""),
    ("01/12/2026 25:00", "2026-12-01", "impossible"),
    ("noon on 12 December 2026", "2026-12-12T12:00:00+00:00", ""),
    ("12 noon Friday 11th December 2026", "2026-12-11T12:00:00+00:00", ""),
    ("Thursday 3rd December at midday", "2026-12-03T12:00:00+00:00", "year_inferred"),
    ("12pm on 1 December 2026", "2026-12-01T12:00:00+00:00", ""),
    ("5pm on 3 January", "2027-01-03T17:00:00+00:00", "year_inferred"),
    ("17.00hrs 4 Dec 2026", "2026-12-04T17:00:00+00:00", ""),
    ("1700 hours on 4 Dec 2026", "2026-12-04T17:00:00+00:00", ""),
    ("1 December 2026 at 2359", "2026-12-01T23:59:00+00:00", ""),
    ("1 December 2026 at 5.00pm", "2026-12-01T17:00:00+00:00", ""),
    ("Monday 06 February 2017 at 5.00 p.m.", "2017-02-06T17:00:00+00:00", ""),
    ("11.59pm on 1/12/2026", "2026-12-01T23:59:00+00:00", ""),
    ("Closes 5.00 on Friday 4 December 2026", "2026-12-04", "ambiguous"),
    ("Friday 4 December 2026 at 09:00", "2026-12-04T09:00:00+00:00", ""),
    ("Midday 1st July 2026", "2026-07-01T12:00:00+01:00", ""),
    ("28 March 2026 23:59", "2026-03-28T23:59:00+00:00", ""),
    ("29 March 2026 23:59", "2026-03-29T23:59:00+01:00", ""),
    ("29 March 2026 01:30", "2026-03-29T02:30:00+01:00", "clock_change"),
    ("25 October 2026 01:30", "2026-10-25T01:30:00+01:00", "ambiguous clock_change"),
    ("25 October 2026 23:59", "2026-10-25T23:59:00+00:00", ""),
    ("December 1, 2026", "2026-12-01", ""),
    ("Dec 1st", "2026-12-01", "year_inferred"),
    ("31st December '26", "2026-12-31", ""),
    ("31st December 26", "2026-12-31", ""),
    ("1st of September 2026", "2026-09-01", ""),
    ("1Dec2026", "2026-12-01", ""),
    ("1 Rhagfyr 2026", "2026-12-01", ""),
    ("Tuesday 1 December 2026", "2026-12-01", ""),
    ("Wednesday 1 December 2026", "2026-12-01", "weekday_mismatch"),
    ("1 December 2026 (Wednesday)", "2026-12-01", "weekday_mismatch"),
    ("Friday 20 November", "2026-11-20", "year_inferred"),
    ("3 January", "2027-01-03", "year_inferred"),
    ("20 November", "2026-11-20", "year_inferred"),
    ("01/12", "2026-12-01", "year_inferred"),
    ("24/7", None, ""),
    ("w/c 14 December 2026", "2026-12-14", "approximate"),
    ("in 5 days", "2026-11-28", "relative"),
    ("tomorrow", "2026-11-24", "relative"),
    ("Expiring today", "2026-11-23", "relative"),
    ("10 days ago", "2026-11-13", "relative"),
    ("1 day left", "2026-11-24", "relative"),
    ("27 days left", "2026-12-20", "relative"),
    ("Closing in 2 weeks", "2026-12-07", "relative approximate"),
    ("30+ days ago", None, "relative approximate"),
    ("5 hours ago", None, "relative"),
    ("closes Friday", "2026-11-27", "relative"),
    ("Closes Friday at noon", "2026-11-27T12:00:00+00:00", "relative"),
    ("next Friday", None, "relative ambiguous"),
    ("Mon - Fri", None, ""),
    ("Closing date: 12 December 2026, interviews 20 December 2026", "2026-12-12", ""),
    ("Interviews 20 December 2026. Closing date: 12 December 2026 at noon", "2026-12-12T12:00:00+00:00", ""),
    ("12/12/2026 (interviews: 14/12/2026)", "2026-12-12", "several_dates"),
    ("Sunday 29 January 2017 (29/01/2017)", "2017-01-29", ""),
    ("Posted 1 November 2026, closes 30 November 2026", "2026-11-30", ""),
    ("extended from 1 December 2026 to 8 December 2026", "2026-12-08", "several_dates"),
    ("5 January - 9 January 2024", "2024-01-05", "year_inferred several_dates"),
    ("ASAP", None, ""),
    ("As soon as possible", None, ""),
    ("Ongoing", None, "open_ended"),
    ("Open until filled", None, "open_ended"),
    ("September 2026", None, "incomplete"),
    ("£12.50 per hour", None, ""),
    ("13.65 - 14.03", None, ""),
    ("", None, ""),
]


def _table() -> list[tuple[str, str | None, str]]:
    """The rows of the golden table, labelled by reading them."""
    lines = (Path(__file__).parent / "golden" / "dates.tsv").read_text(encoding="utf-8").splitlines()[2:]
    rows = [line.split("\t") for line in lines]
    return [(text, at or None, flags) for text, at, flags in rows]


GOLDEN += _table()


@pytest.mark.parametrize(("text", "at", "flags"), GOLDEN, ids=[text for text, _, _ in GOLDEN])
def test_a_text_gives_the_date_a_person_reads(text: str, at: str | None, flags: str) -> None:
    reading = read(text, on=ON)
    assert (reading.at, set(reading.flags)) == (at, set(flags.split()))


def test_a_date_that_needs_the_day_of_reading_is_null_without_it() -> None:
    assert [read(text).at for text in ("tomorrow", "in 5 days", "3 January", "01/12", "Friday")] == [None] * 5
    assert read("3 January").flags == ("year_missing",)


def test_hours_ago_are_counted_from_the_moment_of_reading() -> None:
    night = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    assert read("5 hours ago", on=night).at == "2026-11-22"
    assert read("2 hours ago", on=night).at == "2026-11-23"


def test_what_was_posted_lies_behind() -> None:
    assert read("3 January", on=ON, what="posted").at == "2026-01-03"
    assert read("Interviews 14 and 15 December 2026", on=ON, what="interview").at == "2026-12-14"


def test_evidence_is_a_span_of_the_text() -> None:
    why = read("Closing date: noon on 1 December 2026. Interviews later", on=ON).rules["at"]
    assert (why.rule, why.text) == ("named_month", "noon on 1 December 2026")


PROSE = [
    ("About us.\nCloses\n02 Jun 2027\nContract type\nPermanent", "2027-06-02", None),
    ("Permanent\nClosing date\n20 January 2027 at 9am\n- Listed\n23 November 2026", "2027-01-20T09:00:00+00:00", None),
    ("Send the application form no later than 12 noon on 14 December 2026.", "2026-12-14T12:00:00+00:00", None),
    ("Closing date: Monday 20 February 2017\nHow to apply: online", "2017-02-20", None),
    ("Closing date is noon on 4 Dec 2026. Interviews on 14 Dec 2026.", "2026-12-04T12:00:00+00:00", "2026-12-14"),
    ("Closing date:\nMonday 7 December 2026\nInterview date: 15 December 2026", "2026-12-07", "2026-12-15"),
    ("Interview date 20/12/26 Closing date 12/12/26", "2026-12-12", "2026-12-20"),
    ("Applications must be received by 9am on Monday 7th December", "2026-12-07T09:00:00+00:00", None),
    ("The library closes at 5pm on 25 December 2026. Established 1 May 2019, we are a close-knit team", None, None),
    ("Closing date 1 December 2026.\nThe deadline is 3 December 2026.", "2026-12-01", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "closing", "interview"), PROSE)
def test_prose_gives_only_the_dates_it_names(text: str, closing: str | None, interview: str | None) -> None:
    found = (find(text, "closing", on=ON), find(text, "interview", on=ON))
    assert tuple(reading.at if reading else None for reading in found) == (closing, interview)


def test_two_closing_dates_in_prose_are_flagged() -> None:
    found = find("Closing date 1 December 2026.\nThe deadline is 3 December 2026.", "closing", on=ON)
    assert found
    assert found.flags == ("several_dates",)


DAYS = st.dates(date(1995, 1, 1), date(2060, 1, 1))
SHAPES = (
    "%d/%m/%Y",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%Y-%m-%d",
    "%d %B %Y",
    "%d %b %Y",
    "%A %d %B %Y",
    "%B %d, %Y",
    "%d-%b-%Y",
)


@given(DAYS, st.sampled_from(SHAPES), st.sampled_from(("", "Closing date: ", "Apply by ", "closes on\n")))
def test_every_day_reads_back_from_every_usual_shape(day: date, shape: str, before: str) -> None:
    reading = read(before + day.strftime(shape), on=day - timedelta(days=30))
    assert (reading.at, reading.flags) == (day.isoformat(), ())


TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(
            [
                "1",
                "12",
                "31",
                "2026",
                "26",
                "/",
                "-",
                ".",
                ":",
                "dec",
                "december",
                "may",
                "monday",
                "5",
                "pm",
                "noon",
                "midnight",
                "at",
                "on",
                "T",
                "Z",
                "+01:00",
                "in",
                "days",
                "ago",
                "the",
                "0",
                "£",
            ]
        ),
        max_size=14,
    ).map(" ".join),
    st.text(alphabet="0123456789/-.: TZ+apm", max_size=40),
)


@settings(max_examples=400)
@given(TEXTS)
def test_no_text_raises_and_reading_an_answer_changes_nothing(text: str) -> None:
    reading = read(text, on=ON)
    assert reading.text == text
    assert list(reading.flags) == [flag for flag in FLAGS if flag in reading.flags]
    assert find(text, "closing", on=ON) is None or reading is not None
    if reading.at:
        assert read(reading.at, on=ON).at == reading.at


LETTERS = {"i": "\u0131\u0130", "s": "\u017f", "k": "\u212a"}
"""Letters that expressions which ignore case take for another: Turkish i without and with its dot, long s, Kelvin."""


@pytest.mark.parametrize("text", [row[0] for row in GOLDEN] + ["in six days", "closes tonight", "midnight on Friday"])
def test_letters_that_pass_for_others_do_not_raise(text: str) -> None:
    for letter, others in LETTERS.items():
        for other in others:
            changed = text.casefold().replace(letter, other)
            assert read(changed, on=ON).text == changed
            find(changed, "closing", on=ON)


def test_a_month_written_with_a_dotless_i_is_that_month() -> None:
    assert read("3 apr\u0131l 2026").at == "2026-04-03"


def test_case_and_white_space_do_not_matter() -> None:
    cases: tuple[Callable[[str], str], ...] = (str.upper, str.lower, str.title)
    plain = [row for row in GOLDEN if "&" not in row[0]]  # names of HTML entities have one case only
    for (text, at, _), case, space in product(plain, cases, ("  ", "\n", "\xa0", " \t ")):
        assert (text, read(case(text).replace(" ", space), on=ON).at) == (text, at)


def test_a_hostile_field_costs_little() -> None:
    for text in ("1 " * 500_000, "1/1/" * 200_000, "monday " * 200_000, "apply " * 200_000, "12 noon " * 200_000):
        assert read(text, on=ON).text == text
        assert find(text[:100_000], "closing", on=ON) is None


def test_the_page_in_docs_tells_what_the_table_tells() -> None:
    page = (ROOT / "docs" / "dates.md").read_text(encoding="utf-8").partition("## Examples")[2].partition("\n## ")[0]
    shown = re.findall(r"^\| `([^`]+)` \| (.+) \|$", page, re.MULTILINE)
    told = {text: f"{at or 'none'}" + (f" [{flags}]" if flags else "") for text, at, flags in _table()}
    assert len(shown) > 15
    assert [(text, told[text]) for text, _ in shown] == shown
