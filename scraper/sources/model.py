"""A source row: one place that lists adverts. Sources are data, read from TOML; see the loader beside this file."""

from typing import Literal

from msgspec import Struct

from scraper.platforms.base import Extent

Evidence = Literal["captured", "described", "discovered", "unverified"]


class Source(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One ``[[source]]`` table.

    Attributes:
        id: short, stable, lower case with hyphens; the key in every table.
        name: for people.
        platform: name of the module in scraper/platforms, or "unknown" (never fetched by a run).
        url: listing, feed, sitemap or API entry.
        authority: GSS code of the employer when the site is one council's own.
        covers: GSS codes whose adverts a board carries.
        options: what the platform needs to know; see the platform's docstring.
        timetable: when a schedule collects it.
        pace: least seconds between two requests to the host; None takes the default.
        extent: overrides what the platform says of its listing.
        evidence: how we know that the row is right; checked_on says when (YYYY-MM-DD).
        redistribute: False keeps descriptions out of exports and packages.
    """

    id: str
    name: str
    platform: str
    url: str
    authority: str | None = None
    covers: tuple[str, ...] = ()
    options: dict[str, str | int | bool | list[str]] = {}
    timetable: str | None = None
    pace: float | None = None
    enabled: bool = True
    extent: Extent | None = None
    evidence: Evidence = "unverified"
    checked_on: str | None = None
    licence: str | None = None
    terms: str | None = None
    redistribute: bool = True
    notes: str | None = None

    @property
    def collectable(self) -> bool:
        """Whether a run may fetch it."""
        return self.enabled and self.platform != "unknown"
