"""Labels that a page's text does not say in full: without a colon, behind the name, or in the markup alone."""

import pytest

from scraper.platforms import localgov
from scraper.platforms.helpers.markup import parse_html, text
from scraper.platforms.helpers.unspoken import spell_out
from tests.conftest import page_of
from tests.scraper.platforms.localgov_markups import PAGE, SEED, SITE, Ad, page

Row = tuple[str | None, str | None, str | None, str | None, tuple[str, ...]]


def rows(html: str) -> list[Row]:
    found = localgov.listing(page_of(html, url=SITE), {}).adverts
    return [(a.title, a.recruiter_text, a.advertiser_text, a.salary_text, a.location_texts) for a in found]


def block(sign: str) -> str:
    card = "<div><h4>{title}</h4><p>{organisation}</p><p>{salary}</p><p>{summary}</p>" + sign + "</div>"
    return "<h3>Highways jobs</h3>" + "".join(ad.shown(card, number) for number, ad in enumerate(SEED))


@pytest.mark.parametrize(
    "sign",
    [
        "<p>Recuriter {recruiter}</p>",
        "<p>Recuriter - {recruiter}</p>",
        "<p>Recruiter – {recruiter}</p>",
        "<span>RECRUITER {recruiter}</span>",
        "<dl><dd>{recruiter}</dd><dt>Recuriter</dt></dl>",
        "<p><b>{recruiter}</b> <span>Recuriter</span></p>",
        '<p data-th="Recuriter">{recruiter}</p>',
        '<p aria-label="Recruiter name">{recruiter}</p>',
    ],
)
def test_a_recruiters_label_needs_neither_a_colon_nor_the_first_place(sign: str) -> None:
    assert rows(page(block(sign))) == [ad.row for ad in SEED]


def test_a_sentence_that_begins_with_recruiters_signs_nothing() -> None:
    said = "<p>Roads Ltd</p><p>£45,000 a year</p><p>Work for us. Oxford</p><p>Recruiter Roads Ltd says pay is low</p>"
    assert rows(PAGE + said) == []


def test_a_table_that_names_no_recruiter_stays_as_it_is() -> None:
    html = "<table><tr><th>Salary</th><th>Job</th></tr><tr><td>£1</td><td>Clerk</td></tr></table>"
    tree = parse_html(html)
    spell_out(tree)
    assert text(tree.body) == text(parse_html(html).body)


def test_rows_of_another_width_and_tables_inside_a_head_are_left_alone() -> None:
    inner = "<table><tr><th>Job</th><th>Recruiter</th></tr><tr><td>A</td><td>B</td></tr></table>"
    tree = parse_html(f"<table><tr><th>Recruiter</th><th>{inner}</th></tr><tr><td>only one</td></tr></table>")
    spell_out(tree)
    assert text(tree.body) == "Recruiter A Recruiter: B only one"


def test_a_value_that_says_its_label_is_not_labelled_twice() -> None:
    ad = Ad("Clerk", "Essex County Council", "£20,000", "Do it well. Essex", "Essex County Council", "Essex")
    sign = '<p data-label="Recuriter">Recuriter: {recruiter}</p>'
    card = "<li><h4>{title}</h4><p>{organisation}</p><p>{salary}</p><p>{summary}</p>" + sign + "</li>"
    assert rows(page(ad.shown(card, 1))) == [ad.row]


@pytest.mark.parametrize(
    "card",
    [
        (
            '<li><h4><a href="/job/{number}">{title}</a></h4><p>{salary}</p><p>{organisation}</p><p>{summary}</p>'
            "<p>Recuriter: {recruiter}</p></li>"
        ),
        (
            "<li><h4>\u200e{title}</h4><p>{organisation}</p><p><i>&#xf154;</i>{salary}</p><p>{summary}</p>"
            "<p><i>&#xf007;</i> Recuriter: {recruiter}</p></li>"
        ),
    ],
)
def test_pay_may_stand_above_the_organisation_and_icons_are_no_text(card: str) -> None:
    block = "".join(ad.shown(card, number) for number, ad in enumerate(SEED))
    assert rows(page(f"<h3>Highways jobs</h3><ul>{block}</ul>")) == [ad.row for ad in SEED]


def test_an_amount_in_a_title_right_above_its_organisation_stays_the_title() -> None:
    ad = Ad(
        "£20m Programme Director", "Essex County Council", "£90,000", "Build it. Essex", "Essex County Council", "Essex"
    )
    card = "<li><h4>{title}</h4><p>{organisation}</p><p>{salary}</p><p>{summary}</p><p>Recuriter: {recruiter}</p></li>"
    assert rows(page("<h3>Highways jobs</h3>" + ad.shown(card, 1) + ad.shown(card, 2))) == [ad.row]
