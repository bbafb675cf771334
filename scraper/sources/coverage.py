"""Which councils the register reaches, and how: one answer for each of the principal councils in force.

A council counts as reached only by a row that a run collects. States, best first:

- ``own_site``: its own site, read as described or captured;
- ``discovered``: its own site, found and proved by ``sources discover``, which nobody has looked at yet;
- ``board``: a board that is known to carry its adverts;
- ``unverified``: a row of its own or a board's that nothing speaks for yet;
- ``not_yet``: none of these.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, get_args

from msgspec import Struct

from scraper.reference import authorities
from scraper.reference.authorities import AuthorityType
from scraper.sources.model import Source

State = Literal["own_site", "discovered", "board", "unverified", "not_yet"]
STATES: tuple[State, ...] = get_args(State)
REACHED: frozenset[State] = frozenset({"own_site", "discovered", "board"})
"""States that evidence stands behind."""


class Covered(Struct, frozen=True, kw_only=True):
    """One council; ``sources`` are the ids of the rows that reach it, its own first."""

    code: str
    name: str
    nation: str
    type: AuthorityType
    state: State
    sources: tuple[str, ...]


class Group(Struct, frozen=True, kw_only=True):
    """The councils of one nation and type: how many there are, are reached, and are in each state."""

    nation: str
    type: str
    councils: int
    reached: int
    states: tuple[int, ...]


def _claims(row: Source) -> Iterator[tuple[str, State]]:
    """Yield the authority codes that a row speaks for and the state that it gives them."""
    known = row.evidence in {"captured", "described"}
    if row.authority:
        yield row.authority, "own_site" if known else "discovered" if row.evidence == "discovered" else "unverified"
    for code in row.covers:
        yield code, "unverified" if row.evidence == "unverified" else "board"


def _found(rows: Iterable[Source]) -> dict[str, list[tuple[State, str]]]:
    """Return, by the code in force, what each collected row gives; former codes of an authority count as its own."""
    found: dict[str, list[tuple[State, str]]] = defaultdict(list)
    for row in rows:
        for code, state in _claims(row) if row.collectable else ():
            if authority := authorities.get(code):
                found[authority.code].append((state, row.id))
    return found


def coverage(rows: Iterable[Source]) -> list[Covered]:
    """Return one answer for each principal council in force, by code."""
    found = _found(rows)
    councils = [one for one in authorities.register().values() if one.is_council and one.in_force()]
    return [_covered(one, found.get(one.code, [])) for one in sorted(councils, key=lambda one: one.code)]


def _covered(council: authorities.Authority, claims: Sequence[tuple[State, str]]) -> Covered:
    best = sorted(claims, key=lambda claim: STATES.index(claim[0]))
    return Covered(
        code=council.code,
        name=council.name,
        nation=council.nation,
        type=council.type,
        state=best[0][0] if best else "not_yet",
        sources=tuple(dict.fromkeys(ident for _, ident in best)),
    )


def totals(answers: Sequence[Covered]) -> list[Group]:
    """Return the councils by nation and type, then all of them."""
    kinds = sorted({(one.nation, get_args(AuthorityType).index(one.type), one.type) for one in answers})
    groups = [
        _group(nation, kind, [one for one in answers if (one.nation, one.type) == (nation, kind)])
        for nation, _, kind in kinds
    ]
    return [*groups, _group("all", "all", answers)]


def _group(nation: str, kind: str, answers: Sequence[Covered]) -> Group:
    counts = Counter(one.state for one in answers)
    return Group(
        nation=nation,
        type=kind,
        councils=len(answers),
        reached=sum(counts[state] for state in REACHED),
        states=tuple(counts[state] for state in STATES),
    )
