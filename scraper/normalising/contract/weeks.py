"""Weeks a year of a term-time post, when they are stated; the length of a contract or of a leave is not that."""

import re
from typing import NamedTuple

from scraper.normalising.contract.numbers import NUMBER, number
from scraper.records import Evidence

SHORTEST, LONGEST = 30.0, 52.2
"""Weeks: term time is 38 or 39 of a year of 52.143; below 30 the number is a contract's length or a leave."""

_PLUS = (
    rf"(?:\s?\)?,?\s?(?:plus|\+|and|&)\s?(?P<more>{NUMBER}|one|two|three|four|five|six)\s"
    r"(?:(?:extra|additional|further|inset|training|working|staff)\s){0,3}(?P<unit>weeks?|wks?|days?|inset)\b)?"
)
_YEARLY = (
    r"(?:\s(?:y|pob|bob)\sflwyddyn|\s?(?:per|a|each|/|p)\.?\s?(?:(?:school|academic)\s)?(?:year|annum|yr|a\b)|\s?p\.?a\b|\sworked"
    r"|\sof\sthe\s(?:school\s)?year)"
)
_NOT_A_YEAR = (
    r"(?!\s?(?:contract|maternity|cover|fixed|notice|leave|holiday|course|programme|placement|annual|probation|temporary"
    r"|post\b|period|from|of\s(?:leave|holiday)|old|initially))"
)
_STATED = re.compile(
    r"(?P<before>\b(?:(?P<spread>for|over)|up\sto|next|initial|initially|minimum\sof|approx(?:imately)?|of)\s)?"
    r"(?<![0-9£.,])(?P<n>[0-9]{2}(?:\.[0-9]{1,3})?)(?:\s\+\s(?P<add>[0-9]{1,2}))?\s?-?\s?"
    rf"(?:paid\s|working\s|term[\s-]time\s|school\s)?(?:weeks?|wks?|wythnos)\b(?P<yearly>{_YEARLY})?{_NOT_A_YEAR}{_PLUS}"
    rf"(?P<late>{_YEARLY})?",
    re.IGNORECASE,
)
_WORKING_DAYS = 5
_SMALL = ("one", "two", "three", "four", "five", "six")


class Weeks(NamedTuple):
    """Weeks a year with the words that say so."""

    value: float | None = None
    why: Evidence | None = None
    flags: tuple[str, ...] = ()


def _more(found: re.Match[str]) -> float:
    """Weeks added: "plus 2 weeks", "plus 5 INSET days" (five make a week), "38 + 1"."""
    if found["add"]:
        return float(found["add"])
    word = found["more"]
    if not word:
        return 0.0
    extra = float(_SMALL.index(word.casefold()) + 1) if word.casefold() in _SMALL else number(word)
    return extra if found["unit"].casefold().startswith(("week", "wk")) else extra / _WORKING_DAYS


def weeks(text: str, *, term_time: bool, limited: bool, field: bool) -> Weeks:
    """Weeks a year of the post.

    Args:
        text: words about the post.
        term_time: the text says term time, so a bare "39 weeks" is a year's.
        limited: the contract ends, so a bare "39 weeks" may be its length.
        field: the text is about nothing but contract and hours.
    """
    low = text.lower()
    if not any(word in low for word in ("week", "wk", "wythnos")):
        return Weeks()
    for found in _STATED.finditer(text):
        yearly = found["yearly"] or found["late"]
        bare = term_time or (field and not limited)
        length = found["before"] and not (term_time and found["spread"])
        if not yearly and (length or not bare):
            continue
        value = round(float(found["n"]) + _more(found), 3)
        if SHORTEST <= value <= LONGEST:
            summed = bool(found["add"] or found["more"])
            rule = "weeks_summed" if summed else "weeks_stated"
            return Weeks(value, Evidence(rule, found.group().strip()), ("weeks_computed",) if summed else ())
    return Weeks()
