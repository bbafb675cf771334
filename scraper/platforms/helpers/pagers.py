"""The next page of a listing: by its link where there is one, by stepping a parameter where there is not. Pure."""

import re
from urllib.parse import urlsplit

from scraper.pages import Request
from scraper.platforms.helpers.markup import Node, Tree, base_of, is_hidden, link
from scraper.platforms.helpers.text import tidy
from scraper.platforms.helpers.urls import canonical, parameter, same_site, with_parameters

_RELATION = "link[rel~=next i], a[rel~=next i]"
_MARKED = (
    "[class*=pag i] [class*=next i], li.next, a.next, [class*=pager-next i], [data-testid*=next i],"
    " [data-test*=next i], a[aria-label*=next i], a[title*=next i], a[id*=next i], [class*=pag i] a, nav a,"
    " a[class*=load-more i], a[class*=loadmore i], a[class*=show-more i], a[id*=load-more i]"
)
_NEXT = re.compile(
    r"^(?:(?:go to |view |show |the )?next(?: page| \d{1,3}| results| jobs| set| vacancies)*(?: of results)?"
    r"|tudalen nesaf|nesaf|(?:load|show) more|older"
    r"|(?:(?:load|show|view|see) )?more (?:jobs|vacancies|results|roles))?[\s:(\d)]*[>»›→\u203a\u00bb\ue000-\uf8ff]*$",
    re.IGNORECASE,
)
_HINTS = ("next", "nesaf", "more", "older")
_ARROW = re.compile(r"[>»›→\u203a\u00bb\ue000-\uf8ff]")
"""Asked first: most links of a page's navigation say none of these words and have no arrow."""
_WORDS_OF_NEXT = re.compile(r"^(?:next(?: page| \d{1,3})?|tudalen nesaf|nesaf)[\s>»›→]*$", re.IGNORECASE)
"""All that a link outside any pager says, where it leads to this same path: no carousel's arrow does."""
MOST_LINKS = 5_000
"""Links of a page looked through for those words."""
_LAST = re.compile(r"^[>»→]{2,}$|\blast\b", re.IGNORECASE)
_OTHER = re.compile(r"\b(?:slide|article|event|month|year|week|image|photo|story|post|previous|step)\b", re.IGNORECASE)
_PAGE_OF = re.compile(r"\bpage\s+(\d{1,5})\s+(?:of|/|out of)\s+(\d{1,5})\b", re.IGNORECASE)


def next_link(tree: Tree, url: str) -> str | None:
    """Return the address of the next page of a listing by its own link; None on the last page.

    Asked in this order: rel="next"; what is marked or labelled as next inside a pager; the words "Next", "Next page",
    "»", "Nesaf". A disabled link, one to this page or to another site, and the arrows of a carousel are none.
    """
    base = base_of(tree, url)
    for node in (*tree.css(_RELATION), *tree.css(_MARKED)):
        if node.tag != "link" and not _says_next(node):
            continue
        target = link(node, base)
        if target and same_site(target, url) and canonical(target) != canonical(url):
            return target
    return _unmarked(tree, base, url)


def _unmarked(tree: Tree, base: str, url: str) -> str | None:
    """Return where a link of no marks leads that says nothing but "Next page", if to another query of this path."""
    for node in tree.css("a[href*='?']")[:MOST_LINKS]:
        off = _is_disabled(node) or (node.parent is not None and _is_disabled(node.parent))
        if off or not _WORDS_OF_NEXT.match(tidy(node.text()) or "") or is_hidden(node):
            continue
        target = link(node, base)
        if target and _path(target) == _path(url) and same_site(target, url) and canonical(target) != canonical(url):
            return target
    return None


def _path(url: str) -> str:
    return urlsplit(url).path.rstrip("/")


def _says_next(node: Node) -> bool:
    anchor = node if node.tag == "a" else node.css_first("a[href]")
    if anchor is None:
        return False
    own, said = node.attributes, anchor.text()
    given = own if anchor is node else anchor.attributes
    if not _hints(f"{said} {given} {own.get('class')}"):
        return False
    label = tidy(given.get("aria-label")) or tidy(given.get("title")) or ""
    shown = " ".join(said.split())
    words = f"{label} {shown}"
    if is_hidden(node) or _is_disabled(node) or _is_disabled(anchor):
        return False
    if _OTHER.search(words) or _LAST.search(shown) or _LAST.search(label):
        return False
    if any(_NEXT.match(one) and not one.isdigit() for one in (label, shown) if one):
        return True
    marks = " ".join(str(given.get(name) or "") for name in ("rel", "class", "data-testid", "data-test", "id"))
    return "next" in marks.lower() or ("next" in (own.get("class") or "").lower() and not shown.isdigit())


def _hints(text: str) -> bool:
    lower = text.lower()
    return any(hint in lower for hint in _HINTS) or _ARROW.search(text) is not None


def _is_disabled(node: Node) -> bool:
    given = node.attributes
    return (
        "disabled" in given or given.get("aria-disabled") == "true" or "disabled" in (given.get("class") or "").lower()
    )


def page_of(text: str | None) -> tuple[int, int] | None:
    """Return the two numbers of "Page 2 of 7" in a text; None without them."""
    found = _PAGE_OF.search(text or "")
    return (int(found[1]), int(found[2])) if found else None


def stepped(url: str, name: str, step: int = 1, start: int = 1) -> str:
    """Return the address with a paging parameter moved on; ``start`` is its value on the first page, if absent there.

    ``stepped(url, "page")``, ``stepped(url, "page", start=0)``, ``stepped(url, "start", 50, 0)``.
    """
    at = parameter(url, name) or ""
    here = int(at) if at.isascii() and at.isdigit() and len(at) < 8 else start
    return with_parameters(url, **{name: here + step})


def following(url: str | None) -> tuple[Request, ...]:
    """Return a Listing's ``next`` for an address: ``next=following(next_link(tree, page.url))``."""
    return (Request(url=url),) if url else ()


def until(total: int | None, seen: int, url: str) -> tuple[Request, ...]:
    """Return the next request while a declared total has not been reached by ``seen`` adverts on this page and before.

    Without a total there is no end to step to, so nothing is asked: use a next link there.
    """
    return (Request(url=url),) if total is not None and 0 < seen < total else ()
