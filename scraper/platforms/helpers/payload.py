"""JSON and XML that hostile or careless vendors serve, read within bounds. Pure.

XML never fetches, never expands an entity of its own making, and is never larger than its caps or deeper than libxml2's
own 256. What vendors get wrong all the time (a bare ampersand, HTML entities, control characters, an escaped
declaration) is mended.
"""

import re
from collections.abc import Iterator
from html.entities import html5
from typing import TYPE_CHECKING, Any

import msgspec

from scraper.pages import Page, Problem, Verdict
from scraper.platforms.helpers.text import tidy
from scraper.text import decode

JSON_CAP = 12_000_000
"""Characters; the largest reply of an API known is under 5 million. Nothing but brackets costs 250 MB at the cap."""
XML_CAP = 24_000_000
"""Characters. The sitemap protocol allows 50,000 addresses, which take under 10 million."""
MOST_MARKS = 1_500_000
""" "<" in an XML text: a million elements take 240 MB. The largest feed known has under 0.2 million."""
DOCTYPE_WITHIN = 10_000
"""Characters searched for a DTD to drop; one further on is not expanded either (the parser refuses to)."""

_LOOKS_HTML = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}>\s*", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[<>]{0,2000}(?:\[[^\]]*+\]\s*)?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|)")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CDATA = re.compile(r"(<!\[CDATA\[(?:[^\]]++|\](?!\]>))*+\]\]>)")

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element = _Element
else:
    Element = Any


def looks_html(text: str) -> bool:
    """Tell whether a text begins as an HTML page does."""
    return _LOOKS_HTML.match(text) is not None


def expect_json(page: Page) -> Any:  # noqa: ANN401 (JSON is any of its types)
    """Return the JSON value that the page is.

    Raises:
        Problem: not_json when it is anything else (an HTML stub, a script, half a reply); too_big over the cap.
    """
    text = decode(page).strip()
    if len(text) > JSON_CAP:
        raise Problem(Verdict.BROKEN, "too_big", f"{page.url} is over {JSON_CAP:,} characters of JSON")
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as error:
        what = "HTML" if text.startswith("<") else f"not valid JSON ({error})"
        raise Problem(Verdict.BROKEN, "not_json", f"{page.url} should be JSON but is {what}; look at it") from None


def expect_xml(page: Page) -> Element:
    """Return the root element of an XML page. Names keep their namespaces; ``child``, ``find_all`` look past them.

    Raises:
        Problem: not_xml when it is HTML or nothing that begins with an element; too_big over the caps.
    """
    return parse_xml(decode(page), page.url)


def parse_xml(text: str, url: str = "this page") -> Element:
    """Return the root element of an XML text: strictly when it is well formed, else mended as a browser would.

    Raises:
        Problem: as ``expect_xml``.
    """
    if len(text) > XML_CAP or text.count("<") > MOST_MARKS:
        raise Problem(Verdict.BROKEN, "too_big", f"{url} is more XML than any feed or sitemap has; look at it")
    body = _DECLARATION.sub("", text.lstrip("\ufeff"), count=1)
    if looks_html(body) or not body.lstrip().startswith("<"):
        raise _not_xml(url, "HTML" if looks_html(body) else "something else")
    body = mended(body)
    root = _parsed(body, recover=False)
    if root is None:
        root = _parsed(body, recover=True)
    if root is None:
        raise _not_xml(url, "too broken to read")
    if is_called(root, "html"):
        raise _not_xml(url, "HTML")
    return root


def is_well_formed(text: str) -> bool:
    """Tell whether an XML text is whole: every element closed, one root, nothing mended but stray ampersands."""
    return _parsed(mended(_DECLARATION.sub("", text.lstrip("\ufeff"), count=1)), recover=False) is not None


def mended(text: str) -> str:
    """Return XML whose ampersands, entities and characters a strict parser accepts; no DTD is left in it.

    Entities of HTML become their characters, ampersands that begin no entity are escaped, CDATA stays as it is.
    """
    text = _FORBIDDEN.sub("", text)
    start = text[:DOCTYPE_WITHIN].upper().find("<!DOCTYPE")
    if start >= 0 and (doctype := _DOCTYPE.match(text, start)):
        text = text[:start] + text[doctype.end() :]
    if "&" not in text:
        return text
    parts = _CDATA.split(text)
    parts[::2] = [_ENTITY.sub(_readable, part) for part in parts[::2]]
    return "".join(parts)


def _readable(match: re.Match[str]) -> str:
    name = match[1]
    if name is None:
        return "&amp;"
    if name in _XML_ENTITIES or name.startswith("#"):
        return match[0]
    return html5.get(f"{name};") or f"&amp;{name};"


def _parsed(text: str, *, recover: bool) -> Element | None:
    from lxml import etree  # noqa: PLC0415 (4 MB that only XML needs)

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=recover,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None
    return root


def _not_xml(url: str, what: str) -> Problem:
    return Problem(Verdict.BROKEN, "not_xml", f"{url} should be XML but is {what}; look at it in a browser")


def name_of(element: Element) -> str:
    """Return an element's name without its namespace, in lower case; "" for a comment."""
    name: object = element.tag
    return name.rpartition("}")[2].lower() if isinstance(name, str) else ""


def is_called(element: Element, *names: str) -> bool:
    """Tell whether an element has one of these names, namespace and case apart."""
    return name_of(element) in {name.lower() for name in names}


def find_all(element: Element, *names: str) -> Iterator[Element]:
    """Yield all descendants of these names in document order, namespace and case apart."""
    wanted = {name.lower() for name in names}
    return (found for found in element.iter() if name_of(found) in wanted)


def child(element: Element, *names: str) -> Element | None:
    """Return the first child of the first of these names that has one, namespace and case apart."""
    children = {name_of(one): one for one in reversed(element)}
    return next((children[name.lower()] for name in names if name.lower() in children), None)


def child_text(element: Element, *names: str) -> str | None:
    """Return the text of the first of these children that has any, white space tidied; else None.

    Text is as printed: bodies escaped in the XML come out as HTML (use ``plain`` to read them).
    """
    children: dict[str, str] = {}
    for one in element:
        text = tidy("".join(map(str, one.itertext())))
        if text:
            children.setdefault(name_of(one), text)
    return next((children[name.lower()] for name in names if name.lower() in children), None)
