"""One text read: every step in turn, from the text to what it says about pay."""

import re
from datetime import date

from msgspec import Struct

from scraper.normalising.salary import bounds, counts, extras, figures, grades, lexer, periods, points, roles, senses
from scraper.normalising.salary.combine import Answer, combine
from scraper.normalising.salary.figures import Figure
from scraper.normalising.salary.items import Item, items

PROSE_FROM = 420
"""Characters from which a text is an advert's body, where only a sentence about pay tells pay; the longest pay fields
seen have 330."""
SENTENCES_FROM, BODY_FROM = 3, 120
"""Sentences and characters from which a short text is a body, and no field with a remark behind it."""
LINES_FROM = 4
"""Line breaks from which a long text's lines stand apart, as paragraphs and bullets do."""

LISTED_FROM = 2
"""Lines of a short text, begun by a list's mark or a label, that make it a list; a field may be broken anywhere."""
_LISTED = re.compile(r"\n\s*(?:[-•*] \S|[A-Za-z][A-Za-z ]{1,30}: \S)")
MARKUP_WITHIN = 60_000
"""Characters of markup read of one body: the longest adverts seen have fewer, and nested rubbish costs time."""

_MARKUP = re.compile(r"<[a-zA-Z!/]")
_VERB = re.compile(
    r"\b(?:is|are|was|were|will|must|can(?:not)?|may|has|have|should|rises?|pays?|gets?|earns?|costs?|sells?|charges?|runs?"
    r"|manages?|owns?|brings?|needs?|adds?|works?|spends?|saves?)\b"
)
_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|will|must|can(?:not)?|may|has|have|should|rises?)\b"
    rf"|\A\s*(?:the|our|you|we|this|it|an?|in|as|if|these|all|there|your|they|every|each)\s.{{0,200}}?{_VERB.pattern}"
)
"""A verb of running text: a field names things, a text that says something of them may say it of anything."""
_FIELD = re.compile(r"\W*(?:[0-9£]|(?:salary|pay|rates?|wages?|grade|band|scale|actual|fte)\b)")
"""How a field begins, whatever sentences follow it."""


class Reading(Struct):
    """What each step found in a text."""

    text: str
    low: str
    items: list[Item]
    kinds: set[str]
    counts: counts.Counts
    points: points.Points
    grade: grades.Grade | None
    figures: list[Figure]
    pay: list[Figure]
    answer: Answer
    on: date | None = None
    code: str | None = None

    def span(self, first: int, last: int) -> str:
        """The text from one item to another."""
        return self.text[self.items[first].start : self.items[last].end]


def read(text: str, on: date | None, code: str | None) -> Reading:
    """Go through a text step by step. Never raises."""
    plain, prose = _plain(text)
    low = lexer.lowered(plain)
    found = items(lexer.tokens(low), low)
    senses.settle(found, prose=prose)
    counted = counts.read(found)
    scp = points.read(found, low)
    grade = grades.read(found, low, scp, prose=prose)
    money = figures.read(found, prose=prose)
    pay = []
    if money:
        periods.settle(found, money, low, prose=prose)
        running = [True] * len(money) if prose else _running(low, found, money)
        pay = extras.sift(found, money, running)
        bounds.settle(found, money)
        roles.settle(found, pay, low)
    kinds = {item.kind for item in found}
    return Reading(plain, low, found, kinds, counted, scp, grade, money, pay, combine(pay), on, code)


def _running(low: str, found: list[Item], money: list[Figure]) -> list[bool]:
    """For each amount of a short text, whether it stands in running text, where it is pay only if said to be."""
    if len(low) >= BODY_FROM and sum(item.kind == "stop" for item in found) >= SENTENCES_FROM:
        return [True] * len(money)
    if not _VERB.search(low):
        return [False] * len(money)
    return [_runs(low[slice(*extras.sentence_of(found, figure))]) for figure in money]


def _runs(sentence: str) -> bool:
    return _SENTENCE.search(sentence) is not None and not _FIELD.match(sentence)


def _is_list(text: str) -> bool:
    return "\n" in text and len(_LISTED.findall(text)) >= LISTED_FROM


def _plain(text: str) -> tuple[str, bool]:
    """The text on one line, and whether it is running text. Markup is made readable; lines of a body are kept apart."""
    if "<" in text and _MARKUP.search(text):
        from scraper.normalising.prose import readable  # noqa: PLC0415 (slow to load, seldom needed)

        text = readable(text[:MARKUP_WITHIN])
    elif "&" in text and ";" in text:
        from html import unescape  # noqa: PLC0415 (seldom needed)

        text = unescape(text)
    prose = len(text) > PROSE_FROM
    if text.count("\n") >= LINES_FROM if prose else _is_list(text):
        text = text.replace("\n", " | ")
    return lexer.tidied(text), prose
