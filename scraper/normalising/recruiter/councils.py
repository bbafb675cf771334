"""Finding the authorities that an employer text names: a place with the words that make it a council."""

import re
from datetime import date
from functools import cache

from msgspec import Struct

from scraper.normalising.recruiter import words as w
from scraper.reference import authorities
from scraper.reference.authorities import Authority, Name
from scraper.reference.keys import key

SHARING = frozenset({"district", "london_borough"})
"""Types of councils that share a staff under their two bare names."""


_APART = re.compile(r"(?<= )(?:[mlc] )?(?:b|c|d) c\b|^l b(?= )")
"""The letters of a council word written apart: "Essex C C", "Sandwell M B C", "L B Enfield"."""


class Mention(Struct, frozen=True):
    """Authorities named together in words ``start`` to ``end`` (not included), and the rule that found them."""

    start: int
    end: int
    found: tuple[Authority, ...]
    rule: str


@cache
def _names() -> dict[str, list[tuple[list[str], list[Name]]]]:
    """The register's names in words by their first word, the longest first, also with their "and" left out."""
    index: dict[str, list[tuple[list[str], list[Name]]]] = {}
    for name, known in authorities.names().items():
        parts = name.split()
        index.setdefault(parts[0], []).append((parts, known))
        if "and" in parts and (short := name.replace(" and ", " ")) not in authorities.names():
            index[parts[0]].append((short.split(), known))
    return {first: sorted(found, key=lambda one: -len(one[0])) for first, found in index.items()}


def _known_at(words: list[str], start: int) -> list[tuple[int, list[Name]]]:
    """Names of the register that begin at a word, the longest first: where each ends, and whose it is."""
    found = []
    for parts, known in _names().get(words[start], ()):
        end = start + len(parts)
        if words[start:end] == parts:
            found.append((end, known))
    return found


def _starts_with(words: list[str], at: int, table: dict[str, list[w.Words]]) -> int:
    """How many words of the table's phrases begin at a word; 0 when none does."""
    for phrase in table.get(words[at], ()) if at < len(words) else ():
        if tuple(words[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _typed(words: list[str], at: int) -> tuple[int, frozenset[str]]:
    """Where the run of type words ("county", "city and district") that begins at a word ends, and its words."""
    end = at
    while end < len(words) and (
        words[end] in w.TYPE_WORDS or (words[end] == "and" and end > at and words[end + 1 : end + 2] == ["district"])
    ):
        end += 1
    return end, frozenset(words[at:end])


def _pick(names: list[Name], kinds: frozenset[str], on: date | None) -> Authority | None:
    """The authority of a name that its type words fit: "Somerset County" is the county that was."""
    fitting = [one.authority for one in names if one.authority.is_council and w.fits(one.authority, kinds)]
    counties = [one for one in fitting if one.type == "county"] if kinds == {"county"} else []
    return authorities.choose(counties or fitting, on)


def _is_council_of(words: list[str], at: int) -> bool:
    """Whether a council word stands at a position and is not the head of "council for ..."."""
    if at < len(words) and words[at] == "authority":
        return words[at - 1] in w.AUTHORITY_KINDS
    if at >= len(words) or words[at] not in w.COUNCIL_WORDS:
        return False
    return not (words[at].startswith("council") and words[at + 1 : at + 2] and words[at + 1] in w.NOT_A_COUNCIL_OF)


def _joined(words: list[str], at: int, first: Authority, on: date | None) -> Mention | None:
    """A second place behind "and" or a stroke, and a council word behind that: "Adur and Worthing Councils"."""
    if at >= len(words) - 1:
        return None
    after = at + (words[at] == "and")
    skip = 0
    if after > at:
        skip = _starts_with(words, after, w.STRONG_PREFIXES) or _starts_with(words, after, w.WEAK_PREFIXES)
    start = after + skip
    for end, names in _known_at(words, start) if start < len(words) else ():
        stop, kinds = _typed(words, end)
        second = _pick(names, kinds, on)
        if second is not None and second.code != first.code:
            if _is_council_of(words, stop) and (after > at or words[stop] == "councils"):
                return Mention(0, stop + 1, (first, second), "joint_councils")
            if skip and stop == end:
                return Mention(0, end, (first, second), "joint_councils")
    return None


def _lengthened(words: list[str], start: int) -> bool:
    """Whether what stands before a place makes another name of it: "West Kent", "North County Durham"."""
    while start and words[start - 1] == "county":
        start -= 1
    return (start > 0 and words[start - 1] in w.MAKES_LONGER) or _made_up(words, start)


def _made_up(words: list[str], start: int) -> bool:
    """Whether the words before a place name a council that is none: "West City of Westminster"."""
    at = start
    while at and words[at - 1] in w.BEFORE_A_PLACE:
        at -= 1
    return 0 < at < start and words[at - 1] in w.COMPASS


def _another_city(place: list[str]) -> bool:
    """Whether the *City* Council of a place is a parish's, or abroad, and not the register's of that name."""
    return place[0] in w.PARISH_CITIES or (len(place) == 1 and place[0] in w.CITIES_ABROAD)


def _suffixed(words: list[str], start: int, on: date | None) -> Mention | None:
    """A place with a council word behind it, alone or as the first of two."""
    if _lengthened(words, start):
        return None
    for end, names in _known_at(words, start):
        stop, kinds = _typed(words, end)
        if kinds == {"city"} and _another_city(words[start:end]):
            continue
        found = _pick(names, kinds, on)
        if found is None or not found.is_council:
            continue
        if words[stop : stop + 1] == ["mc"] and found.type != "metropolitan_district":
            continue
        if kinds >= w.BOROUGH_OF_LONDON:
            return Mention(start, stop, (found,), "council_name")
        if _is_council_of(words, stop):
            rule = "council_name" if end - start > 1 or kinds or words[stop] == "council" else "council_short_form"
            return Mention(start, stop + 1, (found,), rule)
        joint = _joined(words, stop, found, on)
        if joint is not None:
            return Mention(start, joint.end, joint.found, joint.rule)
    return None


def _prefixed(words: list[str], start: int, on: date | None) -> Mention | None:
    """A place behind "London Borough of", "Cyngor" and the like, alone or as the first of two."""
    at = start + _starts_with(words, start, w.STRONG_PREFIXES)
    if at == start or at >= len(words) or _made_up(words, at):
        return None
    kinds = frozenset({"london"}) if words[start] in ("london", "lb", "lbc") else frozenset[str]()
    for end, names in _known_at(words, at):
        found = _pick(names, kinds, on)
        if found is not None and found.is_council:
            joint = _joined(words, end, found, on)
            if joint is not None:
                return Mention(start, joint.end, joint.found, joint.rule)
            return Mention(start, end, (found,), "council_form_of_words")
    return None


def _official(words: list[str], start: int) -> Mention | None:
    """A full official name: of a council with its council word, or of a combined authority."""
    for end, names in _known_at(words, start):
        text = " ".join(words[start:end])
        owners = [one.authority for one in names if one.bare and key(one.authority.name) == text]
        spoken = {"council", "authority", "corporation", "comhairle", "cyngor"} & set(words[start:end])
        if owners and spoken and not (start and words[start - 1] in w.MAKES_LONGER):
            if words[end - 1] == "council" and words[end : end + 1] and words[end] in w.NOT_A_COUNCIL_OF:
                continue
            return Mention(start, end, (owners[0],), "official_name")
    return None


def mentions(words: list[str], on: date | None = None) -> list[Mention]:
    """Every authority that the words name as a council or combined authority, in reading order, without overlap."""
    found: list[Mention] = []
    at = len(words) if w.SIGNALS.isdisjoint(words) else 0
    while at < len(words):
        one = _official(words, at) or _prefixed(words, at, on) or _suffixed(words, at, on)
        if one is not None:
            found.append(one)
        at = one.end if one is not None else at + 1
    return found


def _without(words: list[str]) -> list[str]:
    """The words without a weak prefix, a weak suffix or an inverted ending."""
    skip = _starts_with(words, 0, w.WEAK_PREFIXES)
    rest = words[skip:]
    for ending in w.INVERTED:
        if len(rest) > len(ending) and tuple(rest[-len(ending) :]) == ending:
            return rest[: -len(ending)]
    if rest[-1:] == ["city"] and 1 < len(rest) == len(words) and words[0] not in w.CLUBS:
        return rest[:-1]
    while len(rest) > 1 and (rest[-1] in w.WEAK_SUFFIXES or (rest[-1] == "london" and len(rest) < len(words))):
        rest = rest[:-1]
    if len(rest) > 1 and len(rest) < len(words) - skip and rest[-1] in w.METROPOLITAN:
        rest = rest[:-1]
    return rest


def whole(words: list[str], on: date | None = None) -> Mention | None:
    """The authority whose name, with weak words at most, is all that the text holds: "Hackney", "City of Derby"."""
    named = [one for one in authorities.names().get(" ".join(words), ()) if one.bare or one.letters]
    found = authorities.choose([one.authority for one in named], on)
    if found is not None:
        return Mention(0, len(words), (found,), "register_name")
    rest = _without(words)
    kinds = (frozenset(words) - frozenset(rest)) & w.TYPE_WORDS
    if len(rest) < len(words) and rest:
        if words[0] == "city" and _another_city(rest):
            return None
        names = [one for one in authorities.names().get(" ".join(rest), ()) if one.bare]
        found = _pick(names, kinds if words[0] != "the" else frozenset(), on)
        if found is not None and found.is_council and (words[-1] != "city" or "city" in key(found.name).split()):
            return Mention(0, len(words), (found,), "register_name")
    return None


def _initials(found: Authority) -> frozenset[str]:
    """The letters an authority's name is shortened to, with and without its joining and council words: "WCBC"."""
    parts = key(found.name).split()
    telling = [part for part in parts if part not in w.JOINING]
    place = [part for part in telling if part not in w.COUNCIL_WORDS and part not in w.TYPE_WORDS]
    return frozenset("".join(part[0] for part in some) for some in (parts, telling, place) if len(some) > 1)


def shortened_beside(words: list[str], on: date | None = None) -> Mention | None:
    """A council's bare name beside its own initials: "CBC - Central Bedfordshire", "Wrexham (WCBC)"."""
    for size in range(1, min(len(words), MOST_LETTER_WORDS + 1)):
        for letters, rest in ((words[:size], words[size:]), (words[-size:], words[:-size])):
            short = "".join(word for word in letters if word not in w.JOINING)
            mention = whole(rest, on) if len(short) > 1 and short not in w.CLUB_LETTERS else None
            if mention is not None and short in _initials(mention.found[0]):
                return Mention(0, len(words), mention.found, "register_name")
    return None


MOST_LETTER_WORDS = 3
"""Words that initials may be written in: "B & NES"."""


def spelt_out(words: list[str]) -> list[str]:
    """The words with abbreviations written out ("East Herts") and council letters joined ("Essex C C")."""
    written = " ".join(w.ABBREVIATIONS.get(word, word) for word in words)
    return _APART.sub(lambda found: found.group().replace(" ", ""), written).split()


def pair(words: list[str], on: date | None = None) -> Mention | None:
    """Two bare districts or boroughs joined by "and" that are all the text holds: "Babergh and Mid Suffolk".

    Counties joined ("Kent and Medway") are an area that police, health and charities have too.
    """
    for end, names in _known_at(words, 0) if words else ():
        first = _pick([one for one in names if one.bare], frozenset(), on)
        if first is None or first.type not in SHARING or words[end : end + 1] != ["and"]:
            continue
        second = whole(words[end + 1 :], on)
        if second is not None and second.found[0].type in SHARING and second.found[0].code != first.code:
            return Mention(0, len(words), (first, second.found[0]), "joint_councils")
    return None
