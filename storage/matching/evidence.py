"""What speaks for two postings being one job, and what against: weights that add up, in bits of evidence.

A weight of 3 says that the finding is about eight times as frequent between adverts of one job as between adverts of
two that look alike. The figures were set on benchmarks/adverts.py, where a wrong link costs five missed ones; a VETO
settles the matter whatever else speaks for it.
"""

from collections.abc import Callable

from storage.matching.added import CALLED_SO, is_called_alike, weigh_added
from storage.matching.employers import weigh_employer, weigh_tie
from storage.matching.items import Item
from storage.matching.numbers import weigh_address, weigh_reference
from storage.matching.pay import weigh_pay
from storage.matching.places import weigh_place
from storage.matching.profiles import Profile, profile_of
from storage.matching.texts import likeness
from storage.matching.times import weigh_time
from storage.matching.titles import VETO, may_be_called_alike, weigh_title
from storage.matching.told import weigh_told

LINK_AT = 6.0
"""Less than this is not enough to call two adverts one job. Same title and employer come to 7, with nothing against.
Set where a wrong link counts as five missed ones: docs/matching.md has the curve on two generators."""
MARGIN = 3.0
"""How much better a pair must be than the next for the same place: three bits are eight to one, past the five to one
that a wrong link costs against a missed one."""
Weigher = Callable[[Profile, Profile], float]


def _best_title(one: Profile, other: Profile) -> float:
    """Return what the titles may come to when the bodies are read: one may call its post by the other's title.

    Less than that, so that a body is read for it only where more speaks for one job than for most that it is read for.
    """
    weight = weigh_title(one, other)
    return CALLED_SO - HOPE if VETO < weight < 0 and may_be_called_alike(one, other) else weight


WEIGHERS: tuple[tuple[str, Weigher, float], ...] = (
    ("reference", weigh_reference, 30.0),
    ("address", weigh_address, 20.0),
    ("time", weigh_time, 16.5),
    ("pay", weigh_pay, 13.5),
    ("title", _best_title, 9.5),
    ("employer", weigh_employer, 6.5),
    ("place", weigh_place, 1.5),
    ("tie", weigh_tie, 0.0),
)
"""In order of cost, the cheapest first, each with what all after it can add at most, before the texts are read: the
first veto ends the weighing, and so does what nothing that is left could make up for."""
BEST_TEXT = 9.0
"""What bodies may yet add: a pair further below LINK_AT is not read on."""
HOPE = 6.0
"""What is kept back of CALLED_SO until the bodies are read."""
TOLD_ALIKE = 2.0
"""What two bodies tell of the vacancy from which on their wording says little against one job."""


def weigh(one: Profile, other: Profile) -> float:
    """Return the evidence that two postings of different sources advertise one job; of two that don't, only that."""
    total = 0.0
    for _, weigher, best in WEIGHERS:
        total += weigher(one, other)
        if total + best < LINK_AT - BEST_TEXT:
            return total
    for _, weight in _read_titles(one, other):
        total += weight
    if total < LINK_AT - BEST_TEXT:
        return total
    told = weigh_told(one, other)
    return total + told + likeness(one, other, alike=told >= TOLD_ALIKE)


def _read_titles(one: Profile, other: Profile) -> list[tuple[str, float]]:
    """Return what the bodies take from the best that the titles may come to, and what the titles add."""
    weight = weigh_title(one, other)
    if not (VETO < weight < 0 and may_be_called_alike(one, other)):
        return [("added", weigh_added(one, other))]
    if is_called_alike(one, other):
        return [("title", HOPE)]
    return [("title", weight - (CALLED_SO - HOPE)), ("added", weigh_added(one, other))]


TEXTLESS: tuple[tuple[Weigher, float], ...] = (
    (weigh_reference, 25.5),
    (weigh_address, 15.5),
    (_best_title, 11.5),
    (weigh_time, 8.0),
    (weigh_pay, 5.0),
    (weigh_place, 0.0),
)
"""What is weighed without the bodies, what most often says no first, each with what all after it can add at most."""
BEST_EMPLOYER = 4.5
"""What the employer can add at most, and what ties two adverts: for them a body may be read."""
_HAIR = 1e-9
"""Sums in another order than that of ``weigh`` may differ by so much: less is no reason to say no."""


def may_be_one(one: Profile, other: Profile) -> bool:
    """Tell whether two postings may yet be one job when their bodies are read; where it says no, so does ``weigh``."""
    total = BEST_EMPLOYER + BEST_TEXT + _HAIR
    for weigher, best in TEXTLESS:
        total += weigher(one, other)
        if total + best < LINK_AT:
            return False
    return True


def findings(one: Profile, other: Profile) -> list[tuple[str, float]]:
    """Return every finding with its weight, for explanations."""
    found = {name: weigher(one, other) for name, weigher, _ in WEIGHERS}
    for name, weight in _read_titles(one, other):
        found[name] = found.get(name, 0.0) + weight
    found["told"] = weigh_told(one, other)
    found["text"] = likeness(one, other, alike=found["told"] >= TOLD_ALIKE)
    return list(found.items())


def is_same_round(one: Item, other: Item) -> bool:
    """Tell whether two readings under one id of one source are one advertisement: an id may be given out again."""
    first, second = profile_of(one), profile_of(other)
    titles = weigh_title(first, second)
    return titles >= 0 and titles + weigh_added(first, second) >= 0 and weigh_time(first, second) > VETO
