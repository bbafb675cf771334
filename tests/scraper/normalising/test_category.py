"""Service areas and occupations, measured on titles that a person labelled."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.normalising.category import category
from scraper.normalising.category.occupation import ENOUGH
from scraper.reference.occupations import council_jobs, service_words, unit_groups

LABELLED = Path(__file__).parent / "titles_labelled.tsv"
RIGHT = 0.95
"""Share of the answers given that must be right: issue and docs promise no less."""
GIVEN = 0.85
"""Share of the labelled titles that must get an answer at all."""

AREAS = {area for _, area in service_words()}


def _rows() -> Iterator[list[str]]:
    lines = (line for line in LABELLED.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#"))
    next(lines)
    return (line.split("\t") for line in lines)


def _shares(answers: list[tuple[str | None, set[str]]]) -> tuple[float, float]:
    """Of the answers given, the share that is right; of all, the share given."""
    given = [(answer, wanted) for answer, wanted in answers if answer is not None]
    return sum(answer in wanted for answer, wanted in given) / len(given), len(given) / len(answers)


def test_service_areas_of_labelled_titles() -> None:
    answers = [(category(title).category, set(wanted.split("|"))) for title, wanted, _ in _rows() if wanted != "-"]
    right, given_ = _shares(answers)
    assert len(answers) > 300
    assert (right >= RIGHT, given_ >= GIVEN) == (True, True), (right, given_)


def test_occupations_of_labelled_titles() -> None:
    answers = [
        (category(title).occupation_code, set(wanted.split("|"))) for title, _, wanted in _rows() if wanted != "-"
    ]
    right, given_ = _shares(answers)
    assert len(answers) > 250
    assert (right >= RIGHT, given_ >= GIVEN) == (True, True), (right, given_)


@pytest.mark.parametrize(
    ("title", "area", "unit"),
    [
        ("Senior Social Worker - Children in Care", "childrens_social_care", "2461"),
        ("Adult Social Care - Social Worker", "adult_social_care", "2461"),
        ("RECEPCIONIST/ADMINISTRATOR", "customer_business_support", "4216"),
        ("Office Manager - Example Junior School", "schools_support", "4141"),
        ("Office Manager", "customer_business_support", "4141"),
        ("Personal Assistant to the Chief Executive", "customer_business_support", "4215"),
        ("Assistant Director - Adult Social Care", "adult_social_care", "1172"),
        ("Head of Example Things", "corporate", "1139"),
        ("Registered Manager - Children&#39;s Home", "childrens_social_care", "1232"),
        ("Blacksmith", None, None),
        ("Talent Pool", None, None),
        ("", None, None),
    ],
)
def test_a_title_says_what_and_where(title: str, area: str | None, unit: str | None) -> None:
    found = category(title)
    assert (found.category, found.occupation_code) == (area, unit)


def test_the_title_decides_before_label_and_text() -> None:
    assert category("Team Manager", label="Social Care - Adult Services").category == "adult_social_care"
    assert (
        category("Officer", "You will join our trading standards and licensing team").category == "regulatory_services"
    )
    assert category("Accountant", "the school needs you", label="Housing").category == "finance"
    assert category("Officer", "a wonderful place to live").category is None


def test_every_answer_names_its_rule() -> None:
    found = category("Head of Trading Standards")
    assert found.rules.keys() == {"category", "occupation_code"}
    assert category("Social Worker").rules["occupation_code"].rule == "council_title"


@given(st.text(max_size=80))
def test_no_title_raises_and_what_is_unsure_is_null(title: str) -> None:
    found = category(title)
    assert (found.occupation_code is None) == (found.occupation_confidence is None)
    assert found.occupation_confidence is None or ENOUGH <= found.occupation_confidence <= 1
    assert found.category is None or found.category in AREAS


def test_the_tables_hold_together() -> None:
    codes = {group.code for group in unit_groups()}
    assert len(codes) == 412
    assert {job.unit for job in council_jobs() if job.unit} <= codes
    assert {job.category for job in council_jobs() if job.category} <= AREAS
    assert len({job.phrase for job in council_jobs()}) == len(council_jobs())


def test_the_table_equals_the_reference(shared: Path) -> None:
    reference = (shared / "reference" / "soc2020_unit_groups.csv").read_text(encoding="utf-8")
    units = {line.split(",")[0] for line in reference.split("\n")[1:] if line[:4].isdecimal()}
    assert units == {group.code for group in unit_groups()}
