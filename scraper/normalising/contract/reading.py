"""A first reading of contracts; the tables grow from here."""

import re

from scraper.normalising.readings import Contract, Rules
from scraper.records import ContractType, Evidence, WorkingPattern

_TYPES: tuple[tuple[re.Pattern[str], ContractType], ...] = (
    (re.compile(r"volunteer|voluntary", re.IGNORECASE), "voluntary"),
    (re.compile(r"fixed[\s_-]*term", re.IGNORECASE), "fixed_term"),
    (re.compile(r"temporary", re.IGNORECASE), "temporary"),
    (re.compile(r"permanent", re.IGNORECASE), "permanent"),
)
_PATTERNS: tuple[tuple[re.Pattern[str], WorkingPattern], ...] = (
    (re.compile(r"full[\s_-]*time", re.IGNORECASE), "full_time"),
    (re.compile(r"part[\s_-]*time", re.IGNORECASE), "part_time"),
    (re.compile(r"term[\s_-]*time", re.IGNORECASE), "term_time"),
)


def read(text: str) -> Contract:
    """Contract read from a field that is about the contract or the hours."""
    rules: Rules = {}
    kind: ContractType = "unknown"
    for pattern, name in _TYPES:
        if found := pattern.search(text):
            kind, rules["contract_type"] = name, Evidence(name, found.group())
            break
    patterns = tuple(name for pattern, name in _PATTERNS if pattern.search(text))
    if patterns:
        rules["working_pattern"] = Evidence("words", text)
    return Contract(text=text, contract_type=kind, working_pattern=patterns, rules=rules)


def read_prose(text: str) -> Contract:
    """Contract read from running text, where only what is plainly said of this post counts."""
    return read(text)
