"""The keys under which a posting's likes are looked for: several, of which no field is part of all.

A key is a number of 62 bits, the same on every machine, fit for an index. Its highest bits are a stretch of time, where
it holds one: a block stays as small in a store of many years as in one week's adverts, and what is new lies together.
Its lowest bit says that it is wide: two postings that share no more than one of these are compared only if one of them
lacks its employer, its place or its dates. The next bit is set in an index for such a poor posting, so that the others
are looked for among the poor alone.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from zlib import crc32

from storage.matching.items import Item
from storage.matching.profiles import Profile
from storage.matching.texts import all_sites

STRETCH = 9
"""Days of a stretch: one more than closing dates of one round may differ by. Each date is filed in its own stretch and
in the one before, so that two dates nearer than this always share one."""
SHORTEST_UP, LONGEST_UP = 7, 42
"""Days after it was placed in which an advert without a closing date is looked for."""
MOST_SITES = 3
"""Sites of an advert that it is filed under; one with more is a list of them."""
WIDEST = 250
"""Postings that may share a key: one that more share says nothing of which post it is, and is passed over. The finer
keys of the same postings stand."""
WIDE, POOR = 1, 2
"""Bits of a key."""
DIGEST_BITS = 46
"""Keys that collide cost a comparison, never a job: of sixteen million in one stretch, two do."""
DIGEST = (1 << DIGEST_BITS) - 1
STRETCHES = (1 << 14) - 1
"""Four hundred years of stretches, then they begin again."""
BY_NUMBER = 0xC2B2AE35
END = 3
"""Letters of the end of a word that a misprinted one is found by."""


def keys_of(one: Profile) -> Iterator[int]:
    """Yield the keys of a posting whose texts are read, some perhaps twice; none has the bit of the poor."""
    item = one.item
    if len(one.reference) >= 3:
        yield _narrow("reference", one.reference[-6:])
    for url in one.urls:
        yield _narrow("url", url)
    who = item.recruiter_code or (" ".join(sorted(one.employer)) if not one.hidden else "")
    words = one.core[:2] if len(one.core) > 1 else _with_ends(one.core)
    stretches, tail = _stretches(item), " ".join(sorted(one.tail))
    for kind, where in (("who", who), ("at", item.area), ("at", tail)):
        if where:
            yield from _stretched(kind, where, words, stretches)
    if who and item.closes is not None:
        yield _dated("closing", who, "", item.closes)
    if one.handles:
        yield from _title_keys(one, who, tail, stretches)


def variants(key: int) -> tuple[int, ...]:
    """Return the keys of an index under which all postings of one key are filed: a wide one's poor lie apart."""
    return (key, key | POOR) if key & WIDE else (key,)


def number_of(text: str) -> int:
    """Return a digest of 32 bits, the same on every machine."""
    return _number(text)


def _with_ends(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a title's only word with its two ends: a slip leaves one of them whole."""
    return tuple(each for word in words for each in (word, f"{word[:END]}-", f"-{word[-END:]}"))


def _stretches(item: Item) -> range:
    if item.closes is not None:
        first = item.closes // STRETCH
        return range(first - 1, first + 1)
    opened = item.opened if item.opened is not None else item.since
    if opened is None:
        return range(1)
    return range((opened + SHORTEST_UP) // STRETCH - 1, (opened + LONGEST_UP) // STRETCH + 1)


def _title_keys(one: Profile, who: str, tail: str, stretches: range) -> Iterator[int]:
    item = one.item
    whole = " ".join(sorted(one.core))
    for name in sorted({" ".join(sorted(site.name)) for site in all_sites(one)})[:MOST_SITES]:
        yield from _stretched("site", name, (whole,), stretches)
        yield _narrow("site", name, whole) | WIDE
    for where in filter(None, (who, item.area, tail)):
        yield _narrow("undated", where, whole) | WIDE
    if item.pay_min is not None:
        yield _narrow("pay", whole, "", int(item.pay_min)) | WIDE
    if item.closes is None:
        return
    yield _dated("title", whole, "", item.closes) | WIDE
    if item.county:
        yield _dated("county", item.county, whole, item.closes)
    for pay in filter(None, (item.pay_min, item.pay_max)):
        yield _dated("pay", whole, str(int(pay)), item.closes)
        if tail:
            yield _dated("pay", tail, str(int(pay)), item.closes)


def _narrow(kind: str, one: str, other: str = "", number: int = 0) -> int:
    return _mixed(kind, one, other, number) << 2


def _dated(kind: str, one: str, other: str, day: int) -> int:
    return _in_stretch(_mixed(kind, one, other, day), day // STRETCH)


def _stretched(kind: str, one: str, words: Iterable[str], stretches: range) -> Iterator[int]:
    """Yield a key for each word and stretch."""
    for word in words:
        mixed = _mixed(kind, one, word, 0)
        for stretch in stretches:
            yield _in_stretch(mixed, stretch)


def _in_stretch(mixed: int, stretch: int) -> int:
    return ((stretch & STRETCHES) << DIGEST_BITS | mixed) << 2


def _mixed(kind: str, one: str, other: str, number: int) -> int:
    """Return a digest that depends on all four."""
    told = (_number(kind) * 31 + _number(one)) * 0x9E3779B1 + _number(other) * 0x85EBCA6B
    return (told + number * BY_NUMBER) & DIGEST


@lru_cache(maxsize=32_768)
def _number(text: str) -> int:
    return crc32(text.encode())
