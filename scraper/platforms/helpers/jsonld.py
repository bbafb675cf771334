"""JSON-LD as sites write it: strict where it is JSON, mended where it is not, and never half a value. Pure."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from scraper.platforms.helpers.markup import Tree

SCRIPT_CAP = 2_000_000
"""Characters of one script. The largest seen, a page of 100 postings with their bodies, has 0.6 million."""
ALL_SCRIPTS_CAP = 4_000_000
"""Characters of all scripts of a page together."""
REPAIR_CAP = 60_000
"""Characters given to the slow repairer of last resort (about 1 s at the cap); a single advert has under 30,000."""
MOST_NODES = 100_000
"""Objects and lists looked through on one page."""

_WRAPPING = re.compile(r"^\s*(?:/[*/]\s*)?(?:<!--|<!\[CDATA\[)(?:\s*\*/)?|(?:/[*/]\s*)?(?:-->|\]\]>)(?:\s*\*/)?\s*$")
_TRAILING_COMMA = re.compile(r'("(?:[^"\\]++|\\.)*+")|,(?=\s*+[}\]])', re.DOTALL)
_COMMENT = re.compile(r'("(?:[^"\\]++|\\.)*+")|/\*[^*]{0,500}+\*/|(?<!:)//[^\n"]*+', re.DOTALL)
"""A comment outside a string, as people write into scripts; one that holds a quotation mark is left to the repairer."""
_BAD_ESCAPE = re.compile(r'\\(?:(["\\/bfnrt])|(u[0-9a-fA-F]{4})|)')


def scripts(tree: Tree) -> Iterator[Any]:
    """Yield the value of every JSON-LD script of a page that can be read, in page order."""
    left = ALL_SCRIPTS_CAP
    for node in tree.css("script[type*='ld+json' i]"):
        text = node.text() or ""
        left -= len(text)
        value = loads(text) if left >= 0 else None
        if value is not None:
            yield value


_SCRIPT = "[sS][cC][rR][iI][pP][tT]"
"""Spelled out, for a pattern that begins with a plain character skips to it, and one that ignores case can't."""
_OPENING = re.compile(rf"<(?:!--|{_SCRIPT}\b([^>]*+)>)")
_CLOSING = re.compile(rf"</{_SCRIPT}")


def scripts_in(markup: str) -> Iterator[Any]:
    """Yield the same without a tree, which costs a page of one advert four times as much; comments hide scripts."""
    at, left = 0, ALL_SCRIPTS_CAP
    while (opening := _OPENING.search(markup, at)) is not None:
        if opening[1] is None:
            at = markup.find("-->", opening.start() + 2)
        else:
            closing = _CLOSING.search(markup, opening.end())
            at = closing.start() if closing else -1
            if at >= 0 and "ld+json" in opening[1].lower():
                left -= at - opening.end()
                value = loads(markup[opening.end() : at]) if left >= 0 else None
                if value is not None:
                    yield value
        if at < 0:
            return


def loads(text: str) -> Any:  # noqa: ANN401 (JSON is any of its types)
    """Return the value of a piece of JSON, or None when it can't be read without guessing at what is missing.

    Mended in this order, each only when what came before does not parse: comments and CDATA around it; raw new lines
    and tabs in strings; comments within, trailing commas and impossible escapes; the whole escaped as HTML; then
    json-repair, within its cap and never on text that breaks off. Decimals are kept as text, as written ("26927.50").
    """
    if len(text) > SCRIPT_CAP:
        return None
    value = _strict(text)
    if value is None:
        text = _unwrapped(text)
        value = _strict(text)
    if value is None:
        text = _mended(text)
        value = _strict(text)
    if value is None and '"' not in text and "&quot;" in text:
        text = html.unescape(text)
        value = _strict(text)
    if isinstance(value, str) and value.lstrip()[:1] in ("[", "{"):
        return _strict(value)
    return _repaired(text) if value is None else value


def _unwrapped(text: str) -> str:
    text = text.strip("\ufeff \t\r\n")
    for _ in range(2):
        text = _WRAPPING.sub("", text)
    return text.strip().rstrip(";").strip()


def _strict(text: str) -> Any:  # noqa: ANN401 (JSON is any of its types)
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError):
        return None


def decoded(text: str, at: int) -> tuple[Any, int]:
    """Return the JSON value that begins at a place in a text and where it ends; None where none does."""
    try:
        return _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        return None, at


def _no_number(_: str) -> None:
    """NaN and Infinity are no values."""


_DECODER = json.JSONDecoder(strict=False, parse_float=str, parse_constant=_no_number)


def _mended(text: str) -> str:
    if "//" in text or "/*" in text:
        text = _COMMENT.sub(lambda match: match[1] or "", text).strip()
    text = _TRAILING_COMMA.sub(lambda match: match[1] or "", text)
    return _BAD_ESCAPE.sub(lambda match: match[0] if match[1] or match[2] else "", text)


def _repaired(text: str) -> Any:  # noqa: ANN401 (JSON is any of its types)
    if len(text) > REPAIR_CAP or text[:1] not in "[{" or text[-1:] not in "]}":
        return None
    from json_repair import repair_json  # noqa: PLC0415 (2 MB that only broken JSON needs)

    try:
        value = repair_json(text, return_objects=True, skip_json_loads=True)
    except (ValueError, RecursionError, IndexError, TypeError):
        return None
    return value if isinstance(value, (dict, list)) and value else None


def objects(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 (JSON is any of its types)
    """Yield every object in a JSON value, outer before inner, in reading order, however it is nested."""
    stack, seen = [value], 0
    while stack and seen < MOST_NODES:
        seen += 1
        current = stack.pop()
        if isinstance(current, dict):
            yield current
            stack.extend(one for one in reversed(list(current.values())) if isinstance(one, (dict, list)))
        elif isinstance(current, list):
            stack.extend(one for one in reversed(current) if isinstance(one, (dict, list)))


def is_type(value: dict[str, Any], name: str) -> bool:
    """Tell whether an object's @type is this one: alone or in a list, with or without its schema.org address."""
    types = value.get("@type")
    if isinstance(types, str):
        return types == name or _type_in(types) == name.casefold()
    wanted = name.casefold()
    return isinstance(types, list) and any(isinstance(one, str) and _type_in(one) == wanted for one in types)


def _type_in(text: str) -> str:
    if not text.isalnum():
        text = _BEFORE_TYPE.split(text.strip())[-1]
    return text.casefold()


_BEFORE_TYPE = re.compile(r"[/#:]")
