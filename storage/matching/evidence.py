"""What speaks for two postings being one job, and what against: weights that add up, in bits of evidence.

A weight of 3 says that the finding is about eight times as frequent between adverts of one job as between adverts of
two that look alike. The figures were set on benchmarks/adverts.py, where a wrong link costs five missed ones; a VETO
settles the matter whatever else speaks for it.
"""

from collections.abc import Callable

from rapidfuzz.distance import OSA

from storage.matching.items import Item, is_trust
from storage.matching.pay import weigh_pay
from storage.matching.profiles import Profile, place_words, profile_of
from storage.matching.sites import agree, agree_fully
from storage.matching.texts import likeness, names_employer
from storage.matching.titles import LEAST_NUMBER, VETO, is_numbered_alike, weigh_title
from storage.matching.welsh import town
from storage.matching.words import is_short_for

LINK_AT = 6.0
"""Less than this is not enough to call two adverts one job. Same title and employer come to 7, with nothing against.
Set where a wrong link counts as five missed ones: docs/matching.md has the curve on two generators."""
MARGIN = 3.0
"""How much better a pair must be than the next for the same place: three bits are eight to one, past the five to one
that a wrong link costs against a missed one."""
Weigher = Callable[[Profile, Profile], float]

OTHER_NUMBERING = -2.0
"""A board puts its own number where another has the employer's."""
OTHER_SPOT = -3.0
"""Town Hall and Council Offices may be one house: two buildings say no unless the employer's number is the same."""
AGAIN = frozenset(("R", "RA", "READV", "READVERT", "READVERTISED", "READVERTISEMENT"))
NEXT_ROUND = -6.0
"""A number marked as advertised again is another round's, unless the dates tell otherwise."""
LEAST_PART = 3
"""Characters of a number that may be another's without its prefix."""
OTHER_TRUST = -6.0
"""A trust may stand for its school or for the council, named nowhere beside it."""
COUNCIL = "council"
"""A place called a council is anywhere in its area."""
DAYS_APART = 3
"""A board's closing date may be a day or two off; a week is another round, or another post."""
RE_ADVERT_DAYS = 8
"""Closing dates further apart than this belong to two rounds of recruitment."""
LONG_UP = 45
"""Council adverts are up for two to six weeks: placed longer apart than this, they are two rounds."""
LONGEST_UP = 60
"""Two months: what opens so long before the other closes was placed for an earlier round."""
ROUND = 21
"""Days between two placings from which on a span past LONG_UP is that of two rounds, whatever number both have."""
USUAL_UP = 35
"""Five weeks; few are up for longer."""


def weigh_time(one: Profile, other: Profile) -> float:
    """Weigh closing and opening dates; rounds apart in time are never one advertisement."""
    mine, theirs = one.item, other.item
    if _is_after(mine, theirs) or _is_after(theirs, mine):
        return VETO
    weight = 0.0
    if mine.closes is not None and theirs.closes is not None:
        gap = abs(mine.closes - theirs.closes)
        weight += _closing_weight(gap)
        if gap > RE_ADVERT_DAYS and not _placed_together(one, other):
            return VETO
    elif mine.closes is not None or theirs.closes is not None:
        weight += _span_weight(mine, theirs) + _span_weight(theirs, mine)
    if mine.opened is not None and theirs.opened is not None:
        apart = abs(mine.opened - theirs.opened)
        if apart > LONG_UP:
            return VETO
        weight += 0.5 if apart <= DAYS_APART else -0.5 if apart <= 7 else -1.5 if apart <= 14 else -3.0
    return max(weight, VETO)


def _span_weight(one: Item, other: Item) -> float:
    """Weigh how long an advert would have been up that the one opens and the other closes."""
    if one.opened is None or other.closes is None:
        return 0.0
    span = other.closes - one.opened
    if span > LONGEST_UP or (span > LONG_UP and other.opened is not None and other.opened - one.opened > ROUND):
        return VETO
    return 0.0 if span <= USUAL_UP else -2.0 if span <= LONG_UP else -6.0


def _closing_weight(gap: int) -> float:
    if gap <= 2:
        return (3.0, 2.0, 0.0)[gap]
    return -1.5 if gap <= DAYS_APART else -5.0


def _placed_together(one: Profile, other: Profile) -> bool:
    mine, theirs = one.item.opened, other.item.opened
    same_number = one.reference and one.reference == other.reference
    return bool(same_number) and mine is not None and theirs is not None and abs(mine - theirs) <= DAYS_APART


def _is_after(later: Item, earlier: Item) -> bool:
    """Tell whether one was placed or first seen after the other had closed."""
    since, closes = later.since, earlier.closes
    began = later.opened if later.opened is not None else since
    if began is not None and closes is not None and began > closes + 1:
        return True
    if since is None:
        return False
    until = closes if earlier.until is None else earlier.until
    return until is not None and since > until + DAYS_APART


def weigh_employer(one: Profile, other: Profile) -> float:  # noqa: PLR0911 (a rule a line)
    """Weigh who employs; a hidden employer says nothing, and a school may stand where its trust or council does."""
    if one.hidden or other.hidden:
        return 0.0
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
        return 2.0 if names_employer(one, other) else 0.0
    if _is_short(one, other) or names_employer(one, other):
        return 1.0
    if not (mine.recruiter_code and theirs.recruiter_code) and (is_trust(mine.recruiter) or is_trust(theirs.recruiter)):
        return OTHER_TRUST
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


def weigh_reference(one: Profile, other: Profile) -> float:  # noqa: PLR0911 (a rule a line)
    """Weigh the employer's numbers: equal ones say much, different ones of one numbering say no."""
    mine, theirs = one.reference, other.reference
    if not mine or not theirs:
        return 0.0
    known = not (one.hidden or other.hidden)
    if mine == theirs:
        if len(mine) < LEAST_NUMBER:
            return 1.0
        return 7.0 if known else 5.0
    if _is_next_round(mine, theirs) or _is_next_round(theirs, mine):
        return 0.0 if one.item.closes is not None and other.item.closes is not None else NEXT_ROUND
    if mine.lstrip("0") == theirs.lstrip("0") or (
        min(len(mine), len(theirs)) >= LEAST_NUMBER and _is_part(mine, theirs)
    ):
        return 4.0
    if _is_part(mine, theirs) and min(len(mine), len(theirs)) == LEAST_PART:
        return 0.0
    return VETO if one.shape == other.shape else OTHER_NUMBERING


def _is_next_round(one: str, other: str) -> bool:
    """Tell whether a number is the other's with the mark of a re-advertisement behind it: CNE-2503R."""
    return one.startswith(other) and one[len(other) :] in AGAIN and len(other) >= LEAST_NUMBER


def _is_part(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one) or one.startswith(other) or other.startswith(one)


def weigh_address(one: Profile, other: Profile) -> float:
    """Weigh links: an address that both give leads to one vacancy."""
    theirs = other.urls
    for url in one.urls:
        if url in theirs:
            return 10.0
    return 0.0


def weigh_place(one: Profile, other: Profile) -> float:
    """Weigh where: two towns, two schools or two buildings are two jobs; a county round a town is no conflict."""
    site = _site_weight(one, other)
    if site == VETO:
        return VETO
    if _is_outside(one.item, other.item) or _is_outside(other.item, one.item):
        site += OUTSIDE
    return _address_weight(one, other, site)


def _address_weight(one: Profile, other: Profile, site: float) -> float:  # noqa: PLR0911 (a rule a line)
    mine, theirs = one.item, other.item
    if mine.postcode and theirs.postcode:
        if mine.postcode == theirs.postcode:
            return site + 3.0
        if " " in mine.postcode and " " in theirs.postcode and site <= 0:
            return -7.0
    if one.place and other.place and (one.place <= other.place or other.place <= one.place):
        return site + (1.5 if one.tail & other.tail else 0.5)
    if mine.locality and theirs.locality:
        return site + _town_weight(one, other)
    if one.tail and other.tail:
        return site + (OTHER_TAIL if one.tail.isdisjoint(other.tail) else 1.0)
    if mine.area and theirs.area:
        if mine.area in (theirs.area, theirs.county) or theirs.area == mine.county:
            return site + 0.5
        if not one.place.isdisjoint(other.place):
            return site
        told = (mine.locality or mine.postcode) and (theirs.locality or theirs.postcode)
        return site + (OTHER_AREA if told else WIDE_AREA)
    return site


def _is_outside(one: Item, other: Item) -> bool:
    """Tell whether a council advertises the one and the other lies in another council's area."""
    code, area = one.recruiter_code, other.area
    if not code or not area or code == other.recruiter_code or area == other.county:
        return False
    return code not in (area, other.county) and (one.area is None or one.area not in (area, other.county))


OUTSIDE = -5.0
"""Councils seldom employ outside their area; whose recruiter is no council has no code, so nothing is said of it."""
OTHER_TAIL = -5.0
"""Addresses that end in two names, of which one is of no known place: most often two towns."""
OTHER_AREA = -9.0
"""Places in two councils' areas; postcodes straddle borders, so an equal reference may outweigh it."""
WIDE_AREA = -3.0
"""The same where one names no town: North Yorkshire is a county of several councils, and one of them."""
WIDE_TOWN = -3.0
"""A village of Bristol may be called Bristol; as often there are two posts."""


def _town_weight(one: Profile, other: Profile) -> float:
    mine, theirs = town(one.item.locality or ""), town(other.item.locality or "")
    if mine == theirs:
        return 1.5
    if mine in theirs or theirs in mine:
        return 0.5
    if COUNCIL in one.place or COUNCIL in other.place:
        return 0.0
    return WIDE_TOWN if _is_wide(one, other) or _is_wide(other, one) else -9.0


def _is_wide(one: Profile, other: Profile) -> bool:
    """Tell whether a town is where its council sits: Bristol is said of every place in Bristol."""
    name = place_words(one.item.locality)
    same = one.item.area == other.item.area or one.item.area is None or other.item.area is None
    return same and (name <= one.employer or name <= other.employer)


def _site_weight(one: Profile, other: Profile) -> float:
    if one.sites and other.sites:
        if agree_fully(one.sites, other.sites):
            return 2.0
        return 0.5 if agree(one.sites, other.sites) else VETO
    if one.spot and other.spot and one.item.locality == other.item.locality:
        if one.spot <= other.spot or other.spot <= one.spot:
            return 1.5
        if one.spot <= other.place or other.spot <= one.place:
            return 0.0
        return VETO if one.spot.isdisjoint(other.spot) and not is_numbered_alike(one, other) else OTHER_SPOT
    return 0.0


def weigh_tie(one: Profile, other: Profile) -> float:
    """Weigh whether anything ties the two to one another but what every post of the kind in the country shares."""
    tied = (one.reference and one.reference == other.reference) or weigh_address(one, other)
    if tied or not (one.hidden or other.hidden):
        return 0.0
    nearby = not one.tail.isdisjoint(other.tail) or bool(one.spot and one.spot == other.spot)
    if nearby or _site_weight(one, other) > 0 or likeness(one, other) >= A_COPY:
        return 0.0
    return NEARBY if one.item.area and one.item.area == other.item.area else ANYWHERE


A_COPY = 3.0
"""A body's weight from which on it ties two adverts by itself."""
NEARBY = -1.5
"""The same within one council's area."""
ANYWHERE = -3.0
"""Same title and closing day, employer hidden, no place in common: on any day eight such posts are open elsewhere."""


def weigh_text(one: Profile, other: Profile) -> float:
    """Weigh the bodies: see texts.likeness."""
    return likeness(one, other)


WEIGHERS: tuple[tuple[str, Weigher, float], ...] = (
    ("reference", weigh_reference, 28.5),
    ("address", weigh_address, 18.5),
    ("time", weigh_time, 15.0),
    ("pay", weigh_pay, 12.0),
    ("title", weigh_title, 8.0),
    ("employer", weigh_employer, 5.0),
    ("place", weigh_place, 0.0),
    ("tie", weigh_tie, 0.0),
)
"""In order of cost, the cheapest first, each with what all after it can add at most, before the texts are read: the
first veto ends the weighing, and so does what nothing that is left could make up for."""
BEST_TEXT = 5.0
"""What a text can add at most: a pair further below LINK_AT is not read on."""


def weigh(one: Profile, other: Profile) -> float:
    """Return the evidence that two postings of different sources advertise one job; of two that don't, only that."""
    total = 0.0
    for _, weigher, best in WEIGHERS:
        total += weigher(one, other)
        if total + best < 0:
            return total
    return total + likeness(one, other) if total >= LINK_AT - BEST_TEXT else total


TEXTLESS: tuple[tuple[Weigher, float], ...] = (
    (weigh_reference, 25.5),
    (weigh_address, 15.5),
    (weigh_title, 11.5),
    (weigh_time, 8.0),
    (weigh_pay, 5.0),
    (weigh_place, 0.0),
)
"""What is weighed without the bodies, what most often says no first, each with what all after it can add at most."""
BEST_EMPLOYER = 3.0
"""What the employer can add at most, for which a body may be read."""
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
    found = [(name, weigher(one, other)) for name, weigher, _ in WEIGHERS]
    return [*found, ("text", weigh_text(one, other))]


def is_same_round(one: Item, other: Item) -> bool:
    """Tell whether two readings under one id of one source are one advertisement: an id may be given out again."""
    first, second = profile_of(one), profile_of(other)
    return weigh_title(first, second) >= 0 and weigh_time(first, second) > VETO
