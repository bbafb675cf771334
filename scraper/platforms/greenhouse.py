"""Greenhouse's Job Board API: the whole board of an employer as one JSON reply, descriptions included.

The source's ``url`` is the API's: https://boards-api.greenhouse.io/v1/boards/BOARD/jobs; ``content=true`` is added.
Options: none. Extent: full. Built from the vendor's published description; no council's board was captured.
"""

from html import unescape
from typing import Any

from scraper.pages import Page, Request
from scraper.platforms.base import Listing, Options
from scraper.platforms.helpers.identity import distinct
from scraper.platforms.helpers.payload import expect_json
from scraper.platforms.helpers.schema_org import said
from scraper.platforms.helpers.urls import absolute, host, with_parameters
from scraper.records import Advert

VERSION, EXPECTS = 1, "json"


def requests(options: Options) -> tuple[Request, ...]:
    """Return the request for the board with its descriptions."""
    return (Request(url=with_parameters(str(options["url"]), content="true")),)


def listing(page: Page, options: Options) -> Listing:  # noqa: ARG001 (the contract gives every platform both)
    """Read the board. Raises Problem: not_json, undecodable, too_big."""
    reply = expect_json(page)
    jobs, meta = (reply.get("jobs"), reply.get("meta")) if isinstance(reply, dict) else (None, None)
    total = meta.get("total") if isinstance(meta, dict) else None
    records = [job for job in jobs if isinstance(job, dict)] if isinstance(jobs, list) else []
    adverts = distinct(_advert(job, page.url) for job in records if said(job.get("id")) and said(job.get("title")))
    return Listing(
        adverts=adverts, declared_total=total if type(total) is int else None, empty=jobs == [] and total == 0
    )


def detail(page: Page, advert: Advert) -> Advert:  # noqa: ARG001 (the contract gives every platform both)
    """Return the advert as it is: the board says all."""
    return advert


def recognise(page: Page) -> bool:
    """Tell whether a page is the API's."""
    return host(page.url) == "boards-api.greenhouse.io"


def _advert(job: dict[str, Any], base: str) -> Advert:
    place = said(job["location"].get("name")) if isinstance(job.get("location"), dict) else None
    return Advert(
        source_ref=said(job["id"]) or "",
        url=absolute(said(job.get("absolute_url")), base),
        title=said(job["title"]),
        reference=said(job.get("requisition_id")),
        description=unescape(said(job.get("content")) or "") or None,
        recruiter_text=said(job.get("company_name")),
        location_texts=(place,) if place else (),
        posted_text=said(job.get("first_published")),
    )
