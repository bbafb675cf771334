"""What was made of a card is kept for the next page that has the same card, within bounds."""

from scraper.platforms.helpers.any_card import told
from scraper.platforms.helpers.markup import parse_html
from scraper.platforms.helpers.remembering import Remembered

CARD = "<li><h3>Cook</h3><p>Location: Leeds</p></li>"


def test_the_same_markup_is_read_once() -> None:
    kept, reads = Remembered(), list[str]()

    def read() -> dict[str, str]:
        reads.append("read")
        return {"salary_text": "£20,000"}

    assert kept.reading(CARD, read) == kept.reading(CARD, read) == {"salary_text": "£20,000"}
    assert reads == ["read"]


def test_who_changes_what_it_was_given_changes_nothing_for_others() -> None:
    kept = Remembered()
    kept.reading(CARD, lambda: {"reference": "A1"}).clear()
    assert kept.reading(CARD, dict) == {"reference": "A1"}


def test_what_was_not_asked_for_longest_goes_first() -> None:
    kept = Remembered(most=2)
    for markup in ("one", "two", "one", "three"):
        kept.reading(markup, lambda markup=markup: {"reference": markup})  # type: ignore[misc]
    assert len(kept) == 2
    assert kept.reading("one", dict) == {"reference": "one"}
    assert kept.reading("two", lambda: {"reference": "again"}) == {"reference": "again"}


def test_cells_of_two_tables_are_told_by_their_own_columns() -> None:
    def row_of(head: str) -> dict[str, object]:
        tree = parse_html(f"<table><tr><th>Post</th><th>{head}</th></tr><tr><td>Cook</td><td>Leeds</td></tr></table>")
        return told(tree.css("tr")[1])

    assert row_of("Location") == {"location_texts": ("Leeds",)}
    assert row_of("Employer")["recruiter_text"] == "Leeds"
