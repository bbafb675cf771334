"""JobPostings that a page carries as data for its own scripts: Next.js and its like, state in JavaScript. Pure.

The object is found by its type wherever it stands: in JSON, in an assignment, in a string that holds JSON again
(``JSON.parse("...")``, ``self.__next_f.push([1, "..."])``, JSON-LD kept as text), escaped up to three times.
"""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from scraper.platforms.helpers import jsonld
from scraper.platforms.helpers.markup import Tree

NAME = "JobPosting"
LEVELS = 3
"""Strings within strings: a framework's payload holds the page's data, which holds JSON-LD as text."""
NEAREST = 12
"""Opening braces tried before a type: it is mostly an object's first or second key, seldom after its other parts."""
MOST_POSTINGS = 500
"""Postings of one page; the largest list seen holds 100."""
MOST_MISSES = 20
"""Braces of one script that open no posting: a hostile one could have us read it as often as it has braces."""
LONGEST_BACK = 50_000
"""Characters before a type in which its object opens: a description may come first."""

_TYPE = re.compile(r"[\"']@type[\"']\s{0,9}:\s{0,9}\[?\s{0,9}[\"'](?:https?://schema\.org/)?JobPosting[\"']")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_BLANK = frozenset("nrtbf")
"""Escapes of white space: between an inner object's parts they are just that."""


def postings(tree: Tree) -> list[dict[str, Any]]:
    """Return every JobPosting in the scripts of a page that are no JSON-LD, each once, in page order."""
    found: dict[str, dict[str, Any]] = {}
    for text in _scripts(tree):
        for value in _in_text(text):
            found.setdefault(json.dumps(value, sort_keys=True), value)
            if len(found) >= MOST_POSTINGS:
                return list(found.values())
    return list(found.values())


def _scripts(tree: Tree) -> Iterator[str]:
    left = jsonld.ALL_SCRIPTS_CAP
    for node in tree.css("script:not([src])"):
        text = node.text() or ""
        left -= len(text)
        if left >= 0 and NAME in text and "ld+json" not in (node.attributes.get("type") or "").lower():
            yield text


def _in_text(text: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of that type in a script, read at the first level of escaping at which any is found."""
    for _ in range(LEVELS + 1):
        found = list(_at_this_level(text))
        if found:
            yield from found
            return
        if "\\" not in text:
            return
        text = _ESCAPE.sub(_unescaped, text)


def _unescaped(match: re.Match[str]) -> str:
    if code := match[1] or match[2]:
        return chr(int(code, 16))
    return " " if match[3] in _BLANK else str(match[3])


def _at_this_level(text: str) -> Iterator[dict[str, Any]]:
    end, misses = 0, 0
    for match in _TYPE.finditer(text):
        if match.start() < end:
            continue
        for opening in islice(_openings(text, match.start(), end), NEAREST):
            value, after = jsonld.decoded(text, opening)
            if isinstance(value, dict) and after > match.start() and jsonld.is_type(value, NAME):
                end = after
                yield value
                break
            misses += 1
        if misses > MOST_MISSES:
            return


def _openings(text: str, at: int, floor: int) -> Iterator[int]:
    """Yield where an object opens before a place, the nearest first."""
    floor = max(floor, at - LONGEST_BACK)
    while (at := text.rfind("{", floor, at)) >= 0:
        yield at
