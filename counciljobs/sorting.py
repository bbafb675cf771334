"""Plain adverts into jobs: what ``dedupe`` does between its lines."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import blake2b

import msgspec

from counciljobs.plain_adverts import Texts, item_of
from storage.identity import job_id
from storage.matching import Item, is_same_round, match


def jobs_of(adverts: Sequence[Texts], on: date) -> list[str]:
    """Return the id of each advert's job; the same adverts in another order get the same ids.

    Args:
        adverts: all there are.
        on: the day they were current.
    """
    items = _named(adverts, on)
    first_of = _rounds(items)
    kept = sorted(set(first_of))
    ids = [""] * len(items)
    for group in match([items[at] for at in kept]):
        members = [items[kept[at]] for at in group]
        name = _id_of(members)
        for at in group:
            ids[kept[at]] = name
    return [ids[first] for first in first_of]


def _named(adverts: Iterable[Texts], on: date) -> list[Item]:
    """Make items; one without source or id is named after what it says, so that order does not matter."""
    seen: Counter[str] = Counter()
    items = []
    for given in adverts:
        name = ""
        if given.source is None or (given.source_ref is None and given.url is None):
            name = blake2b(msgspec.json.encode(given), digest_size=12).hexdigest()
            seen[name] += 1
            name = f"\0{name}{seen[name]}"
        items.append(item_of(given, name, on))
    return items


def _rounds(items: Sequence[Item]) -> list[int]:
    """Return for each item the first that is the same advert: the same id of a source, in the same round."""
    by_key: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, item in enumerate(items):
        by_key[item.key].append(at)
    first_of = list(range(len(items)))
    for places in by_key.values():
        if len(places) > 1:
            _settle(items, places, first_of)
    return first_of


def _settle(items: Sequence[Item], places: Sequence[int], first_of: list[int]) -> None:
    leaders: list[int] = []
    for at in sorted(places, key=lambda at: msgspec.json.encode(items[at])):
        leader = next((one for one in leaders if is_same_round(items[one], items[at])), None)
        if leader is None:
            leaders.append(at)
        else:
            first_of[at] = leader


def _id_of(members: Iterable[Item]) -> str:
    """Return the id of a job: that of its earliest advert, by the day it was placed."""
    never = date.max.toordinal()
    opened, closes, source, ref, title = min(
        (one.opened or never, one.closes or never, *one.key, one.title) for one in members
    )
    return job_id(f"{opened} {closes} {title}", source, ref)
