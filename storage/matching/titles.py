"""What two titles say of their adverts' being one job, in bits of evidence."""

from storage.matching.profiles import Profile
from storage.matching.vocabulary import DUTIES
from storage.matching.words import is_rank, leftovers, tells_apart

VETO = -100.0
"""Settles the matter, whatever else speaks for one job."""
OTHER_RANK = -12.0
"""Senior or not, paediatric or not: only an equal reference beside full agreement outweighs it."""
OTHER_DUTY = -6.0
"""Planning officer, planning enforcement officer: only a copied body or an equal reference outweighs it."""
OTHER_KIND = -16.0
"""North team and south team: each names what the other is not."""
NUMBERED_RANK, NUMBERED_KIND = -5.0, -7.0
"""What OTHER_RANK and OTHER_KIND come to under one number of one employer: boards reword titles, numbers stay."""
NUMBERED_OTHER = -9.0
"""Titles without a word in common under one number: outweighed where employer, dates and pay agree too."""
OTHER_WORDS = -40.0
"""Titles without a word in common: only a body that calls its post by the other's title could say more."""
REWORDED = -9.0
"""Titles of which each has plain words of its own: all else has to agree, and the bodies too."""
WHOLLY_REWORDED = -13.0
"""Plain titles without a word in common, a team's that stands behind both roles apart."""
FULL = 4.0
"""Titles that say the same."""
NONE: frozenset[str] = frozenset()
FULL_WEEK = 35.0
"""Hours from which on no council calls a post part time: a full week is 35 to 37.5."""
PART = frozenset(("part",))
LEAST_NUMBER = 4
"""Characters from which on an equal number is hardly chance."""


def weigh_title(one: Profile, other: Profile) -> float:  # noqa: PLR0911 (a rule a line)
    """Weigh the titles: what one has and the other lacks counts against, unless employer or place explains it."""
    mine, theirs, slips = leftovers(one.item.title, other.item.title)
    if _differ(one.title.hours, other.title.hours) or _differ(one.title.week, other.title.week):
        return VETO
    if _is_full_and_part(one, other) or _is_full_and_part(other, one):
        return VETO
    if mine or theirs:
        mine -= other.context | one.named | one.title.whose
        theirs -= one.context | other.named | other.title.whose
        more, further = _beside(one, mine), _beside(other, theirs)
        if more and further:  # each adds what the other lacks: as a rule two teams, and no body is read for it
            alike = is_numbered_alike(one, other) and not _are_opposed(mine, theirs)
            return NUMBERED_KIND if alike else OTHER_KIND
        mine, theirs = mine - more, theirs - further
    if not mine and not theirs:
        full = FULL if one.title.words and other.title.words else 0.0
        return full - 0.5 * slips - (2.0 if one.title.hours != other.title.hours else 0.0)
    if not slips and not _share_a_word(one, other):
        if is_numbered_alike(one, other):
            return NUMBERED_OTHER
        return OTHER_WORDS if _part_siblings(mine, theirs) else WHOLLY_REWORDED
    return weigh_extra(mine - one.context, theirs - other.context, is_numbered=is_numbered_alike(one, other))


def _share_a_word(one: Profile, other: Profile) -> bool:
    """Tell whether two titles have a word in common that is not the same team's or house's behind both roles."""
    common = one.title.kinds & other.title.kinds
    return not common <= one.title.beside & other.title.beside


def _beside(one: Profile, left: frozenset[str]) -> frozenset[str]:
    """Return those of the words that only one title has that stand behind its role, in parts of their own."""
    return left & one.title.beside


def added_to(one: Profile, other: Profile) -> tuple[frozenset[str], frozenset[str]]:
    """Return what only one of two titles adds behind its role that no employer or place explains, on its side.

    Where each adds what the other lacks, the titles themselves were weighed so.
    """
    if not one.title.added and not other.title.added:
        return NONE, NONE
    mine, theirs, _ = leftovers(one.item.title, other.item.title)
    mine -= other.context | one.named | one.context | one.title.whose
    theirs -= one.context | other.named | other.context | other.title.whose
    more, further = _beside(one, mine), _beside(other, theirs)
    return (NONE, NONE) if more and further else (more, further)


def may_be_called_alike(one: Profile, other: Profile) -> bool:
    """Tell whether bodies may call the post alike: no rank or side is what only one title has."""
    mine, theirs, _ = leftovers(one.item.title, other.item.title)
    return not tells_apart(mine) and not tells_apart(theirs)


def _is_full_and_part(one: Profile, other: Profile) -> bool:
    """Tell whether a title says part time where the other's hours are a whole week's."""
    hours = other.item.hours
    return hours is not None and hours >= FULL_WEEK and one.title.hours == PART


def weigh_extra(mine: frozenset[str], theirs: frozenset[str], *, is_numbered: bool) -> float:
    """Weigh what each title has and the other lacks."""
    if mine and theirs:
        if is_numbered and not _are_opposed(mine, theirs):
            return NUMBERED_KIND
        return OTHER_KIND if _part_siblings(mine, theirs) else REWORDED
    extra = mine or theirs
    if not extra:
        return 3.0
    if any(map(is_rank, extra)):
        return NUMBERED_RANK if is_numbered else OTHER_RANK
    if not extra.isdisjoint(DUTIES):
        return OTHER_DUTY
    return 3.0 - 2.5 * len(extra)


def _part_siblings(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether what two titles have of their own parts siblings, rather than calls one post by two names."""
    if tells_apart(mine) or tells_apart(theirs):
        return True
    return not mine.isdisjoint(DUTIES) and not theirs.isdisjoint(DUTIES)


def _are_opposed(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether each title has a rank or side of its own (Level 2 and Level 3, north and south): no rewording."""
    return tells_apart(mine) and tells_apart(theirs)


def _differ(one: object, other: object) -> bool:
    """Tell whether both say something, and not the same."""
    return bool(one) and bool(other) and one != other


def is_numbered_alike(one: Profile, other: Profile) -> bool:
    """Tell whether both give one number that is hardly equal by chance."""
    return bool(one.reference) and one.reference == other.reference and len(one.reference) >= LEAST_NUMBER
