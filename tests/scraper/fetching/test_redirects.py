"""Where redirects are followed and where not."""

import httpx
import pytest

from scraper.fetching.addresses import read_address
from scraper.fetching.courier import Parcel, Reply
from scraper.fetching.redirects import Trust, next_parcel
from scraper.pages import Problem, Request, Verdict
from tests.scraper.fetching.support import HOME, URL, web

BASE = {"User-Agent": "us"}
TRUST = Trust(homes=(read_address(URL),), extra_hosts=("example.vendor.com",))


def after(url: str, status: int, location: str, **more: object) -> Parcel | None:
    """The request that follows one answer."""
    parcel = Parcel(address=read_address(url), **{"headers": {**BASE, "X-Api": "secret"}, **more})  # type: ignore[arg-type]
    return next_parcel(parcel, Reply(status=status, headers={"location": location}, body=b""), TRUST, BASE)


def led(location: str, url: str = URL) -> str:
    following = after(url, 302, location)
    assert following is not None
    return str(following.address.url)


def refusal(location: str, url: str = URL) -> Problem:
    with pytest.raises(Problem) as caught:
        after(url, 302, location)
    assert (caught.value.verdict, caught.value.cause) == (Verdict.BROKEN, "moved")
    return caught.value


@pytest.mark.parametrize(
    ("location", "where"),
    [
        ("/other", f"{HOME}/other"),
        ("?page=2", f"{URL}?page=2"),
        ("https://careers.example.gov.uk/x", "https://careers.example.gov.uk/x"),
        ("//www.example.gov.uk/y#top", "https://www.example.gov.uk/y"),
        ("https://apply.example.vendor.com/", "https://apply.example.vendor.com/"),
        ("https://EXAMPLE.VENDOR.COM/", "https://example.vendor.com/"),
        (" /padded ", f"{HOME}/padded"),
    ],
)
def test_a_redirect_within_the_site_or_to_a_named_host_is_followed(location: str, where: str) -> None:
    assert led(location) == where


@pytest.mark.parametrize(
    "location",
    [
        "https://www.other.gov.uk/",
        "https://example.gov.uk.evil.com/",
        "https://vendor.com/",
        "https://evil-example.vendor.com/",
        "https://jobs.example.gov.uk@evil.com/",
        "http://10.0.0.1/",
        "http://[::1]/",
        "ftp://jobs.example.gov.uk/",
        "javascript:alert(1)",
        "http://[broken",
        "https://jobs.example.gov.uk:99999/",
    ],
)
def test_a_redirect_off_the_site_is_refused_and_its_target_named(location: str) -> None:
    assert location[:20] in refusal(location).message


def test_two_sites_of_one_hosting_company_are_strangers() -> None:
    parcel = Parcel(address=read_address("https://council-a.azurewebsites.net/"))
    trust = Trust(homes=(parcel.address,))
    reply = Reply(status=301, headers={"location": "https://evil.azurewebsites.net/"}, body=b"")
    with pytest.raises(Problem, match="another site"):
        next_parcel(parcel, reply, trust, BASE)


def test_a_source_once_secure_stays_secure() -> None:
    assert led("http://jobs.example.gov.uk/x?y=1") == "https://jobs.example.gov.uk/x?y=1"
    assert "not secure" in refusal("http://careers.example.gov.uk/").message
    assert "not secure" in refusal("http://jobs.example.gov.uk:8080/").message
    assert led("https://jobs.example.gov.uk/x", "http://jobs.example.gov.uk/") == "https://jobs.example.gov.uk/x"


def test_what_a_platform_sends_to_one_host_is_not_told_to_another() -> None:
    same, other = after(URL, 302, "/x"), after(URL, 302, "https://careers.example.gov.uk/x")
    assert same is not None
    assert other is not None
    assert (same.headers.get("X-Api"), other.headers.get("X-Api")) == ("secret", None)


@pytest.mark.parametrize(("status", "method"), [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")])
def test_a_post_is_repeated_only_where_the_standard_says_so(status: int, method: str) -> None:
    following = after(URL, status, "/x", method="POST", body=b"q")
    assert following is not None
    assert (following.method, following.body) == (method, b"q" if method == "POST" else None)


@pytest.mark.parametrize("status", [200, 300, 304, 404])
def test_other_answers_with_a_location_are_no_redirects(status: int) -> None:
    assert after(URL, status, "/x") is None


async def test_the_page_tells_where_it_was_found_and_where_it_was_looked_for() -> None:
    async with web() as one:
        one.answers(httpx.Response(301, headers={"Location": "/jobs/"}))
        one.page(f"{HOME}/jobs/")
        page = await one.session().fetch(Request(url=URL))
    assert (page.url, page.requested_url) == (f"{HOME}/jobs/", URL)


async def test_redirects_in_a_circle_end_at_the_first_return() -> None:
    async with web() as one:
        there = one.router.get(f"{HOME}/b").respond(302, headers={"Location": URL})
        here = one.router.get(URL).respond(302, headers={"Location": "/b"})
        with pytest.raises(Problem, match="circle") as caught:
            await one.session().fetch(Request(url=URL))
    assert caught.value.cause == "moved"
    assert (here.call_count, there.call_count) == (1, 1)


async def test_redirects_without_end_are_capped() -> None:
    async with web(max_redirects=4) as one:
        route = one.router.get(url__startswith=URL).mock(
            side_effect=lambda request: httpx.Response(302, headers={"Location": f"{request.url}x"})
        )
        with pytest.raises(Problem, match="too many"):
            await one.session().fetch(Request(url=URL))
    assert route.call_count == 5


async def test_the_robots_of_where_a_redirect_leads_are_obeyed() -> None:
    async with web() as one:
        one.answers(httpx.Response(302, headers={"Location": "https://careers.example.gov.uk/x"}))
        forbidden = one.page("https://careers.example.gov.uk/x")
        one.router.pop("robots")
        one.router.get("https://careers.example.gov.uk/robots.txt").respond(200, text="User-agent: *\nDisallow: /")
        one.router.get(path="/robots.txt").respond(404)
        with pytest.raises(Problem) as caught:
            await one.session().fetch(Request(url=URL))
    assert (caught.value.verdict, caught.value.cause) == (Verdict.BLOCKED, "robots")
    assert not forbidden.called
