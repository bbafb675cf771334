"""Titles and names as words that can be compared."""

import itertools
import re
import unicodedata
from functools import cache, lru_cache

from msgspec import Struct
from rapidfuzz.distance import OSA

from storage.matching.phrases import PHRASES, as_phrases
from storage.matching.vocabulary import (
    COUNTED,
    ENDING,
    GENERAL,
    KNOWN,
    LEADERS,
    NOISE,
    PLURALS,
    RANKS,
    STAYING,
    SYNONYMS,
    UNITS,
)
from storage.matching.welsh import WORDS

_WORD = re.compile(r"[a-z]+|[0-9]+(?:\.[0-9]+)?")
_HOURS = re.compile(r"\b([0-9]{1,2}(?:\.[0-9]{1,2})?) ?(?:hours?|hrs?|hpw)\b", re.IGNORECASE)
_NOT_TITLE = re.compile(
    r"\b(?:[A-Z]{1,2}[0-9][A-Z0-9]?\s?(?!1ST|2ND|3RD)[0-9][A-Z]{2}|[A-Z]{2,6}[/-][0-9]{2,4}[/-][0-9]{2,6})\b"
)
"""Postcodes and references, which say nothing of which post it is."""
GRADE = re.compile(
    r"\b(?:pay )?(?:grade|scale|band|spinal point|scp)s?\.? ?:? ?"
    r"(?:[a-z]{0,3} ?[0-9]{1,2}(?: ?(?:[-–/+&]|to) ?(?:[a-z]{1,2} ?)?[0-9]{1,2})?[a-z]?\b"
    r"|[a-z]\b(?! [a-z])(?: ?[-–/] ?[a-z]\b)?)"
    r"|\b(?-i:SO|PO|G|LG|Gr) ?[0-9]{1,2}(?: ?[-–/] ?(?-i:SO|PO|G)? ?[0-9]{1,2})?\b",
    re.IGNORECASE,
)
"""A grade told in a title: it says what is paid, and not which post it is."""
_PART = re.compile(r"\s[-–—|/@]+\s|\s[-–—](?=\S)|(?<=\S)[-–—]\s|[(\[,:|)\]]| at ")
"""What parts a title's role from what is added to it: a team, a place, a contract."""
_SENIOR = re.compile(r"\bSen\.\s")
_APOSTROPHE = re.compile("['’`´]")
LONGEST = 400
"""Characters of a title that are looked at: no title is longer, hostile ones are."""
SHORTEST, TWO_SLIPS = 3, 7
"""Letters from which on one or two slips still leave the word recognisable."""


class Title(Struct, frozen=True):
    """A title's telling words, in order in ``words``; ``joined`` is them without gaps."""

    words: tuple[str, ...]
    kinds: frozenset[str]
    joined: str
    bare: str
    """The same before phrases were read: one slip hides a phrase, and makes another title of it."""
    handles: tuple[str, ...]
    """The words to find its like by, the most telling first."""
    hours: frozenset[str]
    """full or part, where the title says so."""
    week: float | None
    """Hours a week, where the title says so."""
    lasting: bool | None
    """Whether the post is permanent, where the title says so."""
    added: tuple[tuple[str, frozenset[str]], ...]
    """What stands behind the role, part by part, as plain words and as telling ones."""
    beside: frozenset[str]
    """The telling words of those parts."""
    grade: str | None
    """The grade, where the title says it."""
    whose: frozenset[str]
    """The words of parts that name an employer."""


@lru_cache(maxsize=65_536)
def plain(word: str) -> str:
    """Return a lower-case word without its plural s."""
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in PLURALS:
        word = word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]
    return word


_WELSH = {plain(word): meant for word, meant in WORDS.items()}


def folded(text: str) -> str:
    """Return text in lower case, without accents and apostrophes."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", text)).encode("ascii", "ignore").decode()
    return text.replace("'", "").replace("`", "").lower()


def words_of(text: str) -> list[str]:
    """Return the plain words of a text, in order."""
    return [plain(word) for word in _WORD.findall(folded(text))]


@lru_cache(maxsize=16_384)
def title_of(text: str) -> Title:
    """Return a title as words; the same words in another order make the same title but for ``joined``."""
    graded = GRADE.search(text[:LONGEST])
    whole = _NOT_TITLE.sub(" ", GRADE.sub(" ", text[:LONGEST]))
    raw = _raw(whole)
    bare, raw = "".join(_telling(raw)), as_phrases(raw)
    told = _once(_telling(raw))
    found = tuple(dict.fromkeys(told)) or tuple(dict.fromkeys(raw))
    added, whose = _added(whole)
    beside = frozenset(word for _, words in added for word in words)
    handles = sorted(found, key=lambda word: (word in beside, word in GENERAL, -len(word), word))
    hours = frozenset(side for side in ("full", "part") if side + "time" in raw or _beside(raw, side, "time"))
    told_hours = _HOURS.search(text[:LONGEST])
    week = float(told_hours[1]) if told_hours else None
    return Title(
        words=found,
        kinds=frozenset(found),
        joined="".join(found),
        bare=bare,
        handles=tuple(handles),
        hours=hours,
        week=week,
        lasting=_lasting(raw),
        added=added,
        beside=beside,
        grade=graded[0] if graded else None,
        whose=whose,
    )


@lru_cache(maxsize=16_384)
def _mended(word: str) -> str:
    """Return the known word that a title's word is with two letters turned round, one doubled, added or lost."""
    if len(word) < LONG_ENOUGH or word in SPELT or not word.isalpha():
        return word
    turned = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    lost = {word[:at] + word[at + 1 :] for at in range(len(word))}
    found = ((turned | lost) & SPELT) | _lacking().get(word, _NONE)
    return next(iter(found)) if len(found) == 1 else word


LONG_ENOUGH = 6
"""Letters of a word that is mended: a shorter one may be another word."""
SPELT = frozenset(
    plain(word)
    for word in (*KNOWN, *SYNONYMS, *(word for phrase in (*PHRASES, *PHRASES.values()) for word in phrase))
    if len(word) >= LONG_ENOUGH - 1
)


@cache
def _lacking() -> dict[str, frozenset[str]]:
    """Return the known words by what is left of them without one of their inner letters."""
    found: dict[str, frozenset[str]] = {}
    for word in SPELT:
        for at in range(1, len(word) - 1):
            left = word[:at] + word[at + 1 :]
            found[left] = found.get(left, _NONE) | {word}
    return found


def _raw(text: str) -> list[str]:
    return [
        meant
        for word in map(_mended, words_of(_SENIOR.sub("Senior ", text)))
        for meant in SYNONYMS.get(word) or (_WELSH.get(word, word),)
    ]


def _added(text: str) -> tuple[tuple[tuple[str, frozenset[str]], ...], frozenset[str]]:
    """Return what a title adds to its role, in parts beside the first telling one; and what names an employer."""
    if _PART.search(text) is None:
        return (), _NONE
    parts = [part for part in _PART.split(text) if part and part.strip()]
    read = [(" ".join(words_of(part)), frozenset(_telling(as_phrases(_raw(part))))) for part in parts]
    told = [part for part in read if part[1] and not _names_employer(part[0])]
    whose = [words for plainly, words in read if _names_employer(plainly)] if told else []
    return tuple(told[1:]), frozenset().union(*whose)


def _names_employer(plainly: str) -> bool:
    words = plainly.split()
    return bool(words) and (words[-1] in OF_EMPLOYERS or "council" in words)


OF_EMPLOYERS = frozenset(("cc", "mbc", "mdc", "cbc", "lbc", "trust", "school", "academy", "college", "borough"))
"""Words that end a title's part which names the employer, and no role where another part does."""


def _lasting(raw: list[str]) -> bool | None:
    """Tell whether a title's words say that the post is permanent; None where they say nothing, or both."""
    ends, stays = not ENDING.isdisjoint(raw), not STAYING.isdisjoint(raw)
    return None if ends == stays else stays


def _once(told: list[str]) -> list[str]:
    """Return words without those that are only the initials of others: "Environmental Health Officer (EHO)"."""
    short = [word for word in told if LEAST_INITIALS <= len(word) <= MOST_INITIALS and word.isalpha()]
    if not short:
        return told
    initials = "".join(word[0] for word in told)
    return [word for word in told if word not in short or word not in initials]


def _beside(raw: list[str], one: str, other: str) -> bool:
    return any(
        second == other and OSA.distance(first, one, score_cutoff=1) <= 1 for first, second in itertools.pairwise(raw)
    )


def _telling(raw: list[str]) -> list[str]:
    told: list[str] = []
    for at, word in enumerate(raw):
        before = raw[at - 1] if at else ""
        after = raw[at + 1] if at + 1 < len(raw) else ""
        if word[0].isdigit():
            if before in COUNTED or (after not in UNITS and before != "x" and len(word) < 3 and "." not in word):
                told.append("#" + word.lstrip("0"))
        elif _opens_number(word, after):
            continue
        elif (word not in NOISE and (len(word) > 1 or before in COUNTED)) or (word == "year" and after[:1].isdigit()):
            told.append(word)
    return told


def _opens_number(word: str, after: str) -> bool:
    """Tell whether a word is the letters of a reference (REQ031202), which says nothing of which post it is."""
    return len(after) >= LONG_NUMBER and after.isdigit() and len(word) <= LETTERS and word not in KNOWN


LEAST_INITIALS, MOST_INITIALS = 3, 6
"""Letters of an abbreviation that stands beside what it means."""
LONG_NUMBER, LETTERS = 4, 5
"""A number of so many digits is a reference and no grade; so many letters stand before one."""


def is_slip(one: str, other: str) -> bool:
    """Tell whether two words may be one, misprinted: by Damerau and Levenshtein's slips, never between known words."""
    shorter = min(len(one), len(other))
    if shorter < SHORTEST or one[0] == "#" or other[0] == "#" or (one in KNOWN and other in KNOWN):
        return False
    if _is_cut(one, other) or _is_cut(other, one):
        return True
    allowed = 2 if shorter >= TWO_SLIPS else 1
    if OSA.distance(one, other, score_cutoff=allowed) <= allowed:
        return True
    ends = (one + "s" if other.endswith("ss") else one, other + "s" if one.endswith("ss") else other)
    return ends != (one, other) and OSA.distance(*ends, score_cutoff=allowed) <= allowed


def _is_cut(short: str, word: str) -> bool:
    """Tell whether a word is another's beginning, or its consonants: "resi", "supp", "mngr"."""
    if not SHORTEST <= len(short) <= len(word) - SHORTEST or short in KNOWN or short[0] != word[0] or word not in KNOWN:
        return False
    if word.startswith(short):
        return True
    left = iter(word)
    return _VOWELS.isdisjoint(short[1:]) and all(letter in left for letter in short)


_VOWELS = frozenset("aeiou")
Left = tuple[frozenset[str], frozenset[str], int]
_NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=16_384)
def leftovers(one: str, other: str) -> Left:
    """Return the words of each title that the other lacks, and how many slips were forgiven."""
    first, second = title_of(one), title_of(other)
    if first.kinds == second.kinds or first.joined == second.joined:
        return _NONE, _NONE, 0
    mine, theirs, slips = set(first.kinds - second.kinds), set(second.kinds - first.kinds), 0
    if not (mine <= KNOWN and theirs <= KNOWN):
        if _is_whole_slip(first, second):
            return _NONE, _NONE, 1
        slips = _forgive(mine, theirs)
    for left, title in ((mine, first), (theirs, second)):
        if LEADERS.isdisjoint(title.kinds):
            left.discard("team")
    _settle_initials(mine, theirs, second.words)
    _settle_initials(theirs, mine, first.words)
    return frozenset(mine), frozenset(theirs), slips


def _forgive(mine: set[str], theirs: set[str]) -> int:
    """Take away the words that may be one another, misprinted; return how many."""
    slips = 0
    for word in sorted(mine):
        like = next((each for each in sorted(theirs) if is_slip(word, each)), None)
        if like is not None:
            mine.discard(word)
            theirs.discard(like)
            slips += 1
    return slips


def _is_whole_slip(one: Title, other: Title) -> bool:
    """Tell whether two titles are one but for a slip or a gap."""
    return _is_slip_of(one.joined, other.joined) or _is_slip_of(one.bare, other.bare)


def _is_slip_of(one: str, other: str) -> bool:
    if min(len(one), len(other)) < TWO_SLIPS or any(map(str.isdigit, one + other)):
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1


def _settle_initials(mine: set[str], theirs: set[str], words: tuple[str, ...]) -> None:
    """Take away an abbreviation and the words whose initials it is."""
    for word in sorted(word for word in mine if 2 <= len(word) <= 5):
        for at in range(len(words) - len(word) + 1):
            run = words[at : at + len(word)]
            if "".join(each[0] for each in run) == word and not theirs.isdisjoint(run):
                mine.discard(word)
                theirs.difference_update(run)
                break


LONG_RANK = 5
"""Letters from which on a misprinted rank is one: "wet" is no West."""
_LINKING = frozenset(("a", "and", "of", "the", "for", "in"))


@lru_cache(maxsize=16_384)
def is_short_for(one: str, other: str) -> bool:
    """Tell whether a name is the other with words as their initials: "HDUHB", "Hywel Dda UHB"."""
    first, second = ([word for word in words_of(name[:LONGEST]) if word not in _LINKING] for name in (one, other))
    mine, theirs = [word for word in first if word not in second], [word for word in second if word not in first]
    return bool(mine and theirs) and (_stands_for(mine, theirs) or _stands_for(theirs, mine))


def _stands_for(short: list[str], full: list[str]) -> bool:
    """Tell whether one name's words are no more than the other's initials."""
    letters = "".join(short)
    return LEAST_INITIALS <= len(letters) <= MOST_INITIALS and _spells(letters, full)


def _spells(letters: str, full: list[str]) -> bool:
    """Tell whether letters are made of each word's first, or of the whole word (the NHS of "NHSGGC")."""
    ends = {0}
    for word in full:
        ends = {at + len(part) for at in ends for part in (word[0], word) if letters.startswith(part, at)}
    return len(letters) in ends


@lru_cache(maxsize=16_384)
def tells_apart(words: frozenset[str]) -> bool:
    """Tell whether there is a rank or side among words that is no everyday one: it parts siblings."""
    return any(word not in GENERAL and is_rank(word) for word in words)


@lru_cache(maxsize=16_384)
def is_rank(word: str) -> bool:
    """Tell whether a word parts sibling roles: a grade of seniority, a subject, a side, a number; misprinted or not."""
    if word in RANKS or word[0] == "#":
        return True
    return len(word) >= LONG_RANK and word not in KNOWN and any(is_slip(word, rank) for rank in RANKS)
