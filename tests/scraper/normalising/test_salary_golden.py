"""Salary: what each text of the golden table says, read by a person and then once more."""

from scraper.normalising.salary import FLAGS, read
from tests.scraper.normalising.salary_rows import differences, table

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
