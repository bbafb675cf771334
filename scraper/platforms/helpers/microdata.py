"""Microdata and RDFa Lite read into the shape that JSON-LD has, so that one reader serves all three. Pure."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from scraper.platforms.helpers.markup import Node, Tree, inner, text
from scraper.platforms.helpers.text import tidy


class Syntax(NamedTuple):
    """The attributes of a syntax: what names a property, what opens an object, what names its type."""

    name: str
    scope: str
    type: str


MICRODATA = Syntax("itemprop", "itemscope", "itemtype")
RDFA = Syntax("property", "typeof", "typeof")

_URLS = {"a": "href", "link": "href", "area": "href", "img": "src", "audio": "src", "iframe": "src", "video": "src"}
_TEXTUAL = frozenset({"title", "name", "description", "jobTitle", "hiringOrganization", "baseSalary"})
"""Properties that are words even where a link carries them."""
_HTML = frozenset({"description", "responsibilities", "qualifications", "skills", "jobBenefits"})


def items(tree: Tree, type_name: str, syntax: Syntax = MICRODATA) -> list[dict[str, Any]]:
    """Return the objects of a type in a page, as JSON-LD would write them ({"@type": ..., "title": ...})."""
    nodes = tree.css(f"[{syntax.type}*='{type_name}' i]")
    return [_item(node, syntax) for node in nodes if _type(node, syntax).casefold() == type_name.casefold()]


def _type(node: Node, syntax: Syntax) -> str:
    given = (node.attributes.get(syntax.type) or "").split()
    return given[0].rstrip("/").replace("#", "/").replace(":", "/").rpartition("/")[2] if given else ""


def _item(root: Node, syntax: Syntax) -> dict[str, Any]:
    """Read an object and those within it, without recursion: a stack of (node, the object it belongs to)."""
    top: dict[str, Any] = {"@type": _type(root, syntax)}
    stack = [(child, top) for child in reversed(_children(root))]
    while stack:
        node, owner = stack.pop()
        given = node.attributes
        names = (given.get(syntax.name) or "").split()
        is_object = syntax.scope in given
        inside = {"@type": _type(node, syntax)} if is_object else owner
        for name in names:
            _add(owner, name.rpartition(":")[2], inside if is_object else _value(node, name, given))
        stack.extend((child, inside) for child in reversed(_children(node)))
    return top


def _add(owner: dict[str, Any], name: str, value: object) -> None:
    if value is None:
        return
    if name in owner:
        before = owner[name]
        owner[name] = [*before, value] if isinstance(before, list) else [before, value]
    else:
        owner[name] = value


def _value(node: Node, name: str, given: Mapping[str, str | None]) -> str | None:
    if "content" in given:
        return tidy(given["content"])
    if node.tag in _URLS and name not in _TEXTUAL:
        return tidy(given.get(_URLS[node.tag]))
    if node.tag == "time" and given.get("datetime"):
        return tidy(given["datetime"])
    if node.tag in ("data", "meter") and given.get("value"):
        return tidy(given["value"])
    return inner(node) if name in _HTML else text(node)


def _children(node: Node) -> list[Node]:
    return [child for child in node.iter() if child.is_element_node]
