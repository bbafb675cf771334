"""The register of UK local authorities: every one in force, those that ended, and who succeeded them.

Facts are in ``data/authorities.tsv``, whose head says source, licence, date and how to renew. Codes are ONS GSS codes;
those that ONS withdrew when a boundary moved (``former_codes``) find the authority as well.
"""

from collections import defaultdict
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from scraper.reference import tables
from scraper.reference.keys import key

AuthorityType = Literal[
    "county",
    "district",
    "unitary",
    "metropolitan_district",
    "london_borough",
    "city_corporation",
    "scottish_council",
    "welsh_council",
    "ni_district",
    "combined_authority",
    "greater_london_authority",
]
STRATEGIC: frozenset[str] = frozenset({"combined_authority", "greater_london_authority"})
"""Types that cover other authorities whole and are not councils."""
LOCAL_PAY: frozenset[str] = frozenset({"Scotland"})
"""Nations whose councils do not pay on the NJC spine (Scotland has its own, the SJC)."""
_REMEMBERED = 1024
"""Codes: there are some four hundred authorities and regions."""
UNGAZETTED = "95"
"""Districts of Northern Ireland before 2015 never had a GSS code; their 95x codes serve inside the register only."""


class Authority(Struct, frozen=True, kw_only=True):
    """One authority. ``start`` and ``end`` are its first and last day; ``None`` is not known, or still in force."""

    code: str
    name: str
    short: str
    type: AuthorityType
    nation: str
    region: str
    county: str | None
    combined: str | None
    start: date | None
    end: date | None
    successors: tuple[str, ...]
    former_codes: tuple[str, ...]
    website: str | None

    @property
    def gss(self) -> str | None:
        """The GSS code, where it ever had one."""
        return None if self.code.startswith(UNGAZETTED) else self.code

    @property
    def is_council(self) -> bool:
        """False for combined authorities and the Greater London Authority."""
        return self.type not in STRATEGIC

    @property
    def upper_tier(self) -> str | None:
        """GSS code of the county council over it, or its own when it is one."""
        return self.code if self.type == "county" else self.county

    def in_force(self, on: date | None = None) -> bool:
        """Whether it exists on a day; without a day, whether it still exists."""
        if on is None:
            return self.end is None
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _codes(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()


def _authority(row: list[str]) -> Authority:
    code, name, short, kind, nation, region, county, combined, start, end, successors, former, website = row
    return Authority(
        code=code,
        name=name,
        short=short,
        type=kind,  # type: ignore[arg-type]  # a test holds the file to the types above
        nation=nation,
        region=region,
        county=county or None,
        combined=combined or None,
        start=_day(start),
        end=_day(end),
        successors=_codes(successors),
        former_codes=_codes(former),
        website=website or None,
    )


@cache
def register() -> dict[str, Authority]:
    """Every authority by its code, current and former."""
    return {row[0]: _authority(row) for row in tables.rows("authorities.tsv")}


@cache
def _by_any_code() -> dict[str, Authority]:
    former = {code: one for one in register().values() for code in one.former_codes}
    return former | register()


def get(code: str | None) -> Authority | None:
    """The authority with a GSS code, a code that ONS has since replaced included; None for any other text."""
    return _by_any_code().get(code) if code else None


def successors(code: str) -> tuple[Authority, ...]:
    """The authorities in force today that took over a former one, through every step; itself when it still exists."""
    found = get(code)
    if found is None:
        return ()
    if found.in_force():
        return (found,)
    return tuple(dict.fromkeys(last for after in found.successors for last in successors(after)))


@lru_cache(maxsize=_REMEMBERED)
def districts_of(code: str) -> frozenset[str]:
    """Codes of the authorities in force inside a county or a combined authority; empty for a single-tier one."""
    return frozenset(one.code for one in register().values() if code in (one.county, one.combined) and one.in_force())


def pays_on_njc(code: str | None) -> bool:
    """Whether an authority's staff are known to be paid on the NJC pay spine.

    True for councils in Wales, Northern Ireland and England outside London. London boroughs pay on the GLPC spine,
    Scotland on its own (SJC); combined authorities have schemes of their own.
    """
    found = get(code)
    if found is None or not found.is_council:
        return False
    return found.region != "London" and found.nation not in LOCAL_PAY


def _newest_first(found: Authority) -> tuple[bool, str, bool]:
    return (found.in_force(), str(found.start or ""), found.is_council)


def choose(candidates: list[Authority], on: date | None = None) -> Authority | None:
    """The one of several authorities of a name that existed on a day; without a day, or a fit, the newest one."""
    if len(candidates) == 1:
        return candidates[0]
    fitting = [one for one in candidates if on is not None and one.in_force(on)] or candidates
    return max(fitting, key=_newest_first, default=None)


class Name(Struct, frozen=True):
    """A name an authority goes by; ``bare`` when it names the authority alone, without a council word beside it.

    ``letters`` are initials that no other body of note has: they name an employer, but no place.
    """

    authority: Authority
    bare: bool
    letters: bool = False


@cache
def names() -> dict[str, list[Name]]:
    """Every known name's key: official, short and other names, with the authorities that go by it."""
    index: dict[str, list[Name]] = defaultdict(list)
    for one in register().values():
        index[key(one.name)].append(Name(one, bare=True))
        if key(one.short) != key(one.name):
            index[key(one.short)].append(Name(one, bare=one.is_council and one.gss is not None))
    for name, code, use in tables.rows("authority_aliases.tsv"):
        found = register()[code]
        if Name(found, bare=True) not in index[name]:
            index[name].append(Name(found, bare=use == "bare", letters=use == "letters"))
    return dict(index)


def named(name: str) -> list[Authority]:
    """Every authority that exactly this name alone may mean, whatever its case and punctuation."""
    return [one.authority for one in names().get(key(name), ()) if one.bare]


def by_name(name: str, on: date | None = None) -> Authority | None:
    """The authority with exactly this name: the one in force on a day, else the newest.

    A combined authority is found by its full name only: "West Midlands" alone names no authority.
    """
    return choose(named(name), on)
