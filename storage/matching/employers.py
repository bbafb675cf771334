"""What the employers of two postings, and whatever ties them to one, say of their being one job, in bits."""

from rapidfuzz.distance import OSA

from storage.matching.items import is_trust
from storage.matching.numbers import weigh_address
from storage.matching.places import site_weight
from storage.matching.profiles import Profile
from storage.matching.sites import agree, agree_fully
from storage.matching.texts import all_sites, body_of, likeness, names_employer
from storage.matching.titles import VETO
from storage.matching.words import is_short_for, words_of

SAME_AGENCY = 1.5
"""One agency advertises for many."""
NAMED = 1.5
"""A hidden employer whose name stands in the body."""
OTHER_TRUST = -6.0
"""A trust may stand for its school or for the council, named nowhere beside it."""
SITE_OF_TRUST = 0.0
"""The same where both name one school."""
A_COPY = 3.0
"""A body's weight from which on it ties two adverts by itself."""
NEARBY = -1.5
"""The same within one council's area."""
ANYWHERE = -3.0
"""Same title and closing day, employer hidden, no place in common: on any day eight such posts are open elsewhere."""


def weigh_employer(one: Profile, other: Profile) -> float:  # noqa: PLR0911 (a rule a line)
    """Weigh who employs; a hidden employer says nothing, and a school may stand where its trust or council does."""
    if one.hidden or other.hidden:
        same = one.hidden and other.hidden and one.employer and one.item.recruiter == other.item.recruiter
        return SAME_AGENCY if same else 0.0
    mine, theirs = one.item, other.item
    if mine.recruiter_code and theirs.recruiter_code:
        return 3.0 if mine.recruiter_code == theirs.recruiter_code else VETO
    if mine.is_body and theirs.is_body and not agree(one.sites, other.sites) and one.sites and other.sites:
        return VETO
    if mine.is_body and theirs.is_body:
        return 3.0 if mine.recruiter == theirs.recruiter else _body_weight(one, other)
    if one.employer == other.employer:
        return 3.0
    if one.employer <= other.employer or other.employer <= one.employer or _is_misprint(one, other):
        return 2.0
    if mine.is_body != theirs.is_body:
        return 2.0 if _is_short(one, other) or names_employer(one, other) else 0.0
    if _is_short(one, other) or names_employer(one, other):
        return 1.0
    if not (mine.recruiter_code and theirs.recruiter_code) and (is_trust(mine.recruiter) or is_trust(theirs.recruiter)):
        return SITE_OF_TRUST if agree_fully(all_sites(one), all_sites(other)) else OTHER_TRUST
    return VETO if mine.is_body or one.employer.isdisjoint(other.employer) else -6.0


def _body_weight(one: Profile, other: Profile) -> float:
    """Weigh two names of schools or units: there is a Manor School, and a Manor Academy, in a hundred towns."""
    if one.employer == other.employer:
        return 1.5
    if one.employer <= other.employer or other.employer <= one.employer or _is_misprint(one, other):
        return 0.0
    if _is_short(one, other):
        return 1.0
    return 0.0 if names_employer(one, other) else VETO


def _is_short(one: Profile, other: Profile) -> bool:
    return is_short_for(one.item.recruiter or "", other.item.recruiter or "")


def _is_misprint(one: Profile, other: Profile) -> bool:
    mine, theirs = " ".join(sorted(one.employer)), " ".join(sorted(other.employer))
    return min(len(mine), len(theirs)) >= 7 and OSA.distance(mine, theirs, score_cutoff=1) <= 1


def weigh_tie(one: Profile, other: Profile) -> float:
    """Weigh whether anything ties the two to one another but what every post of the kind in the country shares."""
    tied = (one.reference and one.reference == other.reference) or weigh_address(one, other)
    if tied or not (one.hidden or other.hidden):
        return 0.0
    if _tells_employer(one, other) or _tells_employer(other, one):
        return NAMED
    nearby = not one.tail.isdisjoint(other.tail) or bool(one.spot and one.spot == other.spot)
    if nearby or site_weight(one, other) > 0 or likeness(one, other) >= A_COPY:
        return 0.0
    return NEARBY if one.item.area and one.item.area == other.item.area else ANYWHERE


def _tells_employer(one: Profile, other: Profile) -> bool:
    """Tell whether the body of an advert that hides its employer names the other's."""
    if not one.hidden or other.hidden or other.item.is_body or not one.item.text or not other.item.recruiter:
        return False
    return body_of(one.item.text).says(" ".join(words_of(other.item.recruiter)))
