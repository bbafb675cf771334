"""Labels that no table has are told by the words they are made of; what merely sounds like one is none."""

import pytest

from scraper.platforms.helpers.label_words import field_of
from scraper.platforms.helpers.labels import fields, pairs_in
from scraper.platforms.helpers.synonyms import meaning


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Vacancy closes at", "closing_text"),
        ("Application closing date and time", "closing_text"),
        ("Final date for receipt of applications", "closing_text"),
        ("Closing date / Dyddiad cau", "closing_text"),
        ("Dyddiad cau ar gyfer ceisiadau", "closing_text"),
        ("Advert published on", None),
        ("Date first advertised", "posted_text"),
        ("Likely interview dates", "interview_text"),
        ("Earliest start date", "starts_text"),
        ("Basic annual salary", "salary_text"),
        ("Cyflog / Salary", "salary_text"),
        ("Working hours of this post", "hours_text"),
        ("Oriau gwaith yr wythnos", "hours_text"),
        ("Main place of work location", "location_text"),
        ("Lleoliad y swydd", "location_text"),
        ("Our reference number", "reference"),
        ("Employing organisation", "recruiter_text"),
        ("expirationdate", "closing_text"),
        ("referencenumber", "reference"),
        ("Opening hours", None),
        ("Interview location", None),
        ("Closing the gap", None),
        ("Close job", None),
        ("Start", None),
        ("Pay date", None),
        ("Company number", None),
        ("37 hours per week", None),
        ("Competitive salary", None),
    ],
)
def test_the_words_of_a_label_tell_its_field(label: str, field: str | None) -> None:
    known = meaning(label)
    assert (known.field if known else None) == field


def test_a_label_of_the_table_is_stronger_than_one_told_by_its_words() -> None:
    found = fields(
        pairs_in("Basic annual salary: £1<br/>Salary: £2<br/>Vacancy closes at: noon<br/>Closing date: 1 May")
    )
    assert (found["salary_text"], found["closing_text"]) == ("£2", "1 May")


def test_words_of_two_fields_tell_neither() -> None:
    assert field_of("salary grade closing date") is None
