"""Whatever a council's website serves, discovery ends with a finding, within its allowance."""

import asyncio
from collections.abc import Callable

import pytest

from scheduler.discovery.boards import Boards
from scheduler.discovery.explore import explore
from scheduler.discovery.finding import Finding, Start
from scheduler.discovery.visits import MOST_REQUESTS, Visits
from scraper.pages import Page, Problem, Request, Verdict
from scraper.sources.model import Source
from tests.conftest import page_of
from tests.scheduler.discovery.conftest import boards

HOME = "https://www.dover.gov.uk/"
ROW = Source(id="dover", name="Dover District Council", platform="unknown", url=HOME, authority="E07000108")


def found(
    pages: dict[str, str], default: bytes | str | Callable[[str], str] | None = None
) -> tuple[Finding, list[str]]:
    """What discovery makes of these pages, and what it asked for."""
    asked: list[str] = []

    async def fetch(request: Request) -> Page:
        asked.append(request.url)
        other = default(request.url) if callable(default) else default
        body = pages.get(request.url, other)
        if body is None:
            raise Problem(Verdict.BROKEN, "http_404", f"{request.url} answers 404")
        return page_of(body, request.url)

    return asyncio.run(explore(Start(row=ROW), Visits(fetch), Boards(boards()))), asked


def home(*links: str) -> str:
    return "".join(f'<a href="{link}">Current vacancies</a>' for link in links)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00" * 5_000,
        b"\xff\xfe\x00\xd8" * 200,
        b"<div>" * 12_000,
        b"<a href='http://[::1/jobs'>Jobs</a><a href='http://x:99999/jobs'>Jobs</a><a href='//'>Jobs</a>",
        b"<base href='javascript:1'><a href='jobs'>Jobs</a>",
        b"<?xml version='1.0'?><rss><channel><item><title>Jobs",
        b'{"jobs": [',
        b"<a href='/jobs'>Jobs</a>" * 50_000,
        "".join(f"<a href='/jobs/{number}'>Current vacancies</a>" for number in range(1_000)).encode(),
        b"<a href='https://ce1li.webitrent.com/x_webrecruitment/wrd/run/?WVID=%00'>Jobs</a>",
        b"<a href='https://a.tal.net:x/'>Jobs</a><a href='https://a@b.tal.net/'>Jobs</a>",
    ],
    ids=range(12),
)
def test_any_page_everywhere_ends_in_unknown(body: bytes) -> None:
    finding, asked = found({}, default=body)
    assert finding.state == "unknown"
    assert finding.saw
    assert len(asked) <= MOST_REQUESTS
    assert finding.requests <= MOST_REQUESTS


def test_a_maze_of_likely_links_ends_with_the_allowance() -> None:
    def maze(url: str) -> str:
        return "".join(f'<a href="{url.rstrip("/")}/jobs{n}">Current vacancies {n}</a>' for n in range(30))

    finding, asked = found({}, default=maze)
    assert finding.state == "unknown"
    assert finding.requests == MOST_REQUESTS
    assert "allowance" in finding.saw or "left out" in finding.saw
    assert len(set(asked)) == len(asked)


def test_two_lists_linked_as_plainly_are_left_to_a_person() -> None:
    board = "<div class='search_res details_row'></div><p>There are currently no vacancies</p><a href='/opp/1'></a>"
    one, two = (f"https://{name}.tal.net/candidate/jobboard/vacancy/1/adv/" for name in ("a", "b"))
    careers = HOME + "jobs"
    finding, _ = found({HOME: f'<a href="{careers}">Jobs</a>', careers: home(one, two), one: board, two: board})
    assert finding.state == "unknown"
    assert "a person must choose" in finding.saw


def test_a_page_of_news_feeds_is_no_list_of_vacancies() -> None:
    news = (
        "<rss><channel><title>News</title><item><title>Jobs fair</title><link>https://www.dover.gov.uk/news/1</link>"
        "</item><item><title>Bins</title><link>https://www.dover.gov.uk/news/2</link></item></channel></rss>"
    )
    careers = HOME + "jobs"
    page = f'<link rel="alternate" type="application/rss+xml" title="Jobs and news" href="{HOME}rss"><p>Welcome</p>'
    finding, _ = found({HOME: f'<a href="{careers}">Jobs</a>', careers: page, HOME + "rss": news})
    assert finding.state == "unknown"


def test_pages_about_recruitment_are_no_adverts() -> None:
    careers = HOME + "jobs"
    page = "".join(f'<a href="/jobs/{name}">{name}</a>' for name in ("how-to-apply", "our-values", "pay-and-grades"))
    finding, _ = found({HOME: f'<a href="{careers}">Jobs</a>', careers: page}, default="<h1>How we recruit</h1>")
    assert finding.state == "unknown"


def test_an_empty_page_of_no_known_product_is_not_believed() -> None:
    careers = HOME + "jobs"
    finding, _ = found(
        {HOME: f'<a href="{careers}">Jobs</a>', careers: "<h1>Jobs</h1><p>There are currently no vacancies.</p>"}
    )
    assert finding.state == "unknown"
