"""What a date in a text is about: closing, interview, start, posting, contract. The nearest words decide."""

import re
from typing import Literal

About = Literal["closing", "interview", "starting", "posted", "contract", "other"]

_BY = r"\b(?:by|before|until|no\slater\sthan)\b"
_LABELS: dict[About, str] = {
    "closing": (
        rf"clos(?:e|es|ed|ing)\b|deadline|\bappl(?:y|ied|ying)\b[^.\n]{{0,40}}{_BY}|\bapplications?\b[^.\n]{{0,60}}{_BY}"
        r"|expir(?:y|es|ing|ed)|advert(?:isement)?\send|valid\s?through|cut[ -]?off|vacancy\send|open\suntil"
        r"|(?:received|submitted|returned)\s(?:by|before)|extended\s(?:to|until)|last\sdate|dyddiad\scau|\berbyn\b|\bhyd\sat\b"
    ),
    "interview": r"interview|assessment\s(?:day|cent)|selection\s(?:day|process|event)|cyfweliad",
    "starting": (r"\bstart(?:s|ing)?\b|commenc|required\sfrom|available\sfrom|to\sbegin|dyddiad\scychwyn|\bdechrau\b"),
    "posted": (
        r"\bposted|publish|\badded|placed\son|advert(?:isement)?\sstart|date\sadvertised|\bopen(?:s|ed|ing)\b"
        r"|live\sfrom"
    ),
    "contract": r"fixed[ -]?term|\bcontract|\bfunded|temporary|secondment|\bend(?:s|ing)?\b",
    "other": (
        r"shortlist|\bvisit|\btour\b|open\s(?:day|evening)|inform(?:ed|ation)|born|updated|pay\saward|effective"
        r"|inspect|ofsted"
    ),
}
_LABEL = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items()), re.IGNORECASE)
_TRAILING = re.compile(
    r"\s{0,3}(?:[(\[]\s?|(?:is|are|will\sbe|being)\s(?:the\s|our\s)?)"
    r"(?:(?P<closing>clos(?:ing|es?)|deadline)|(?P<interview>interview)|(?P<starting>start))",
    re.IGNORECASE,
)
REACH = 120
"""Characters before a date in which its label is looked for: "Closing date for completed applications to reach us is"
fits, a sentence about something else rarely does."""
HEADING = 40
"""Characters of a line above a date that can be its label ("Closing date:" over the date)."""


def about(text: str, start: int, stop: int, since: int) -> About | None:
    """What the date at ``text[start:stop]`` is about, by the last label from ``since`` up to it, else just after."""
    line = max(text.rfind("\n", since, start) + 1, since, start - REACH)
    heading = max(text.rfind("\n", since, max(line - 1, since)) + 1, since)
    before = list(_LABEL.finditer(text, line, start))
    if not before and line - heading <= HEADING:
        before = list(_LABEL.finditer(text, heading, line))
    found = before[-1] if before else _TRAILING.match(text, stop, stop + 40)
    return found.lastgroup if found else None  # type: ignore[return-value]
