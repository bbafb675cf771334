"""What robots.txt allows (RFC 9309), read purely and through the fetcher."""

import time

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.fetching.courier import Reply
from scraper.fetching.robots import Robots, read_robots
from scraper.pages import Problem, Request, Verdict
from tests.scraper.fetching.support import HOME, URL, web

CAP = 60.0


def robots(text: str | bytes, status: int = 200) -> Robots:
    body = text.encode() if isinstance(text, str) else text
    return read_robots(Reply(status=status, headers={}, body=body), HOME)


def allowed(text: str | bytes, path: str = "/vacancies") -> bool:
    try:
        robots(text).check(f"{HOME}{path}", CAP)
    except Problem as problem:
        return problem.cause != "robots"
    return True


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("User-agent: *\nDisallow: /", "/vacancies", False),
        ("User-agent: *\nDisallow:", "/vacancies", True),
        ("User-agent: *\nDisallow: /\nAllow: /vacancies", "/vacancies/7", True),
        ("User-agent: *\nDisallow: /*?page=", "/vacancies?page=2", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", True),
        ("User-agent: googlebot\nDisallow: /", "/vacancies", True),
        ("User-agent: CouncilJobs\nDisallow: /", "/vacancies", False),
        ("User-agent: counciljobs/2.0\nDisallow: /", "/vacancies", False),
        ("User-agent: council\nDisallow: /", "/vacancies", True),
        ("User-agent: counciljobs\nAllow: /\n\nUser-agent: *\nDisallow: /", "/vacancies", True),
        ("User-agent: counciljobs\nUser-agent: other\nDisallow: /x", "/x", False),
        ("\ufeffUser-agent: *\r\nDisallow: /vac\r\n", "/vacancies", False),
        ("User-agent: *\rDisallow: /vac\r", "/vacancies", False),
        ("user agent: *\nDisallow: /", "/vacancies", False),
        ("UserAgent counciljobs\nDisallow: /", "/vacancies", False),
        ("User-agent: * # everyone\nDisallow: /vac # keep out", "/vacancies", False),
    ],
)
def test_rules_are_read_as_the_standard_says(text: str, path: str, expected: bool) -> None:
    assert allowed(text, path) is expected


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 410])
def test_no_robots_file_allows_everything_and_is_noted(status: int) -> None:
    found = robots("User-agent: *\nDisallow: /", status)
    found.check(URL, CAP)
    assert str(status) in (found.note or "")


@pytest.mark.parametrize("status", [500, 502, 503, 599])
def test_a_failing_robots_file_disallows_everything(status: int) -> None:
    with pytest.raises(Problem) as caught:
        robots("", status)
    assert (caught.value.verdict, caught.value.cause) == (Verdict.BLOCKED, "robots_unreachable")


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><html><body>User-agent: *\nDisallow: /</body></html>",
        "\n <html><pre>\nDisallow: /\n</pre></html>",
        "Not found",
        '{"error": 404}',
        b"\x89PNG\r\n\x1a\n\x00\x00",
    ],
)
def test_what_is_no_robots_file_allows_everything_and_is_noted(text: str | bytes) -> None:
    found = robots(text)
    found.check(URL, CAP)
    assert "no real robots.txt" in (found.note or "")


def test_an_empty_robots_file_allows_everything_and_is_nothing_to_note() -> None:
    assert robots(" \n") == Robots()


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 10", 10.0),
        ("User-agent: *\nCrawl-delay: 0.5", 0.5),
        ("User-agent: counciljobs\nCrawl-delay: 3\n\nUser-agent: *\nCrawl-delay: 99", 3.0),
        ("User-agent: *\nRequest-rate: 1/5", 5.0),
        ("User-agent: *\nCrawl-delay: soon", 0.0),
        ("User-agent: *\nCrawl-delay: -5", 0.0),
        ("User-agent: *\nCrawl-delay: nan", 0.0),
        ("User-agent: bingbot\nCrawl-delay: 10", 0.0),
    ],
)
def test_the_delay_asked_for_is_read(text: str, delay: float) -> None:
    assert robots(text).delay == delay


def test_a_delay_that_cannot_be_kept_blocks() -> None:
    with pytest.raises(Problem, match="3600 s") as caught:
        robots("User-agent: *\nCrawl-delay: 3600").check(URL, CAP)
    assert caught.value.cause == "robots"


def test_only_the_first_500_kibibytes_are_read() -> None:
    padding = "# padding\n" * 60_000
    assert allowed(f"{padding}User-agent: *\nDisallow: /")


@pytest.mark.parametrize("newline", ["\n", "\r", "\u2028", "\x0b"])
@pytest.mark.parametrize("agent", ["User-agent: a", "user agent:a", "UserAgent a", "User \t agent a", "User-agent :a"])
def test_a_hostile_robots_file_is_read_in_time(newline: str, agent: str) -> None:
    agents = newline.join(f"{agent}{n}" for n in range(15_000))
    rules = newline.join(f"Disallow: /{n}" for n in range(15_000))
    started = time.process_time()
    assert allowed(f"{agents}{newline}{rules}")
    assert time.process_time() - started < 3.0


@given(st.binary(max_size=300) | st.text(alphabet="User-agent: *\nDisallow/$%#\r", max_size=300).map(str.encode))
def test_any_bytes_give_an_answer(body: bytes) -> None:
    assert isinstance(allowed(body), bool)


async def test_each_origin_is_asked_once_however_many_pages_and_sources() -> None:
    async with web() as one:
        one.page()
        one.page(f"{URL}/2")
        for _ in range(2):
            session = one.session()
            await session.fetch(Request(url=URL))
            await session.fetch(Request(url=f"{URL}/2"))
        assert one.router["robots"].call_count == 1
        assert session.notes == (f"{HOME} has no robots.txt (404): allowed",)


async def test_a_forbidden_page_is_never_asked_for() -> None:
    async with web("User-agent: *\nDisallow: /vac") as one:
        route = one.page()
        with pytest.raises(Problem) as caught:
            await one.session().fetch(Request(url=URL))
    assert (caught.value.verdict, caught.value.cause) == (Verdict.BLOCKED, "robots")
    assert not route.called


async def test_an_unreachable_robots_file_blocks_every_source_of_the_host_and_is_retried_first() -> None:
    async with web(500) as one:
        route = one.page()
        for _ in range(2):
            with pytest.raises(Problem) as caught:
                await one.session().fetch(Request(url=URL))
            assert caught.value.cause == "robots_unreachable"
        assert one.router["robots"].call_count == 3
    assert not route.called


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (httpx.ReadTimeout("silence"), "robots_unreachable"),
        (httpx.ReadError("reset"), "robots_unreachable"),
        (httpx.ConnectError("refused"), "connection"),
        (httpx.ConnectTimeout("no route"), "timeout"),
    ],
)
async def test_a_host_that_cannot_be_connected_to_is_named_for_that(error: Exception, cause: str) -> None:
    async with web() as one:
        one.router["robots"].mock(side_effect=error)
        with pytest.raises(Problem) as caught:
            await one.session().fetch(Request(url=URL))
    assert caught.value.cause == cause


async def test_redirects_of_robots_are_followed_five_times_then_the_file_counts_as_missing() -> None:
    async with web() as one:
        one.page()
        one.router["robots"].respond(302, headers={"Location": "https://cdn.example.com/1"})
        hops = one.router.get(url__startswith="https://cdn.example.com/").mock(
            side_effect=lambda request: httpx.Response(302, headers={"Location": f"{request.url}1"})
        )
        assert (await one.session().fetch(Request(url=URL))).status == 200
    assert hops.call_count == 5


async def test_a_redirected_robots_file_counts_for_the_host_that_redirects() -> None:
    async with web() as one:
        one.router["robots"].respond(302, headers={"Location": "https://cdn.example.com/robots"})
        one.router.get("https://cdn.example.com/robots").respond(200, text="User-agent: *\nDisallow: /")
        with pytest.raises(Problem) as caught:
            await one.session().fetch(Request(url=URL))
    assert caught.value.cause == "robots"


async def test_a_crawl_delay_is_kept_between_all_requests_of_a_host() -> None:
    async with web("User-agent: *\nCrawl-delay: 10") as one:
        one.page()
        session = one.session()
        for _ in range(3):
            await session.fetch(Request(url=URL))
    assert one.time.slept == [10.0, 10.0, 10.0]
