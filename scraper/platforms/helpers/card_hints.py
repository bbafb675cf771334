"""What a card hints at without a label: classes, icons before a text, a line that is a council or a place. Pure.

The weakest evidence of all, so it is asked last: a class that says "employer", a picture of a pin, "Fife Council" on a
line of its own, a line that is a known place and nothing else.
"""

import re
from collections.abc import Iterable, Iterator

from scraper.platforms.helpers.known_places import POSTCODE, is_place
from scraper.platforms.helpers.markup import Node, text
from scraper.platforms.helpers.text import tidy
from scraper.platforms.helpers.worth import is_worth
from scraper.reference.keys import key

Hint = tuple[str, str]

LONGEST = 120
"""Characters of a name or a place."""
MOST_NODES = 120
"""Elements of a card that are looked at."""
_ENDS = r"(?:[-_]{1,2}(?:name|text|value|label|title|info))?(?![\w-])"
_CLASSES = (
    (
        "recruiter_text",
        re.compile(rf"(?<![a-z])(?:employer|org|organi[sz]ation|company|recruiter|council){_ENDS}", re.IGNORECASE),
    ),
    ("location_text", re.compile(rf"(?<![a-z])(?:locations?|loc|place|town|workplace){_ENDS}", re.IGNORECASE)),
    ("salary_text", re.compile(rf"(?<![a-z])(?:salary|pay|wage|remuneration){_ENDS}", re.IGNORECASE)),
    (
        "closing_text",
        re.compile(
            rf"(?<![a-z])(?:clos(?:ing|es)(?:[-_]?(?:date|on))?|deadline|expiry(?:[-_]?date)?){_ENDS}", re.IGNORECASE
        ),
    ),
)
_ICONS = (
    ("location_text", re.compile(r"\b(?:map|marker|location|pin|place)\b", re.IGNORECASE)),
    ("salary_text", re.compile(r"\b(?:wallet|gbp|pound|sterling|money|coins?|cash)\b", re.IGNORECASE)),
    ("recruiter_text", re.compile(r"\b(?:building|business|institution)\b", re.IGNORECASE)),
)
_ICON_TAGS = frozenset({"i", "svg", "span"})
_SAID_AS = ("class", "data-testid", "data-test", "data-field", "itemprop")
_AUTHORITY = re.compile(
    r"(?:\b(?:council|borough|county|combined authority|park authority|nhs(?: foundation)? trust|foundation trust"
    r"|university|constabulary|fire (?:and|&) rescue(?: service)?)"
    r"|^(?:university|london borough|royal borough) of .+)$",
    re.IGNORECASE,
)
_KINDS = frozenset({"local", "the", "county", "district", "borough", "city", "town", "parish", "council", "university"})
"""Words that make a kind of employer and no name."""
_HAS_DIGIT = re.compile(r"\d")


def hints(card: Node, lines: Iterable[str]) -> Iterator[Hint]:
    """Yield fields and values that a card hints at, the stronger hint of a field first.

    Args:
        card: the advert's element.
        lines: what it shows, its title left out.
    """
    for node in card.css("*")[:MOST_NODES]:
        named = " ".join(node.attributes.get(name) or "" for name in _SAID_AS)
        if named.strip():
            yield from _named(node, named)
    short = [line for line in lines if len(line) <= LONGEST and not _HAS_DIGIT.search(line.partition(" ")[0])]
    yield from (("recruiter_text", line) for line in short if is_authority(line))
    places = [line for line in short if not is_authority(line) and is_place(line)]
    coded = [line for line in places if POSTCODE.search(line)]
    # Else the last line counts: an employer may be called after a place, and stands before it.
    yield from (("location_text", line) for line in (*coded, *places[::-1]))


def is_authority(line: str) -> bool:
    """Tell whether a line is the name of a council or of another public body, and no kind of them ("Town Council")."""
    return _AUTHORITY.search(line) is not None and line[:1].isupper() and not _KINDS.issuperset(key(line).split())


def _named(node: Node, named: str) -> Iterator[Hint]:
    icon = node.tag in _ICON_TAGS and not text(node)
    for field, pattern in _ICONS if icon else _CLASSES:
        if pattern.search(named):
            said = _beside(node) if icon else text(node)
            if said and len(said) <= LONGEST and ":" not in said and _fits(field, said):
                yield field, said


def _fits(field: str, said: str) -> bool:
    has_digit = _HAS_DIGIT.search(said) is not None
    if field == "closing_text":
        return has_digit
    return is_worth(field, "", said)


def _beside(icon: Node) -> str | None:
    """Return the text that an icon stands before."""
    after = icon.next
    while after is not None and not (tidy(after.text_content) or ""):
        after = after.next
    if after is None or after.is_comment_node:
        return None
    return tidy(after.text_content) if after.is_text_node else text(after)
