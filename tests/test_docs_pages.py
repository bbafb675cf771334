"""Pages of the docs hold what the program holds: causes, platforms, an index that leads everywhere."""

import pytest

from counciljobs.platforms_page import page
from scheduler.advice import ADVICE
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "verdicts.md").read_text(encoding="utf-8")
FOLDED = {"http_403", "http_410"}
"""Causes that the page names as one of a range, or that are told as another."""


@pytest.mark.parametrize("cause", sorted(ADVICE.keys() - FOLDED))
def test_every_cause_is_on_the_page(cause: str) -> None:
    assert f"`{cause}`" in PAGE


def test_the_index_leads_to_every_page() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} - {"index.md"}
    assert {page for page in pages if f"({page})" not in index} == set()


def test_the_page_of_platforms_is_fresh() -> None:
    written = (ROOT / "docs" / "platforms.md").read_text(encoding="utf-8")
    assert written == page() + "\n", "run: python -m counciljobs.platforms_page > docs/platforms.md"
