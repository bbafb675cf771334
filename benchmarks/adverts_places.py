"""Employers and towns for the generator of adverts: every council in force, with towns of its own area."""

from functools import cache
from typing import NamedTuple

from scraper.reference import authorities, tables

MOST_TOWNS = 8
"""A council's adverts name its larger places."""


class Council(NamedTuple):
    """A council with its short name, what is printed after its towns, the letters of its references, and its towns."""

    name: str
    short: str
    around: str
    letters: str
    towns: tuple[str, ...]


@cache
def councils() -> tuple[Council, ...]:
    """Return the councils that have at least two towns."""
    towns: dict[str, list[tuple[int, str]]] = {}
    for name, _, _, code, people in (row for row in tables.rows("places.tsv") if len(row) == 5):
        towns.setdefault(code, []).append((-int(people), name))
    found = authorities.register()
    return tuple(
        Council(
            one.name,
            one.short,
            (found[one.county].short if one.county in found else one.region),
            "".join(filter(str.isalpha, one.short.upper()))[:4],
            tuple(name for _, name in sorted(towns[code])[:MOST_TOWNS]),
        )
        for code, one in sorted(found.items())
        if one.is_council and one.in_force() and len(towns.get(code, ())) >= 2
    )
