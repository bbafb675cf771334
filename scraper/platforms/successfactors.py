"""SAP SuccessFactors career sites (Jobs2Web): tiles, the search page's table, and RSS; microdata on an advert's page.

The source's ``url`` is the site's root or its tiles (/tile-search-results/), its search page (/search/?q=...), or its
feed (/services/rss/job/). Tiles come in pages by ``startrow`` and mostly say no total, so they are asked for until a
page past the end, which is blank. A site whose tiles are blank at once is asked for its search page, which says why.
Fields of tiles and columns are the employer's choice: they are read by their labels, else by their section's name.

Options: none. Extent: full; of RSS a window (the newest 20).

Built from descriptions and published clients; no captured page of a UK council. Unproven: that every site answers both
tiles and search, and what councils put in their custom fields.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

from msgspec import structs

from scraper.pages import Page, Problem, Request
from scraper.platforms import feed, jobposting
from scraper.platforms.base import Listing, Options
from scraper.platforms.helpers.identity import distinct
from scraper.platforms.helpers.labels import Pair, complete, fields, filled, pairs
from scraper.platforms.helpers.markup import Node, Tree, attribute, base_of, first, first_text, link, parse, text
from scraper.platforms.helpers.none import says_none
from scraper.platforms.helpers.pagers import next_link
from scraper.platforms.helpers.synonyms import meaning
from scraper.platforms.helpers.text import tidy
from scraper.platforms.helpers.totals import declared_total
from scraper.platforms.helpers.urls import host, id_in, parameter, with_parameters
from scraper.records import Advert
from scraper.text import decode

VERSION = 1

_TILES = "/tile-search-results/"
_ID = r"/job/(?:[^/?#]*/)?([0-9]{4,})(?:-[a-z]{2}_[A-Z]{2})?(?:[/?#]|$)"
_LINKS = "a[href*='/job/'], [data-url*='/job/']"
_ROWS = "li.job-tile, li[class*='job-id-'], tr.data-row"
_SECTIONS = {
    "location": "Location",
    "multilocation": "Location",
    "city": "Town",
    "date": "Date posted",
    "dept": "Department",
    "department": "Department",
    "category": "Category",
    "shifttype": "Shift pattern",
}
_SECTION = re.compile(r"\bsection-field\s+([a-z0-9]+)|-section-([a-z0-9]+?)(?:-value)?$|^job([A-Z][a-z]+)$")
_MORE = re.compile(r"\s*\+ ?\d{1,3} more\s*(?:…|\.\.\.)?$", re.IGNORECASE)
_PLACE = re.compile(r"^(.{2,300}\S)\s*\(([^()]{2,120})\)$")
_COUNTRY = re.compile(r"(?:^|, ?)(?:GB|UK|IE|IM|JE|GG)(?:,|$)")
"""The country code that a place in an RSS title holds: other brackets at a title's end are part of it."""
_MARKS = re.compile(
    r"j2w\.(?:SearchResults|Apply|init)|rmkcdn\.successfactors|class=\"job-tile job-id-|=[\"']/services/rss/job",
    re.IGNORECASE,
)
_WITHIN = 400_000
"""Characters searched for marks."""
Headings = dict[str | None, str | None]
"""A table's headings by the ids that its cells name."""


def requests(options: Options) -> tuple[Request, ...]:
    """Return the request for the address given where it is a listing, else for the site's first tiles."""
    url = str(options["url"])
    path = urlsplit(url).path
    if any(part in path for part in (_TILES.strip("/"), "/services/rss", "/search", "/go/", "/viewalljobs")):
        return (Request(url=url),)
    return (Request(url=_at(url, path.rstrip("/") + _TILES)),)


def listing(page: Page, options: Options) -> Listing:
    """Read tiles, a search page or RSS.

    Raises:
        Problem: undecodable, too_big; not_xml when a feed is due.
    """
    if "/services/rss" in page.url or decode(page)[:500].lstrip("\ufeff \r\n\t").startswith(("<?xml", "<rss")):
        return _rss(page, options)
    tree = parse(page)
    rows, base = _rows(tree, page.url), base_of(tree, page.url)
    headings = {attribute(one, "id"): text(one) for one in tree.css("th[id]")}
    adverts = distinct(advert for row in rows if (advert := _advert(row, headings, base)) is not None)
    if not adverts and _TILES.strip("/") in page.url and not tidy(decode(page)):
        return Listing(
            next=(Request(url=_search(page.url)),) if _start(page.url) == 0 else (Request(url=_first(page.url)),)
        )
    total = declared_total(tree, len(adverts))
    return Listing(
        adverts=adverts,
        declared_total=total,
        next=_next(tree, page.url, len(adverts), total) if adverts else (),
        empty=not adverts and _says_none(tree),
    )


def _says_none(tree: Tree) -> bool:
    """Tell whether the page denies that there are jobs, whatever was searched for: it repeats that unquoted."""
    for searched in tree.css(".securitySearchString, .securitySearchQuery"):
        searched.decompose()
    return says_none(tree)


def detail(page: Page, advert: Advert) -> Advert:
    """Return the advert with its page's JobPosting (microdata) and the labelled fields beside and within it.

    Raises:
        Problem: layout_changed when the page holds no JobPosting.
    """
    told = jobposting.detail(page, advert)
    told = structs.replace(told, title=advert.title or told.title, posted_text=advert.posted_text or told.posted_text)
    return filled(told, pairs(first(parse(page), ".jobDisplayShell", ".jobDisplay", "[itemtype*=JobPosting]")))


def recognise(page: Page) -> bool:
    """Tell whether a page is of a SuccessFactors career site."""
    own = host(page.url).endswith((".successfactors.com", ".successfactors.eu", ".jobs2web.com"))
    if own or "/services/rss/job" in page.url or _TILES in page.url:
        return True
    try:
        return _MARKS.search(decode(page)[:_WITHIN]) is not None
    except Problem:
        return False


def _at(url: str, path: str, query: str = "q=&sortColumn=referencedate&sortDirection=desc&startrow=0") -> str:
    return urlunsplit(urlsplit(url)._replace(path=path, query=query, fragment=""))


def _search(url: str) -> str:
    return _at(url, urlsplit(url).path.partition(_TILES.rstrip("/"))[0] + "/search/", "q=")


def _first(url: str) -> str:
    return with_parameters(url, startrow=0)


def _start(url: str) -> int:
    given = parameter(url, "startrow") or "0"
    return int(given) if given.isascii() and given.isdigit() and len(given) < 8 else 0


def _next(tree: Tree, url: str, read: int, total: int | None) -> tuple[Request, ...]:
    seen = _start(url) + read
    if total is not None and seen >= total:
        return ()
    if _TILES.strip("/") in url:
        return (Request(url=with_parameters(url, startrow=seen)),)
    if first(tree, "#job-tile-list", "li.job-tile") is not None and total is not None:
        base = urlsplit(url).path.partition("/search")[0]
        return (Request(url=with_parameters(_at(url, base + _TILES, urlsplit(url).query), startrow=seen)),)
    if total is not None:
        return (Request(url=with_parameters(url, startrow=seen)),)
    following = next_link(tree, url)
    return (Request(url=following),) if following else ()


def _rows(tree: Tree, url: str) -> list[Node]:
    found = tree.css(_ROWS)
    if found:
        return found
    return [node for node in tree.css("a.jobTitle-link, a[class*=jobTitle]") if id_in(link(node, url), _ID)]


def _advert(row: Node, headings: Headings, base: str) -> Advert | None:
    named = first(row, "a.jobTitle-link", "a[class*=jobTitle]", _LINKS) or row
    target = link(named, base) or link(named, base, "data-url") or link(row, base, "data-url")
    ref = id_in(target, _ID) or id_in(attribute(row, "class"), r"\bjob-id-([0-9]+)")
    title = text(named) or first_text(row, ".tiletitle", "[class*=title i]")
    if ref is None or title is None:
        return None
    address = _bare(target) if target else None
    advert = Advert(source_ref=ref, url=address, title=title, detail_url=address)
    known = fields((*_tile_pairs(row), *_column_pairs(row, headings)))
    return complete(advert, {name: value for name, value in known.items() if name != "title"})


def _bare(url: str) -> str:
    """Return an advert's address without parameters: they tell where a visitor came from."""
    return urlunsplit(urlsplit(url)._replace(query="", fragment=""))


def _tile_pairs(row: Node) -> Iterator[Pair]:
    """Yield labels and values of a tile's sections; a label nobody knows gives way to the section's name."""
    for node in row.css(".section-field, [id*='-section-'][id$='-value'], .jobLocation, .jobDate, .jobDepartment"):
        mark = _SECTION.search(attribute(node, "class") or "") or _SECTION.search(attribute(node, "id") or "")
        section = next((name for name in mark.groups() if name), "").lower() if mark else ""
        shown = text(node) or ""
        label = first_text(node, ".section-label", "[class*=label]", "span") or ""
        value = first_text(node, "[id$='-value']", ".section-value") or shown
        if label and value.startswith(label) and value != label:
            value = value.removeprefix(label).strip(" :")
        known = label if meaning(label) else _SECTIONS.get(section)
        if known and value and (value != label or label == shown):
            yield known, _MORE.sub("", value)


def _column_pairs(row: Node, headings: Headings) -> Iterator[Pair]:
    """Yield the cells of a table's row under the headings that they name."""
    for cell in row.css("td[headers]"):
        label = headings.get(attribute(cell, "headers") or "")
        value = text(cell)
        if label and value and meaning(label):
            yield label, _MORE.sub("", value)


def _rss(page: Page, options: Options) -> Listing:
    found = feed.listing(page, {**options, "id": _ID})
    return structs.replace(found, adverts=tuple(map(_placed, found.adverts)), extent="window")


def _placed(advert: Advert) -> Advert:
    """Return an advert of RSS with the place that its title ends in taken out of it."""
    url = _bare(advert.url) if advert.url else None
    match = _PLACE.match(advert.title or "")
    if match and _COUNTRY.search(match[2]):
        return structs.replace(advert, url=url, title=match[1], location_texts=advert.location_texts or (match[2],))
    return structs.replace(advert, url=url)
