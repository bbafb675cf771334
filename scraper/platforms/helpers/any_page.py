"""An advert's own page in a theme that its platform does not know: read by its heading and its labels. Pure.

Asked only where the platform finds nothing of its own. The page has to prove that it shows the advert: its main heading
is the advert's title and labels of several fields follow; where the listing gave no title (a sitemap), more of them.
"""

from typing import Any

from msgspec import structs

from scraper.pages import Page
from scraper.platforms.helpers.identity import has_number, ref_of
from scraper.platforms.helpers.labels import Pair, complete, fields, pairs
from scraper.platforms.helpers.markup import Node, Tree, first, inner, parse, text
from scraper.platforms.helpers.synonyms import meaning
from scraper.platforms.helpers.totals import declared_total
from scraper.platforms.helpers.urls import canonical
from scraper.records import Advert
from scraper.reference.keys import key

FEWEST = 2
"""Fields under a heading that is the advert's title."""
FEWEST_UNTITLED = 3
"""Fields of a page whose title nobody told; one of them is what every advert has, and no page of advice."""
_TELLING = frozenset({"closing_text", "salary_text"})
_MAIN = "main, [role=main], article, #main, #content, #main-content"
_START, _BLANK = 200, b" \t\r\n\xef\xbb\xbf"
"""Bytes in which HTML begins, and what may stand before it."""
_PARTED = (" - ", " | ", " – ", " (")
"""What stands between a title and what a page adds to it in its heading."""


def by_labels(page: Page, advert: Advert) -> Advert | None:
    """Return the advert with what its page's labels add; None when the page does not prove that it shows the advert.

    Raises:
        Problem: undecodable, too_big.
    """
    if _is_of_another(page.url, advert):
        return None
    tree = parse(page)
    title = text(first(tree, "h1", "h2"))
    main = _main(tree)
    if title is None or main is None:
        return None
    found = pairs(main)
    known = fields(found)
    known.pop("title", None)
    if advert.title is None and (declared_total(tree) is not None or _closes_twice(found)):
        return None
    if advert.reference and known.get("reference", advert.reference) != advert.reference:
        return None
    if not (_is_titled(title, advert.title) and len(known) >= FEWEST if advert.title else _is_advert(known)):
        return None
    whole = {"title": title, "description": None if main.tag == "body" else inner(main), "url": canonical(page.url)}
    return complete(advert, known | whole)


def with_body(page: Page, advert: Advert) -> Advert:
    """Return an advert without a body with that of its page: the part made for content under its title.

    Raises:
        Problem: undecodable, too_big.
    """
    if advert.description or not advert.title or not page.body[:_START].lstrip(_BLANK).startswith(b"<"):
        return advert
    tree = parse(page)
    main, title = _main(tree), text(first(tree, "h1", "h2"))
    if main is None or main.tag == "body" or title is None or not _is_titled(title, advert.title):
        return advert
    return structs.replace(advert, description=inner(main))


def _is_of_another(url: str, advert: Advert) -> bool:
    """Tell whether we were sent on: to another number, or to any other address where no title can be compared."""
    asked = advert.detail_url or advert.url
    if asked is None or canonical(url) == canonical(asked):
        return False
    return advert.title is None or (has_number(url) and ref_of(url) not in (ref_of(asked), advert.source_ref))


def _main(tree: Tree) -> Node | None:
    """Return what holds the main heading: a part made for it, else all of the page."""
    return next((node for node in tree.css(_MAIN) if node.css_first("h1, h2") is not None), tree.body)


def _is_titled(heading: str, title: str) -> bool:
    if key(heading) == key(title):
        return True
    return any(key(heading.partition(sign)[0]) == key(title.partition(sign)[0]) for sign in _PARTED)


def _closes_twice(found: list[Pair]) -> bool:
    """Tell whether labels give several closing dates, as those of a list do."""
    told = {shown for label, shown in found if (known := meaning(label)) and known.field == "closing_text"}
    return len(told) > 1


def _is_advert(known: dict[str, Any]) -> bool:
    return len(known) >= FEWEST_UNTITLED and not _TELLING.isdisjoint(known)
