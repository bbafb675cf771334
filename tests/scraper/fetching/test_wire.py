"""The transport in use against a hostile server: every fault is a typed problem, in time and in little memory."""

import socket
import tracemalloc
from datetime import UTC, datetime

import pytest

from scraper.fetching import Fetcher, FetchSettings, Site, Validators
from scraper.pages import Page, Problem, Request, Verdict
from scraper.status import check_status
from scraper.text import decode
from tests.scraper.fetching.support import CONTACT, quick
from tests.servers.behaviours import ETAG, MODIFIED, POUND_PAGE
from tests.servers.hostile import Hostile


def now() -> datetime:
    return datetime.now(UTC)


async def fetch(url: str, settings: FetchSettings | None = None, **site: object) -> Page:
    async with Fetcher(settings or quick(), clock=now) as fetcher:
        session = fetcher.session(Site(id="x", url=str(site.pop("home", url)), **site))  # type: ignore[arg-type]
        return await session.fetch(Request(url=url))


async def verdict_of(url: str, settings: FetchSettings | None = None) -> str:
    """The verdict and cause of one page, by fetching, status and decoding."""
    try:
        page = await fetch(url, settings)
        check_status(page)
        decode(page)
    except Problem as problem:
        return f"{problem.verdict} {problem.cause}"
    return "ok"


FAULTS = {
    "status_401": "blocked http_401",
    "status_403": "blocked http_403",
    "status_404": "broken http_404",
    "status_410": "broken http_404",
    "status_500": "broken http_5xx",
    "status_503": "broken http_5xx",
    "too_many_bare": "blocked http_429",
    "too_many_far": "blocked http_429",
    "redirect": "ok",
    "redirect_308": "ok",
    "redirect_loop": "broken moved",
    "redirect_endless": "broken moved",
    "redirect_offsite": "broken moved",
    "redirect_private": "broken moved",
    "redirect_metadata": "broken moved",
    "redirect_loopback_port": "broken moved",
    "redirect_localhost": "broken moved",
    "redirect_numeric": "broken moved",
    "redirect_file": "broken moved",
    "redirect_nowhere": "broken moved",
    "redirect_without_location": "broken moved",
    "cookie": "ok",
    "binary": "broken undecodable",
    "brotli_unasked": "broken undecodable",
    "gzip_members": "ok",
    "gzip_cut": "broken connection",
    "silent": "broken timeout",
    "silent_midway": "broken timeout",
    "slow_drip": "broken timeout",
    "slow_headers": "broken timeout",
    "endless_hints": "broken timeout",
    "endless": "broken too_big",
    "endless_chunks": "broken too_big",
    "declared_huge": "broken too_big",
    "gzip_bomb": "broken too_big",
    "many_headers": "broken too_big",
    "long_header": "broken too_big",
    "big_policy": "ok",
    "truncated": "broken connection",
    "truncated_chunks": "broken connection",
    "broken_chunks": "broken connection",
    "reset": "broken connection",
    "reset_midway": "broken connection",
    "hang_up": "broken connection",
    "not_http": "broken connection",
    "truncated_once": "ok",
    "unavailable_once": "ok",
    "robots_forbids": "blocked robots",
    "robots_forbids_us": "blocked robots",
    "robots_forbids_part": "ok",
    "robots_delay_huge": "blocked robots",
    "robots_500": "blocked robots_unreachable",
    "robots_silent": "blocked robots_unreachable",
    "robots_hang_up": "blocked robots_unreachable",
    "robots_inward": "blocked robots_unreachable",
    "robots_403": "ok",
    "robots_html": "ok",
    "robots_loop": "ok",
    "robots_redirect": "blocked robots",
}


@pytest.mark.parametrize("name", FAULTS)
async def test_a_fault_has_its_verdict(hostile: Hostile, name: str) -> None:
    assert await verdict_of(hostile.url(name)) == FAULTS[name]


PACKED = ("packed", "deflated", "deflated_raw", "unpacked_gzip")
CHARSETS = ("wrong_charset", "latin_charset", "missing_charset", "mislabelled_utf8")


@pytest.mark.parametrize("name", [*PACKED, *CHARSETS])
async def test_the_pound_sign_arrives_however_it_is_sent(hostile: Hostile, name: str) -> None:
    assert decode(await fetch(hostile.url(name))) == POUND_PAGE


async def test_a_bomb_and_a_flood_take_little_memory(hostile: Hostile) -> None:
    tracemalloc.start()
    try:
        for name in ("gzip_bomb", "endless", "endless_chunks"):
            assert await verdict_of(hostile.url(name)) == "broken too_big"
        assert tracemalloc.get_traced_memory()[1] < 40 * (1 << 20)
    finally:
        tracemalloc.stop()


async def test_a_body_that_never_falls_silent_ends_at_the_total_deadline(hostile: Hostile) -> None:
    started = now()
    assert await verdict_of(hostile.url("slow_drip"), quick(retries=0, total_timeout=0.3)) == "broken timeout"
    assert (now() - started).total_seconds() < 1.0


@pytest.mark.parametrize(
    ("name", "validators"), [("etag", Validators(etag=ETAG)), ("last_modified", Validators(last_modified=MODIFIED))]
)
async def test_an_unchanged_page_costs_no_body(hostile: Hostile, name: str, validators: Validators) -> None:
    async with Fetcher(quick(), clock=now) as fetcher:
        session = fetcher.session(Site(id="x", url=hostile.url(name)))
        first = await session.fetch(Request(url=hostile.url(name)))
        again = await session.fetch(Request(url=hostile.url(name)), validators)
    assert (first.status, len(first.body) > 0) == (200, True)
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    "path", ["/a%2Fb?x=%5B1%5D&y=a%2Cb&z=a+b&k=%41", "/%28c%29;v=1?u=caf%C3%A9", "/a//b/?q=1|2", "/?sig=a%2Bb%3D%3D"]
)
async def test_an_address_goes_out_as_it_stands(hostile: Hostile, path: str) -> None:
    await fetch(hostile.url("ok", path))
    assert hostile.seen_by("ok", path)


async def test_a_post_sends_its_body(hostile: Hostile) -> None:
    url = hostile.url("ok", "/search")
    async with Fetcher(quick(), clock=now) as fetcher:
        more = {"Content-Type": "application/json"}
        await fetcher.session(Site(id="x", url=url)).fetch(Request(url=url, method="POST", body=b"{}", headers=more))
    seen = hostile.seen_by("ok", "/search")[-1]
    assert (seen.method, seen.body, seen.headers["content-type"]) == ("POST", b"{}", "application/json")


async def test_what_goes_out_is_what_we_mean_to_send_and_no_more(hostile: Hostile) -> None:
    await fetch(hostile.url("ok", "/headers"))
    headers = hostile.seen_by("ok", "/headers")[-1].headers
    assert set(headers) == {"host", "user-agent", "accept", "accept-language", "accept-encoding"}


async def test_a_closed_port_is_a_broken_connection() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert await verdict_of(f"http://127.0.0.1:{port}/") == "broken connection"


async def test_a_name_without_an_address_is_dns() -> None:
    assert await verdict_of("http://no-such-host.invalid/", quick(contact=CONTACT)) == "broken dns"


async def test_a_name_that_dns_leads_inside_is_refused_unless_a_row_names_it(hostile: Hostile) -> None:
    inside = f"http://localhost:{hostile.port}/jobs"
    assert (await fetch(inside)).status == 200
    with pytest.raises(Problem) as caught:
        await fetch(inside, home=hostile.url("ok"))
    assert (caught.value.verdict, caught.value.cause) == (Verdict.BROKEN, "moved")


async def test_an_answer_of_dns_is_checked_where_it_is_connected_to(
    hostile: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def inside(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", hostile.port))]

    monkeypatch.setattr(socket, "getaddrinfo", inside)
    asked = len(hostile.seen("127.0.0.1", "/jobs"))
    assert await verdict_of("http://jobs.example.gov.uk/jobs", quick(contact=CONTACT)) == "broken moved"
    assert len(hostile.seen("127.0.0.1", "/jobs")) == asked
