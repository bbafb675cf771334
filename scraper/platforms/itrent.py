"""MHR iTrent web recruitment: an entry page that opens a session, then one JSON reply; before that, plain HTML.

The source's ``url`` is the entry page (.../ETREC179GF.open?WVID=..., or .../etrec002gf.open, which leads to a live
one), or the older list (.../etrec106gf.display_srch_all?wvid=...). The session that the entry page opens goes into the
next request, marked as such, and into nothing that is kept.

Options:
- ``language``: of the site, as iTrent calls it; default "USA" (English).

Extent: full. Built from descriptions and published clients of both forms; no capture. Unproven: pages beyond the first
200 results, and the labels on old detail pages (read by what they mean). The new form's advert page needs the session,
so only the old form has a detail.
"""

import re
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from msgspec import structs

from scraper.pages import Page, Problem, Request, SessionRequest, Verdict
from scraper.platforms.base import Listing, Options
from scraper.platforms.helpers.cards import around
from scraper.platforms.helpers.identity import distinct
from scraper.platforms.helpers.labels import complete, fields, filled, pairs, value
from scraper.platforms.helpers.markup import Node, Tree, attribute, base_of, first, first_text, link, parse, text
from scraper.platforms.helpers.none import says_none
from scraper.platforms.helpers.payload import expect_json
from scraper.platforms.helpers.placeholders import real_date
from scraper.platforms.helpers.schema_org import said
from scraper.platforms.helpers.text import plain, tidy, unescaped
from scraper.platforms.helpers.totals import declared_total
from scraper.platforms.helpers.urls import canonical, host, parameter, with_parameters
from scraper.records import Advert
from scraper.text import decode

VERSION = 1

PAGE_SIZE = 200
"""Results a reply, as the site's own clients ask for; most councils have fewer."""
MOST_RESULTS = 5_000
"""Read of one reply."""

_JSON = "etrec106gf.json"
_OLD = re.compile(r"etrec106gf\.", re.IGNORECASE)
_ENTRY = "ETREC179GF.open"
_SEARCH = ("JOB_TITLE", "KEYWORDS", "LOCATION_ID", "REGION_ID", "VAC_TYPES", "SALARY_BAND")
_SESSION = re.compile(r"\bUSESSION[\"']?\s{0,9}[=:]\s{0,9}[\"']?([0-9A-Za-z]{6,128})", re.IGNORECASE)
_SESSION_FIELD = "input[name^='SESSION.' i], input[name^='USESSION' i]"
_WVID_FIELD = "input[name^='WVID' i]"
_LINKS = "a.job-result-title, a[href*='VACANCY_ID=' i]"
_NEXT = "input[name^='BU_NEXT' i]"
_MARKS = re.compile(r"\bname=[\"']?(?:WVID\.STD_HID_FLDS|[A-Z_]{4,30}\.VAC_SRCHUSP)\.", re.IGNORECASE)
"""Fields of its forms: a council's page that links to its entry page is not iTrent's."""
_WITHIN = 400_000
"""Characters searched for marks."""
_COMMAND = re.compile(r"^(?:view|apply|more|details|read|save)\b.{0,30}$", re.IGNORECASE)
Record = dict[str, Any]


def requests(options: Options) -> tuple[Request, ...]:
    """Return the request for the entry page or the old list."""
    return (Request(url=str(options["url"])),)


def listing(page: Page, options: Options) -> Listing:
    """Read the JSON reply, the old list, or of an entry page the way to the JSON.

    Raises:
        Problem: not_json when the reply within the session is not JSON, layout_changed when it neither lists nor
            denies; undecodable, too_big. No message holds the session.
    """
    if urlsplit(page.url).path.lower().endswith(".json"):
        return _results(page, options)
    tree = parse(page)
    adverts = _listed(tree, page.url)
    if adverts:
        return Listing(
            adverts=adverts, declared_total=declared_total(tree, len(adverts)), next=_next_old(tree, page.url)
        )
    session, wvid = _session(tree, page), _wvid(tree, page.url)
    if session and wvid and not _OLD.search(page.url):
        # Said before any search was made, "no vacancies" is a sentence that the entry page keeps for later.
        return Listing(next=(_ask(page.url, wvid, session, options),))
    return Listing(empty=says_none(tree))


def detail(page: Page, advert: Advert) -> Advert:
    """Return the advert with what its old page's labels add.

    Raises:
        Problem: layout_changed when the page shows no labels of an advert.
    """
    found = pairs(parse(page))
    told = filled(advert, found)
    body = value(found, "Job description", "Description", "Vacancy description", "Advert")
    if body and not advert.description:
        told = complete(told, {"description": body})
    if told == advert:
        raise Problem(Verdict.BROKEN, "layout_changed", f"{page.url} shows no advert: look at it in a browser")
    return told


def recognise(page: Page) -> bool:
    """Tell whether a page is of iTrent's web recruitment."""
    if host(page.url).endswith(".webitrent.com") or "_webrecruitment/wrd/run/" in page.url.lower():
        return True
    try:
        return _MARKS.search(decode(page)[:_WITHIN]) is not None
    except Problem:
        return False


def _session(tree: Tree, page: Page) -> str | None:
    held = attribute(first(tree, _SESSION_FIELD), "value")
    found = _SESSION.search(decode(page)) or _SESSION.search(page.url)
    return held or (found[1] if found else None)


def _wvid(tree: Tree, url: str) -> str | None:
    return parameter(url, "WVID") or attribute(first(tree, _WVID_FIELD), "value")


def _ask(url: str, wvid: str, session: str, options: Options, start: int = 1) -> SessionRequest:
    """Return the request for results from ``start`` on: all that the site's own script sends, in address and header."""
    ends = {"REC_FROM": start, "REC_TO": start + PAGE_SIZE - 1}
    named = {"WVID": wvid, "USESSION": session, "LANG": str(options.get("language") or "USA")}
    wanted = named | dict.fromkeys(_SEARCH, "") | {"ORDER_BY": "VACANCY_D", "RESULTS_PP": PAGE_SIZE} | ends
    query = urlencode(named | {"RESULTS_PP": PAGE_SIZE} | (ends if start > 1 else {}))
    return SessionRequest(
        url=urljoin(url, f"{_JSON}?{query}"),
        headers={
            "Referer": _entry(url, wvid, options),
            "mhrParams": urlencode(wanted),
            "X-Requested-With": "XMLHttpRequest",
            "Accept": "application/json",
        },
        session=session,
    )


def _entry(url: str, wvid: str, options: Options) -> str:
    return urljoin(url, f"{_ENTRY}?{urlencode({'WVID': wvid, 'LANG': str(options.get('language') or 'USA')})}")


def _results(page: Page, options: Options) -> Listing:
    address = canonical(page.url)
    reply = expect_json(structs.replace(page, url=address))
    reply = reply if isinstance(reply, dict) else {}
    results, search = reply.get("results"), reply.get("search")
    total = _number(search.get("total_rec")) if isinstance(search, dict) else None
    records = [one for one in results if isinstance(one, dict)][:MOST_RESULTS] if isinstance(results, list) else []
    wvid, session = parameter(page.url, "WVID") or "", parameter(page.url, "USESSION")
    entry = _entry(page.url, wvid, options)
    adverts = distinct(advert for one in records if (advert := _advert(one, entry)) is not None)
    seen = (_number(parameter(page.url, "REC_FROM")) or 1) - 1 + len(records)
    more = bool(adverts and session and total is not None and seen < total)
    if not adverts and not (total == 0 and results == []):
        raise Problem(Verdict.BROKEN, "layout_changed", f"{address} lists no vacancies nor says that there are none")
    return Listing(
        adverts=adverts,
        declared_total=total,
        next=(_ask(page.url, wvid, session or "", options, seen + 1),) if more else (),
        empty=not adverts,
    )


def _number(value: Any) -> int | None:  # noqa: ANN401 (JSON is any of its types)
    shown = str(value).strip()
    return int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 8 else None


def _advert(record: Record, entry: str) -> Advert | None:
    ref, title = said(record.get("vacancy_id")), said(record.get("job_title"))
    if ref is None or title is None:
        return None
    place = said(record.get("location_id")) or said(record.get("region_id"))
    body = record.get("job_description")
    return Advert(
        source_ref=ref,
        url=with_parameters(entry, VACANCY_ID=ref),
        title=title,
        reference=said(record.get("vacancy_ref")),
        description=_markup(body) if isinstance(body, str) else None,
        location_texts=(place,) if place else (),
        salary_text=said(record.get("salary")),
        hours_text=said(record.get("con_hrs")),
        contract_text=said(record.get("basis_id")),
        closing_text=real_date(said(record.get("app_close_d"))),
    )


def _markup(body: str) -> str | None:
    """Return a body as the HTML it is, where it was escaped as text."""
    if "<" not in body and "&lt;" in body:
        body = unescaped(body)
    return body.strip() if tidy(plain(body)) else None


def _listed(tree: Tree, url: str) -> tuple[Advert, ...]:
    links = [node for node in tree.css(_LINKS) if _id_of(node, url)]
    cards = around(links, lambda node: _id_of(node, url))
    found = (_listed_advert(card, base_of(tree, url)) for card in cards)
    return distinct(advert for advert in found if advert is not None)


def _id_of(node: Node, url: str) -> str | None:
    target = link(node, url)
    return parameter(target, "VACANCY_ID") if target else None


def _listed_advert(card: Node, base: str) -> Advert | None:
    links = [node for node in (*card.css(_LINKS), card) if node.tag == "a" and _id_of(node, base)]
    target = link(links[0], base) if links else None
    titles = [shown for node in links if (shown := text(node)) and not _COMMAND.match(shown)]
    title = next(iter(titles), None) or first_text(card, "h1, h2, h3, h4, [class*=title i]")
    ref = _id_of(links[0], base) if links else None
    if target is None or ref is None or title is None:
        return None
    url = canonical(target)
    known = {name: value for name, value in fields(pairs(card)).items() if name != "title"}
    return complete(Advert(source_ref=ref, url=url, title=title, detail_url=url), known)


def _next_old(tree: Tree, url: str) -> tuple[Request, ...]:
    """Return the POST that the old list's "Next" button sends: the form's hidden fields and the button."""
    button = first(tree, _NEXT)
    form = button.parent if button is not None else None
    while form is not None and form.tag != "form":
        form = form.parent
    action = link(form, url, "action") if form is not None else None
    if button is None or form is None or action is None or "disabled" in button.attributes:
        return ()
    sent = {attribute(one, "name"): one.attributes.get("value") or "" for one in form.css("input[type=hidden][name]")}
    sent[attribute(button, "name")] = attribute(button, "value") or "Next"
    session = parameter(action, "USESSION") or attribute(first(form, _SESSION_FIELD), "value")
    body = urlencode({name: value for name, value in sent.items() if name})
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Referer": canonical(url)}
    if session:
        return (SessionRequest(url=action, method="POST", headers=headers, body=body.encode(), session=session),)
    return (Request(url=action, method="POST", headers=headers, body=body.encode()),)
