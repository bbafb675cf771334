"""Where the work is done: on site, hybrid or remote, from a field or from running text.

In a field a bare word counts ("Remote", schema.org's TELECOMMUTE). In running text only what is plainly said of the
work counts: remote villages, home care and hybrid vehicles say nothing about the workplace.
"""

import re

from scraper.records import Evidence, Workplace

_FIELD: tuple[tuple[re.Pattern[str], Workplace, str], ...] = (
    (
        re.compile(r"\bhybrid|\bblended|\bagile|\bflexible location|\bsmart ?working", re.IGNORECASE),
        "hybrid",
        "workplace_words",
    ),
    (
        re.compile(r"\b(?:partly|partially|part|some)\b[\w ,-]{0,20}\b(?:remote|home)", re.IGNORECASE),
        "hybrid",
        "workplace_words",
    ),
    (
        re.compile(
            r"\b(?:office|site)\b.{0,20}\b(?:home|remote)|\b(?:home|remote).{0,20}\b(?:office|site)\b", re.IGNORECASE
        ),
        "hybrid",
        "workplace_words",
    ),
    (
        re.compile(r"\bon[ -]?site|\boffice|\bnot? (?:remote|home)|\bworkplace.based|\bno\b", re.IGNORECASE),
        "on_site",
        "workplace_words",
    ),
    (re.compile(r"\bremote|\bhome|\btelecommut|\bteleworking|\byes\b", re.IGNORECASE), "remote", "workplace_words"),
)
_WORK = r"(?:work(?:ing)?|role|post|position|job|contract|basis)"
_PROSE: tuple[tuple[re.Pattern[str], Workplace, str], ...] = (
    (
        re.compile(
            rf"\bhybrid(?:[ /-](?:and |& |or )?\w+)? {_WORK}\b|\b(?:a|or|and|of) hybrid of (?:the )?(?:two|both)"
            rf"|\bhybrid\s*[:(]|\bwork(?:ing)? (?:in )?(?:a )?hybrid\b|\bfrom home or a hybrid\b"
            rf"|\b(?:office and home|home and office|home/office|office/home)\b(?: based)? ?(?:{_WORK})?",
            re.IGNORECASE,
        ),
        "hybrid",
        "workplace_prose",
    ),
    (
        re.compile(
            rf"\b(?:fully|100%|entirely|completely|permanently) (?:remote|home[ -]?based|home[ -]?working|from home)\b"
            rf"|\b(?:remote|home[ -]based) {_WORK}\b|\bwork(?:ing)? (?:fully |entirely )from home\b",
            re.IGNORECASE,
        ),
        "remote",
        "workplace_prose",
    ),
)
_HINTS = ("hybrid", "remote", "home", "office")
"""Any text that says where the work is has one of these in lower case."""


def _first(table: tuple[tuple[re.Pattern[str], Workplace, str], ...], text: str) -> tuple[Workplace, Evidence] | None:
    for pattern, kind, rule in table:
        if found := pattern.search(text):
            return kind, Evidence(rule, found.group())
    return None


def read_field(text: str) -> tuple[Workplace, Evidence] | None:
    """Workplace of a field that is about nothing else; None when its words are not known."""
    return _first(_FIELD, text)


def read_prose(text: str) -> tuple[Workplace, Evidence] | None:
    """Workplace plainly said in a title, a summary or a body; None when nothing is."""
    low = text.lower()
    return _first(_PROSE, text) if any(hint in low for hint in _HINTS) else None
