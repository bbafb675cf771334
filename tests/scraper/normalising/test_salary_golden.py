"""Salary: what each text of the golden table says, read by a person and then once more."""

import re

from scraper.normalising.salary import FLAGS, read
from tests.conftest import ROOT
from tests.scraper.normalising.salary_rows import differences, table, told

FEWEST_ROWS = 900


def test_every_text_of_the_golden_table_is_read_as_labelled() -> None:
    rows = table("salary_golden.tsv")
    assert len(rows) >= FEWEST_ROWS
    wrong = [line for text, expected in rows for line in differences(text, expected, read(text))]
    assert wrong == []


def test_the_golden_table_has_no_text_twice_and_no_unknown_flag() -> None:
    rows = table("salary_golden.tsv")
    assert len({text for text, _ in rows}) == len(rows)
    assert {flag for _, expected in rows for flag in expected["flags"].split()} <= set(FLAGS)


def test_no_amount_is_invented_where_the_label_has_none() -> None:
    silent = [text for text, expected in table("salary_golden.tsv") if expected["kind"] != "paid"]
    assert len(silent) > 200
    for text in silent:
        reading = read(text)
        assert (reading.min, reading.max, reading.annual_min, reading.actual_min, reading.currency) == (None,) * 5


def test_the_page_in_docs_tells_what_the_table_tells() -> None:
    page = (ROOT / "docs" / "salary.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\| `([^`]+)` \| (.+) \|$", page, re.MULTILINE)
    labels = dict(table("salary_golden.tsv"))
    assert len(shown) > 40
    assert [(text, told(labels[text])) for text, _ in shown] == shown
    assert re.findall(r"^\| (\w+) \| ", page.partition("## Flags")[2].partition("##")[0], re.MULTILINE)[1:] == list(
        FLAGS
    )
