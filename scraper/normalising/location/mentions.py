"""The places and areas that a location text names, in reading order."""

import re

from msgspec import Struct

from scraper.normalising.location import words as w
from scraper.reference import places
from scraper.reference.keys import key
from scraper.reference.places import Place

LONGEST_NAME = 7
"""Words of the longest name looked up ("armagh city banbridge and craigavon")."""
_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
"""Words joined by hyphens."""
_SEGMENTS = re.compile(r"[,;|/\\\n\r\t()\[\]•·:]+|(?<![Ss][Tt])(?<![Cc][Oo])\.\s|\s[-–—]+\s|[–—]")

_COUNTRY_CODE = re.compile(r"(?:GBR?|UK|ENG|SCT|WLS|NIR) ?-", re.IGNORECASE)
"""What begins a vendor's code of a place, whose hyphens part it: "GB-Leeds-Merrion House"."""


class Mention(Struct, frozen=True):
    """A name in the text and everything it may mean."""

    text: str
    meanings: tuple[Place, ...]

    @property
    def local(self) -> bool:
        """Whether it names a place or a council's area rather than a county, a region or a nation."""
        return self.meanings[0].level in ("place", "authority")


def _joins(segment: str, words: list[str]) -> frozenset[int]:
    """Positions of the words that a hyphen joins to the next one ("Hay-on-Wye": 0 and 1)."""
    joined: set[int] = set()
    for compound in _COMPOUND.findall(segment):
        parts = key(compound).split()
        for at in range(len(words) - len(parts) + 1):
            if words[at : at + len(parts)] == parts:
                joined.update(range(at, at + len(parts) - 1))
    return frozenset(joined)


def _torn(words: list[str], start: int, end: int, joins: frozenset[int]) -> bool:
    """Whether a name is only a part of a hyphened one: the Wye of "Hay-on-Wye", but not the Leeds of "Leeds-based"."""
    if start and start - 1 in joins and not places.find(words[start - 1]):
        return True
    return end - 1 in joins and words[end] not in w.JOINED and not places.find(words[end])


def _allowed(words: list[str], start: int, end: int, meanings: tuple[Place, ...]) -> bool:
    """Whether a name inside a longer text is a place there: not a street, not a word, not part of a longer name."""
    whole = start == 0 and end == len(words)
    if whole:
        return True
    behind = words[end] if end < len(words) and words[end : end + 2] != ["park", "and"] else ""
    if behind in w.STREETS or behind in w.COMPOUND or (start and words[start - 1] in w.LONGER):
        return False
    if words[start] in w.SAINTS and behind in w.BUILDINGS:
        return False
    if end - start == 1 and words[start] in w.COMMON and behind not in w.SITES:
        return False
    known = meanings[0].level != "place" or any(one.people >= w.KNOWN_TOWN for one in meanings)
    return known or len(words) < w.LONG_SEGMENT


def _in_segment(segment: str) -> list[Mention]:
    words = key(segment).split()
    joins = _joins(segment, words) if "-" in segment else frozenset[int]()
    found: list[Mention] = []
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + LONGEST_NAME), at, -1):
            meanings = places.find(" ".join(words[at:end]))
            if meanings:
                if _allowed(words, at, end, meanings) and not (joins and _torn(words, at, end, joins)):
                    found.append(Mention(" ".join(words[at:end]), meanings))
                at = end
                break
        else:
            at += 1
    return found


def mentions(text: str) -> list[Mention]:
    """Every name of a place or area in a text; names that run over commas are found when they are the whole text."""
    whole = places.find(text)
    if whole:
        return [Mention(key(text), whole)]
    if _COUNTRY_CODE.match(text):
        text = text.replace("-", ",")
    return [one for segment in _SEGMENTS.split(text) if segment for one in _in_segment(segment)]
