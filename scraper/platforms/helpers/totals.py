"""How many adverts a listing says it has. Pure.

Lines are read as a person reads them, and warily: a number in an advert's own text says nothing about the listing, so
a count must stand in a sentence about results, or be all that a heading says.
"""

import re
from collections.abc import Iterable

from scraper.platforms.helpers.markup import Node, Tree, text
from scraper.platforms.helpers.text import numbered_lines, tidy

LONGEST_LINE = 160
"""Characters of a line that can be about the listing; longer ones are prose."""
LONGEST_COUNTER = 60
"""Characters of a heading that is nothing but a count."""
MOST = 1_000_000
"""No board has more adverts; a larger number is something else."""

NOUN = (
    r"(?:jobs?|vacanc(?:y|ies)|roles?|posts?|positions?|opportunit(?:y|ies)|openings?|adverts?|advertisements?|results?"
    r"|records?|match(?:es)?|listings?|entries|items?|swyddi|swydd|canlyniad(?:au)?)"
)
"""What listings count, in English and Welsh."""
KIND = (
    r"(?:(?:current|live|available|open|active|advertised|suitable|matching|relevant|search|job|career|employment"
    r"|council|external|internal|new|further|other|vacant|total|such|council's|o) )"
)
THINGS = rf"{KIND}{{0,4}}{NOUN}(?: (?:openings?|vacancies|opportunities|gwag))?"

_N = r"(\d{1,3}(?:,\d{3})+|\d{1,7})"
_AMOUNT = rf"(?<![\d.,£$+]){_N}(?![\d+]|[.,]\d| ?%| ?(?:-|–|—|to) ?\d)"
"""A whole number: no money, no percentage, not "300+", not the start of a range (a pager's "1 to 10 / 11 to 20")."""
_TO = r" ?(?:-|–|—|to|through) ?"
_OF = r" ?(?:of|out of|o|/) ?(?:a total of |the )?"
_SHOWING = r"\b(?:showing|displaying|viewing|dangos)\b"
_ABOUT_RESULTS = rf"(?:{_SHOWING}|\b(?:results?|jobs?|vacancies|records?|items?)\b)"
_SEARCH = r"(?:sorry,? |great,? )?(?:your|the|this) search (?:has |have )?(?:returned|found|matched|produced|results?)"
_THERE = r"(?:there (?:are|is)|we (?:currently )?have|we(?:'ve| have)? found|found|total of|showing|displaying|mae)"
_DONE = r"(?:found|available|match\w*|returned|listed|in total|to view|wedi)\b"


def _patterns(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_RANGES = _patterns(
    rf"{_ABOUT_RESULTS}[^\d]{{0,20}}{_N}{_TO}{_N}\b(?: {THINGS})?{_OF}{_AMOUNT}",
    rf"^\(?{_N}{_TO}{_N}{_OF}{_AMOUNT}(?: {THINGS})?(?: {_DONE})?\W*$",
    rf"{_SHOWING}(?: the)?(?: first| latest| top)? {_N}(?: {THINGS})?{_OF}{_AMOUNT}",
)
""" "Showing 1 - 25 of 2,173", "1-10 of 42 results", "Showing 25 of 300 jobs": the last number is the total."""
_FOUND = _patterns(
    rf"^(?:we(?:'ve| have)? found )?{_AMOUNT} {THINGS} (?:(?:were|was|have|has|been|are|is|that|currently) )*{_DONE}",
    rf"^{_SEARCH}(?: in)?:? (?:a total of )?{_AMOUNT} {THINGS}\b",
    rf"^{_THERE}(?: currently| now| a total of| all)? {_AMOUNT} {THINGS}\b(?! (?:per|a|each) )",
    rf"^(?:total|number of|no\. of)(?: number)?(?: of)? {KIND}{{0,3}}{NOUN}(?: {_DONE})? ?[:=] ?{_AMOUNT}\W*$",
    rf"^(?:search )?(?:{NOUN} found|results|total results|total) ?[:=] ?{_AMOUNT}\W*$",
)
"""Sentences that count what was found."""
_VAGUE = re.compile(
    r"\b(?:over|about|around|approx\w*|nearly|almost|more than|up to|top|first|last|per page|a page)\b", re.IGNORECASE
)
_HINT = re.compile(
    r"(?:of?|/) ?(?:a total of |the )?\d|job|vacanc|role|post|position|opportunit|opening|advert|result|record|match"
    r"|listing|entries|item|swydd|canlyniad|total",
    re.IGNORECASE,
)
"""Asked first of each line: a range says "of", every other sentence says what it counts or that it is a total."""
_DIGIT = re.compile(r"\d")
_ALONE = re.compile(rf"^\(?{_AMOUNT} {THINGS}(?: {_DONE}(?: your search)?)?\)?\W*$", re.IGNORECASE)
_TITLE = re.compile(rf"^{_AMOUNT} {THINGS}\b", re.IGNORECASE)
_PLAIN_COUNT = re.compile(rf"{_AMOUNT} (?:(?:current|live|matching|available|search) )?(?:jobs|results)", re.IGNORECASE)
"""A line of its own anywhere: "posts" and "vacancies" would be the number that one advert offers."""
_COUNTERS = "h1, h2, h3, h4, [role=status], [aria-live], " + ", ".join(
    f"[{attribute}*={word} i]" for attribute in ("class", "id") for word in ("count", "total", "result")
)
_HIDDEN = re.compile(
    r"total[-_]?(?:match|results?|jobs?|records?|vacanc|rows?|hits?|items?|count)"
    r"|(?:results?|jobs?|vacanc\w{1,5}|hits?)[-_]?(?:count|total)",
    re.IGNORECASE,
)
_PART = re.compile(r"page|current|limit|per|size|new|saved|basket", re.IGNORECASE)
_DATA = ("data-total", "data-total-results", "data-total-count", "data-result-count", "data-total-jobs")


def declared_total(page: Tree | Node, read: int = 0) -> int | None:
    """Return how many adverts the whole listing says it has; None when it does not say.

    ``declared_total(tree, len(adverts))``: a number smaller than what was read on the page is about something else.
    Asked in this order: "1 - 25 of 2,173"; "42 vacancies found" and its like; hidden fields and data attributes; a
    heading or counter that is nothing but "42 jobs", then any line that is nothing else, when all such agree.
    """
    node = page.body if isinstance(page, Tree) else page
    if node is None:
        return None
    numbered = numbered_lines(node.html or "")
    found = total_in(numbered, read)
    if found is None:
        found = _first(_hidden_totals(node), read)
    if found is None:
        found = _sole(_counters(page, node), read)
    return _sole(_plain_counts(numbered), read) if found is None else found


def total_in(texts: Iterable[str], read: int = 0) -> int | None:
    """Return the total that lines of text declare, by the same rules; None when none does."""
    short = [line for line in texts if len(line) <= LONGEST_LINE and _DIGIT.search(line) and _HINT.search(line)]
    found = _first((_amount(pattern.search(line)) for line in short for pattern in _RANGES), read)
    if found is not None:
        return found
    exact = [line for line in short if not _VAGUE.search(line)]
    return _first((_amount(pattern.search(line)) for line in exact for pattern in _FOUND), read)


def _amount(match: re.Match[str] | None) -> int | None:
    return _number(match[match.re.groups]) if match else None


def _number(digits: str | None) -> int | None:
    digits = (digits or "").replace(",", "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 and int(digits) <= MOST else None


def _first(amounts: Iterable[int | None], read: int) -> int | None:
    return next((amount for amount in amounts if amount is not None and amount >= read), None)


def _sole(amounts: Iterable[int | None], read: int) -> int | None:
    distinct = {amount for amount in amounts if amount is not None and amount >= read}
    return distinct.pop() if len(distinct) == 1 else None


def _hidden_totals(node: Node) -> Iterable[int | None]:
    for field in node.css("input[type=hidden][value]"):
        name = field.attributes.get("id") or field.attributes.get("name") or ""
        if _HIDDEN.search(name) and not _PART.search(name):
            yield _number(field.attributes.get("value"))
    for name in _DATA:
        for one in node.css(f"[{name}]"):
            yield _number(one.attributes.get(name))


def _plain_counts(numbered: Iterable[str]) -> Iterable[int | None]:
    for line in numbered:
        if len(line) <= LONGEST_COUNTER and (match := _PLAIN_COUNT.fullmatch(line)):
            yield _number(match[1])


def _counters(page: Tree | Node, node: Node) -> Iterable[int | None]:
    for counter in node.css(_COUNTERS):
        shown = tidy(counter.text()) or ""
        if len(shown) <= LONGEST_COUNTER and (match := _ALONE.search(shown)):
            yield _number(match[1])
    title = page.css_first("title") if isinstance(page, Tree) else None
    if match := _TITLE.search(text(title) or ""):
        yield _number(match[1])
