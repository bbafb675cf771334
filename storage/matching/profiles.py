"""A posting made ready to be compared: each text read once."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from storage.matching.items import Item
from storage.matching.sites import Site, sites_of
from storage.matching.vocabulary import (
    EMPLOYER_FILLERS,
    HIDDEN,
    KNOWN,
    NAMELESS,
    REGION_WORDS,
    SITE_FILLERS,
    SITE_NOUNS,
)
from storage.matching.words import LONGEST, Title, is_rank, is_short_for, title_of, words_of

_NOT_ALNUM = re.compile(r"[^A-Z0-9]+")
_REF_WORD = re.compile(
    r"^\W{0,3}(?:(?:VACANCY|JOB|POST|ADVERT)\W{0,3})?(?:(?:REFERENCE|REF|ID|NUMBER|NO)(?![A-Z]))?(?=[^0-9]*[0-9])"
)
_TO_WHOM = re.compile(r"[-_ (/]{1,3}(?:EXT|EXTERNAL|INT|INTERNAL|CYM|CYMRAEG|WELSH|ENG)\)?$")
"""Behind a number, whom the advert is for or its language: the number is that of the post all the same."""
_TITLE_REF = re.compile(
    r"\b(?:ref|reference|vacancy|job|post)\b(?: no| number| id)?[.:# ]{0,3}([a-z]{0,6}[-/ ]?\d{3,9}[a-z0-9/-]{0,8})",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[\[(#]([A-Z]{2,6}[-/ ]?(?!20[0-9]{2}\b)[0-9]{3,9}[A-Z]?)(?:[\])]|\Z)")
"""A number in brackets that bears no word: [LCC-4418]; "(JUNE 2026)" is a date, "(NE16 6AJ)" a postcode."""
_CODED = re.compile(r"\b([A-Z]{2,6}[-/]?(?:[0-9]{2}[-/])?[0-9]{4,9}[A-Z]?)\b")
_BARE = re.compile(r"(?:^|\s[-–|:] ?)([0-9]{5,8})(?=$|\s?[-–|:]?\s)")
"""A number that stands alone before or behind the title."""
SHORT_REFERENCE = 4
"""A reference of fewer characters is anybody's."""
_AFTER = re.compile(r"[-–—(,:/|@]| at ")
"""What parts a title's role from the site named after it."""
_TRACKING = re.compile(r"[?&](?:utm_[a-z]+|source|src|ref|from|jobboard|channel)=[^&#]*", re.IGNORECASE)
_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
EMPTY: frozenset[str] = frozenset()
COMMON = KNOWN | SITE_NOUNS | SITE_FILLERS
"""Words that a title may well have of its own when its employer or place has them too."""


class Profile(Struct, frozen=True):
    """An item with its texts read: what evidence is weighed on. ``shape`` is what a reference looks like."""

    item: Item
    title: Title
    employer: frozenset[str]
    hidden: bool
    context: frozenset[str]
    place: frozenset[str]
    spot: frozenset[str]
    sites: frozenset[Site]
    named: frozenset[str]
    reference: str
    shape: str
    urls: tuple[str, ...]
    tail: frozenset[str]
    """The words of the end of an address, where it is no county or region: its town, whether or not a known one."""
    handles: tuple[str, ...]
    """The title's words without those that name its place, the most telling first."""
    core: tuple[str, ...]
    """Those of its role, and of added parts that tell siblings apart: a team's side, a rank."""

    @property
    def is_poor(self) -> bool:
        """Tell whether it lacks what its likes are found by: employer, place or dates."""
        item = self.item
        placed = item.area is not None or bool(self.tail)
        dated = item.closes is not None or item.opened is not None or item.since is not None
        return self.hidden or not placed or not dated


def profile_of(item: Item) -> Profile:
    """Read an item's texts."""
    employer = employer_words(item.recruiter)
    where = _where(item.site, item.locality, item.recruiter if item.is_body else None, item.title)
    given = None if is_boards_own(item.reference, item.source, item.recruiter) else item.reference
    reference = reference_of(given or _told_in(item.title))
    title, context, named = title_of(item.title), _context(item.recruiter, item.site), _named(item.title)
    handles = _handles(title, title.whose | named, context)
    return Profile(
        item=item,
        title=title,
        employer=employer,
        hidden=item.hidden or not (employer or item.recruiter_code),
        context=context,
        place=place_words(item.site),
        spot=where[0],
        sites=where[1],
        named=named,
        reference=reference,
        shape=_shape(reference),
        urls=tuple(key for url in item.urls if (key := url_key(url))),
        tail=_tail(item),
        handles=handles,
        core=_core(title, handles),
    )


def _handles(title: Title, elsewhere: frozenset[str], context: frozenset[str]) -> tuple[str, ...]:
    words = title.handles
    return tuple(each for each in words if each not in elsewhere and (each not in context or each in COMMON)) or words


def _core(title: Title, handles: tuple[str, ...]) -> tuple[str, ...]:
    beside = {word for _, words in title.added for word in words if not any(map(is_rank, words))}
    return tuple(word for word in handles if word not in beside) or handles


def with_text(profile: Profile, text: str | None) -> Profile:
    """Return the profile of the same posting with its body: all else in it depends on the fields alone."""
    return replace(profile, item=replace(profile.item, text=text))


class Profiles(dict[int, Profile]):
    """The profiles of items by their places, each made when it is first asked for."""

    def __init__(self, items: Sequence[Item] | Mapping[int, Item]) -> None:
        super().__init__()
        self._items = items

    def __missing__(self, at: int) -> Profile:
        """Read an item's texts."""
        made = self[at] = profile_of(self._items[at])
        return made


@lru_cache(maxsize=8_192)
def employer_words(name: str | None) -> frozenset[str]:
    """Return the words that tell an employer from others; none for one that hides."""
    if not name:
        return EMPTY
    words = frozenset(words_of(name))
    if words & HIDDEN or words <= EMPLOYER_FILLERS | NAMELESS:
        return EMPTY
    return words - EMPLOYER_FILLERS or words


@lru_cache(maxsize=8_192)
def _context(recruiter: str | None, site: str | None) -> frozenset[str]:
    return frozenset(words_of(f"{recruiter or ''} {site or ''}"))


def _beside_role(title: str) -> list[str]:
    """Return a title's parts that name no role: those behind the first, and the first where it is a school."""
    first, *more = _AFTER.split(title)
    return [first, *more] if more and _SCHOOL_FIRST.search(first) else more


_SCHOOL_FIRST = re.compile(r"\b(?:School|Academy|College|Nursery)\s*$")


@lru_cache(maxsize=8_192)
def _named(title: str) -> frozenset[str]:
    """Return the words of a title that name its site, the noun included: they are compared as a site."""
    parts = [part for part in _beside_role(title) if sites_of(part)]
    return frozenset(word for part in parts for word in words_of(part))


def _tail(item: Item) -> frozenset[str]:
    if item.locality:
        return place_words(item.locality)
    if item.area or not item.site:
        return EMPTY
    told = item.site.rsplit(",", 1)[-1]
    last = place_words(told)
    return EMPTY if last <= REGION_WORDS or sites_of(told) or _is_employer(told, last, item.recruiter) else last


def _is_employer(told: str, words: frozenset[str], recruiter: str | None) -> bool:
    """Tell whether a place is no more than the employer's name: it is anywhere in its area."""
    name = recruiter or ""
    return "council" in words or words <= place_words(name) or is_short_for(told, name)


@lru_cache(maxsize=8_192)
def place_words(site: str | None) -> frozenset[str]:
    """Return the plain words of a place's name."""
    return frozenset(words_of(site or ""))


@lru_cache(maxsize=8_192)
def _where(
    site: str | None, locality: str | None, body: str | None, title: str
) -> tuple[frozenset[str], frozenset[Site]]:
    """Return the words of the first part of an address of several parts, and the sites named."""
    parts = (site or "").split(",")
    town = frozenset(words_of(locality or ""))
    spot = frozenset(words_of(parts[0])) - town if len(parts) > 1 else EMPTY
    return spot, sites_of(". ".join(filter(None, (site, body, *_beside_role(title)))))


@lru_cache(maxsize=8_192)
def is_boards_own(reference: str | None, source: str, recruiter: str | None) -> bool:
    """Tell whether a number begins with the name of the board that gives it, and not with the employer's."""
    letters = _LETTERS.match(reference.strip().upper()) if reference else None
    if letters is None:
        return False
    start = letters[0].lower()
    return source.lower().startswith(start) and not any(word.startswith(start) for word in words_of(recruiter or ""))


_LETTERS = re.compile(r"[A-Z]{3,}(?=[-_/ ]?[0-9]{4})")
"""Letters before a number: REED-474403 at the board "reed"."""


@lru_cache(maxsize=8_192)
def _told_in(title: str) -> str | None:
    """Return the reference that a title tells as one."""
    seen = title[:LONGEST]
    found = _TITLE_REF.search(seen) or _BRACKETED.search(seen) or _CODED.search(seen) or _BARE.search(seen)
    return found[1] if found else None


@lru_cache(maxsize=8_192)
def reference_of(text: str | None) -> str:
    """Return a reference as letters and digits only, without the word "ref"; empty when it names nothing."""
    if not text:
        return ""
    told = _REF_WORD.sub("", _REF_WORD.sub("", text[:60].upper()))  # twice: "Job ref JOB13657" is JOB13657
    bare = _NOT_ALNUM.sub("", _TO_WHOM.sub("", told))
    return bare if any(map(str.isdigit, bare)) else ""


def _shape(reference: str) -> str:
    """Return what tells one employer's numbering from another's: its letters, or how many digits where it has none."""
    letters = "".join(filter(str.isalpha, reference))
    return letters or str(len(reference))


@lru_cache(maxsize=8_192)
def url_key(url: str) -> str:
    """Return an address without scheme and tracking; empty when it leads to no single advert."""
    bare = _TRACKING.sub("", _SCHEME.sub("", url.strip())).rstrip("/?&#").lower()
    _, slash, path = bare.partition("/")
    return bare if slash and any(map(str.isdigit, path)) else ""
