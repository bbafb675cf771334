"""Salary: the 1,451 real texts of the reference folder, by the boards' figures and by labels read from each text."""

import hashlib
from pathlib import Path

import pytest

from scraper.normalising.salary import read
from tests.scraper.normalising.salary_rows import differences, table

SHORT = 12
"""Characters of a text's SHA-1 that name it in the table of labels, which holds none of the texts."""


@pytest.fixture
def rows(shared: Path) -> list[list[str]]:
    lines = (shared / "samples" / "salary_strings_dev.tsv").read_text(encoding="utf-8").split("\n")[1:]
    return [line.split("\t") for line in lines if line]


def test_figures_the_boards_published_are_read_exactly(rows: list[list[str]]) -> None:
    published = [row for row in rows if row[3]]
    assert len(published) == 294
    wrong = [
        text
        for text, _, _, low, high, _ in published
        if (read(text).annual_min, read(text).annual_max) != (float(low), float(high))
    ]
    assert wrong == []


def test_every_text_is_read_as_labelled(rows: list[list[str]]) -> None:
    labels = dict(table("salary_dev_labels.tsv"))
    assert len(labels) == len(rows)
    wrong = []
    for text, *_ in rows:
        name = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:SHORT]
        wrong += differences(text, labels[name], read(text))
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "low", "high", "period"),
    [
        ("HourlyRateInBodyText1", 9.68, 9.68, "hour"),
        ("SalaryInBodyText1", 38_984, 43_022, "year"),
        ("SalaryInBodyText2", 16_692, 17_808, "year"),
        ("WorkPattern1", 31_383, 41_373, "year"),
        ("WorkPattern2", 34_981, 40_180, "year"),
        ("SalaryInBodyText3", None, None, None),
        ("WorkPattern3", None, None, None),
        ("WorkPattern4", None, None, None),
        ("ClosingDateInBody1", None, None, None),
    ],
)
def test_bodies_of_adverts_tell_their_pay(shared: Path, name: str, low: float, high: float, period: str) -> None:
    body = (shared / "samples" / "talentlink" / f"body_{name}.html").read_text(encoding="utf-8")
    reading = read(body)
    assert (reading.min, reading.max, reading.period) == (low, high, period)
