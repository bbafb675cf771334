"""A Madgex advert's own page: its list of terms, the data layer of its scripts, its JobPosting. Pure."""

import json
import re
from typing import Any

from msgspec import structs

from scraper.pages import Page, Problem, Verdict
from scraper.platforms.helpers import jsonld, schema_org
from scraper.platforms.helpers.labels import Pair, complete, fields, pairs
from scraper.platforms.helpers.markup import Tree, first, first_text, inner, parse
from scraper.platforms.helpers.text import tidy
from scraper.platforms.helpers.urls import absolute, id_in
from scraper.platforms.madgex.rss import ADVERT_ID
from scraper.records import Advert

_LAYER = re.compile(r"ClientGoogleTagManagerDataLayer\s*=\s*(?=\[)")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ID = re.compile(r"ID$", re.IGNORECASE)
"""The numbers of the board itself: a job's id is no reference beside its "JobRef"."""
_TOLD_BY_LAYER = frozenset({"salary_text", "contract_text", "hours_text", "reference", "recruiter_text"})
"""What the layer is believed for; its other entries are the numbers and names of the board's own statistics."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BODY = (
    "section#job-description",
    "[class*=mds-tabs__panel__content]",
    "[itemprop=description]",
    "[id*=job-description]",
)
MOST_SCRIPTS = 200


def detail(page: Page, advert: Advert) -> Advert:
    """Return the advert with what its own page adds; "10 days ago" and "1 day left" give way to dates.

    Pay, contract and reference are taken as printed in the list of terms, else from the data layer, else from the
    JobPosting, whose pay comes in parts.

    Raises:
        Problem: layout_changed when the page shows no advert, or another one.
    """
    tree = parse(page)
    layer = _layer(tree)
    posting = next(iter(schema_org.postings(tree)), None)
    told = schema_org.to_advert(posting, page.url) if posting is not None else None
    terms = [pair for node in tree.css("dl") for pair in pairs(node)]
    if _is_other(page, advert) or not (told or layer or fields(terms)):
        raise Problem(Verdict.BROKEN, "layout_changed", f"{page.url} does not show the advert {advert.source_ref}")
    dated = structs.replace(advert, posted_text=_dated(advert.posted_text), closing_text=_dated(advert.closing_text))
    more = fields(terms) | {"title": first_text(tree, "h1"), "description": inner(first(tree, *_BODY))}
    by_layer = {name: text for name, text in fields(layer).items() if name in _TOLD_BY_LAYER}
    found = complete(complete(dated, more), by_layer | {"apply_url": _apply(layer, page.url)})
    found = complete(found, structs.asdict(told)) if told else found
    return complete(found, {"posted_text": advert.posted_text, "closing_text": advert.closing_text})


def _is_other(page: Page, advert: Advert) -> bool:
    """Tell whether we were sent on: to another advert's page or to one that is no advert's."""
    asked = id_in(advert.detail_url, ADVERT_ID)
    return asked is not None and id_in(page.url, ADVERT_ID) != asked


def _dated(text: str | None) -> str | None:
    return text if text and _YEAR.search(text) else None


def _layer(tree: Tree) -> list[Pair]:
    """Return the data layer's entries as labels and values: "SalaryDescription" is "Salary Description"."""
    for script in tree.css("script:not([src])")[:MOST_SCRIPTS]:
        code = script.text()
        start = _LAYER.search(code)
        if start:
            found = jsonld.objects(_array(code, start.end()))
            entries = [(key, schema_org.said(value)) for one in found for key, value in one.items()]
            return [(_HUMP.sub(" ", key), text) for key, text in entries if text and not _ID.search(key)]
    return []


def _array(code: str, start: int) -> Any:  # noqa: ANN401 (JSON is any of its types)
    """Return the JSON array that begins here; one that is not quite JSON is mended up to the script's last bracket."""
    if len(code) - start > jsonld.SCRIPT_CAP:
        return None
    try:
        return json.JSONDecoder(strict=False).raw_decode(code, start)[0]
    except (ValueError, RecursionError):
        return jsonld.loads(code[start : code.rfind("]") + 1])


def _apply(layer: list[Pair], base: str) -> str | None:
    given = (text for label, text in layer if label.replace(" ", "").casefold() == "applicationurl")
    return absolute(tidy(next(given, None)), base)
