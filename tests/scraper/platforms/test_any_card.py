"""What a card of any theme says of its advert, and what stands in a card without being said of it."""

from typing import Any

import pytest

from scraper.platforms.helpers.any_card import adverts_by_links, told
from scraper.platforms.helpers.markup import parse_html
from scraper.platforms.helpers.urls import id_in

URL = "https://x.org/jobs"


def card(inner: str) -> dict[str, Any]:
    node = parse_html(f"<div id=card><h3>Clerk (£30k)</h3>{inner}</div>").css_first("#card")
    assert node is not None
    return told(node)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<p>Closing on 09/12/2026</p>", {"closing_text": "09/12/2026"}),
        ("<p>Closes 9 December 2026</p>", {"closing_text": "9 December 2026"}),
        ("<p>Apply by Monday 9 May</p>", {"closing_text": "Monday 9 May"}),
        ("<p>Closing date: 9 May<p>Closes 8 May", {"closing_text": "9 May"}),
        ("<p>Posted on 1 May 2026</p>", {"posted_text": "1 May 2026"}),
        ("<p>Published by\n  Fife Council</p>", {"recruiter_text": "Fife Council"}),
        ("<p>Ref #SIC09025</p>", {"reference": "SIC09025"}),
        ("<ul><li>Full Time</li><li>£24,790 - £25,989</li></ul>", {"salary_text": "£24,790 - £25,989"}),
        ("<p>Grade 7, £30,000</p><p>Salary: £31,000</p>", {"salary_text": "£31,000"}),
        ("<p>£500 welcome bonus</p>", {}),
        ("<p>A budget of £40,000 is yours</p>", {}),
        ("<p>You will look after the money of a service that spends £4,000,000 a year.</p>", {}),
        ("<p>Closing the gap for 300 pupils is what drives all of us, and you will help with that every day.</p>", {}),
        ("<p>Reference library</p>", {}),
    ],
)
def test_lines_that_say_themselves_are_read_and_others_are_not(inner: str, expected: dict[str, str]) -> None:
    assert card(inner) == expected


def test_a_row_is_read_under_the_heads_of_its_columns() -> None:
    row = parse_html(
        "<table><tr><th>Job<th>Place of work<th>Apply by<tr id=row><td>Clerk<td>Blyth<td>9 May</table>"
    ).css_first("#row")
    assert row is not None
    assert told(row) == {"location_texts": ("Blyth",), "closing_text": "9 May"}


def test_each_link_has_its_own_card_and_what_another_says_is_not_its() -> None:
    html = (
        '<ul><li><a href="/job/101">Clerk</a> <a href="/job/101">View</a><p>Pay: £1</p></li>'
        '<li><a href="/job/102"><h3>Cook</h3><p>Great</p></a></li></ul><a href="/about">About</a>'
    )
    found = list(adverts_by_links(parse_html(html), URL, lambda url: id_in(url, r"/job/(\d+)")))
    assert [(ad.source_ref, ad.title, ad.salary_text) for ad in found] == [
        ("101", "Clerk", "£1"),
        ("102", "Cook", None),
    ]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ('<p class="job-org">Lea Trust</p>', {"recruiter_text": "Lea Trust"}),
        ('<p class="c-job__employer-name">Lea Trust</p>', {"recruiter_text": "Lea Trust"}),
        ('<p class="organised">Lea Trust</p>', {}),
        ('<span data-testid="job-location">The Old Depot</span>', {"location_texts": ("The Old Depot",)}),
        ('<p><i class="fa fa-map-marker"></i> The Old Depot</p>', {"location_texts": ("The Old Depot",)}),
        ("<p>Fife Council</p><p>Glenrothes</p>", {"recruiter_text": "Fife Council", "location_texts": ("Glenrothes",)}),
        ("<p>Mid Cheshire</p><p>Crewe CW1 4QJ</p>", {"location_texts": ("Crewe CW1 4QJ",)}),
        ("<p>Town Council</p><p>Housing</p><p>Full time</p>", {}),
        ('<p class="org">Other</p><p>Employer: Lea Trust</p>', {"recruiter_text": "Lea Trust"}),
        ('<p class="closing">soon</p>', {}),
    ],
)
def test_classes_icons_and_names_hint_where_nothing_is_said(inner: str, expected: dict[str, Any]) -> None:
    assert card(inner) == expected


def test_blocks_after_a_heading_belong_to_it_up_to_the_next_one() -> None:
    one = '<h2><a href="/job/{0}">Clerk</a></h2><dl><dt>Pay<dd>£{0}</dl><p>Closes {1} May</p>'
    end = "<p>Salary: £9</p><p>Location: Ely</p><p>Employer: Somebody</p>"
    first, *others = (one.format(100 + n, n) for n in (1, 2, 3))
    html = f"<div>{first}<h3>Other team</h3><p>Location: York</p>{''.join(others)}{end}</div>"
    found = list(adverts_by_links(parse_html(html), URL, lambda url: id_in(url, r"/job/(\d+)")))
    assert [(ad.salary_text, ad.closing_text) for ad in found] == [(f"£{100 + n}", f"{n} May") for n in (1, 2, 3)]
    assert [ad.location_texts for ad in found] == [(), (), ()]
