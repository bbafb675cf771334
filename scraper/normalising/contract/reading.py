"""Contract, pattern, hours, weeks and posts of one text: a field, a line (a title, a pay text) or running text."""

import re

from scraper.normalising.contract import prose, terse
from scraper.normalising.contract.ends import end
from scraper.normalising.contract.hours import Hours, hours
from scraper.normalising.contract.kinds import Kind, kind, patterns, without_promise
from scraper.normalising.contract.numbers import digits
from scraper.normalising.contract.posts import Posts, counted, posts
from scraper.normalising.contract.weeks import Weeks, weeks
from scraper.normalising.contract.words import MANNERS, TIME_LIMITED
from scraper.normalising.readings import Contract, Rules
from scraper.records import Evidence, WorkingPattern

FLAGS = (
    "several_contract_types", "several_hours", "hours_range", "hours_conflict", "hours_computed", "fte_without_hours",
    "full_week_only", "impossible_hours", "weeks_computed", "several_posts",
)  # fmt: skip
"""Every flag a contract can carry, in the order they are given."""

_ONLY_WEEKS = re.compile(r"(?P<n>[0-9]{2}(?:\.[0-9]{1,3})?)(?:\s?(?:weeks|wks))?", re.IGNORECASE)
"""Weeks as the whole value of a label: "Working pattern: 52 weeks"."""

_IN_TERM = re.compile(r"\bterm[\s-]?time\b", re.IGNORECASE)
LONGEST_FIELD = 2_000
"""Characters read of a field or a line."""


def _built(
    text: str, kind_: Kind, manners: dict[WorkingPattern, str], found: tuple[Hours, Weeks, Posts], ends: str
) -> Contract:
    spell, year, number = found
    rules: Rules = {}
    for name, why in (
        ("contract_type", kind_.why),
        ("hours_per_week", spell.why),
        ("weeks_per_year", year.why),
        ("posts", number.why),
    ):
        if why:
            rules[name] = why
    if manners:
        rules["working_pattern"] = Evidence("pattern_words", "; ".join(manners.values()))
    finish = end(ends) if kind_.type in TIME_LIMITED else None
    if finish:
        rules["contract_end"] = finish[1]
    flags = {*kind_.flags, *spell.flags, *year.flags, *number.flags}
    return Contract(
        text=text,
        contract_type=kind_.type,
        working_pattern=tuple(name for name in MANNERS if name in manners),
        hours_per_week=spell.value,
        weeks_per_year=year.value,
        posts=number.value,
        contract_end=finish[0] if finish else None,
        flags=tuple(flag for flag in FLAGS if flag in flags),
        rules=rules,
    )


def _read(text: str, *, field: bool) -> Contract:
    line = " ".join(text[:LONGEST_FIELD].split())
    manners = patterns(line, field=field)
    kind_ = kind(line)
    limited = kind_.type in TIME_LIMITED
    found = (
        hours(line, field=field),
        weeks(line, term_time="term_time" in manners, limited=limited, field=field),
        posts(line, prose=False),
    )
    if found[0].why and found[0].why.rule == "hours_of_fte":
        manners.pop("full_time", None)
    return _built(text, kind_, manners, found, line)


def read(text: str) -> Contract:
    """Contract read from a field that is about the contract or the hours, so bare words and numbers count ("36.25")."""
    return _read(text, field=True)


def read_line(text: str) -> Contract:
    """Contract read from a title or a pay text, where words count and bare numbers do not."""
    return _read(text, field=False)


def read_posts(text: str) -> Contract:
    """Number of posts read from the field that holds it."""
    found = counted(text)
    return Contract(text=text, posts=found.value, flags=found.flags, rules={"posts": found.why} if found.why else {})


def _labelled(text: str) -> str:
    """The labelled lines of a body as one field, each number with what it counts."""
    parts = []
    for label, value in prose.labelled(text):
        if "of" in label and "hours" not in label and label.startswith(("number", "no")):
            parts.append(f"Number of posts: {value}")
        elif "hours" in label:
            parts.append(f"Hours: {value}")
        elif label.startswith("weeks") or (label.endswith(("pattern", "patterns")) and _ONLY_WEEKS.fullmatch(value)):
            told = _ONLY_WEEKS.fullmatch(value)
            parts.append(f"{told['n']} weeks per year" if told else value)
        else:
            parts.append(value)
    return "; ".join(parts)


def read_prose(text: str) -> Contract:
    """Contract read from running text, where only what is plainly said of this post counts.

    Args:
        text: readable text, one line a paragraph.
    """
    text_now = without_promise(digits(text[: prose.LONGEST]))
    fields, said = _labelled(text_now), prose.said(text_now)
    bare = "; ".join(terse.pieces(text_now))
    sentences = prose.timed(text_now)
    words = "\n".join(filter(None, (fields, said, bare)))
    kind_ = kind(words)
    manners = {**patterns(prose.duties(text), field=False), **patterns(words, field=False)}
    spell = hours(fields, field=True) if fields else Hours()
    for words_of, alone in ((bare, True), ("\n".join(sentences), False)):
        if words_of and spell.value is None and not spell.flags:
            spell = hours(words_of, field=alone)
    if spell.why:
        spell = spell._replace(why=Evidence(f"{spell.why.rule}_in_prose", spell.why.text))
    year = weeks("\n".join([fields, *sentences]), term_time=False, limited=True, field=False)
    for sentence in filter(_IN_TERM.search, sentences if year.value is None else ()):
        year = weeks(sentence, term_time=True, limited=True, field=False)
    if year.value is None and bare:
        limited = kind_.type in TIME_LIMITED
        year = weeks(bare, term_time="term_time" in manners, limited=limited, field=True)
    number = posts(fields, prose=False) if "Number of posts" in fields else posts(text[: prose.LONGEST], prose=True)
    ends = "\n".join((fields, prose.endings(text_now))) if kind_.type in TIME_LIMITED else ""
    return _built(text, kind_, manners, (spell, year, number), ends)
