"""Oracle Recruiting Cloud: the JSON that its candidate pages read, a hundred requisitions at a time.

The source's ``url`` is the candidate site (https://POD.fa.REGION.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1/...)
or the API's own address. Salary and closing date stand in fields of the employer's choosing (flex fields), read by what
their prompts mean, here or on the requisition's own record, which is read as the detail.

Options:
- ``site``: the site's number where the address names it otherwise; default the one in the address, else "CX_1".
- ``language``: of the candidate site in the adverts' addresses; default "en".

Extent: full. Built from descriptions and published clients of the API; no capture of a UK council. Unproven: which flex
fields councils use.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from msgspec import structs

from scraper.pages import Page, Problem, Request, Verdict
from scraper.platforms.base import Listing, Options
from scraper.platforms.helpers.identity import distinct
from scraper.platforms.helpers.labels import complete, fields
from scraper.platforms.helpers.payload import expect_json
from scraper.platforms.helpers.placeholders import real_date
from scraper.platforms.helpers.places import coordinates, place_texts
from scraper.platforms.helpers.schema_org import said
from scraper.platforms.helpers.text import join
from scraper.platforms.helpers.urls import host
from scraper.records import Advert
from scraper.text import decode

VERSION = 1
EXPECTS = "json"

PAGE_SIZE = 100
"""Requisitions a reply; the API may give fewer, so the next page starts after what it gave."""
MOST_REQUISITIONS = 1_000
"""Read of one reply: ten times what is asked for."""

_API = "/hcmRestApi/resources/latest/recruitingCEJobRequisitions"
_RECORD = "/hcmRestApi/resources/latest/recruitingCEJobRequisitionDetails"
_EXPAND = "requisitionList.{}"
_PARTS = ("workLocation", "otherWorkLocations", "secondaryLocations", "requisitionFlexFields")
_SITE = re.compile(r"/sites/([A-Za-z0-9_-]{1,80})|siteNumber=([A-Za-z0-9_-]{1,80})")
_NUMBER = re.compile(r"CX(?:_\d{1,9})?")
_TELLS_SITE = re.compile(r"siteNumber[\"']?\s{0,9}[:=]\s{0,9}[\"'](CX(?:_[0-9]{1,9})?)[\"']", re.IGNORECASE)
_TELLS_API = re.compile(r"apiBaseUrl[\"']?\s{0,9}[:=]\s{0,9}[\"'](https://[a-z0-9.:-]{1,200})[\"'/]", re.IGNORECASE)
"""What a candidate site's page says to its script, as an object (CX_CONFIG) or as data attributes."""
_VENDOR = ".oraclecloud.com"
_OFFSET = re.compile(r"(?<=[,;])offset=(\d{1,7})")
_DESCRIPTIONS = ("ExternalDescriptionStr", "ExternalResponsibilitiesStr", "ExternalQualificationsStr")
_MARKS = re.compile(r"\"requisitionList\"|/hcmRestApi/resources/|/hcmUI/CandidateExperience/", re.IGNORECASE)
_WITHIN = 400_000
"""Characters searched for marks."""
Record = dict[str, Any]


def requests(options: Options) -> tuple[Request, ...]:
    """Return the request for the first requisitions. The finder's commas and semicolons stay as they are."""
    url = str(options["url"])
    if f"{_API.lower()}?" in url.lower():
        return (Request(url=url),)
    if not options.get("site") and "/sites/" in url and not _NUMBER.fullmatch(_site(options)):
        return (Request(url=url),)
    return (_ask(_origin(url), _site(options)),)


def _ask(origin: str, site: str) -> Request:
    expand = ",".join(map(_EXPAND.format, _PARTS))
    finder = f"findReqs;siteNumber={site},limit={PAGE_SIZE},offset=0,sortBy=POSTING_DATES_DESC"
    return Request(url=f"{origin}{_API}?onlyData=true&expand={expand}&finder={finder}")


def listing(page: Page, options: Options) -> Listing:
    """Read one reply; of a site's own page the way to the API.

    Raises:
        Problem: not_json, undecodable, too_big.
    """
    if _API.lower() not in page.url.lower() and (asked := _told_by(decode(page)[:_WITHIN], page.url)):
        return Listing(next=(asked,))
    result = _first_item(expect_json(page))
    records = result.get("requisitionList")
    total = _number(result.get("TotalJobsCount"))
    listed = [one for one in records if isinstance(one, dict)][:MOST_REQUISITIONS] if isinstance(records, list) else []
    adverts = distinct(advert for one in listed if (advert := _advert(one, page.url, options)) is not None)
    return Listing(
        adverts=adverts,
        declared_total=total,
        next=_next(page.url, len(listed), total) if adverts else (),
        empty=total == 0 and records == [],
    )


def _told_by(markup: str, url: str) -> Request | None:
    """Return the request for the API by the number and address that a site's page gives to its own script."""
    number, base = _TELLS_SITE.search(markup), _TELLS_API.search(markup)
    ours = base and host(base[1]).endswith(_VENDOR)
    return _ask(_origin(base[1] if base and ours else url).removesuffix(":443"), number[1]) if number else None


def detail(page: Page, advert: Advert) -> Advert:
    """Return the advert with what its own record adds: the full text, flex fields, dates, openings.

    Raises:
        Problem: not_json; soft_404 when the reply holds no record; layout_changed when it is another's.
    """
    value = expect_json(page)
    record = _first_item(value) or (value if isinstance(value, dict) and "Id" in value else {})
    if isinstance(value, dict) and value.get("items") == []:
        raise Problem(Verdict.BROKEN, "soft_404", f"{page.url} holds no requisition: it is no longer posted")
    if said(record.get("Id")) != advert.source_ref:
        raise Problem(Verdict.BROKEN, "layout_changed", f"{page.url} is not the record of this advert: look at it")
    told = _fields(record)
    changed = {name: told[name] for name in ("description", "salary_text") if told.get(name)}
    return complete(structs.replace(advert, **changed), told)


def recognise(page: Page) -> bool:
    """Tell whether a page is of Oracle's candidate site or its API."""
    try:
        return _is_host(page.url) and _MARKS.search(page.url + decode(page)[:_WITHIN]) is not None
    except Problem:
        return False


def _is_host(url: str) -> bool:
    return host(url).endswith(_VENDOR) or "/hcmui/candidateexperience/" in url.lower()


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _site(options: Options) -> str:
    named = _SITE.search(unquote(str(options["url"])))
    return str(options.get("site") or (named and (named[1] or named[2])) or "CX_1")


def _asked_site(url: str) -> str | None:
    """Return the site's number in an address of the API."""
    named = re.search(r"siteNumber=([A-Za-z0-9_-]{1,80})", unquote(url))
    return named[1] if named else None


def _shown_site(options: Options) -> str:
    """Return what the site is called in its addresses for people, which may be a name of the employer's choosing."""
    named = _SITE.search(unquote(str(options["url"])))
    return (named and named[1]) or _site(options)


def _first_item(value: Any) -> Record:  # noqa: ANN401 (JSON is any of its types)
    items = value.get("items") if isinstance(value, dict) else None
    return items[0] if isinstance(items, list) and items and isinstance(items[0], dict) else {}


def _number(value: Any) -> int | None:  # noqa: ANN401 (JSON is any of its types)
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else None


def _next(url: str, read: int, total: int | None) -> tuple[Request, ...]:
    at = _OFFSET.search(url)
    seen = (int(at[1]) if at else 0) + read
    return (Request(url=_OFFSET.sub(f"offset={seen}", url)),) if at and total is not None and seen < total else ()


def _advert(record: Record, base: str, options: Options) -> Advert | None:
    ref, title = said(record.get("Id")), said(record.get("Title"))
    if ref is None or title is None:
        return None
    site, language = (
        str(options.get("site") or _asked_site(base) or _site(options)),
        str(options.get("language") or "en"),
    )
    name = quote(ref, safe="")
    finder = f"ById;Id=%22{name}%22,siteNumber={site}"
    advert = Advert(
        source_ref=ref,
        url=f"{_origin(base)}/hcmUI/CandidateExperience/{language}/sites/{_shown_site(options)}/job/{name}",
        title=title,
        reference=ref,
        summary=said(record.get("ShortDescriptionStr")),
        detail_url=f"{_origin(base)}{_RECORD}?expand=all&onlyData=true&finder={finder}",
    )
    return complete(advert, _fields(record))


def _fields(record: Record) -> dict[str, Any]:
    """Return a record's fields, as the employer's own (flex) fields say, else as Oracle's do."""

    def first(*names: str) -> str | None:
        return next((text for name in names if (text := said(record.get(name)))), None)

    places = _places(record)
    bodies = [text.strip() for name in _DESCRIPTIONS if isinstance(text := record.get(name), str) and text.strip()]
    own = {
        "description": "\n".join(bodies) or None,
        "location_texts": places,
        "coordinates": coordinates(record.get("workLocation")) if len(places) == 1 else None,
        "workplace_text": first("WorkplaceType"),
        "hours_text": first("WorkHours"),
        "contract_text": join(first("ContractType"), first("JobType"), first("JobSchedule")),
        "posted_text": real_date(first("PostedDate", "ExternalPostedStartDate")),
        "closing_text": real_date(first("PostingEndDate", "ExternalPostedEndDate")),
        "category_text": first("Category", "JobFamily", "JobFunction", "Department"),
        "recruiter_text": first("LegalEmployer"),
        "posts_text": first("NumberOfOpenings"),
    }
    flex = {name: text for name, text in fields(_flex(record)).items() if name not in ("title", "reference")}
    return own | flex


def _flex(record: Record) -> Iterator[tuple[str, str]]:
    given = record.get("requisitionFlexFields")
    for one in given if isinstance(given, list) else []:
        if isinstance(one, dict) and (label := said(one.get("Prompt"))) and (text := said(one.get("Value"))):
            yield label, text
    if grade := said(record.get("JobGrade")):
        yield "Grade", grade


def _places(record: Record) -> tuple[str, ...]:
    """Return the primary location and the others; where the primary one is a mere country, the address of the work."""
    primary = said(record.get("PrimaryLocation"))
    work = place_texts([_address(one) for one in _list(record, "workLocation")])
    others = [said(one.get("Name")) for one in _list(record, "secondaryLocations")]
    others += place_texts([_address(one) for one in _list(record, "otherWorkLocations")])
    main = work if work and (primary is None or "," not in primary) else (primary,)
    return tuple(dict.fromkeys(text for text in (*main, *others) if text))


def _list(record: Record, name: str) -> list[Record]:
    given = record.get(name)
    return [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []


def _address(one: Record) -> Record:
    return {
        "streetAddress": join(said(one.get("LocationName")), said(one.get("AddressLine1")), by=", "),
        "addressLocality": said(one.get("TownOrCity")),
        "postalCode": said(one.get("PostalCode")),
    }
