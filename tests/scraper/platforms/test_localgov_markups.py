"""The same adverts come out of every markup of the block, whole or with parts missing."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from scraper.platforms import localgov
from scraper.records import Advert
from tests.conftest import page_of
from tests.scraper.platforms.localgov_markups import CARDS, ESSEX, SECOND, SEED, SITE, Ad, block, page

Row = tuple[str | None, str | None, str | None, str | None, tuple[str, ...]]


def adverts(html: str) -> tuple[Advert, ...]:
    return localgov.listing(page_of(html, url=SITE), {}).adverts


def rows(html: str) -> list[Row]:
    return [(a.title, a.recruiter_text, a.advertiser_text, a.salary_text, a.location_texts) for a in adverts(html)]


def expected(ads: tuple[Ad, ...]) -> list[Row]:
    return [ad.row for ad in ads]


@pytest.mark.parametrize("markup", CARDS)
def test_the_seed_block_reads_the_same_in_every_markup(markup: str) -> None:
    assert rows(page(block(markup, SEED))) == expected(SEED)


@pytest.mark.parametrize("markup", CARDS)
def test_another_block_reads_the_same_in_every_markup(markup: str) -> None:
    assert rows(page(block(markup, SECOND))) == expected(SECOND)


@pytest.mark.parametrize("markup", CARDS)
def test_a_block_of_one_two_or_four_adverts_reads_the_same(markup: str) -> None:
    for ads in (SEED[:1], SEED[1:3], SEED[:4]):
        assert rows(page(block(markup, ads))) == expected(ads)


@pytest.mark.parametrize("markup", CARDS)
def test_a_bare_block_without_a_page_reads_the_same(markup: str) -> None:
    assert rows(block(markup, SEED)) == expected(SEED)


@pytest.mark.parametrize("markup", CARDS)
def test_the_heading_of_the_block_does_not_matter(markup: str) -> None:
    html = page(block(markup, SEED))
    for heading in ("", "Find your next role", "Looking for work? Jobs from LocalGov Jobs"):
        assert rows(html.replace("Highways jobs", heading)) == expected(SEED)


@pytest.mark.parametrize("markup", CARDS)
def test_new_lines_and_entities_do_not_matter(markup: str) -> None:
    html = page(block(markup, SEED)).replace("\n", "\r\n").replace("£", "&pound;").replace("–", "&#x2013;")
    assert rows(html) == expected(SEED)


MISSING: dict[str, Callable[[Ad], Ad]] = {
    "no pay": lambda ad: replace(ad, salary=""),
    "no summary": lambda ad: replace(ad, summary="", location=None),
    "no pay and no summary": lambda ad: replace(ad, salary="", summary="", location=None),
    "two councils": lambda ad: replace(
        ad, organisation="Adur and Worthing Councils", recruiter="Adur and Worthing Councils"
    ),
}


@pytest.mark.parametrize("markup", CARDS)
def test_adverts_with_parts_missing_keep_the_others(markup: str) -> None:
    for part, without in MISSING.items():
        ads = tuple(map(without, SEED))
        assert rows(page(block(markup, ads))) == expected(ads), part


TOLD_BY_THE_RECRUITER_ALONE = {
    "title and organisation in one heading",
    "title - org comma line",
    "number before title",
    "sponsor line between",
}
"""Markups where nothing but the recruiter's name tells where the title ends or the card begins."""


@pytest.mark.parametrize("markup", sorted(CARDS.keys() - TOLD_BY_THE_RECRUITER_ALONE))
def test_the_organisation_may_be_missing_or_another_one_than_the_recruiter(markup: str) -> None:
    school = "Lea Bridge Academy Trust"
    for names in (("",) * 5, (school,) * 5, (ESSEX, school, "Housing Ombudsman Service", "", ESSEX)):
        ads = tuple(replace(ad, organisation=name) for ad, name in zip(SEED, names, strict=True))
        assert rows(page(block(markup, ads))) == expected(ads)


def test_without_links_an_advert_has_one_reference_in_every_markup() -> None:
    unlinked = [name for name, one in CARDS.items() if "href" not in one["card"]]
    found = {tuple(advert.source_ref for advert in adverts(page(block(name, SEED)))) for name in unlinked}
    assert len(unlinked) >= 60
    assert len(found) == 1
