"""The JSON of TalentLink's new front end: jobs with named fields, numbered lists and titled texts."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import structs

from scraper.pages import Page, Problem, Request
from scraper.platforms.base import Listing, Options
from scraper.platforms.helpers.identity import distinct
from scraper.platforms.helpers.labels import Pair, complete, fields
from scraper.platforms.helpers.payload import expect_json
from scraper.platforms.helpers.text import plain
from scraper.platforms.helpers.urls import absolute, parameter, with_parameters
from scraper.records import Advert

PAGE_SIZE = 50
"""Adverts asked for at once: what the front end itself asks for."""
LONGEST_VALUE = 200
"""Characters of a titled text that is a field's value; what is longer belongs to the description."""
_LONDON = ZoneInfo("Europe/London")
_LATEST = 4_102_444_800
"""2100-01-01 in seconds: what is later, or before 2000, is no date of an advert."""
_EARLIEST = 946_684_800
_NAMED = {
    "jobNumber": "Reference",
    "location": "Location",
    "jobLocation": "Location",
    "CONTRACTTYPLABEL": "Contract type",
    "organization": "Organisation",
}
_TITLES = ("jobTitle", "SJOBTITLE", "sJobTitle")
_DATES = {"DPOSTINGEND": "closing_text", "DPOSTINGSTART": "posted_text"}
_SEARCH = b'{"searchCriteria":{"criteria":[]}}'


def first_url(url: str) -> str:
    """Return the address of the first page of jobs."""
    given = parameter(url, "maxResults") or PAGE_SIZE
    return with_parameters(url, firstResult=0, maxResults=given)


def request(url: str, options: Options) -> Request:
    """Return the request for a page: the public guest's, as every visitor's browser sends it."""
    site = str(options.get("site", ""))
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "lumesse-site-tech-id": site,
        "username": f"{site}:guest:FO",
        "password": "guest",
        "lumesse-language": str(options.get("language", "UK")),
    }
    return Request(url=url, method="POST", headers=headers, body=_SEARCH)


def is_json(page: Page) -> bool:
    """Tell whether a page begins as JSON does."""
    return page.body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))


def is_listing(page: Page) -> bool:
    """Tell whether a page is a reply of the new front end."""
    if not is_json(page) or b"jobFields" not in page.body:
        return False
    try:
        return isinstance(expect_json(page), dict)
    except Problem:
        return False


def listing(page: Page, options: Options) -> Listing:
    """Read one reply: the jobs it holds, how many there are, and where the next begin.

    Raises:
        Problem: not_json.
    """
    reply = expect_json(page)
    given = reply.get("jobs") if isinstance(reply, dict) else None
    jobs = [job for job in given if isinstance(job, dict)] if isinstance(given, list) else []
    total = _total(reply)
    adverts = distinct(advert for job in jobs if (advert := _advert(job, options)))
    begin = parameter(page.url, "firstResult") or "0"
    seen = (int(begin) if begin.isascii() and begin.isdigit() and len(begin) < 8 else 0) + len(jobs)
    more = bool(jobs) and total is not None and seen < total
    return Listing(
        adverts=adverts,
        declared_total=total,
        next=(request(with_parameters(page.url, firstResult=seen), options),) if more else (),
        empty=given == [] and total == 0,
    )


def _total(reply: Any) -> int | None:  # noqa: ANN401 (JSON is any of its types)
    count = reply.get("globals") if isinstance(reply, dict) else None
    total = count.get("jobsCount") if isinstance(count, dict) else None
    return total if isinstance(total, int) and not isinstance(total, bool) and total >= 0 else None


def _advert(job: dict[str, Any], options: Options) -> Advert | None:
    given = job.get("jobFields")
    named: dict[str, Any] = given if isinstance(given, dict) else {}
    title = next((said for name in _TITLES if (said := _said(named.get(name)))), None)
    ref = _said(job.get("id")) or _said(named.get("id"))
    if title is None or ref is None:
        return None
    texts = list(_texts(job))
    known = fields([*_labelled(named, options), *((label, plain(body) or "") for label, body in texts if _short(body))])
    known.pop("title", None)
    dates = {field: _date(named.get(name)) for name, field in _DATES.items()}
    people = str(options.get("advert", ""))
    advert = Advert(
        source_ref=ref,
        title=title,
        url=people.replace("{id}", ref) if "{id}" in people else None,
        apply_url=absolute(_said(named.get("applicationUrl")), "https://recruitmentplatform.com/"),
        description="\n".join(f"<h3>{label}</h3>{body}" for label, body in texts if not _short(body)) or None,
    )
    stated = structs.replace(advert, closing_text=known.pop("closing_text", None))
    return complete(stated, {**known, **dates})


def _labelled(named: dict[str, Any], options: Options) -> Iterator[Pair]:
    """Yield what the source row says of the tenant's lists, then the fields that always mean the same."""
    chosen = options.get("fields")
    rows = [str(row).split("=", 1) for row in chosen if "=" in str(row)] if isinstance(chosen, list) else []
    for name, label in [(row[0].strip(), row[1].strip()) for row in rows] + list(_NAMED.items()):
        if said := _said(named.get(name)):
            yield label, said


def _texts(job: dict[str, Any]) -> Iterator[Pair]:
    texts = job.get("customFields")
    for one in texts if isinstance(texts, list) else []:
        label, body = (one.get("title"), one.get("content")) if isinstance(one, dict) else (None, None)
        if isinstance(label, str) and isinstance(body, str) and plain(label) and plain(body):
            yield plain(label) or "", body


def _short(body: str) -> bool:
    return len(plain(body) or "") <= LONGEST_VALUE and "<p" not in body and "<li" not in body


def _said(value: Any) -> str | None:  # noqa: ANN401 (JSON is any of its types)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return plain(str(value))


def _date(value: Any) -> str | None:  # noqa: ANN401 (JSON is any of its types)
    """Return a date as stated; milliseconds since 1970, which nobody can read, as the day and time in London."""
    said = _said(value)
    if said is None or not (said.isascii() and said.isdigit() and len(said) > 10):
        return said
    seconds = int(said[:16]) // 1000
    if not _EARLIEST < seconds < _LATEST:
        return None
    at = datetime.fromtimestamp(seconds, UTC).astimezone(_LONDON)
    return at.date().isoformat() if (at.hour, at.minute) == (0, 0) else at.isoformat()
