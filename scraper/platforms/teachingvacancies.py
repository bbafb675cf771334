"""Teaching Vacancies: the Department for Education's API of JobPostings, its pages, and the feeds that vendors send it.

The source's ``url`` is the site (its API is asked then), the API (/api/v1/jobs.json), or a vendor's feed in a shape
that the service accepts, XML or JSON. The API gives a hundred whole adverts a page. An advert's id is the last part of
its address ("teacher-of-maths-hill-school"); of a vendor's feed it is the vendor's reference. The identifiers in the
API name schools and trusts, never adverts.

Options:
- ``sitemap``: true to follow the API by the site's sitemap. The API's pages have no settled order, so some adverts come
  twice and others not at all; those that only the sitemap names are read one by one, which takes an hour or so. Without
  it such a walk reads fewer than the service declares, and closes nothing.

Extent: full. Built from the service's own source code for the API and its test feeds of vendors, and from published
clients. Unproven: the mark-up of its search pages (their links and JobPostings are read).
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from msgspec import structs

from scraper.pages import Page, Problem, Request, Verdict
from scraper.platforms import feed, jobposting
from scraper.platforms.base import Listing, Options
from scraper.platforms.helpers import schema_org, sitemaps
from scraper.platforms.helpers.identity import distinct, hashed
from scraper.platforms.helpers.labels import complete, fields
from scraper.platforms.helpers.pagers import following
from scraper.platforms.helpers.payload import expect_json, looks_html
from scraper.platforms.helpers.schema_org import said
from scraper.platforms.helpers.urls import absolute, canonical, host, id_in, parameter, same_site, with_parameters
from scraper.records import Advert
from scraper.text import decode

VERSION = 1

MOST_POSTINGS = 2_000
"""Read of one reply: twenty times what the API gives."""

_API = "/api/v1/jobs"
_ID = r"^https?://[^/]+(?:/api/v1)?/jobs/([a-z0-9][a-z0-9-]{1,300})(?:\.json)?/?(?:[?#]|$)"
_SITE_ONLY = re.compile(r"https?://[^/?#]+/?")
_HOST = "teaching-vacancies.service.gov.uk"
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
_BARE_PAY = re.compile(r"[£\d.,\s–—-]+(?:to[£\d.,\s–—-]+)?")
"""Pay that is nothing but amounts: only then does its unit have to be told beside it."""
_MARKS = re.compile(r"\"JobPosting\"|<title>[^<]{0,200}Teaching Vacancies", re.IGNORECASE)
_WITHIN = 400_000
"""Characters searched for marks."""
Record = Mapping[str, Any]


def requests(options: Options) -> tuple[Request, ...]:
    """Return the request for the address given, or for the API where only the site is."""
    url = str(options["url"])
    return (Request(url=urljoin(url, f"{_API}.json") if _SITE_ONLY.fullmatch(url) else url),)


def listing(page: Page, options: Options) -> Listing:
    """Read a reply of the API, the sitemap, a search page, or a vendor's feed.

    Raises:
        Problem: not_json (the API), not_xml, undecodable, too_big.
    """
    if sitemaps.is_sitemap(page):
        return _sitemap(page)
    text = decode(page).lstrip()
    if _API in page.url or text.startswith(("{", "[")):
        value = expect_json(page)
        return _api(page, value, options) if isinstance(value, dict) and "data" in value else _vendor(value, page.url)
    if text.startswith("<") and not looks_html(text) and _HOST not in page.url:
        return _feed(page, options)
    return jobposting.listing(page, {"link": _ID, "id": _ID, **options})


def detail(page: Page, advert: Advert) -> Advert:
    """Return the advert with what its own record in the API, or its page's JobPosting, adds.

    Raises:
        Problem: not_json; layout_changed when neither is there.
    """
    if _API not in page.url:
        return structs.replace(jobposting.detail(page, advert), reference=advert.reference)
    value = expect_json(page)
    told = _posted(value, page.url) if isinstance(value, dict) else None
    if told is None or told.source_ref != advert.source_ref:
        raise Problem(Verdict.BROKEN, "layout_changed", f"{page.url} is not the record of this advert: look at it")
    return complete(advert, structs.asdict(told))


def recognise(page: Page) -> bool:
    """Tell whether a page is of the service: by its host and its marks."""
    try:
        return host(page.url) == _HOST and _MARKS.search(decode(page)[:_WITHIN]) is not None
    except Problem:
        return False


def _api(page: Page, reply: Record, options: Options) -> Listing:
    given = reply.get("data")
    listed = [one for one in given if isinstance(one, dict)][:MOST_POSTINGS] if isinstance(given, list) else []
    meta = reply.get("meta")
    about = meta if isinstance(meta, dict) else {}
    count, pages = (_number(about.get(name)) for name in ("count", "totalPages"))
    return Listing(
        adverts=distinct(advert for one in listed if (advert := _posted(one, page.url)) is not None),
        declared_total=count,
        next=_next(page.url, reply, pages, options) if listed else (),
        empty=given == [] and 0 in (count, pages),
    )


def _number(value: Any) -> int | None:  # noqa: ANN401 (JSON is any of its types)
    shown = str(value)
    return int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 8 else None


def _next(url: str, reply: Record, pages: int | None, options: Options) -> tuple[Request, ...]:
    """Return the next page by the reply's own link, else by its count; after the last the sitemap, where wanted."""
    links = reply.get("links")
    onward = links.get("next") if isinstance(links, dict) else None
    target = absolute(onward, url) if isinstance(onward, str) else None
    here = _number(parameter(url, "page")) or 1
    if target is None and pages is not None and here < pages:
        target = with_parameters(url, page=here + 1)
    if target is None and options.get("sitemap") is True:
        target = urljoin(url, "/sitemap.xml")
    return following(target) if target and same_site(target, url) and canonical(target) != canonical(url) else ()


def _posted(posting: Record, url: str) -> Advert | None:
    """Return a JobPosting of the API; its identifiers are those of schools, so they are no reference."""
    told = schema_org.to_advert(posting, url)
    if told.title is None:
        return None
    ref = id_in(told.url, _ID)
    return structs.replace(
        told,
        source_ref=ref or hashed(told.title, told.recruiter_text, *told.location_texts),
        url=urljoin(url, f"/jobs/{ref}") if ref else None,
        reference=None,
        salary_text=_pay(posting, told.salary_text),
    )


def _pay(posting: Record, told: str | None) -> str | None:
    """Return pay as the school wrote it; bare amounts with the unit that stands beside them."""
    text = told or said(posting.get("salary"))
    held = posting.get("baseSalary")
    amount = held.get("value") if isinstance(held, dict) else None
    unit = said(amount.get("unitText")) if isinstance(amount, dict) else None
    return f"{text} {unit}" if text and unit and _BARE_PAY.fullmatch(text) else text


def _sitemap(page: Page) -> Listing:
    """Return the adverts of the sitemap, to be read from the API one by one where its pages left them out."""
    named = ((id_in(entry.url, _ID), entry) for entry in sitemaps.read_sitemap(page).pages)
    found = (
        Advert(
            source_ref=ref,
            url=urljoin(page.url, f"/jobs/{ref}"),
            detail_url=urljoin(page.url, f"{_API}/{ref}.json"),
            mark=entry.lastmod,
        )
        for ref, entry in named
        if ref is not None
    )
    return Listing(adverts=distinct(found))


def _feed(page: Page, options: Options) -> Listing:
    read = feed.listing(page, options)
    named = (structs.replace(advert, source_ref=advert.reference or advert.source_ref) for advert in read.adverts)
    return structs.replace(read, adverts=distinct(named))


def _vendor(value: Any, base: str) -> Listing:  # noqa: ANN401 (JSON is any of its types)
    """Return the adverts of a vendor's JSON: a list of vacancies, by itself or within an object."""
    lists = [value] if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else []
    listed = [one for some in lists if isinstance(some, list) for one in some if isinstance(one, dict)]
    found = (_offered(one, base) for one in listed[:MOST_POSTINGS])
    return Listing(adverts=distinct(advert for advert in found if advert is not None))


def _offered(record: Record, base: str) -> Advert | None:
    title, ref = said(record.get("jobTitle")), said(record.get("reference"))
    if title is None:
        return None
    known = fields((" ".join(_HUMP.split(str(key))), text) for key, one in record.items() if (text := said(one)))
    shown, body = absolute(said(record.get("advertUrl")), base), record.get("jobAdvert")
    advert = Advert(
        source_ref=ref or hashed(title, shown, said(record.get("schoolUrns"))),
        url=canonical(shown) if shown else None,
        title=title,
        apply_url=absolute(said(record.get("applicationUrl")), base),
        description=body.strip() if isinstance(body, str) and said(body) else None,
    )
    return complete(advert, known)
