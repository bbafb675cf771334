"""HTML pages as trees, whatever their state, and the small questions a platform asks of them.

A tree comes from ``parse(page)``; its nodes are Lexbor's, so ``tree.css("li.card")`` and ``node.css_first("h3 a")``
work as in selectolax. What is asked of a missing node is None, so that calls chain: ``text(first(card, "h3"))``.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper.pages import Page
from scraper.platforms.helpers.bombs import check_html
from scraper.platforms.helpers.text import BREAKS, SILENT, plain, tidy
from scraper.platforms.helpers.urls import absolute
from scraper.text import decode

Tree = LexborHTMLParser
Node = LexborNode

_FLAT = re.compile(r"[\r\n]+")
_BREAKS = frozenset(BREAKS.split())
_SILENT = frozenset(SILENT.split())


def parse(page: Page) -> Tree:
    """Return the tree of an HTML page, decoded by its header, its marks or by detection.

    Raises:
        Problem: undecodable when it is not text; too_big when it is over what a tree may cost.
    """
    return parse_html(decode(page), page.url)


def parse_html(html: str, url: str = "this page") -> Tree:
    """Return the tree of a piece of HTML.

    Raises:
        Problem: too_big, as in ``parse``.
    """
    check_html(html, url)
    return LexborHTMLParser(html)


def first(node: Tree | Node | None, *selectors: str) -> Node | None:
    """Return the first match of the first selector that matches: selectors in order of preference."""
    if node is None:
        return None
    for selector in selectors:
        found = node.css_first(selector)
        if found is not None:
            return found
    return None


def text(node: Node | None) -> str | None:
    """Return a node's text as a reader sees it, on one line; None when there is none.

    Blocks and breaks part words, inline tags do not ("<b>S</b>alary" is one word); scripts and styles are silent.
    """
    if node is None:
        return None
    if node.is_text_node:
        return tidy(node.text_content)
    if node.first_child is None:
        return None
    only = sole_text(node)
    return plain(node.html) if only is None else tidy(only.text_content)


def sole_text(node: Node) -> Node | None:
    """Return the text that is all an element holds, as of most links; None where it holds more, or nothing."""
    child = node.first_child
    return child if child is not None and child.is_text_node and child.next is None else None


def first_text(node: Tree | Node | None, *selectors: str) -> str | None:
    """Return the text of the first selector whose first match has one."""
    return next((found for selector in selectors if (found := text(first(node, selector)))), None)


def attribute(node: Node | None, name: str) -> str | None:
    """Return an attribute's value, white space tidied; None when absent or empty."""
    return None if node is None else tidy(node.attributes.get(name))


def inner(node: Node | None) -> str | None:
    """Return a node's inner HTML as served, for descriptions; None when it shows no text."""
    return None if node is None or text(node) is None else (node.inner_html or "").strip()


def link(node: Node | None, base: str, name: str = "href") -> str | None:
    """Return a link's target: absolute, http(s) only, stray new lines dropped, no fragment; else None.

    ``node`` may be the link or anything around it: its first link counts then.
    """
    if node is None:
        return None
    given = node.attributes
    if name not in given:
        node = node.css_first(f"a[{name}]")
        given = {} if node is None else node.attributes
    return absolute(given.get(name), base)


def base_of(tree: Tree, url: str) -> str:
    """Return the address that a page's relative links start from: its <base href>, else its own."""
    node = tree.css_first("base[href]")
    return (absolute(node.attributes.get("href"), url) if node is not None else None) or url


def is_hidden(node: Node) -> bool:
    """Tell whether this node itself is kept from readers by its attributes (its parents are not asked)."""
    tag = node.tag
    if tag in _SILENT or (tag == "input" and node.attributes.get("type") == "hidden"):
        return True
    given = node.attributes
    if not given:
        return False
    style = (given.get("style") or "").replace(" ", "").lower()
    if "hidden" in given or given.get("aria-hidden") == "true" or "display:none" in style:
        return True
    classes = (given.get("class") or "").lower().split()
    return not _HIDING.isdisjoint(classes)


_HIDING = frozenset({"hidden", "d-none", "hide", "is-hidden", "ng-hide", "js-hidden", "display-none", "invisible"})
"""Classes that common style sheets hide with; those for screen readers ("sr-only") are read out, so they count."""


def walk(node: Node) -> Iterator[tuple[Node, bool]]:
    """Yield each shown node below (and with) this one in reading order: True on entering, False on leaving.

    Text nodes are only entered. Hidden elements are left out with all they hold. No recursion: depth costs nothing.
    """
    stack = [(node, True)]
    while stack:
        current, entering = stack.pop()
        yield current, entering
        if not entering or current.is_text_node:
            continue
        stack.append((current, False))
        stack.extend((child, True) for child in reversed(_shown(current)))


def _shown(node: Node) -> list[Node]:
    children = []
    child = node.first_child
    while child is not None:
        if child.is_text_node or (child.is_element_node and not is_hidden(child)):
            children.append(child)
        child = child.next
    return children


def breaks_line(node: Node) -> bool:
    """Tell whether an element begins and ends a line for a reader."""
    return node.tag in _BREAKS


def shown_lines(node: Node) -> list[str]:
    """Return what a reader sees below a node, one tidied line an entry; what its attributes hide is left out."""
    pieces = []
    for current, _ in walk(node):
        if current.is_text_node:
            pieces.append(_FLAT.sub(" ", current.text_content or ""))
        elif breaks_line(current):
            pieces.append("\n")
    found = (tidy(line) for line in "".join(pieces).split("\n"))
    return [line for line in found if line]
