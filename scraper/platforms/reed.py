"""Reed's API: a search of its adverts, a hundred at a time, and each advert's own record.

The source's ``url`` is a search: https://www.reed.co.uk/api/1.0/search?keywords=...&locationName=... The key it asks
for is added where requests go out (see scraper.fetching.keys) and is never seen here. A search prints amounts without
their unit; the record prints the pay as advertised, so it is read as the detail, and its words win.

Options: none. Extent: window, for it is a search of an aggregator. Built from published clients and descriptions of the
API; no capture. Unproven: whether councils' adverts name the council or their agency as the employer.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from msgspec import structs

from scraper.pages import Page, Problem, Request, Verdict
from scraper.platforms.base import Listing, Options
from scraper.platforms.helpers.identity import distinct
from scraper.platforms.helpers.labels import complete
from scraper.platforms.helpers.pagers import until
from scraper.platforms.helpers.pay import pay_text
from scraper.platforms.helpers.payload import expect_json
from scraper.platforms.helpers.placeholders import real_date
from scraper.platforms.helpers.schema_org import said
from scraper.platforms.helpers.text import join, tidy
from scraper.platforms.helpers.urls import absolute, canonical, host, parameter, with_parameters
from scraper.records import Advert
from scraper.text import decode

VERSION = 1
EXPECTS = "json"

PAGE_SIZE = 100
"""Results a reply: the most that the API gives."""
MOST_RESULTS = 1_000
"""Read of one reply: ten times what is asked for."""

_RECORD = "/api/1.0/jobs/"
_ID = re.compile(r"[0-9]{1,12}")
_MARKS = re.compile(r"\"(?:totalResults|jobId)\"")
_WITHIN = 400_000
"""Characters searched for marks."""
_PATTERNS = (("fullTime", "full time"), ("partTime", "part time"))
Record = Mapping[str, Any]


def requests(options: Options) -> tuple[Request, ...]:
    """Return the request for the first results of the search."""
    return (Request(url=with_parameters(str(options["url"]), resultsToTake=PAGE_SIZE, resultsToSkip=0)),)


def listing(page: Page, options: Options) -> Listing:  # noqa: ARG001 (the contract gives every platform both)
    """Read one reply of the search.

    Raises:
        Problem: not_json, undecodable, too_big.
    """
    reply = expect_json(page)
    results = reply.get("results") if isinstance(reply, dict) else None
    listed = [one for one in results if isinstance(one, dict)][:MOST_RESULTS] if isinstance(results, list) else []
    total = _number(reply.get("totalResults")) if isinstance(reply, dict) else None
    adverts = distinct(advert for one in listed if (advert := _advert(one, page.url)) is not None)
    seen = (_number(parameter(page.url, "resultsToSkip")) or 0) + len(listed)
    return Listing(
        adverts=adverts,
        declared_total=total,
        next=until(total, seen, with_parameters(page.url, resultsToSkip=seen)) if adverts else (),
        empty=total == 0 and results == [],
        extent="window",
    )


def detail(page: Page, advert: Advert) -> Advert:
    """Return the advert with what its own record adds: the whole text, pay as printed, contract, where to apply.

    Raises:
        Problem: not_json; layout_changed when the record is another's.
    """
    record = expect_json(page)
    if not isinstance(record, dict) or _ref(record) != advert.source_ref:
        raise Problem(Verdict.BROKEN, "layout_changed", f"{page.url} is not the record of this advert: look at it")
    told = {"description": _body(record), "salary_text": said(record.get("salary")) or _pay(record)}
    more = {
        "apply_url": absolute(said(record.get("externalUrl")), page.url),
        "contract_text": join(said(record.get("contractType")), *_patterns(record)),
        "posted_text": real_date(said(record.get("datePosted"))),
        "closing_text": real_date(said(record.get("expirationDate"))),
    }
    return complete(structs.replace(advert, **{name: text for name, text in told.items() if text}), more)


def recognise(page: Page) -> bool:
    """Tell whether a page is a reply of Reed's API."""
    try:
        return (
            host(page.url) == "reed.co.uk" and "/api/" in page.url and _MARKS.search(decode(page)[:_WITHIN]) is not None
        )
    except Problem:
        return False


def _number(value: Any) -> int | None:  # noqa: ANN401 (JSON is any of its types)
    shown = str(value)
    return int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 8 else None


def _ref(record: Record) -> str | None:
    shown = str(record.get("jobId"))
    return shown if _ID.fullmatch(shown) else None


def _advert(record: Record, base: str) -> Advert | None:
    ref, title, place = _ref(record), said(record.get("jobTitle")), said(record.get("locationName"))
    if ref is None or title is None:
        return None
    shown = absolute(said(record.get("jobUrl")), base)
    return Advert(
        source_ref=ref,
        url=canonical(shown) if shown else None,
        title=title,
        summary=said(record.get("jobDescription")),
        recruiter_text=said(record.get("employerName")),
        location_texts=(place,) if place else (),
        salary_text=_pay(record),
        posted_text=real_date(said(record.get("date"))),
        closing_text=real_date(said(record.get("expirationDate"))),
        detail_url=urljoin(base, f"{_RECORD}{ref}"),
    )


def _pay(record: Record) -> str | None:
    """Return the amounts as given, with the unit only where the record names one."""
    amounts = {"minValue": _amount(record.get("minimumSalary")), "maxValue": _amount(record.get("maximumSalary"))}
    return pay_text({"currency": record.get("currency"), "value": amounts | {"unitText": record.get("salaryType")}})


def _amount(value: Any) -> str | None:  # noqa: ANN401 (JSON is any of its types)
    """Return a number without the zeros that stand for no pence ("25000.0000")."""
    shown = said(value)
    return shown.rstrip("0").rstrip(".") if shown and "." in shown else shown


def _patterns(record: Record) -> list[str]:
    return [name for key, name in _PATTERNS if record.get(key) is True]


def _body(record: Record) -> str | None:
    body = record.get("jobDescription")
    return body.strip() if isinstance(body, str) and tidy(body) else None
