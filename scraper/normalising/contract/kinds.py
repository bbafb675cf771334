"""The kind of contract and the working patterns that words state."""

import re
from typing import NamedTuple, cast

from scraper.normalising.contract.words import NOT_YET, PATTERNS, REFUSED, SHORT, STRONG, WEAK
from scraper.records import ContractType, Evidence, WorkingPattern

Found = dict[str, str]
_KIND_HINTS = (
    *(
        "perm",
        "substant",
        "indefinite",
        "open-ended",
        "open ended",
        "fixed",
        "ftc",
        "f.t.c",
        "limited",
        "temp",
        "season",
    ),
    *("casual", "zero", "diem", "nil h", "when", "hoc", "apprentice", "second", "volunt", "unpaid", "cover", "relief"),
    *("bank", "session", "call", "supply", "interim", "contract", "intern", "agency", "locum"),
    *("arhaol", "penodol", "dros dro", "tymhorol", "achlysurol", "dim oriau", "rentis", "secondiad"),
)
_PATTERN_HINTS = (
    *(
        "time",
        "/t",
        "reduced",
        "tto",
        "t.t.o",
        "only",
        "shar",
        "flex",
        "compress",
        "fortnight",
        "annual",
        "shift",
        "rota",
    ),
    *(
        "roster",
        "earlies",
        "night",
        "weekend",
        "saturday",
        "zero",
        "nil h",
        "ft",
        "pt",
        "amser",
        "ysgol",
        "tymor",
        "swydd",
        "hyblyg",
    ),
)
"""Every expression needs one of these in lower case; most titles have none, and looking is cheaper than matching."""


class Kind(NamedTuple):
    """A kind of contract with the words that said so; unknown and flagged where the text leaves it open."""

    type: ContractType
    why: Evidence | None
    flags: tuple[str, ...] = ()


def _found(table: tuple[tuple[str, re.Pattern[str]], ...], text: str) -> Found:
    return {name: found.group() for name, pattern in table if (found := pattern.search(text))}


def _hinted(text: str, hints: tuple[str, ...]) -> bool:
    low = text.lower()
    return any(hint in low for hint in hints)


def without_promise(text: str) -> str:
    """The text less any "possibility of becoming permanent"."""
    return NOT_YET.sub(" ", text) if "perm" in text.lower() else text


def kind(text: str) -> Kind:
    """The kind of contract a text states; unknown and flagged where two exclude each other ("Permanent/Temporary")."""
    if not _hinted(text, _KIND_HINTS):
        return Kind("unknown", None)
    text = without_promise(text)
    strong = _found(STRONG, text)
    if not strong:
        weak = _found(WEAK, text)
        return _first(weak, "contract_implied") if weak else Kind("unknown", None)
    return _settled(strong)


def _first(found: Found, rule: str, flags: tuple[str, ...] = ()) -> Kind:
    name, words = next(iter(found.items()))
    return Kind(cast("ContractType", name), Evidence(rule, words.strip()), flags)


def _settled(found: Found) -> Kind:
    """One kind of the several stated: an apprenticeship has an end by nature, a fixed term is temporary."""
    names = set(found)
    if "apprenticeship" in names:
        return _first({"apprenticeship": found["apprenticeship"]}, "contract_words")
    if names == {"fixed_term", "temporary"}:
        return _first({"fixed_term": found["fixed_term"]}, "contract_words")
    if names == {"casual", "temporary"}:
        return _first({"casual": found["casual"]}, "contract_words")
    if "secondment" in names and names <= {"secondment", "fixed_term", "temporary"}:
        flags = ("several_contract_types",) if len(names) > 1 else ()
        name = next(one for one in ("fixed_term", "temporary", "secondment") if one in names)
        return _first({name: found[name]}, "contract_words", flags)
    if len(names) > 1:
        return Kind("unknown", None, ("several_contract_types",))
    return _first(found, "contract_words")


def patterns(text: str, *, field: bool) -> dict[WorkingPattern, str]:
    """Working patterns a text states, each with its words. In a field about nothing else, FT and PT count."""
    if not _hinted(text, _PATTERN_HINTS):
        return {}
    if "not" in text.lower():
        text = REFUSED.sub(" ", text)
    found = _found(PATTERNS, text)
    if field:
        found = {**_found(SHORT, text), **found}
    return cast("dict[WorkingPattern, str]", found)
