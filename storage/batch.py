"""A batch: all that one source run found, ready for any one writer. Ingesting it twice is ingesting it once."""

from collections.abc import Mapping
from typing import Annotated, Protocol

from msgspec import Meta, Struct

from scraper.records import Advert, Posting


class SeenPage(Struct, frozen=True, kw_only=True):
    """One fetched page, without its body.

    Attributes:
        key: names the request (Request.key).
        body_hash: hex digest of the body; None when it could not be had.
        parser_version: what read it; a later version must read it again, so validators are not sent.
        listing: the page's Listing as JSON (adverts reduced to their source_ref), so that an unchanged page need not be
            parsed again.
    """

    key: str
    url: str
    status: int
    fetched_at: str
    body_hash: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    parser_version: str | None = None
    listing: str | None = None


class SeenPosting(Struct, frozen=True, kw_only=True):
    """One posting to write, with the advert it was read from.

    Attributes:
        listed_hash: digest of the advert as the listing shows it; a change makes its detail page due.
        detail_at: when its detail page was last read, None when it was not and is wanted.
    """

    posting: Posting
    advert: Advert
    listed_hash: str
    detail_at: str | None = None


class SourceRun(Struct, frozen=True, kw_only=True):
    """How one source run went. ``complete`` is the proof that the whole listing was walked."""

    run: str
    source: str
    started_at: str
    finished_at: str
    verdict: str
    cause: str | None = None
    message: str | None = None
    extent: str | None = None
    complete: bool = False
    declared_total: int | None = None
    pages: int = 0
    adverts: int = 0
    warnings: tuple[str, ...] = ()
    seconds: Annotated[float, Meta(description="Wall time of the source run.")] = 0.0
    fill: dict[str, float] = {}
    """Share of adverts (0 to 1) that had each verbatim field, by "listing.FIELD" and "detail.FIELD": drift is judged
    against the source's own history of these."""


class Batch(Struct, frozen=True, kw_only=True):
    """A whole source run. ``seen`` holds every source_ref that was on the listing, changed or not."""

    source_run: SourceRun
    pages: tuple[SeenPage, ...] = ()
    postings: tuple[SeenPosting, ...] = ()
    seen: tuple[str, ...] = ()


class Remembered(Protocol):
    """What the store knows of a posting: enough to tell whether to read its detail page or write it again.

    ``advert`` is the advert as last read, so that a card read again does not lose what the detail page gave.
    """

    @property
    def listed_hash(self) -> str:
        """Digest of the advert as the listing showed it."""

    @property
    def detail_at(self) -> str | None:
        """When its detail page was read."""

    @property
    def parser_version(self) -> str | None:
        """What read it."""

    @property
    def advert(self) -> Advert:
        """The advert as last read."""


class KnownPosting(Struct, frozen=True, kw_only=True):
    """What is known of a posting, with its advert at hand; see Remembered."""

    listed_hash: str
    detail_at: str | None
    parser_version: str | None
    advert: Advert


class PastRun(Struct, frozen=True, kw_only=True):
    """An earlier source run, as far as the next one is judged by it."""

    finished_at: str
    verdict: str
    complete: bool
    adverts: int
    new: int = 0
    changed: int = 0
    gone: int = 0
    fill: dict[str, float] = {}
    warnings: tuple[str, ...] = ()


class Known(Struct, frozen=True, kw_only=True):
    """What the store knows of a source before a run: pages by key, postings by source_ref, recent runs newest first.

    ``forgotten`` are the marks of adverts that are not to be read any more (storage.marks).
    """

    pages: Mapping[str, SeenPage] = {}
    postings: Mapping[str, Remembered] = {}
    history: tuple[PastRun, ...] = ()
    forgotten: frozenset[bytes] = frozenset()


class Outcome(Struct, frozen=True, kw_only=True):
    """What ingesting a batch did, counted in postings."""

    new: int = 0
    changed: int = 0
    gone: int = 0
    reopened: int = 0
    unchanged: int = 0
    held: int = 0
