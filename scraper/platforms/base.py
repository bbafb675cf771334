"""What every platform module provides, and what a listing page says."""

from collections.abc import Mapping
from typing import Literal, Protocol

from msgspec import Struct

from scraper.pages import Page, Request
from scraper.records import Advert

Extent = Literal["full", "window", "sample"]
Options = Mapping[str, str | int | bool | list[str]]
"""A source row's ``options`` plus ``url``, the row's own address: all that a platform knows of a source."""


class Listing(Struct, frozen=True, kw_only=True):
    """What one listing page says.

    Attributes:
        adverts: in page order, each source_ref once.
        declared_total: how many adverts the whole listing claims to have, when it says so.
        next: further listing pages this page leads to (usually none or one; a sitemap index has many).
        empty: True only on positive evidence that there are no adverts ("0 vacancies").
        extent: full shows everything the source has, window the latest N or a search, sample a few.
    """

    adverts: tuple[Advert, ...] = ()
    declared_total: int | None = None
    next: tuple[Request, ...] = ()
    empty: bool = False
    extent: Extent = "full"


class Platform(Protocol):
    """A platform is a module with these functions: page bytes in, values out; no network, clock or disk.

    Optional module attributes: ``ACCEPTS`` (a frozenset of HTTP statuses beyond 200 that the platform reads, such as
    404 for "no hits"), and ``EXPECTS`` ("html", "json" or "xml": what a listing must be; anything else is a typed
    problem).
    """

    def requests(self, options: Options) -> tuple[Request, ...]:
        """Return the first listing requests of a source with these options."""
        ...

    def listing(self, page: Page, options: Options) -> Listing:
        """Read one listing page.

        Raises:
            Problem: when the page can't be this platform's (not_json, not_xml, undecodable, ...).
        """
        ...

    def detail(self, page: Page, advert: Advert) -> Advert:
        """Return the advert with what its own page adds; the identity of the advert stays.

        Raises:
            Problem: when the page does not show that advert.
        """
        ...

    def recognise(self, page: Page) -> bool:
        """Tell whether a page is served by this platform."""
        ...
