"""One look at a source: its first listing page through the real fetcher, read by its platform."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from counciljobs.clock import Clock
from scraper.pages import Page, Problem, Request
from scraper.platforms import registry
from scraper.platforms.base import Listing, Options, Platform
from scraper.platforms.read import read_detail, read_listing
from scraper.records import Advert
from scraper.sources.model import Source

if TYPE_CHECKING:
    from scraper.fetching import FetchSettings, Session

MOST_PAGES = 3
"""A look ends here: one page of adverts, with at most an entry page or a sitemap's index before it."""


class Look(Struct, frozen=True, kw_only=True):
    """What a look at a source showed.

    Attributes:
        page: the page that was read last, None when none came.
        listing: what it says, None where there is a problem.
        adverts: those of the listing; of a listing without titles (a sitemap) the first one, from its own page.
        recognised: whether the platform knows the page as its own.
    """

    source: Source
    page: Page | None = None
    listing: Listing | None = None
    adverts: tuple[Advert, ...] = ()
    recognised: bool = False
    problem: Problem | None = None


def look_at(sources: Sequence[Source], settings: "FetchSettings", clock: Clock) -> list[Look]:
    """Return one look at each source, in their order. Never raises for anything that a site does."""
    return asyncio.run(_looks(sources, settings, clock))


async def _looks(sources: Sequence[Source], settings: "FetchSettings", clock: Clock) -> list[Look]:
    from scheduler.collect import site_of  # noqa: PLC0415 (loads the network stack)
    from scraper.fetching import Fetcher, named_addresses  # noqa: PLC0415

    named = named_addresses(source.url for source in sources)
    async with Fetcher(settings, clock=clock, loopback_allowed=named) as fetcher:
        return await asyncio.gather(*(_look(source, fetcher.session(site_of(source))) for source in sources))


async def _look(source: Source, session: "Session") -> Look:
    platform = registry.load(source.platform)
    options: Options = {**source.options, "url": source.url}
    waiting, page, problem = platform.requests(options)[:1], None, None
    listing = Listing()
    adverts: tuple[Advert, ...] = ()
    try:
        for _ in range(MOST_PAGES):
            page = await session.fetch(waiting[0])
            listing = read_listing(platform, page, options)
            waiting = listing.next[:1]
            if listing.adverts or not waiting:
                break
        adverts = await _shown(platform, session, listing.adverts)
    except Problem as met:
        problem = met
    return Look(
        source=source,
        page=page,
        listing=None if problem else listing,
        adverts=adverts,
        recognised=page is not None and platform.recognise(page),
        problem=problem,
    )


async def _shown(platform: Platform, session: "Session", adverts: tuple[Advert, ...]) -> tuple[Advert, ...]:
    """Return the adverts; where the listing has no titles, the first one as its own page shows it."""
    first = adverts[0] if adverts else None
    if first is None or first.detail_url is None or any(advert.title for advert in adverts):
        return adverts
    page = await session.fetch(Request(url=first.detail_url))
    return (read_detail(platform, page, first),)
