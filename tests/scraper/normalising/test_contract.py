"""Contract, pattern, hours, weeks and posts: what each text says, read by a person first."""

import re
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.normalising.contract import FLAGS, PATTERNS, read, read_line, read_posts, read_prose
from scraper.normalising.readings import Contract
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

FIELDS = """
Fixed Term, Full Time | fixed_term | full_time
Permanent | permanent
PERMANENT, PART-TIME | permanent | part_time
Permanent/Temporary | unknown | | flags several_contract_types
Permanent or Fixed Term | unknown | | flags several_contract_types
FULL_TIME | unknown | full_time
PART_TIME | unknown | part_time
CONTRACTOR | temporary
TEMPORARY | temporary
INTERN | temporary
VOLUNTEER | voluntary
PER_DIEM | casual
OTHER | unknown
["FULL_TIME","TEMPORARY"] | temporary | full_time
fixed_term | fixed_term
parental_leave_cover | fixed_term
Fixed term until 31 March 2027 | fixed_term | | end 2027-03-31
Fixed Term Contract - until August 2027 | fixed_term | | end August 2027
12 months maternity cover | fixed_term | | end 12 months
Fixed term for 23 months | fixed_term | | end 23 months
Temporary (up to 12 months) | temporary | | end up to 12 months
2 years fixed term | fixed_term | | end 2 years
Fixed term 40 weeks | fixed_term | | end 40 weeks
Temporary / Fixed Term | fixed_term
Temporary to permanent | temporary
Temporary with possibility of becoming permanent | temporary
Non-permanent | unknown
Apprenticeship | apprenticeship
Level 3 Business Admin Apprentice, 37 hours | apprenticeship | | hours 37
Secondment | secondment
Secondment or Fixed Term (12 months) | fixed_term | | end 12 months | flags several_contract_types
Casual | casual
Casual hours | casual
Bank | casual
Relief | casual
As and when required | casual
Zero Hours | casual | zero_hours
Seasonal, April to October | temporary
Maternity cover | fixed_term
Volunteer role | voluntary
Voluntary Sector Officer | unknown
Temporary Accommodation Officer | unknown
Term Time Only | unknown | term_time
Part time, term time only, 30 hours per week, 39 weeks per year | unknown | part_time term_time | hours 30 | weeks 39
Permanent - Part Time - 20 hours - Term time (38 weeks) | permanent | part_time term_time | hours 20 | weeks 38
Permanent, full-time, 36 hours per week, shifts including weekends | permanent | full_time shifts weekends | hours 36
Full time or part time considered | unknown | full_time part_time
FT | unknown | full_time
P/T, 20 hrs | unknown | part_time | hours 20
Full-time equivalent | unknown
Job share considered | unknown | job_share
Job share: No | unknown
Not suitable for job share | unknown
Open Ended | permanent
Mat cover | fixed_term
Apprenticeship (18 months) | apprenticeship | | end 18 months
Average 37 hours per week | unknown | | hours 37
2 x Permanent posts, 1 x fixed term | unknown | | flags several_contract_types several_posts
Annualised hours - 1,443 hours per year | unknown | annualised_hours
Temporary up to 2 years, secondment considered | temporary | | end up to 2 years | flags several_contract_types
2 x full time, 1 x part time | unknown | full_time part_time | flags several_posts
PERMANENT_FULL_TIME | permanent | full_time
Monday to Thursday 8.00 - 16.30 (37 hours) | unknown | | hours 37
2.5 hours a day, 5 days a week, 39 weeks | unknown | | hours 12.5 | weeks 39 | flags hours_computed
Compressed hours | unknown | compressed_hours
Annualised hours contract | unknown | annualised_hours
Waking nights | unknown | nights
Rota including weekends and nights | unknown | shifts nights weekends
Flexible working | unknown | flexible
Teacher's full time hours | unknown | full_time
18.5 hpw | unknown | | hours 18.5
37 hours per week | unknown | | hours 37
37 hrs/wk | unknown | | hours 37
17.5 hrs p/w | unknown | | hours 17.5
20hrs pw | unknown | | hours 20
Hours per week: 18.5 | unknown | | hours 18.5
22.2 hours, 39 weeks | unknown | | hours 22.2 | weeks 39
37 Hours Per Week 52 Weeks Per Year | unknown | | hours 37 | weeks 52
36.25 | unknown | | hours 36.25
37.00 | unknown | | hours 37
37:00 | unknown | | hours 37
18½ hours | unknown | | hours 18.5
36 hours 40 minutes per week | unknown | | hours 36.67
74 hours per fortnight | unknown | | hours 37 | flags hours_computed
6 hours per day, 5 days per week | unknown | | hours 30 | flags hours_computed
0.6 FTE | unknown | | flags fte_without_hours
0.6 | unknown | | flags fte_without_hours
0.6 FTE (37 hours full time) | unknown | | hours 22.2 | flags hours_computed
0.5 FTE (18.5 hours per week) | unknown | | hours 18.5
37 hours (1.0 FTE) | unknown | | hours 37
16 hours per week (37 hours FTE) | unknown | | hours 16
Full time, 37 hours | unknown | full_time | hours 37
25 - 37 hours per week | unknown | | flags hours_range
Up to 37 hours per week | unknown | | flags hours_range
1 x 37 hours and 1 x 18.5 hours | unknown | | flags several_hours
168 hours per week | unknown
Mon-Fri 9-5 | unknown
Monday to Friday 8.30am - 4.30pm | unknown
09:00 - 17:30 | unknown
24/7 | unknown
20 hours per month | unknown
Variable | unknown
term time only plus 2 weeks | unknown | term_time
38 weeks plus 5 INSET days | unknown | | weeks 39 | flags weeks_computed
39 weeks | unknown | | weeks 39
Term time + 1 week, 25 hours a week | unknown | term_time | hours 25
2 posts | unknown | | posts 2
x3 | unknown | | posts 3
(4 posts) | unknown | | posts 4
Two positions | unknown | | posts 2
Number of posts: 5 | unknown | | posts 5
up to 3 posts | unknown | | flags several_posts
Several posts available | unknown | | flags several_posts
3 x 12 hour shifts | unknown | shifts
 | unknown
"""

LINES = """
Social Worker x 2 | unknown | | posts 2
2 x Care Assistants | unknown | | posts 2
HGV Driver (2 posts) | unknown | | posts 2
Teaching Assistant (Fixed Term) | fixed_term
Teacher (2 year fixed term) | fixed_term | | end 2 year
Part-time Clerk, TTO | unknown | part_time term_time
Cleaner (15 hours per week) | unknown | | hours 15
Site Manager - Maternity Cover | fixed_term
Casual Leisure Attendant | casual
Apprentice Electrician | apprenticeship
Apprenticeship Manager | unknown
Volunteer Driver | voluntary
Volunteer Coordinator | unknown
Interim Head of Finance | temporary
Relief Residential Worker | casual
Business Rates Relief Officer | unknown
Supply Teacher | casual
Bank Support Worker | casual
Food Bank Coordinator | unknown
Temporary Accommodation Officer | unknown
Permanency Social Worker | unknown
Night Time Economy Officer | unknown
Post 16 Tutor | unknown
4x4 Driver | unknown
Year 6 Teacher | unknown
£26,000 FTE (based on 37 hours per week) | unknown | | flags full_week_only
£12,000 pro rata, 20 hours per week | unknown | | hours 20
Full Time Equivalent £25,000 | unknown
"""

PROSE = """
Senior Business Support AdministratorFixed Term, Full Time£26,927 to £31,678 per annumLocation | fixed_term | full_time
This is a voluntary, two‑year role running from June 2 | voluntary
Salary: £31,383 per annum¶Contract type: Permanent¶Working pattern: Full time | permanent | full_time
Contract type: Permanent¶Working pattern: 25 - 37 hours per week | permanent | | flags hours_range
Hours: Teacher's full time hours¶Work pattern: Full-time¶Fixed term to cover Maternity | fixed_term | full_time
Hours of work: 37 hours per week¶Closing date: Sunday | unknown | | hours 37
Hours of work: Casual hours¶Working pattern: Part-time | casual | part_time
Weeks per year: 39¶Hours: 25¶Number of posts: 2 | unknown | | hours 25 | weeks 39 | posts 2
Permanent contracts of 18 to 36 hours per week. Full time staff receive 25 days. | permanent | | flags hours_range
You will be required to work alternate weekends and a mix of early and late shifts | unknown | shifts weekends
We have three permanent posts, 30 hours per week, 39 weeks per year. | permanent | | hours 30 | weeks 39 | posts 3
Two exciting full-time posts on a fixed term contract until 31 March 2027. | fixed_term | full_time | end 2027-03-31
A part-time (18.5 hours per week) post, temporary for 12 months | temporary | part_time | hours 18.5 | end 12 months
A fixed term basis for 23 months with possibility of becoming a permanent position. | fixed_term | | end 23 months
Our 37 hour week policy helps you. We are a school of 400 pupils. | unknown
Parents can get 30 hours per week of free childcare. | unknown
You will work with voluntary sector organisations and temporary accommodation. | unknown
The council has permanent and temporary staff. | unknown
Applicants need 2 years experience and must give 4 weeks notice. | unknown
"""

Row = tuple[str, dict[str, object]]


def _rows(table: str) -> list[Row]:
    rows = []
    for line in table.strip("\n").split("\n"):
        text, kind, *more = (part.strip() for part in line.split("|"))
        patterns = more[0] if more else ""
        extras = dict(part.split(" ", 1) for part in more[1:])
        expected: dict[str, object] = {
            "contract_type": kind,
            "working_pattern": tuple(patterns.split()),
            "hours_per_week": float(extras["hours"]) if "hours" in extras else None,
            "weeks_per_year": float(extras["weeks"]) if "weeks" in extras else None,
            "posts": int(extras["posts"]) if "posts" in extras else None,
            "contract_end": extras.get("end"),
            "flags": tuple(extras.get("flags", "").split()),
        }
        rows.append((text.replace("¶", "\n"), expected))
    return rows


def _shown(reading: Contract) -> dict[str, object]:
    return {name: getattr(reading, name) for name in Contract.__struct_fields__ if name not in {"text", "rules"}}


@pytest.mark.parametrize(("text", "expected"), _rows(FIELDS), ids=[text for text, _ in _rows(FIELDS)])
def test_a_field_gives_what_a_person_reads(text: str, expected: dict[str, object]) -> None:
    assert _shown(read(text)) == expected


@pytest.mark.parametrize(("text", "expected"), _rows(LINES), ids=[text for text, _ in _rows(LINES)])
def test_a_title_or_a_pay_text_gives_only_its_words(text: str, expected: dict[str, object]) -> None:
    assert _shown(read_line(text)) == expected


@pytest.mark.parametrize(("text", "expected"), _rows(PROSE), ids=[text[:40] for text, _ in _rows(PROSE)])
def test_prose_gives_only_what_it_says_of_the_post(text: str, expected: dict[str, object]) -> None:
    assert _shown(read_prose(text)) == expected


def test_a_body_gives_what_a_person_reads_of_the_post_and_nothing_of_others() -> None:
    lines = (Path(__file__).parent / "golden" / "contract_bodies.tsv").read_text(encoding="utf-8").splitlines()[2:]
    assert len(lines) > 50
    for text, kind, patterns, *counts in (line.split("\t") for line in lines):
        found = read_prose(f"About us.\n{text.replace(' | ', chr(10))}\nWe look forward to your application.")
        shown = [f"{n:g}" if n else "" for n in (found.hours_per_week, found.weeks_per_year, found.posts)]
        assert (text, found.contract_type, " ".join(found.working_pattern), shown) == (text, kind, patterns, counts)


def _table() -> list[list[str]]:
    """The rows of the golden table, labelled by reading them."""
    lines = (Path(__file__).parent / "golden" / "contracts.tsv").read_text(encoding="utf-8").splitlines()[2:]
    return [line.split("\t") for line in lines]


@pytest.mark.parametrize("row", _table(), ids=[row[0] for row in _table()])
def test_every_field_of_the_golden_table_is_read_as_labelled(row: list[str]) -> None:
    reading = read(row[0])
    numbers = (reading.hours_per_week, reading.weeks_per_year, reading.posts)
    told = ["" if number is None else f"{number:g}" for number in numbers]
    patterns, flags = " ".join(reading.working_pattern), " ".join(reading.flags)
    assert [reading.contract_type, patterns, *told, flags] == row[1:]


def test_a_field_of_posts_holds_a_number() -> None:
    assert [read_posts(text).posts for text in ("5", "Two", "3 posts", "x 2", "many", "0", "0012345")] == [
        5,
        2,
        3,
        2,
        None,
        None,
        None,
    ]


def test_every_derived_field_names_its_rule_and_its_words() -> None:
    reading = read("Fixed term until 31 March 2027, part time, 18.5 hours per week, 39 weeks per year, 2 posts")
    assert set(reading.rules) == {
        "contract_type",
        "contract_end",
        "working_pattern",
        "hours_per_week",
        "weeks_per_year",
        "posts",
    }
    assert reading.rules["hours_per_week"].text == "18.5 hours per week"


def test_case_and_white_space_do_not_matter() -> None:
    cases: tuple[Callable[[str], str], ...] = (str.upper, str.lower, str.title)
    for (text, expected), case, space in product(_rows(FIELDS), cases, ("  ", "\n", "\xa0")):
        shown = _shown(read(case(text).replace(" ", space)))
        shown["contract_end"] = str(shown["contract_end"]).casefold()
        assert (text, shown) == (text, expected | {"contract_end": str(expected["contract_end"]).casefold()})


WORDS = "full part time term fixed permanent temporary 37 18.5 hours per week 39 weeks x 2 posts - / , ( ) FTE 0.6 £ ."


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=120), st.lists(st.sampled_from(WORDS.split()), max_size=16).map(" ".join)))
def test_no_text_raises_and_the_same_words_read_the_same(text: str) -> None:
    for reader in (read, read_line, read_prose, read_posts):
        reading = reader(text)
        assert reading == reader(text)
        assert list(reading.flags) == [flag for flag in FLAGS if flag in reading.flags]
        assert list(reading.working_pattern) == [name for name in PATTERNS if name in reading.working_pattern]
        assert reading.hours_per_week is None or 0 < reading.hours_per_week <= 60


def test_a_hostile_text_costs_little() -> None:
    for text in (
        "1 hour " * 50_000,
        "permanent " * 50_000,
        "hours: 1\n" * 50_000,
        "you will " * 50_000,
        "x 1 " * 50_000,
    ):
        assert read(text).text == text
        assert read_prose(text).contract_end is None


def test_the_page_in_docs_tells_what_the_table_tells() -> None:
    page = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8").partition("## Examples")[2].partition("\n## ")[0]
    shown = re.findall(r"^\| `([^`]+)` \| (.+) \|$", page, re.MULTILINE)
    told = {}
    for text, kind, patterns, hours, weeks, posts, flags in _table():
        counts = [f"{n} {unit}" for n, unit in ((hours, "hours"), (weeks, "weeks"), (posts, "posts")) if n]
        told[text] = ", ".join(filter(None, (kind, patterns, *counts))) + (f" [{flags}]" if flags else "")
    assert len(shown) > 15
    assert [(text, told[text]) for text, _ in shown] == shown
