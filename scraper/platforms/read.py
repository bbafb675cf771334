"""Reading a page through its platform: what every page is checked for, whatever platform serves it. Pure."""

from msgspec import structs

from scraper.pages import Page, Problem, Verdict
from scraper.platforms.base import Listing, Options, Platform
from scraper.platforms.helpers import causes
from scraper.platforms.helpers.any_page import by_labels, with_body
from scraper.platforms.helpers.identity import distinct
from scraper.records import Advert
from scraper.status import check_status

MISREAD = frozenset({"not_json", "not_xml", "undecodable", "layout_changed"})
"""What a platform says of a page that is not its own: a challenge or a login page tells more."""


def read_listing(platform: Platform, page: Page, options: Options) -> Listing:
    """Return what a listing page says, each source_ref once (the first one wins).

    A page that gives adverts, a next page or positive evidence of none is taken at its word. Only of one that gives
    nothing is it asked why, so words in an advert never condemn a listing.

    Raises:
        Problem: the status; what the platform says the page is not; else challenge, login, soft_404 or
            layout_changed, in this order.
    """
    _check_answer(platform, page)
    try:
        listing = platform.listing(page, options)
    except Problem as problem:
        raise _better(problem, page) from None
    if listing.adverts:
        return structs.replace(listing, adverts=distinct(listing.adverts), empty=False)
    if listing.next or listing.empty:
        return listing
    raise causes.cause_of(page) or _unexplained(page)


def read_detail(platform: Platform, page: Page, advert: Advert) -> Advert:
    """Return the advert with what its own page adds; its source_ref stays.

    A page in a theme that the platform does not know is read by its labels, where its heading is the advert's title.

    Raises:
        Problem: the status; challenge, login, soft_404 or layout_changed when the page does not show the advert.
    """
    _check_answer(platform, page)
    try:
        found = platform.detail(page, advert)
    except Problem as problem:
        found = _in_another_theme(_better(problem, page), page, advert)
    return structs.replace(with_body(page, found), source_ref=advert.source_ref)


def _in_another_theme(problem: Problem, page: Page, advert: Advert) -> Advert:
    """Return the advert as its page's labels tell it, where nothing but an unknown layout stands against that."""
    told = by_labels(page, advert) if problem.cause == "layout_changed" else None
    if told is None:
        raise problem from None
    return told


def _check_answer(platform: Platform, page: Page) -> None:
    """Raise what the status stands for; a refusal that is a challenge is called one."""
    accepts: frozenset[int] = getattr(platform, "ACCEPTS", frozenset())
    if page.status in causes.CHALLENGE_STATUSES and page.status not in accepts:
        challenged = causes.challenge(page)
        if challenged:
            raise challenged
    check_status(page, accepts)


def _better(problem: Problem, page: Page) -> Problem:
    """Return the more telling of what a platform said and what the page looks like."""
    if problem.cause == "undecodable" or problem.cause not in MISREAD:
        return problem
    if problem.cause == "layout_changed":
        return causes.cause_of(page) or problem
    return causes.challenge(page) or causes.login(page) or problem


def _unexplained(page: Page) -> Problem:
    return Problem(
        Verdict.BROKEN,
        "layout_changed",
        f"{page.url} shows neither adverts nor a sentence that there are none: look at the page and its platform",
    )
