"""Which links of a page, or addresses of a sitemap, lead to adverts. Pure."""

import re
from collections import Counter
from collections.abc import Iterable
from fnmatch import translate
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

from scraper.platforms.helpers.card_lines import is_button
from scraper.platforms.helpers.identity import has_number
from scraper.platforms.helpers.markup import Node, Tree, base_of, sole_text, text
from scraper.platforms.helpers.navigation import leads_about, turns_list
from scraper.platforms.helpers.text import tidy
from scraper.platforms.helpers.urls import CACHED, absolute, canonical, same_site

LONGEST_PATTERN = 300
"""Characters of a pattern in a source row."""
MOST_LINKS = 20_000
"""Links looked at on one page."""
ALIKE = 2
"""Links of one shape that make a shape without a number in it plausible."""

_ADVERT_PATH = re.compile(
    r"/(?:jobs?|vacanc(?:y|ies)|opportunit(?:y|ies)|opp|positions?|adverts?|job-?(?:details?|advert|description|posting)s?"
    r"|vacancy-?details?|requisitions?|openings?|roles?|view-?(?:job|vacancy)|swyddi|swydd)[/?_-][^/?#]{2}",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"/(?:jobs?|careers?|vacanc(?:y|ies)|opportunities|roles)-(?:and|or|at|in|with|for|within|from)-[^/?#]*",
    re.IGNORECASE,
)
"""A part of a site that is called after jobs and more: "/jobs-and-careers/benefits" names no job."""
_POSSIBLE = re.compile(rf"[0-9]{{3}}|{_ADVERT_PATH.pattern}", re.IGNORECASE)
"""Asked first of every link, since most are navigation: a number long enough to be an id, or an advert's word."""
_PLAIN_GLOB = re.compile(r"^[^\\^$()|+\[\]{}]+$")


def pattern(given: str) -> re.Pattern[str]:
    r"""Return a source row's pattern for links: a glob ("*/job/*") where it has a star and no other sign, else a regex.

    Raises:
        ValueError: when it is neither, or too long.
    """
    if len(given) > LONGEST_PATTERN:
        raise ValueError(f"a pattern of over {LONGEST_PATTERN} characters")
    if "*" in given and ".*" not in given and _PLAIN_GLOB.match(given):
        return re.compile(translate("*" + given.lstrip("*")), re.IGNORECASE)
    try:
        return re.compile(given, re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"{given!r} is not a pattern: {error}") from None


@lru_cache(maxsize=CACHED)
def looks_like_advert(url: str) -> bool:
    """Tell whether an address has the shape of an advert's: a word such as "job" or "vacancy" with something after it.

    Search pages, categories, alerts, documents and the like are none, whatever else they hold.
    """
    if not _POSSIBLE.search(url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    numbered = has_number(url)
    if leads_about(url, numbered=numbered):
        return False
    path = _SECTION.sub("/section", parts.path)
    return numbered or _ADVERT_PATH.search(path if turns_list(url) else f"{path}?{parts.query}") is not None


def adverts_among(urls: Iterable[str], wanted: re.Pattern[str] | None = None) -> list[str]:
    """Return those addresses that lead to adverts, each once by its canonical form, in order.

    With a pattern, those that it finds; without, those of an advert's shape: where any has a number of its own only
    those that have one ("/jobs/how-we-recruit" falls away beside "/jobs/12345/cleaner"), else those that share their
    first word with most.
    """
    distinct: dict[str, str] = {}
    for url in urls:
        if wanted.search(url) if wanted else looks_like_advert(url):
            distinct.setdefault(canonical(url), url)
    found = list(distinct.values())
    return found if wanted else _best(found)


def _best(found: list[str]) -> list[str]:
    return [url for url in found if has_number(url)] or (_commonest(found) if len(found) >= ALIKE else [])


def _commonest(urls: list[str]) -> list[str]:
    shapes = Counter(map(_shape, urls))
    best = shapes.most_common(1)[0][0]
    return [url for url in urls if _shape(url) == best]


def _shape(url: str) -> str:
    """Return what alike addresses share: host and first path word."""
    parts = urlsplit(url)
    return f"{parts.hostname}/{parts.path.strip('/').partition('/')[0].lower()}"


def targets_in(tree: Tree, url: str) -> list[tuple[Node, str]]:
    """Return a page's links with the address that each leads to; those that lead nowhere are left out."""
    base = base_of(tree, url)
    anchors = tree.css("a[href]")[:MOST_LINKS]
    return [(node, target) for node in anchors if (target := absolute(node.attributes.get("href"), base))]


def advert_links(tree: Tree, url: str, wanted: re.Pattern[str] | None = None) -> list[tuple[str, str | None]]:
    """Return the links of a listing that lead to adverts, with the text of each: its title where it has one."""
    return adverts_of(targets_in(tree, url), url, wanted)


def adverts_of(
    targets: Iterable[tuple[Node, str]], url: str, wanted: re.Pattern[str] | None = None
) -> list[tuple[str, str | None]]:
    """Return those of a listing's links that lead to adverts, with the text of each: its title where it has one.

    Without a pattern only links within the site, by their shape (see ``adverts_among``). Of several links to one
    advert the longest text counts, so that a title wins over "View".
    """
    found: dict[str, tuple[str, str]] = {}
    for node, target in targets:
        if wanted.search(target) if wanted else looks_like_advert(target) and same_site(target, url):
            first, title = found.get(canonical(target), (target, ""))
            found[canonical(target)] = (first, max(title, _title(node), key=len))
    own = canonical(url)
    here = urlsplit(own)
    found = {address: named for address, named in found.items() if address != own and not _is_above(address, here)}
    titles = dict(found.values())
    return [(target, titles[target] or None) for target in (titles if wanted else _best(list(titles)))]


def _is_above(address: str, here: SplitResult) -> bool:
    """Tell whether an address is one that the listing's path goes down from."""
    if not here.path.strip("/").startswith(address.partition("//")[2].partition("/")[2].strip("/")):
        return False  # as nearly all: told without taking the address apart
    there = urlsplit(address)
    if there.query or here.hostname != there.hostname:
        return False
    return f"{here.path.rstrip('/')}/".startswith(f"{there.path.rstrip('/')}/")


def _title(node: Node) -> str:
    only = sole_text(node)
    if only is not None:  # then there is no heading or block to look for
        shown = tidy(only.text_content) or ""
    else:
        heading = node.css_first("h1, h2, h3, h4, h5, [class*=title i]")
        shown = text(heading) or (text(node) if node.css_first("p, div, li") is None else None) or ""
    return "" if _COMMAND.match(shown) or is_button(shown) else shown


_COMMAND = re.compile(
    r"^(?:view|apply|read more|more|details|find out|job details|vacancy details|full details|learn more|click"
    r"|share this|save this|save job|see (?:more|all|full))\b.{0,40}$",
    re.IGNORECASE,
)
