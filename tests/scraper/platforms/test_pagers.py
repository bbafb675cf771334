"""The next page, by the ways sites link it, and what looks like it but is not."""

import pytest

from scraper.platforms.helpers.markup import parse_html
from scraper.platforms.helpers.pagers import following, next_link, page_of, stepped, until

HERE = "https://x.org/jobs?page=2"
NEXT = [
    '<link rel="next" href="?page=3">',
    '<a rel="nofollow next" href="/jobs?page=3">3</a>',
    '<nav><a href="?page=1">1</a><a href="?page=3">Next</a></nav>',
    '<ul class="pagination"><li><a href="?page=3">Next page &raquo;</a></li></ul>',
    '<ul class="pager"><li class="next"><a href="?page=3"><svg></svg></a></li></ul>',
    '<div class="paging"><a href="?page=1">«</a><a href="?page=3">»</a><a href="?page=9">»»</a></div>',
    '<a aria-label="Go to next page" href="?page=3"><i class=icon></i></a>',
    '<a title="Next page" href="?page=3">&gt;</a>',
    '<ul class="Pager_x"><li><a data-testid="pager_next" href="?page=3"><svg></svg></a></li></ul>',
    '<nav><a href="?page=3">Nesaf</a></nav>',
    '<div class="pagination"><span class="next"><a href="?page=3#list">Next (3)</a></span></div>',
    '<div class="next_links"><a href="?page=3">3</a> <a href="?page=3">Next page</a></div>',
    '<p><a href="?page=3">Next &gt;</a></p>',
    '<a class="btn load-more" href="?page=3">Load more jobs</a>',
    '<a class="js-show-more" href="?page=3">Show more</a>',
    '<base href="https://x.org/jobs"><nav><a href="?page=3">Next 25</a></nav>',
]
NOT_NEXT = [
    '<a href="?page=3">3</a>',
    '<p><a href="/news?page=3">Next</a></p>',
    '<p><a href="?page=2">Next</a></p>',
    '<p><a href="?page=3">Next of kin officer</a></p>',
    '<nav><a href="?page=2">Next</a></nav>',
    '<nav><a href="https://elsewhere.org/jobs?page=3">Next</a></nav>',
    '<nav><a href="javascript:next()">Next</a></nav>',
    '<li class="next disabled"><a href="?page=3">Next</a></li>',
    '<nav><a aria-disabled="true" href="?page=3">Next</a></nav>',
    '<div class="carousel"><a class="next" href="/news/4">Next slide</a></div>',
    '<nav><a href="/events/june">Next month</a></nav>',
    '<div class="pagination"><a href="?page=9">Last »</a></div>',
    '<nav><a href="/jobs/next-steps">Your next steps</a></nav>',
    '<nav><a href="/more">More</a></nav>',
]


@pytest.mark.parametrize("markup", NEXT)
def test_the_next_page_is_found(markup: str) -> None:
    assert next_link(parse_html(markup), HERE) == "https://x.org/jobs?page=3"


@pytest.mark.parametrize("markup", NOT_NEXT)
def test_what_is_not_the_next_page_is_not_followed(markup: str) -> None:
    assert next_link(parse_html(markup), HERE) is None


def test_pages_are_counted_and_stepped_to() -> None:
    assert page_of("Page 2 of 7") == (2, 7)
    assert page_of("2 of 7 pages read") is None
    assert stepped("https://x.org/jobs", "page") == "https://x.org/jobs?page=2"
    assert stepped("https://x.org/jobs", "page", start=0) == "https://x.org/jobs?page=1"
    assert stepped("https://x.org/jobs?start=50&q=", "start", 50, 0) == "https://x.org/jobs?start=100&q="


def test_a_listing_is_stepped_through_only_to_a_declared_end() -> None:
    assert until(120, 50, "https://x.org/2")[0].url == "https://x.org/2"
    assert until(50, 50, "https://x.org/2") == ()
    assert until(None, 50, "https://x.org/2") == ()
    assert until(50, 0, "https://x.org/2") == ()
    assert following(None) == ()
