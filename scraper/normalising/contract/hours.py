"""Hours a week of the post itself. A full-time week, hours a day or a month, and clock times are not that."""

import re
from typing import NamedTuple

from scraper.normalising.contract.numbers import NUMBER, number
from scraper.records import Evidence

FULL_WEEK = (34.0, 42.0)
"""Hours between which every council's full-time week lies (35 in some boroughs, 36 in others, 37, 37.5, 40)."""
LONGEST_WEEK = 60.0
"""Hours a week beyond which a number is a fortnight's, a month's or a mistake (the legal limit averages 48)."""

_HOURS = r"(?:hours?|hrs?|h|awr|oriau)\b\.?"
_PER = r"(?:per|a|each|every|pr|in\sa)"
_WEEKLY = (
    rf"(?:\s?(?:awr|oriau)\s(?:yr|pob|bob)\swythnos\b|\s?(?:hours?|hrs?|h)\.?\s?(?:{_PER}\s(?:working\s)?(?:week|wk|w)\b|/\s?(?:week|wk|w)\b|p\.?/?\s?w\b\.?|weekly\b)"
    r"|\s?hours?\s(?:(?:worked|spread)\s)?(?:over|across)\s(?:(?:[1-6]|two|three|four|five|six)\sdays|the\sweek)\b(?!\sa\sm|\sper\sm)"
    r"|\s?h\.?p\.?w\b\.?|\s?h/w\b|[\s-]hours?[\s-](?:(?:working\s)?week|role|post|job|position|contract)\b|\s?/\s?(?:week|wk)\b|\sper\sweek\b)"
)
_RANGE = rf"(?:(?P<low>{NUMBER})\s?(?:{_HOURS})?\s?(?:-|–|—|\bto\b|\band\b|\bor\b|/)\s?)?"
_BOUND = (
    r"(?:\b(?P<bound>up\sto|hyd\sat|rhwng|o\sleiaf|between|minimum(?:\sof)?|min|maximum(?:\sof)?|max|from|at\sleast|at\smost|no\smore\sthan|variable|circa|under|over"
    r"|approx(?:imately)?|flexible)\W{1,2})?"
)
_FULLMARK = (
    r"(?:(?P<full>full[\s-]?time\sequivalent|(?<![0-9])(?<![0-9]\s)f\.?t\.?e\.?|standard|based\son(?:\sa)?|out\sof(?:\sa)?"
    r"|full[\s-]time\s(?:week\s)?(?:is|hours(?:\sare)?|=)|full\sweek(?:\sis)?|of\sa|(?<=[0-9]\s)of)\W{0,3}(?:a\s|is\s|of\s)?)?"
)
_NUM = rf"(?<![0-9£.,:/x])(?P<n>{NUMBER})(?!,?[0-9])"
_TAIL = r"(?P<after>\W{0,3}(?:\(?f\.?t\.?e\b|full[\s-]?time\sequiv|full\stime\sweek|is\sfull|for\sfull[\s-]time))?"
_LATE = r"(?P<late>\W{0,2}(?:minimum|min|maximum|max|or\smore)\b(?!\s(?:wage|of|term|age)))?"
_NOT_WEEKLY = (
    r"(?!\s?(?:(?:per|an?|each|every)\s(?!w)|/(?!\s?w)|p/?[admh]\b)|[-/]"
    r"|\s(?:notice|sleep|shifts?|on|off|over|monthly|annual|daily|from|between)\b)"
)

WEEKLY = re.compile(rf"{_FULLMARK}{_BOUND}{_RANGE}{_NUM}{_WEEKLY}{_TAIL}{_LATE}", re.IGNORECASE)
_LABELLED = re.compile(
    r"\b(?:(?:working|you(?:['’](?:ll|d)|\swill|\swould)\swork)(?=\s[0-9.]{1,5}\s(?:hours|hrs)\b(?!\s(?:a|per|each|/)\s?(?:day|month|year)))|weekly\shours|(?:your|the|weekly|working)\shours\s(?:will\sbe|would\sbe|are)|hours(?:\sof\swork|\sper\sweek|\s\(?p/?w\)?)?|hrs|contract(?:ed|ual)?\shours|working\shours"
    rf"|basic\shours)(?:\s?[:=–-]\s?|\s){_BOUND}{_RANGE}{_NUM}(?!\s?(?:[ap]\.?m\b|:|(?:(?:a|per|each)\s)?(?:days?|months?|years?)\b|weeks?\b|%|(?:-|–|to)\s?[0-9]))"
    rf"(?:{_WEEKLY}|\s?{_HOURS})?{_TAIL}",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"{_FULLMARK}{_BOUND}{_RANGE}{_NUM}\s?(?:hours|hrs|awr)\b\.?{_NOT_WEEKLY}{_TAIL}{_LATE}", re.IGNORECASE
)
_WHOLE = re.compile(r"\s*(?P<n>[0-9]{1,2}(?:[.,:][0-9]{1,3}|\s?[½¼¾])?)\s*(?:hours|hrs|h)?\s*", re.IGNORECASE)
_MINUTES = re.compile(
    r"(?P<h>[0-9]{1,2})\s?(?:hours?|hrs?|h)\s?(?:and\s|&\s|,\s)?(?P<m>[0-9]{1,2})\s?(?:minutes?|mins?|m)\b"
    r"(?!\s(?:per|a)\sday)",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"(?P<n>[0-9]{2,3}(?:\.[0-9]{1,2})?)\s?(?:hours|hrs)\s?(?:per|a|over|each|every|/)\s(?:a\s)?"
    r"(?:(?P<two>fortnight|(?:2|two)[\s-]week)|(?P<four>(?:4|four)[\s-]week))",
    re.IGNORECASE,
)
_DAILY = re.compile(
    rf"(?P<n>{NUMBER})\s?(?:hours?|hrs?)\s?(?:per|a|each|/)\s?day\W{{0,3}}(?:(?:for|over|x|across)\W?)?\s?"
    r"(?P<days>[1-6]|one|two|three|four|five)\s?days?\s?(?:per|a|each|/)\s?week",
    re.IGNORECASE,
)
_OF_FULL = re.compile(
    rf"(?<![0-9£.,:/x-])(?P<n>{NUMBER})\s?(?:{_HOURS}\s)?(?:out\s)?(?:of|/)\s(?:a\s)?(?P<full>{NUMBER})[\s-]?{_HOURS}",
    re.IGNORECASE,
)
"""The post's hours out of a full week's: "20 of 37 hours"."""
_FTE = re.compile(
    r"(?<![0-9.])(?P<a>0?\.[0-9]{1,3}|1(?:\.0{1,3})?)\s?(?:f\.?t\.?e|w\.?t\.?e|of\s(?:a\s)?full[\s-]time)\b"
    r"|\b(?:f\.?t\.?e|w\.?t\.?e)\b\W{0,3}(?:of\s)?(?P<b>0?\.[0-9]{1,3}|1\.0{1,3})(?![0-9])",
    re.IGNORECASE,
)
_WHOLE_FTE = re.compile(r"\s*(?P<a>0?\.[0-9]{1,3}|1\.0{1,3})\s*")
_HINTS = (
    "hour",
    "awr",
    "oriau",
    "hr",
    "hpw",
    "h.p.w",
    "h/w",
    "week",
    "/wk",
    " wk",
    "/w",
    "fte",
    "f.t.e",
    "wte",
    "w.t.e",
    "of full",
)
"""Any text that states hours has one of these, but for a bare number in a field."""


class Hours(NamedTuple):
    """Hours a week with the words that say so."""

    value: float | None = None
    why: Evidence | None = None
    flags: tuple[str, ...] = ()


class _Said(NamedTuple):
    value: float | None
    full: bool
    span: str


def _said(found: re.Match[str]) -> _Said:
    group = found.groupdict()
    value: float | None = number(group["n"])
    if group.get("bound") or group.get("late") or (group.get("low") and number(group["low"]) != value):
        value = None
    return _Said(value, bool(group.get("full") or group.get("after")), found.group().strip())


def fraction(text: str, *, field: bool) -> float | None:
    """The share of a full-time week stated ("0.6 FTE"), at most 1; a bare 0.6 counts in a field."""
    found = _FTE.search(text) or (_WHOLE_FTE.fullmatch(text) if field else None)
    if found is None:
        return None
    share = float(found.groupdict().get("a") or found.groupdict().get("b") or 0)
    return share if 0 < share <= 1 else None


def _stated(text: str, *, field: bool) -> list[_Said]:
    said = [_said(found) for found in WEEKLY.finditer(text)] or [_said(found) for found in _LABELLED.finditer(text)]
    if field and not said:
        said = [_said(found) for found in _BARE.finditer(text)]
    if field and not said and (found := _WHOLE.fullmatch(text)):
        said = [_said(found)]
    return said


def _derived(text: str) -> Hours | None:
    """Hours stated otherwise than by the week: with minutes, over two or four weeks, by the day with the days."""
    if found := _MINUTES.search(text):
        return Hours(round(int(found["h"]) + int(found["m"]) / 60, 2), Evidence("hours_and_minutes", found.group()))
    if (found := _OF_FULL.search(text)) and _full(number(found["full"])) and number(found["n"]) < number(found["full"]):
        return Hours(number(found["n"]), Evidence("hours_of_full_week", found.group()))
    if found := _SPAN.search(text):
        weeks = 2 if found["two"] else 4
        return Hours(
            round(float(found["n"]) / weeks, 2), Evidence("hours_over_weeks", found.group()), ("hours_computed",)
        )
    if found := _DAILY.search(text):
        days = found["days"].casefold()
        each = int(days) if days.isdecimal() else ("one", "two", "three", "four", "five").index(days) + 1
        return Hours(round(number(found["n"]) * each, 2), Evidence("hours_by_days", found.group()), ("hours_computed",))
    return None


def _full(value: float) -> bool:
    return FULL_WEEK[0] <= value <= FULL_WEEK[1]


def _shared(said: list[_Said], share: float) -> Hours:
    """Hours where the text also says what share of a full week the post is: the two must fit together."""
    for one in said:
        if one.value and _full(one.value / share) and not (one.full and share < 1):
            return Hours(one.value, Evidence("hours_stated", one.span))
    for one in said:
        if one.value and _full(one.value):
            return Hours(round(one.value * share, 2), Evidence("hours_of_fte", one.span), ("hours_computed",))
    return Hours(flags=("hours_conflict",) if said else ("fte_without_hours",))


def hours(text: str, *, field: bool) -> Hours:
    """Hours a week of the post. A range, a bound or several values leave it null, flagged.

    Args:
        text: words about the post.
        field: the text is about nothing but contract and hours, so "22.2 hours" and a bare "36.25" count.
    """
    if not _hinted(text, field=field):
        return Hours()
    said = _stated(text, field=field)
    share = fraction(text, field=field)
    derived = _derived(text)
    if derived is not None:
        return _checked(derived)
    if share is not None:
        return _shared([] if field and _WHOLE_FTE.fullmatch(text) else said, share)
    return _own(said)


def _hinted(text: str, *, field: bool) -> bool:
    low = text.lower()
    return any(hint in low for hint in _HINTS) or (field and text.lstrip()[:1] in {*".0123456789"})


def _own(said: list[_Said]) -> Hours:
    """The one value of the post's own that the text states."""
    own = [one for one in said if not one.full]
    exact = {one.value for one in own if one.value is not None}
    if not own:
        return Hours(flags=("full_week_only",) if said else ())
    if len(exact) > 1:
        return Hours(flags=("several_hours",))
    return _checked(_one(own)) if exact else Hours(flags=("hours_range",))


def _one(own: list[_Said]) -> Hours:
    first = next(one for one in own if one.value is not None)
    return Hours(first.value, Evidence("hours_stated", first.span))


def _checked(found: Hours) -> Hours:
    """Null and flagged when no week has so many hours."""
    if found.value is None or not 0 < found.value <= LONGEST_WEEK:
        return Hours(flags=("impossible_hours",) if found.value else ())
    return found
