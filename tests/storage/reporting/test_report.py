"""The report: true numbers, a table behind every chart, hostile text as text, nothing from elsewhere."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

import pytest

from storage.reporting.report import Outside, report
from tests.storage.making import Diary

WICKED = "<script>alert(1)</script>\x00"


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    diary = Diary(tmp_path / "s.db")
    pays = {"region": "Wales", "category": "adult_social_care", "occupation_code": "2461", "recruiter": WICKED}
    diary.day(1, "z")
    shown = {
        f"p{n}": {**pays, "salary_annual_min": 30000.0 + n, "salary_annual_max": 30000.0 + n, "latitude": 51.5}
        | {"longitude": -3.2}
        for n in range(0, 1000, 100)
    }
    diary.day(2, {"z": {}, **shown})
    diary.broken(2, "leeds")
    with closing(sqlite3.connect(tmp_path / "s.db")) as opened:
        yield opened


class Outline(HTMLParser):
    """What a page loads, and how its parts stand to each other."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href", "data"}]


def outline(html: str) -> Outline:
    made = Outline()
    made.feed(html)
    return made


def test_it_tells_the_numbers_and_names_what_is_missing(connection: sqlite3.Connection) -> None:
    html = report(connection, Outside(land=[(51.5, -3.2)], occupation=lambda code: f"Unit {code}")).html
    assert "<b>11</b> live jobs" in html
    assert "<b>1 of 2</b> sources read well" in html
    assert "adult social care" in html
    assert "Unit 2461" in html
    assert '<td class="number">30,450</td>' in html
    assert "leeds" in html
    assert "timeout" in html


def test_every_chart_says_what_it_shows_and_has_its_table(connection: sqlite3.Connection) -> None:
    made = report(connection, Outside())
    found = outline(made.html)
    assert found.tags.count("figure") == found.tags.count("details") == 8
    assert found.tags.count("table") >= 8
    assert made.html.count('role="img" aria-label="') == len(made.drawings) == 9


def test_it_loads_nothing_and_shows_hostile_text_as_text(connection: sqlite3.Connection) -> None:
    html = report(connection, Outside()).html
    found = outline(html)
    assert found.addresses == []
    assert "script" not in found.tags
    assert "\x00" not in html
    assert "default-src 'none'" in html


def test_an_empty_store_makes_a_page_that_says_so(tmp_path: Path) -> None:
    Diary(tmp_path / "e.db").day(1)
    with closing(sqlite3.connect(tmp_path / "e.db")) as opened:
        html = report(opened, Outside()).html
    assert "<b>0</b> live jobs" in html
    assert "Every source was read well." in html
