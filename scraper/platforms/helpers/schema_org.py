"""schema.org JobPosting, found wherever a page puts it and read into an Advert. Pure.

``postings(tree)`` finds them in JSON-LD (lists, @graph, ItemList, nested), else in microdata, else in RDFa Lite, else
in the data of the page's own scripts;
``to_advert(posting, page_url)`` reads one, from a page or from an API that speaks JobPosting.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from scraper.platforms.helpers import jsonld, microdata, script_data
from scraper.platforms.helpers.identity import hashed, ref_of
from scraper.platforms.helpers.markup import Tree, parse_html
from scraper.platforms.helpers.pay import pay_text
from scraper.platforms.helpers.places import coordinates, place_texts
from scraper.platforms.helpers.text import join, plain, tidy, unescaped
from scraper.platforms.helpers.urls import absolute, canonical
from scraper.records import Advert

Posting = Mapping[str, Any]

_LINKED = ("hiringorganization", "joblocation", "basesalary", "address")
_PLACEHOLDER_YEARS = ("0000", "0001", "1753", "1900", "1970-01-01", "9999")
"""What systems write for a date nobody gave: .NET's, SQL Server's and Unix's zero, and their ends of time."""
_JSON_LIST = ("[", "{")
LONGEST_NAME = 64
"""Characters of a property's name that is remembered: the vocabulary's longest, with its address, has under 60."""


def postings(tree: Tree) -> list[Posting]:
    """Return every JobPosting of a page, in page order. References within a @graph ({"@id": ...}) are followed."""
    found = _in_values(list(jsonld.scripts(tree)))
    marked = found or [*microdata.items(tree, "JobPosting")] or [*microdata.items(tree, "JobPosting", microdata.RDFA)]
    return marked or _in_values(list(script_data.postings(tree)))


def postings_in(markup: str, url: str) -> list[Posting]:
    """Return the same for a page of one advert: its scripts first, a tree only where they hold no JobPosting.

    Raises:
        Problem: too_big, when a tree is needed and would cost too much.
    """
    found = _in_values(list(jsonld.scripts_in(markup))) if "ld+json" in markup else []
    return found or postings(parse_html(markup, url))


def _in_values(values: list[Any]) -> list[Posting]:
    found: list[Posting] = []
    index: dict[str, Posting] = {}
    for value in jsonld.objects(values):
        if isinstance(value.get("@id"), str) and len(value) > 1:
            index.setdefault(value["@id"], value)
        if jsonld.is_type(value, "JobPosting"):
            found.append(value)
    return [_linked(posting, index) for posting in found]


def item_urls(tree: Tree, base: str) -> list[str]:
    """Return the addresses that an ItemList of links names (carousel mark-up of a listing), in its order."""
    found = []
    for value in jsonld.objects(list(jsonld.scripts(tree))):
        if jsonld.is_type(value, "ListItem"):
            item = value.get("item")
            url = value.get("url") or (item if isinstance(item, str) else None)
            target = absolute(url if isinstance(url, str) else None, base)
            if target:
                found.append(target)
    return found


def to_advert(posting: Posting, page_url: str) -> Advert:
    """Return a JobPosting as an Advert, every text as printed, entities decoded; parts of pay stand in one text.

    The source_ref is the id in the posting's own address (see ``identity.ref_of``); without an address of its own, its
    identifier; without that, a hash of title, employer and place.
    """
    given = _plain_keys(posting)
    title = said(given.get("title")) or said(given.get("name")) or said(given.get("jobtitle"))
    recruiter = said(given.get("hiringorganization")) or said(given.get("employer"))
    places = place_texts(given.get("joblocation"))
    own_url = _own_url(given, page_url)
    reference = _reference(given.get("identifier"))
    return Advert(
        source_ref=(ref_of(own_url) if own_url else None) or reference or hashed(title, recruiter, *places),
        url=canonical(own_url or page_url),
        title=title,
        reference=reference,
        description=_body(given),
        recruiter_text=recruiter,
        location_texts=places,
        coordinates=coordinates(given.get("joblocation")),
        workplace_text=said(given.get("joblocationtype")),
        salary_text=pay_text(given.get("basesalary"), said(given.get("salarycurrency")), said(given.get("unittext"))),
        hours_text=said(given.get("workhours")),
        contract_text=said(given.get("employmenttype")),
        posted_text=_date(given.get("dateposted")),
        closing_text=_date(given.get("validthrough")),
        starts_text=_date(given.get("jobstartdate")),
        category_text=said(given.get("occupationalcategory"))
        or said(given.get("industry"))
        or said(given.get("category")),
        posts_text=said(given.get("totaljobopenings")),
    )


def said(value: Any) -> str | None:  # noqa: ANN401 (JSON is any of its types)
    """Return what a value says as one text: its name, its value or itself; several joined by "; "; else None.

    A list written as a string ('["FULL_TIME"]') is read as the list it is.
    """
    if value is None:
        return None
    if isinstance(value, str) and value.lstrip()[:1] in _JSON_LIST:
        value = jsonld.loads(value) or value
    if isinstance(value, list):
        return join(*(said(one) for one in value[:50] if not isinstance(one, list)))
    if isinstance(value, dict):
        given = _plain_keys(value)
        return next(
            (text for key in ("name", "value", "text", "legalname", "@value") if (text := _word(given.get(key)))), None
        )
    return _word(value)


def _word(value: Any) -> str | None:  # noqa: ANN401 (JSON is any of its types)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return plain(str(value))


def _plain_keys(value: Posting) -> dict[str, Any]:
    """Return an object by its plain names: lower case, without "schema:" or an address before them."""
    found: dict[str, Any] = {}
    for key, one in value.items():
        found.setdefault(_remembered(key) if len(key) <= LONGEST_NAME else _plain_key(key), one)
    return found


def _plain_key(key: str) -> str:
    return key.rpartition("/")[2].rpartition(":")[2].lower()


_remembered = lru_cache(maxsize=1024)(_plain_key)


def _linked(posting: Posting, index: Mapping[str, Posting]) -> Posting:
    def resolved(value: Any) -> Any:  # noqa: ANN401 (JSON is any of its types)
        if isinstance(value, list):
            return [resolved(one) for one in value[:50] if not isinstance(one, list)]
        if isinstance(value, dict) and len(value) <= 2 and isinstance(value.get("@id"), str):
            return index.get(value["@id"], value)
        return value

    return {
        key: resolved(one) if isinstance(one, (list, dict)) and _is_linked(key) else one for key, one in posting.items()
    }


def _is_linked(key: str) -> bool:
    return key.lower().rpartition(":")[2] in _LINKED


def _own_url(given: Mapping[str, Any], page_url: str) -> str | None:
    """Return the posting's own address; None when it has none but that of the page it stands on."""
    for key in ("url", "mainentityofpage", "@id", "sameas"):
        value = given.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if not isinstance(value, str) or (key == "@id" and "#" in value):
            continue
        url = absolute(unescaped(value), page_url)
        if url and canonical(url) != canonical(page_url):
            return url
    return None


def _reference(value: Any) -> str | None:  # noqa: ANN401 (JSON is any of its types)
    """Return the identifier where it is one: not an address, not a mere zero."""
    if isinstance(value, dict):
        value = _plain_keys(value).get("value")
    text = said(value)
    return None if text is None or "://" in text or text.strip("0") == "" else text


def _date(value: Any) -> str | None:  # noqa: ANN401 (JSON is any of its types)
    """Return a date as given; of one marked up twice, as words and as data, the first."""
    text = said(value[0] if isinstance(value, list) and value else value)
    return None if text is None or text.startswith(_PLACEHOLDER_YEARS) else text


def _body(given: Mapping[str, Any]) -> str | None:
    parts = (given.get(name) for name in ("description", "responsibilities", "qualifications"))
    texts = [_markup(part) for part in parts if isinstance(part, str)]
    return next((text for text in texts if text), None)


def _markup(text: str) -> str | None:
    """Return HTML that was escaped as text as the HTML it is."""
    if "<" not in text and "&lt;" in text:
        text = unescaped(text)
    shown = text.strip()
    return shown if shown and (shown.isascii() or tidy(shown)) else None
