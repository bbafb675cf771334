"""The words of dates, English and Welsh, as fragments for the expressions of this package."""

import re

_MONTH_WORDS: tuple[tuple[str, ...], ...] = (
    ("jan", "january", "ionawr"),
    ("feb", "february", "febuary", "feburary", "chwefror"),
    ("mar", "march", "mawrth", "fawrth"),
    ("apr", "april", "ebrill"),
    ("may", "mai", "fai"),
    ("jun", "june", "mehefin", "fehefin"),
    ("jul", "july", "gorffennaf", "orffennaf", "ngorffennaf"),
    ("aug", "august", "awst"),
    ("sep", "sept", "september", "medi", "fedi"),
    ("oct", "october", "hydref"),
    ("nov", "november", "tachwedd", "dachwedd", "thachwedd", "nhachwedd"),
    ("dec", "december", "decemeber", "rhagfyr", "ragfyr"),
)
"""Welsh months as they stand alone and as they begin behind "o" (of), "a" (and) and "yn" (in)."""
MONTHS = {word: number for number, words in enumerate(_MONTH_WORDS, 1) for word in words}

_DAY_WORDS: tuple[tuple[str, ...], ...] = (
    ("mon", "monday", "dydd llun"),
    ("tue", "tues", "tuesday", "dydd mawrth"),
    ("wed", "weds", "wednesday", "dydd mercher"),
    ("thu", "thur", "thurs", "thursday", "dydd iau"),
    ("fri", "friday", "dydd gwener"),
    ("sat", "saturday", "dydd sadwrn"),
    ("sun", "sunday", "dydd sul"),
)
WEEKDAYS = {word: number for number, words in enumerate(_DAY_WORDS) for word in words}


def either(words: dict[str, int]) -> str:
    """An alternation of the words, longest first so that none is read as another's beginning."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def key(word: str) -> str:
    """A matched word as the tables have it: expressions that ignore case take Turkish dotless and dotted i for an i."""
    return word.replace("\u0131", "i").replace("\u0130", "i").casefold()


STEMS = tuple(sorted({word[:3] for word in MONTHS}))
"""Beginnings of the months' names: a text without any names no month."""
MONTH = f"(?:{either(MONTHS)})"
WEEKDAY = f"(?:{either(WEEKDAYS)})"
