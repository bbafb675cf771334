"""TalentLink (MrTed, Lumesse, Cornerstone): the old syndicated HTML pages, and the JSON of the new front end.

The old pages (``.../syndicated/lay/jsoutputinitrapido.cfm?component=lay9999_...&ID=TENANT``) are built from captured
pages of one council: a listing, an empty listing and a detail page. The JSON (``POST /fo/rest/jobs``) is built from
descriptions of its shape by others: unproven on a council's tenant. Both show everything a tenant has: extent full.

The source's ``url`` is the listing, or ``https://HOST/fo/rest/jobs`` of the JSON. Options, for the JSON only:
- ``site``: the tenant's "lumesse-site-tech-id", which stands in the markup of its careers page (required).
- ``language``: its code there, "UK" by default.
- ``advert``: the address of an advert for people, with "{id}": "https://jobs.example.gov.uk/job?jobId={id}".
- ``fields``: which of the tenant's numbered lists is what: ["SLOVLIST27=Location", "SLOVLIST5=Salary range"].

Traps: which parameter is what is the tenant's choice, so labels decide, never numbers; the title repeats in an
attribute; the link carries a position (respnr) and a page size; the pager's "1 to 10 / 11 to 20" declares no total;
the title of a detail page holds the reference; a row of the listing shows a band, the detail page the pay.
"""

from scraper.pages import Page, Request
from scraper.platforms.base import Listing, Options
from scraper.platforms.helpers.urls import host
from scraper.platforms.talentlink import old, rest
from scraper.records import Advert

VERSION = 1
_HOSTS = ("recruitmentplatform.com", "lumessetalentlink.com", "lumesse-talenthub.com")
_BEGINNING = 200_000
"""Bytes in which the platform's marks stand."""
_WIDGET = (
    b"data-lumesse-site-tech-id",
    b"data-lumesse-fo-host",
    b"data-talentlink-site-tech-id",
    b"data-talentlink-fo-host",
)
"""The new front end within an employer's page, under the vendor's old name and its new one."""
_MARKS = (b"mrted talentlink", b"lay9999_", b'id="jdesccontent"', b'id="lstcontent"', *_WIDGET)


def requests(options: Options) -> tuple[Request, ...]:
    """Return the request for the first page: a POST where the options name a site of the new front end."""
    if options.get("site"):
        return (rest.request(rest.first_url(str(options["url"])), options),)
    return (Request(url=str(options["url"])),)


def listing(page: Page, options: Options) -> Listing:
    """Read one listing page of either kind.

    Raises:
        Problem: undecodable, too_big; not_json when a site of the new front end answers anything else.
    """
    return rest.listing(page, options) if options.get("site") or rest.is_json(page) else old.listing(page)


def detail(page: Page, advert: Advert) -> Advert:
    """Return the advert with what its own page (old HTML) adds.

    Raises:
        Problem: layout_changed when the page shows no advert.
    """
    return old.detail(page, advert)


def recognise(page: Page) -> bool:
    """Tell whether a page is TalentLink's: by host, or by what only its pages carry."""
    beginning = page.body[:_BEGINNING].lower()
    if any(mark in beginning for mark in _MARKS):
        return True
    ours = host(page.url).endswith(_HOSTS)
    return rest.is_listing(page) or (ours and (b"lst-nojob" in beginning or b"npostingtargetid" in beginning))
