"""Cookies belong to one source and one host."""

import httpx

from scraper.pages import Request
from tests.scraper.fetching.support import URL, web

SETS = httpx.Response(200, headers=[("Set-Cookie", "visit=1; Path=/"), ("Set-Cookie", "lang=cy")])


async def test_a_source_gets_its_own_cookies_back() -> None:
    async with web() as one:
        route = one.answers(SETS, httpx.Response(200))
        session = one.session()
        await session.fetch(Request(url=URL))
        await session.fetch(Request(url=URL))
    assert "cookie" not in route.calls[0].request.headers
    assert sorted(route.calls[1].request.headers["cookie"].split("; ")) == ["lang=cy", "visit=1"]


async def test_another_source_on_the_same_host_does_not_see_them() -> None:
    async with web() as one:
        route = one.answers(SETS, httpx.Response(200))
        await one.session().fetch(Request(url=URL))
        await one.session().fetch(Request(url=URL))
    assert "cookie" not in route.calls[1].request.headers


async def test_another_host_does_not_see_them() -> None:
    async with web() as one:
        one.answers(SETS)
        other = one.page("https://careers.example.gov.uk/")
        session = one.session()
        await session.fetch(Request(url=URL))
        await session.fetch(Request(url="https://careers.example.gov.uk/"))
    assert "cookie" not in other.calls.last.request.headers


async def test_robots_are_asked_for_without_cookies() -> None:
    async with web() as one:
        one.router["robots"].respond(404, headers={"Set-Cookie": "spy=1"})
        route = one.page()
        await one.session().fetch(Request(url=URL))
    assert "cookie" not in route.calls.last.request.headers


async def test_a_closed_session_has_forgotten_them() -> None:
    async with web() as one:
        route = one.answers(SETS, httpx.Response(200))
        session = one.session()
        await session.fetch(Request(url=URL))
        await session.aclose()
        await session.fetch(Request(url=URL))
    assert "cookie" not in route.calls[1].request.headers


async def test_a_redirect_that_sets_a_cookie_and_comes_back_is_no_circle() -> None:
    moved = httpx.Response(302, headers={"Location": URL, "Set-Cookie": "visit=1"})
    async with web() as one:
        route = one.answers(moved, httpx.Response(200, text="in"))
        page = await one.session().fetch(Request(url=URL))
    assert page.body == b"in"
    assert route.calls[1].request.headers["cookie"] == "visit=1"


async def test_a_jar_does_not_grow_without_end() -> None:
    def set_many(request: httpx.Request) -> httpx.Response:
        return httpx.Response(
            200, headers=[("Set-Cookie", f"{request.url.path[-4:]}x{n}=1; Path=/") for n in range(150)]
        )

    async with web(pace=0.0) as one:
        route = one.router.get(url__startswith=URL).mock(side_effect=set_many)
        session = one.session()
        for n in range(1000, 1010):
            await session.fetch(Request(url=f"{URL}/{n}"))
    assert route.calls.last.request.headers["cookie"].count("=") == 300
