"""Where a posting is filed in an index, and whom it meets there."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from storage.matching.items import seat
from storage.matching.keys import POOR, WIDE, keys_of, number_of
from storage.matching.profiles import Profile
from storage.matching.times import EXTENDED_DAYS


class Told(NamedTuple):
    """What is asked of a pair before its texts are read: where it says no, so does the weighing.

    Attributes:
        source, closes: of the posting; a source's Welsh side is a source of its own.
        reference: its reference's digest; None for a posting without.
        numbering: digest of what its reference looks like: two of one look are equal or of two posts.
        employer: digest of its employer's code; None where it is hidden or has none.
        is_poor: whether it lacks what its likes are found by.
    """

    source: str
    closes: int | None
    reference: int | None
    numbering: int | None
    employer: int | None
    is_poor: bool


class Filing(NamedTuple):
    """Where a posting is filed, and what is asked of it there: an index keeps these.

    Attributes:
        keys: postings are compared only when they share at least one.
        told: see there.
    """

    keys: frozenset[int]
    told: Told


def filing(profile: Profile) -> Filing:
    """Return where a posting is filed.

    A key that more than WIDEST postings share is passed over by ``edges``, counting all it is given: whoever asks about
    a posting from an index hands over every posting that shares a key with it.
    """
    mark = POOR if profile.is_poor else 0
    return Filing(frozenset(key | mark if key & WIDE else key for key in keys_of(profile)), told_of(profile))


def told_of(profile: Profile) -> Told:
    """Return what is asked of a posting before its texts are read."""
    item, reference = profile.item, profile.reference
    code = None if profile.hidden else item.recruiter_code
    return Told(
        source=seat(item),
        closes=item.closes,
        reference=number_of(reference) if reference else None,
        numbering=number_of(f"{profile.shape} {len(reference)}") if reference else None,
        employer=number_of(code) if code else None,
        is_poor=profile.is_poor,
    )


def meetings(
    told: Mapping[int, Told], blocks: Mapping[int, Collection[int]], fresh: frozenset[int] | set[int]
) -> list[tuple[int, int]]:
    """Return the pairs to be compared that hold a fresh posting, in order, the lesser number first.

    Args:
        told: of all postings in the blocks, by any numbers.
        blocks: the postings that share each key of a fresh one, without the bit of the poor; keys that more than WIDEST
            share left out. Under a wide key those that are not poor may be left out where no fresh one is poor.
        fresh: the postings whose pairs are wanted.
    """
    near: dict[int, set[int]] = {}
    for key, members in blocks.items():
        poor = [each for each in members if told[each].is_poor] if key & WIDE else []
        for one in fresh.intersection(members):
            near.setdefault(one, set()).update(poor if key & WIDE and not told[one].is_poor else members)
    return sorted(
        {
            (min(one, other), max(one, other))
            for one, others in near.items()
            for other in others
            if _may_meet(told[one], told[other])
        }
    )


def _may_meet(one: Told, other: Told) -> bool:
    """Tell whether two postings are of two sources and, as far as they tell, of one round, employer and number."""
    if one.source == other.source:
        return False
    same = one.reference is not None and one.reference == other.reference
    if one.closes is not None and other.closes is not None and abs(one.closes - other.closes) > EXTENDED_DAYS:
        return same
    if one.employer is not None and other.employer is not None and one.employer != other.employer:
        return False
    return same or one.numbering is None or one.numbering != other.numbering
