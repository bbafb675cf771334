"""Walking one source: its listing to the end, then the detail pages that are new, changed or due.

What was read is kept in a Walk, page by page, whatever cuts it short; how the walk is judged is in judge.py.
"""

from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from hashlib import blake2b

import msgspec
from msgspec import Struct

from scheduler.aside import comes_back, outline
from scheduler.due import forgets, is_due, wants_detail
from scraper.fetching import Validators
from scraper.pages import Page, Problem, Request, SessionRequest, Verdict
from scraper.platforms.base import Extent, Listing, Options, Platform
from scraper.platforms.read import read_detail, read_listing
from scraper.records import Advert
from storage.batch import Known, SeenPage
from storage.hashing import listed_hash

Fetch = Callable[[Request, Validators | None], Awaitable[Page]]

MAX_LISTING_PAGES = 5_000
"""A pager that never ends stops here: the largest board known has about 90 pages, the largest sitemap 100 files."""
MAX_ADVERTS = 200_000
"""All of UK local government has under 50,000 adverts up at once: more in one source is a trap or a mistake."""
DETAIL_FAILURES_IN_A_ROW = 5
"""After so many the detail pages are down, not unlucky: the rest wait for the next run."""


class Found(Struct):
    """One advert of the listing as the walk goes: as listed, then as its detail page completes it.

    Attributes:
        carded: the advert as this run's listing shows it; None when an unchanged page vouches for it.
        detailed: whether its detail page was read in this run.
    """

    advert: Advert
    listed_hash: str
    carded: Advert | None = None
    detailed: bool = False


class Walk(Struct):
    """All that a walk has read so far.

    Attributes:
        aside: where in the spool the adverts stand whole that ``found`` holds in outline; None when none will be asked
            for whole again.
        home: the first request: its key, its address, the address that answered.
    """

    pages: dict[str, SeenPage] = {}
    found: dict[str, Found] = {}
    aside: dict[str, int] = {}
    extent: Extent = "full"
    declared: int | None = None
    empty: bool = False
    home: tuple[str, str, str] | None = None
    listing_pages: int = 0
    untouched_pages: int = 0
    problem: Problem | None = None
    detail_problem: Problem | None = None
    details_read: int = 0
    details_failed: int = 0
    details_waiting: int = 0

    def stop(self, problem: Problem) -> None:
        """Take down what ended the walk."""
        self.problem = problem

    def lay_aside(self, found: Found, at: int | None) -> None:
        """Hold an advert in outline whose leaf stands whole at a place of the spool; nowhere, when it is no news."""
        if at is not None and not comes_back(found.advert):
            return
        if at is not None:
            self.aside[found.advert.source_ref] = at
        card = found.carded
        found.carded = None if card is None else outline(card)
        found.advert = found.carded if card is found.advert and found.carded else outline(found.advert)


class Leaf(Struct, frozen=True):
    """What one page added to a walk: the unit that is spooled. ``news`` are the adverts to write, ``seen`` all."""

    page: SeenPage
    news: tuple[Found, ...] = ()
    seen: tuple[str, ...] = ()


class Job(Struct, frozen=True, kw_only=True):
    """What a walk stands on: the platform and its options, how to fetch, what the store knows, where to spool.

    ``keep`` spools a leaf and returns where it stands; ``recall`` reads it back from there.
    """

    source: str
    platform: Platform
    options: Options
    version: str
    fetch: Fetch
    known: Known
    keep: Callable[[Leaf], int]
    recall: Callable[[int], Leaf]
    now: Callable[[], str]

    def is_news(self, found: "Found") -> bool:
        """Tell whether the store has to write this advert: new, changed, completed, or read by older rules."""
        stored = self.known.postings.get(found.advert.source_ref)
        if stored is None or found.detailed:
            return True
        return stored.listed_hash != found.listed_hash or stored.parser_version != self.version


def body_hash(body: bytes) -> str:
    """Return the digest that tells whether two bodies are byte-identical."""
    return blake2b(body, digest_size=16).hexdigest()


def reduced(listing: Listing) -> str | None:
    """Return a listing as JSON, its adverts cut to what a later run needs when the page has not changed.

    None for a listing that leads on by a session: that is good for one visit only, so it can't stand in for another.
    """
    if any(isinstance(request, SessionRequest) for request in listing.next):
        return None
    adverts = tuple(
        Advert(source_ref=advert.source_ref, detail_url=advert.detail_url, mark=advert.mark, url=advert.url)
        if advert.title is None
        else Advert(source_ref=advert.source_ref)
        for advert in listing.adverts
    )
    return msgspec.json.encode(msgspec.structs.replace(listing, adverts=adverts)).decode()


async def walk_source(job: Job, walk: Walk) -> None:
    """Walk the listing, then the detail pages; what stops the listing stands in ``walk.problem``."""
    try:
        await _walk_listing(job, walk)
    except Problem as problem:
        if not (problem.cause == "layout_changed" and _proved(walk)):
            walk.problem = problem
            return
    await _walk_details(job, walk)


def _proved(walk: Walk) -> bool:
    """Tell whether the walk holds exactly as many adverts as the listing declares: a page past the end is no break."""
    return walk.declared is not None and walk.declared == len(walk.found)


async def _walk_listing(job: Job, walk: Walk) -> None:
    queue = deque(job.platform.requests(job.options))
    asked: set[str] = set()
    while queue:
        request = queue.popleft()
        if request.key in asked:
            continue
        if len(asked) >= MAX_LISTING_PAGES or len(walk.found) >= MAX_ADVERTS:
            raise Problem(Verdict.PARTIAL, "budget", f"the listing does not end within {len(asked)} pages")
        asked.add(request.key)
        before = len(walk.found)
        listing = await _read_page(job, walk, request)
        if listing.next and listing.adverts and len(walk.found) == before and not _proved(walk):
            raise Problem(Verdict.PARTIAL, "short_listing", "the pager shows the same adverts again and again")
        queue.extend(listing.next)


async def _read_page(job: Job, walk: Walk, request: Request) -> Listing:
    last = _reusable(job, request.key)
    page = await job.fetch(request, Validators(etag=last.etag, last_modified=last.last_modified) if last else None)
    digest = body_hash(page.body)
    walk.home = walk.home or (request.key, request.public(request.url), request.public(page.url))
    walk.listing_pages += 1
    if last and (page.status == 304 or digest == last.body_hash):
        walk.untouched_pages += 1
        listing = msgspec.json.decode(last.listing or "{}", type=Listing)
        seen = msgspec.structs.replace(last, fetched_at=page.fetched_at)
        found = _from_store(job.known, listing.adverts)
    else:
        listing = read_listing(job.platform, page, job.options)
        seen = _seen(page, request, digest, job.version, _lasting(listing))
        found = [Found(advert, listed_hash(advert), carded=advert) for advert in listing.adverts]
    fresh = [one for one in found if one.advert.source_ref not in walk.found]
    _absorb(walk, listing, fresh)
    walk.pages[request.key] = seen
    refs = tuple(one.advert.source_ref for one in found)
    at = job.keep(Leaf(seen, tuple(map(_spooled, filter(job.is_news, found))), refs))
    for one in fresh:
        if one.advert.detail_url is None:
            walk.lay_aside(one, at if job.is_news(one) else None)
    return listing


def _reusable(job: Job, key: str) -> SeenPage | None:
    """Return the last reading of this page if it may stand in for a new one: same parser, nothing of it lost since."""
    last = job.known.pages.get(key)
    if last is None or last.listing is None or last.parser_version != job.version:
        return None
    listing = msgspec.json.decode(last.listing, type=Listing)
    whole = all(a.source_ref in job.known.postings or a.detail_url is not None for a in listing.adverts)
    return last if whole else None


def _from_store(known: Known, adverts: Iterable[Advert]) -> list[Found]:
    found = []
    for advert in adverts:
        stored = known.postings.get(advert.source_ref)
        found.append(Found(stored.advert, stored.listed_hash) if stored else Found(advert, listed_hash(advert)))
    return found


def _lasting(listing: Listing) -> str | None:
    """Return what a later run may reuse of a listing; None of one that leads on within a session, which is over."""
    within = any(isinstance(request, SessionRequest) for request in listing.next)
    return None if within else reduced(listing)


def _seen(page: Page, request: Request, digest: str, version: str, listing: str | None) -> SeenPage:
    return SeenPage(
        key=request.key,
        url=request.public(page.url),
        status=page.status,
        fetched_at=page.fetched_at,
        body_hash=digest,
        etag=page.headers.get("etag"),
        last_modified=page.headers.get("last-modified"),
        parser_version=version,
        listing=listing,
    )


def _absorb(walk: Walk, listing: Listing, found: Iterable[Found]) -> None:
    for one in found:
        walk.found[one.advert.source_ref] = one
    if listing.declared_total is not None:
        walk.declared = listing.declared_total
    walk.empty = walk.empty or listing.empty
    walk.extent = min(walk.extent, listing.extent, key=_BREADTH.__getitem__)


_BREADTH: Mapping[str, int] = {"sample": 0, "window": 1, "full": 2}


async def _walk_details(job: Job, walk: Walk) -> None:
    now = job.now()
    wanted = list[Found]()
    for one in walk.found.values():
        if _wants_detail(job, one, now):
            wanted.append(one)
        elif not job.is_news(one):
            walk.lay_aside(one, None)
    failed_in_a_row = 0
    for done, found in enumerate(wanted):
        try:
            await _read_detail(job, walk, found)
            failed_in_a_row = 0
        except Problem as problem:
            walk.detail_problem = walk.detail_problem or problem
            failed_in_a_row += 1
            if problem.verdict is Verdict.PARTIAL:
                walk.details_waiting = len(wanted) - done
                return
            walk.details_failed += 1
        if failed_in_a_row >= DETAIL_FAILURES_IN_A_ROW:
            walk.details_waiting = len(wanted) - done - 1
            return


def _wants_detail(job: Job, found: Found, now: str) -> bool:
    wanted = wants_detail(found.advert, found.listed_hash, job.known, now)
    return wanted and not forgets(job.known, job.source, found.advert.source_ref)


async def _read_detail(job: Job, walk: Walk, found: Found) -> None:
    request = Request(url=found.advert.detail_url or "")
    last = job.known.pages.get(request.key) if is_due(found.advert, found.listed_hash, job.known, job.now()) else None
    validators = Validators(etag=last.etag, last_modified=last.last_modified) if last else None
    page = await job.fetch(request, validators)
    digest = body_hash(page.body)
    if last and (page.status == 304 or digest == last.body_hash):
        walk.pages[request.key] = msgspec.structs.replace(last, fetched_at=page.fetched_at)
    else:
        found.advert = read_detail(job.platform, page, found.carded or found.advert)
        found.detailed = True
        walk.details_read += 1
        walk.pages[request.key] = _seen(page, request, digest, job.version, None)
    at = job.keep(Leaf(walk.pages[request.key], (_spooled(found),) if found.detailed else ()))
    if found.detailed:
        walk.lay_aside(found, at)
    elif not job.is_news(found):
        walk.lay_aside(found, None)


def _spooled(found: Found) -> Found:
    """Return what the spool needs: the card matters only to the running walk."""
    return Found(found.advert, found.listed_hash, detailed=found.detailed)
