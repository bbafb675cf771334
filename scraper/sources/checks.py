"""What is wrong with a source row, told by field: each check answers one sentence that says what to do, or None."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from math import isfinite
from typing import get_args
from urllib.parse import urlsplit

import msgspec

from scraper.platforms.base import Extent
from scraper.reference import authorities
from scraper.sources.model import Evidence, Source

FIELDS = tuple(field.name for field in msgspec.structs.fields(Source))
REQUIRED = tuple(field.name for field in msgspec.structs.fields(Source) if field.required)
CHOICES: dict[str, tuple[str, ...]] = {"extent": get_args(Extent), "evidence": get_args(Evidence)}
TEXTS = ("id", "name", "platform", "url", "authority", "timetable", "checked_on", "licence", "terms", "notes")
LONGEST_ID = 64
"""Characters: ids stand in file names, tables and on the command line."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_GSS = re.compile(r"[EWSN][0-9]{8}")
_AUTHORITY = re.compile(r"(?:E0[6-9]|E10|E47|E61|N09|S12|W06)[0-9]{6}")
"""Codes of the kinds of area that councils and combined authorities have; police and fire have codes of their own."""
Problem = tuple[str, str]
"""A field and a sentence about it."""


def near(name: str, names: Collection[str]) -> str:
    """Say which names come near one, as the end of a sentence; all of them when they are few and none does."""
    found = get_close_matches(name, names, n=3, cutoff=0.6)
    if found:
        return f"did you mean {' or '.join(found)}?"
    return f"choose one of {', '.join(sorted(names))}." if 0 < len(names) <= 25 else "see `counciljobs sources list`."


def _kind(value: object) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list", dict: "a table"}
    return kinds.get(type(value), f"a {type(value).__name__}")


def _unknown(row: Mapping[str, object]) -> Iterator[Problem]:
    for field in row:
        if field not in FIELDS:
            yield field, f"there is no such field; {near(field, FIELDS)}"


def _types(row: Mapping[str, object]) -> Iterator[Problem]:
    for field in TEXTS:
        if field in row and not isinstance(row[field], str):
            yield field, f"must be a text in quotes, not {_kind(row[field])}."
    for field in ("enabled", "redistribute"):
        if not isinstance(row.get(field, True), bool):
            yield field, f"must be true or false without quotes, not {_kind(row[field])}."
    pace = row.get("pace", 1.0)
    if isinstance(pace, bool) or not isinstance(pace, (int, float)):
        yield "pace", f"must be a number of seconds without quotes, not {_kind(pace)}."
    covers = row.get("covers", [])
    if not isinstance(covers, list) or not all(isinstance(code, str) for code in covers):
        yield "covers", 'must be a list of codes in quotes, as ["E06000047", "E08000022"].'
    yield from _option_types(row.get("options", {}))


def _option_types(options: object) -> Iterator[Problem]:
    if not isinstance(options, dict):
        yield "options", f'must be a table, as {{ link = "/job/" }}, not {_kind(options)}.'
        return
    for name, value in options.items():
        texts = isinstance(value, list) and all(isinstance(one, str) for one in value)
        if not texts and not isinstance(value, (str, int)):
            yield (
                f"options.{name}",
                f"must be a text, a whole number, true, false or a list of texts, not {_kind(value)}.",
            )


def _values(row: Mapping[str, object], platforms: Collection[str]) -> Iterator[Problem]:
    for field in REQUIRED:
        if not str(row.get(field, "")).strip():
            yield field, "is missing: every source needs " + ", ".join(REQUIRED) + "."
    for field, choices in CHOICES.items():
        if field in row and row[field] not in choices:
            yield field, f"{row[field]!r} is not a choice; {near(str(row[field]), choices)}"
    ident, platform = str(row.get("id", "x")), str(row.get("platform", "unknown"))
    if not _ID.fullmatch(ident) or len(ident) > LONGEST_ID:
        yield "id", f"{ident!r} must be lower-case letters and digits parted by single hyphens, at most {LONGEST_ID}."
    if platform != "unknown" and platform not in platforms:
        yield "platform", f"there is no platform {platform!r}; {near(platform, (*platforms, 'unknown'))}"
    yield from _address(str(row.get("url", "")))
    yield from _codes(row)
    yield from _numbers(row)


def _address(url: str) -> Iterator[Problem]:
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if url and (not good or len(url.split()) != 1 or url != url.strip()):
        yield "url", f"{url!r} must be a whole address that begins with https:// or http://."


def _codes(row: Mapping[str, object]) -> Iterator[Problem]:
    covers = row.get("covers")
    for field, codes in (("authority", [row.get("authority")]), ("covers", covers if isinstance(covers, list) else [])):
        for code in codes:
            if code is not None and not _GSS.fullmatch(str(code)):
                yield field, f"{code!r} must be a GSS code: E, W, S or N and eight digits, as E06000047."
            elif code is not None and _AUTHORITY.fullmatch(str(code)) and authorities.get(str(code)) is None:
                yield field, f"no UK authority has the code {code!r}; see `counciljobs sources coverage --json`."


def _numbers(row: Mapping[str, object]) -> Iterator[Problem]:
    pace = row.get("pace")
    if isinstance(pace, (int, float)) and not (isfinite(pace) and pace >= 0):
        yield "pace", "must be the least number of seconds between two requests, 0 or more."
    day = row.get("checked_on")
    if isinstance(day, str) and not _is_day(day):
        yield "checked_on", f"{day!r} must be a day written as 2026-11-23."


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def first_problem(row: Mapping[str, object], platforms: Collection[str]) -> Problem | None:
    """Return the first thing wrong with a row: an unknown field, a wrong type, a missing or impossible value.

    Args:
        row: the table as tomllib reads it, days already as text.
        platforms: names that ``platform`` may have; "unknown" always may.
    """
    for check in (_unknown(row), _types(row), _values(row, platforms)):
        for problem in check:
            return problem
    return None
