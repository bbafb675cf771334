"""Employers that are not councils but advertise beside them: police, fire, parks, council-owned companies, agencies.

Facts are in ``data/bodies.tsv``. A body never has a council's code: ``owners`` says whose it is.
"""

from functools import cache

from msgspec import Struct

from scraper.records import RecruiterKind
from scraper.reference import tables
from scraper.reference.keys import key


class Body(Struct, frozen=True):
    """One body: its name, what kind of employer it is, and the codes of the councils that own or share it."""

    name: str
    kind: RecruiterKind
    owners: tuple[str, ...]


@cache
def bodies() -> dict[str, Body]:
    """Bodies by the key of each of their names."""
    found: dict[str, Body] = {}
    for name, kind, owners, others in tables.rows("bodies.tsv"):
        body = Body(name, kind, tuple(owners.split(";")) if owners else ())  # type: ignore[arg-type]  # tested
        found |= {key(one): body for one in (name, *others.split(";")) if one}
    return found


def by_name(name: str) -> Body | None:
    """The body with exactly this name, whatever its case and punctuation; a company's "Ltd" may be there or not."""
    wanted = key(name)
    for tail in (" limited", " ltd", " plc"):
        wanted = wanted.removesuffix(tail)
    return bodies().get(wanted.removeprefix("the ")) or bodies().get(wanted)
