"""Manners as the server sees them."""

import asyncio
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from scraper.fetching import Fetcher, FetchSettings, Site
from scraper.pages import Problem, Request
from tests.scraper.fetching.support import quick
from tests.servers.hostile import Hostile

PACE = 0.15
SLACK = 0.02
"""Seconds by which two clocks and a scheduler may differ."""


async def collect(
    site: Hostile, names: list[str], pages: int, settings: FetchSettings, pace: float | None = None
) -> None:
    """Fetch so many pages of each site, all sites side by side and the pages of each all at once."""
    async with Fetcher(settings, clock=lambda: datetime.now(UTC)) as fetcher:
        sessions = {name: fetcher.session(Site(id=name, url=site.url(name), pace=pace)) for name in names}
        await asyncio.gather(
            *(sessions[name].fetch(Request(url=site.url(name, f"/{n}"))) for name in names for n in range(pages))
        )


async def test_a_host_sees_one_request_at_a_time_at_the_pace_of_its_row() -> None:
    with Hostile(names=["ok"]) as site:
        await collect(site, ["ok"], 4, quick(), pace=PACE)
        log = [*site.seen_by("ok", "/robots.txt"), *site.seen_by("ok")]
    assert len(log) == 5
    assert max(seen.on_host for seen in log) == 1
    assert all(after.at - (before.done or before.at) >= PACE - SLACK for before, after in pairwise(log))


async def test_a_crawl_delay_holds_on_loopback_too() -> None:
    with Hostile(names=["robots_delay"]) as site:
        await collect(site, ["robots_delay"], 2, quick())
        first, second = site.seen_by("robots_delay")
    assert second.at - first.at >= 1.0 - SLACK


async def test_hosts_go_side_by_side_up_to_the_cap() -> None:
    names = [f"unhurried#{n}" for n in range(8)]
    with Hostile(names=names) as site:
        await collect(site, names, 2, quick(concurrency=3))
        assert max(seen.in_flight for seen in site.log) == 3


async def test_retry_after_is_waited_out_as_the_server_sees_it() -> None:
    with Hostile(names=["too_many_once", "too_many_twice_date"]) as site:
        await collect(site, ["too_many_once", "too_many_twice_date"], 1, quick())
        seconds, date = site.seen_by("too_many_once"), site.seen_by("too_many_twice_date")
    assert [seconds[1].at - seconds[0].at >= 1.0 - SLACK, len(seconds)] == [True, 2]
    assert [date[1].at - date[0].at >= 1.0 - SLACK, len(date)] == [True, 3]


async def test_a_fetch_given_up_midway_leaves_the_run_in_order() -> None:
    with Hostile(names=["silent_midway"]) as site:
        url = site.url("silent_midway")
        async with Fetcher(quick(), clock=lambda: datetime.now(UTC)) as fetcher:
            session = fetcher.session(Site(id="x", url=url))
            given_up = asyncio.create_task(session.fetch(Request(url=url)))
            assert await asyncio.to_thread(site.wait_seen, site.host("silent_midway"))
            given_up.cancel()
            await asyncio.gather(given_up, return_exceptions=True)
            assert given_up.cancelled()
            home = f"http://127.0.0.1:{site.port}/"
            assert (await fetcher.session(Site(id="y", url=home)).fetch(Request(url=home))).status == 200
            with pytest.raises(Problem, match="in time"):
                await session.fetch(Request(url=url))


async def test_a_redirect_may_lead_to_a_private_host_that_the_row_names() -> None:
    with Hostile(names=["redirect_localhost"]) as site:
        url = site.url("redirect_localhost")
        async with Fetcher(quick(), clock=lambda: datetime.now(UTC)) as fetcher:
            session = fetcher.session(Site(id="x", url=url, extra_hosts=(f"localhost:{site.port}",)))
            page = await session.fetch(Request(url=url))
    assert (page.status, page.url) == (200, f"http://localhost:{site.port}/")


async def test_a_misbehaving_site_does_not_harm_the_others() -> None:
    names = ["ok", "silent", "endless", "gzip_bomb", "reset", "redirect_loop", "etag"]
    with Hostile(names=names) as site:
        async with Fetcher(quick(), clock=lambda: datetime.now(UTC)) as fetcher:
            fetches = [fetcher.session(Site(id=n, url=site.url(n))).fetch(Request(url=site.url(n))) for n in names]
            results = await asyncio.gather(*fetches, return_exceptions=True)
    assert [isinstance(result, Exception) for result in results] == [False, True, True, True, True, True, False]
