"""How many posts an advert offers, when it says."""

import re
from typing import NamedTuple

from scraper.normalising.contract.numbers import COUNT, WORDS, count
from scraper.records import Evidence

MOST = 200
"""Posts beyond which a number is something else (a headcount, a budget)."""

_NOUN = r"(?:posts?|positions?|vacanc(?:y|ies)|roles?|openings?)"
_NOT_POSTS = r"(?![-\s]?(?:[0-9]|hours?|hrs?|days?|nights?|shifts?|weeks?|months?|year|£|per\b|a\sweek|daily|weekly))"
_WORDS = "|".join(WORDS)
_LABELLED = re.compile(
    rf"\b(?:(?:number|no\.?|total)\s(?:of\s)?{_NOUN}(?:\savailable)?|(?:{_NOUN})\savailable|vacancies)\s?[:=–-]\s?(?P<n>{COUNT})\b",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"(?:\A|[\s(\[,;–-])(?:x\s?(?P<n>[0-9]{{1,3}})(?![0-9a-z.:/x]){_NOT_POSTS}|(?P<m>[0-9]{{1,3}})\s?x\s(?=[a-z(]){_NOT_POSTS})",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?P<upto>\bup\sto\s)?(?<![0-9£.,:/+-])\b(?P<n>[0-9]{{1,3}}|{_WORDS})\s?(?:no\.?\s)?(?P<how>x\s)?(?:(?:full|part)[\s-]time\s|permanent\s|temporary\s|available\s|new\s|vacant\s|fixed[\s-]term\s|exciting\s)*{_NOUN}\b(?!\s(?:holder|grad|code|of\sresp))",
    re.IGNORECASE,
)
_SEVERAL = re.compile(rf"\b(?:multiple|several|various|numerous|a\snumber\sof)\s(?:\w+\s)?{_NOUN}\b", re.IGNORECASE)
_OFFERED = re.compile(
    rf"\b(?:we\s(?:currently\s|now\s)?have|there\sare|there\sis|recruiting(?:\sto|\sfor)?|seeking(?:\sto\srecruit)?|looking\s(?:for|to\sappoint|to\srecruit)|offering)\s(?:up\sto\s)?(?P<n>{_WORDS}|[0-9]{{1,3}})\s(?:(?!of\b)[a-z-]+\s){{0,4}}?{_NOUN}\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    rf"\b(?:recruit(?:ing)?|seek(?:ing)?(?:\sto\srecruit)?|look(?:ing)?\s(?:for|to\sappoint|to\srecruit)|we\sneed|appoint(?:ing)?)\s"
    rf"(?P<n>{_WORDS}|[0-9]{{1,3}})\s(?:(?!of\b)[a-z-]+\s){{0,4}}?"
    r"(?:[a-z]{2,20}(?:ers|ors|ants|ists|ians)|apprentices|chefs|clerks|cooks|guards|guides|nurses|patrols|stewards|wardens)\b",
    re.IGNORECASE,
)
"""Posts counted by the people sought: "looking for three part-time cleaners"."""
_NO_PEOPLE = re.compile(
    r"\b(?:numbers|customers|computers|quarters|factors|visitors|papers|others|carers|volunteers)\b", re.IGNORECASE
)
_HINTS = ("post", "position", "vacanc", "role", "opening", "x", "recruit", "seek", "look", "need", "appoint")
"""Any text that counts posts has one of these."""


class Posts(NamedTuple):
    """A count of posts with the words that say so."""

    value: int | None = None
    why: Evidence | None = None
    flags: tuple[str, ...] = ()


SEVERAL = Posts(flags=("several_posts",))
"""More than one, and no one number."""


def _posts(digits: str, span: str, rule: str) -> Posts:
    value = count(digits)
    return Posts(value, Evidence(rule, span.strip(" ([,;-–"))) if 1 <= value <= MOST else Posts()


def posts(text: str, *, prose: bool) -> Posts:
    """The number of posts a text offers; "several posts" and "up to 3" are flagged and null.

    Args:
        text: a field, a title, or running text.
        prose: running text, where only "we have three posts" and the like count, not any number before "posts".
    """
    low = text.lower()
    if not any(hint in low for hint in _HINTS):
        return Posts()
    if (found := _LABELLED.search(text)) and not (prose and _OFFERED.search(text)):
        return _posts(found["n"], found.group(), "posts_labelled")
    return _offered(text) if prose else _told(text)


def _offered(text: str) -> Posts:
    """Posts that running text says are open: "we have three posts"."""
    found = _OFFERED.search(text) or _PEOPLE.search(text)
    if found is None or _NO_PEOPLE.search(found.group()) or "up to" in found.group().casefold():
        return Posts()
    return _posts(found["n"], found.group(), "posts_in_prose")


def _told(text: str) -> Posts:
    """Posts that a field or a title counts: "(2 posts)", "x 2"."""
    times = list(_TIMES.finditer(text))
    if len(times) > 1:
        return SEVERAL
    if found := _COUNTED.search(text):
        return SEVERAL if found["upto"] else _posts(found["n"], found.group(), "posts_counted")
    if times:
        return _posts(times[0]["n"] or times[0]["m"], times[0].group(), "posts_times")
    return SEVERAL if _SEVERAL.search(text) else Posts()


def counted(text: str) -> Posts:
    """The number in a field that holds only the number of posts ("5", "Two", "2 posts")."""
    word = text.strip().casefold()
    if (word.isascii() and word.isdecimal() and len(word) < 4) or word in WORDS:
        return _posts(word, word, "posts_field")
    return posts(text, prose=False)
