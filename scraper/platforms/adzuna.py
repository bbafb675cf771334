"""Adzuna's API: a search of the adverts it has gathered, fifty at a time.

The source's ``url`` is a search: https://api.adzuna.com/v1/api/jobs/gb/search/1?what=...&where=... The id and key it
asks for are added where requests go out (see scraper.fetching.keys) and are never seen here. Salaries that Adzuna
predicted are not the employer's, so only those it plainly says it did not predict are read. An advert's address comes
signed for one caller: it is kept without its parameters.

Options: none. Extent: window, for it is a search of an aggregator. Built from published replies and the API's
description; no capture of a council's advert. There is no closing date and no whole text; its pages are not read.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from scraper.pages import Page, Problem, Request
from scraper.platforms.base import Listing, Options
from scraper.platforms.helpers.identity import distinct
from scraper.platforms.helpers.pagers import until
from scraper.platforms.helpers.pay import pay_text
from scraper.platforms.helpers.payload import expect_json
from scraper.platforms.helpers.places import coordinates
from scraper.platforms.helpers.schema_org import said
from scraper.platforms.helpers.text import join
from scraper.platforms.helpers.urls import absolute, host, with_parameters
from scraper.records import Advert
from scraper.text import decode

VERSION = 1
EXPECTS = "json"

PAGE_SIZE = 50
"""Results a reply: the most that the API gives."""
MOST_RESULTS = 1_000
"""Read of one reply: twenty times what is asked for."""

_PAGE = re.compile(r"(/search/)(\d{1,6})(?=$|[/?])")
_CURRENCIES = re.compile(r"/jobs/gb/")
_NOT_PREDICTED = frozenset({"0", "false", "0.0"})
_MARKS = re.compile(r"Adzuna::API::Response|\"salary_is_predicted\"")
_WITHIN = 400_000
"""Characters searched for marks."""
Record = Mapping[str, Any]


def requests(options: Options) -> tuple[Request, ...]:
    """Return the request for the first page of the search."""
    return (Request(url=with_parameters(_PAGE.sub(r"\g<1>1", str(options["url"])), results_per_page=PAGE_SIZE)),)


def listing(page: Page, options: Options) -> Listing:  # noqa: ARG001 (the contract gives every platform both)
    """Read one page of the search.

    Raises:
        Problem: not_json, undecodable, too_big.
    """
    reply = expect_json(page)
    results = reply.get("results") if isinstance(reply, dict) else None
    listed = [one for one in results if isinstance(one, dict)][:MOST_RESULTS] if isinstance(results, list) else []
    total = _number(reply.get("count")) if isinstance(reply, dict) else None
    adverts = distinct(advert for one in listed if (advert := _advert(one, page.url)) is not None)
    return Listing(
        adverts=adverts,
        declared_total=total,
        next=_next(page.url, total) if adverts else (),
        empty=total == 0 and results == [],
        extent="window",
    )


def detail(page: Page, advert: Advert) -> Advert:  # noqa: ARG001 (the contract gives every platform both)
    """Return the advert as it is: no page of it is read."""
    return advert


def recognise(page: Page) -> bool:
    """Tell whether a page is a reply of Adzuna's API."""
    try:
        return host(page.url) == "api.adzuna.com" and _MARKS.search(decode(page)[:_WITHIN]) is not None
    except Problem:
        return False


def _number(value: Any) -> int | None:  # noqa: ANN401 (JSON is any of its types)
    shown = str(value)
    return int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 9 else None


def _next(url: str, total: int | None) -> tuple[Request, ...]:
    """Return the next page: pages are numbered in the path, and all but the last are full."""
    at = _PAGE.search(url)
    here = int(at[2]) if at else 1
    return until(total, here * PAGE_SIZE, _PAGE.sub(rf"\g<1>{here + 1}", url)) if at else ()


def _advert(record: Record, base: str) -> Advert | None:
    ref, title, place = said(record.get("id")), said(record.get("title")), _place(record.get("location"))
    if ref is None or title is None:
        return None
    return Advert(
        source_ref=ref,
        url=_unsigned(absolute(said(record.get("redirect_url")), base)),
        title=title,
        summary=said(record.get("description")),
        recruiter_text=_named(record.get("company"), "display_name"),
        location_texts=(place,) if place else (),
        coordinates=coordinates(record),
        salary_text=_pay(record, base),
        contract_text=join(said(record.get("contract_type")), said(record.get("contract_time"))),
        posted_text=said(record.get("created")),
        category_text=_named(record.get("category"), "label"),
    )


def _named(value: Any, name: str) -> str | None:  # noqa: ANN401 (JSON is any of its types)
    text = said(value.get(name)) if isinstance(value, dict) else None
    return None if text is None or text.casefold() == "unknown" else text


def _place(value: Any) -> str | None:  # noqa: ANN401 (JSON is any of its types)
    """Return the place as displayed; else its areas, which go from the country down, the other way round."""
    areas = value.get("area") if isinstance(value, dict) else None
    inward = join(*map(said, reversed(areas[1:] or areas)), by=", ") if isinstance(areas, list) else None
    return _named(value, "display_name") or inward


def _pay(record: Record, url: str) -> str | None:
    """Return what was advertised; nothing of a salary that is predicted, or not said to be none."""
    flag = record.get("salary_is_predicted")
    if str(flag).strip().lower() not in _NOT_PREDICTED:
        return None
    amounts = {"minValue": said(record.get("salary_min")), "maxValue": said(record.get("salary_max"))}
    return pay_text({"currency": "GBP" if _CURRENCIES.search(url) else None, "value": amounts})


def _unsigned(url: str | None) -> str | None:
    return urlunsplit(urlsplit(url)._replace(query="")) if url else None
