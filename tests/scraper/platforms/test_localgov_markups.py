"""The same five adverts come out of every markup of the block."""

import pytest

from scraper.platforms import localgov
from scraper.records import Advert
from tests.conftest import page_of
from tests.scraper.platforms.localgov_markups import CARDS, SECOND, SEED, SITE, Ad, block, page

Row = tuple[str | None, str | None, str | None, tuple[str, ...]]


def adverts(html: str) -> tuple[Advert, ...]:
    return localgov.listing(page_of(html, url=SITE), {}).adverts


def rows(html: str) -> list[Row]:
    return [(ad.title, ad.recruiter_text, ad.salary_text, ad.location_texts) for ad in adverts(html)]


def expected(ads: tuple[Ad, ...]) -> list[Row]:
    return [ad.row for ad in ads]


def minified(html: str) -> str:
    return "".join(line.strip() for line in html.split("\n"))


@pytest.mark.parametrize("markup", CARDS)
def test_the_seed_block_reads_the_same_in_every_markup(markup: str) -> None:
    assert rows(page(block(markup, SEED))) == expected(SEED)


@pytest.mark.parametrize("markup", CARDS)
def test_another_block_reads_the_same_in_every_markup(markup: str) -> None:
    assert rows(page(block(markup, SECOND))) == expected(SECOND)


@pytest.mark.parametrize("markup", CARDS)
@pytest.mark.parametrize("count", [1, 2])
def test_a_block_of_one_or_two_adverts_reads_the_same(markup: str, count: int) -> None:
    assert rows(page(block(markup, SEED[:count]))) == expected(SEED[:count])


@pytest.mark.parametrize("markup", CARDS)
def test_a_bare_block_without_a_page_reads_the_same(markup: str) -> None:
    assert rows(block(markup, SEED)) == expected(SEED)
