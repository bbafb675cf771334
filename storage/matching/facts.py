"""What a body tells of the one vacancy it is about, sentence by sentence: whom to ask, when interviews are, which team.

Boards reword, cut and frame a body; they seldom make up another contact, interview day or team. Two posts of a kind
share their duties word for word and differ in these.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from storage.matching.vocabulary import NO_PERSON, NO_TEAM
from storage.matching.words import GRADE, words_of

Phrase = tuple[str, ...]
Day = tuple[int, int]
NONE: frozenset[Any] = frozenset()


class Facts(NamedTuple):
    """What sentences tell.

    Attributes:
        people: names of those to ask, in lower case.
        interviews, closings: days of interviews, and until when to apply, as (month, day).
        teams: the words of the teams or services that the post is said to be in.
        references: numbers told as a reference, as letters and digits only.
        postcodes: whole ones.
        bases: the plain words of the buildings where the post is said to be.
        roles: titles by which the text calls the post.
        grades: those of its pay.
        counts: plain numbers that a sentence counts something with.
    """

    people: frozenset[str] = frozenset()
    interviews: frozenset[Day] = frozenset()
    closings: frozenset[Day] = frozenset()
    teams: frozenset[Phrase] = frozenset()
    references: frozenset[str] = frozenset()
    postcodes: frozenset[str] = frozenset()
    bases: frozenset[Phrase] = frozenset()
    roles: frozenset[str] = frozenset()
    grades: frozenset[str] = frozenset()
    counts: frozenset[str] = frozenset()


NOTHING = Facts()
_ASK = re.compile(
    r"\b(?:contact|speak (?:to|with)|ask for|talk to|call|ring|e-?mail|telephone|(?:chat|discussion|conversation) "
    r"(?:with|please)|in touch with|(?:enquiries|queries|questions) to|reports? to|line manager)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"\b([A-Z][a-z]+(?:[-'’][A-Z][a-z]+)?) ((?:Mc|Mac|O['’]|de |van )?[A-Z][a-z]+(?:[-'’][A-Z][a-z]+)?)\b"
)
NAME_WITHIN = 90
"""Characters behind "contact" in which a name is looked for: a job title may stand between."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(
    r"\b([0-3]?[0-9])(?:st|nd|rd|th)?(?: of)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
    r"|\b([0-3]?[0-9])[/.]([01]?[0-9])[/.](?:20)?[0-9]{2}\b",
    re.IGNORECASE,
)
_PROPER = r"[A-Z][\w'’&-]*(?: (?:(?:and|of|for|&|the) )?[A-Z0-9][\w'’&-]*){0,5}"
_TEAM = re.compile(
    rf"^\W*(?:Team|Service(?: area)?|Section|Department|Directorate|Unit) ?[:–-] ?({_PROPER})\W*$"
    rf"|\b(?:post|role|job|position|vacancy) (?:sits|is based|is|sat) (?:in|within) (?:the |our )?({_PROPER})"
    rf"|\b(?:be (?:a )?part of|be joining|member of|work (?:in|within)|based in|join(?:ing)?) (?:the |our )?"
    rf"({_PROPER})(?:\W*$|(?<= Team)\b|(?<= Service)\b|(?<= Unit)\b|(?= team\b)| at\b)"
)
_REFERENCE = re.compile(
    r"\b(?:[Rr]ef(?:erence)?|REF(?:ERENCE)?)(?: (?:no|number|code|is))?\.?(?: ?[:#] ?|-| )"
    r"([A-Z0-9]{1,9}(?:[-/][A-Z0-9]{1,9}){0,4})\b"
)
LEAST_DIGITS = 3
_COUNT = re.compile(
    r"(?<![\w£.,:/-])([0-9]{1,3})(?![\w.,:/%-]|[.,]?[0-9]| ?(?:hours?|hrs?|am|pm|%|days?['’]?|months?|years?"
    r"|January|February|March|April|May|June|July|August|September|October|November|December))"
)
_ALNUM = re.compile(r"[^A-Z0-9]+")


_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][ABD-HJLNP-UW-Z]{2})\b")
_ROLE = re.compile(
    r"\b(?:recruit(?:ing)?|appoint(?:ing)?|seek(?:ing)?|look(?:ing)? for|find|need|hire|hiring|join us as|joining us as"
    r"|vacancy for|opportunity for|(?:role|post|position|vacancy) of|work(?:ing)? as|as)"
    r"(?: an?| our| the| its(?: next)?| another| for an?| up to \w+| \w+ new)? "
    r"(?:(?:enthusiastic|experienced|caring|committed|dedicated|motivated|skilled|passionate|talented|reliable|new"
    r"|full[- ]time|part[- ]time|permanent|temporary),? (?:and )?)*"
    r"([A-Z][\w'’&/()-]*(?: (?:(?:and|of|for|in|to|the) )?(?:[-–] )?[A-Z0-9(][\w'’&/()-]*){0,6})"
)
_BASE = re.compile(
    r"\b(?:[Bb]ase|[Ll]ocation|[Ss]ite|[Pp]lace of work|[Ww]orkplace)(?: ?:| is| will be) ?(?:at )?(?:the |our )?"
    r"([A-Z][\w'’&-]*(?: (?:(?:and|of|the|in) )?[A-Z][\w'’&-]*){1,6})(?=[,(.]| [(]|$| in [A-Z])"
    r"|\b[Bb]ased at (?:the |our )?([A-Z][\w'’&-]*(?: (?:(?:and|of|the) )?[A-Z][\w'’&-]*){1,6})"
)
_CLOSES = re.compile(r"\b(?:clos(?:es|ing|e)|apply by|deadline|applications? by)\b", re.IGNORECASE)


@lru_cache(maxsize=16_384)
def facts_of(sentence: str) -> Facts:
    """Return what a sentence tells; sentences repeat, an employer's or board's standing ones a thousand times."""
    low = sentence.lower()
    people, meets = _people(sentence), "interview" in low
    days = _days(sentence) if meets or _CLOSES.search(low) else NO_DAYS
    found = Facts(
        people=people,
        interviews=days if meets else NO_DAYS,
        closings=NO_DAYS if meets else days,
        teams=_teams(sentence),
        references=_references(sentence) if "ref" in low else NONE,
        postcodes=frozenset(each.replace(" ", "") for each in _POSTCODE.findall(sentence)),
        bases=_bases(sentence),
        roles=frozenset(found for found in _ROLE.findall(sentence) if not found.isupper()),
        grades=_grades(sentence, low),
        counts=frozenset(_COUNT.findall(sentence)) if not people and not days else NONE,
    )
    return found if any(found) else NOTHING


NO_DAYS: frozenset[Day] = frozenset()


def _people(sentence: str) -> frozenset[str]:
    cue = _ASK.search(sentence)
    if cue is None:
        return frozenset()
    said = sentence[cue.end() : cue.end() + NAME_WITHIN]
    return frozenset(
        f"{first} {last}".lower()
        for first, last in _NAME.findall(said)
        if first.lower() not in NO_PERSON and last.lower() not in NO_PERSON
    )


def _days(sentence: str) -> frozenset[tuple[int, int]]:
    found = set()
    for day, month, plain_day, plain_month in _DAY.findall(sentence):
        at = (_MONTHS.index(month.lower()) + 1, int(day)) if day else (int(plain_month), int(plain_day))
        found.add(at)
    return frozenset(found)


def _teams(sentence: str) -> frozenset[Phrase]:
    found = set()
    for told in _TEAM.findall(sentence):
        name = words_of(next(filter(None, told)))
        words = tuple(word for word in name if word not in NO_TEAM)
        if words and name[-1] not in NO_EMPLOYER:
            found.add(words)
    return frozenset(found)


NO_EMPLOYER = frozenset(("council", "trust", "academy", "school", "college", "university", "nhs"))
"""A name that ends in one of these is the employer's or the site's."""


def _bases(sentence: str) -> frozenset[Phrase]:
    told = (tuple(words_of(first or second)) for first, second in _BASE.findall(sentence))
    return frozenset(words for words in told if len(words) > 1 and words[-1] not in OF_TOWNS)


OF_TOWNS = frozenset(("council", "borough", "city", "county", "district", "area", "town"))
"""What ends in one of these is no building."""


def _grades(sentence: str, low: str) -> frozenset[str]:
    """Return the grades of the pay; those of an examination ("grade C or above") are none."""
    paid = "£" in sentence or low.startswith(("grade", "the grade", "salary", "pay"))
    return frozenset(found[0] for found in GRADE.finditer(sentence)) if paid and "gcse" not in low else NONE


def _references(sentence: str) -> frozenset[str]:
    return frozenset(
        _ALNUM.sub("", found) for found in _REFERENCE.findall(sentence) if sum(map(str.isdigit, found)) >= LEAST_DIGITS
    )


def together(told: Sequence[Facts]) -> Facts:
    """Return what several sentences tell."""
    if len(told) < 2:
        return told[0] if told else NOTHING
    return Facts(*(NONE.union(*kind) if any(kind) else NONE for kind in zip(*told, strict=True)))
