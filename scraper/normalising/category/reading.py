"""Service area and occupation of one advert. The tables are data; docs/category.md explains the rules."""

from functools import lru_cache

from msgspec import Struct

from scraper.normalising.category.areas import BROAD_AREAS, area
from scraper.normalising.category.occupation import ENOUGH, Match, by_ons, by_phrase, spelt
from scraper.normalising.category.words import segments
from scraper.normalising.readings import Rules
from scraper.records import Evidence

SCHOOL = frozenset(("school", "academy", "primary", "secondary", "college", "infant"))
"""Words of a title that put office work into a school."""
_LEADERS = frozenset(("head", "director", "chief"))
_LEADER_UNITS = {
    "adult_social_care": "1172", "childrens_social_care": "1172", "public_health": "1171", "finance": "1131",
    "human_resources": "1136", "digital_ict": "1137", "housing": "1251", "legal_democratic": "1139",
}  # fmt: skip
_CARE = frozenset(("adult_social_care", "childrens_social_care"))
_LEADER = "1139"
"""Functional managers and directors n.e.c.: where the ONS puts chief officers in local government."""
LEADER_CONFIDENCE = 0.65
"""Confidence in a head or director of something: the level is plain, the function is read from the service words."""
LATER = 0.05
"""Confidence taken off for each part of the title before the match."""
LENGTH = 0.05
"""What a word more of a phrase is worth in choosing between two: "registered manager children's home" beats "registered
manager"."""
CACHED = 8_192
"""Titles remembered: a run sees the same ones again and again. Texts are not: each is another, and long."""


class Category(Struct, frozen=True, kw_only=True):
    """Council service area and SOC 2020 unit group of one advert; null when not sure enough."""

    category: str | None = None
    occupation_code: str | None = None
    occupation_confidence: float | None = None
    rules: Rules = {}


Read = tuple[tuple[tuple[str, ...], ...], Match | None]


@lru_cache(maxsize=CACHED)
def _title(title: str) -> Read:
    """The parts of a title and its best match: a council phrase in any part, else an ONS title."""
    parts = tuple(tuple(map(spelt, part)) for part in segments(title))
    found = [_later(match, place) for place, part in enumerate(parts) if (match := by_phrase(part))]
    whole = by_phrase(tuple(word for part in parts for word in part)) if len(parts) > 1 else None
    if whole and all(whole.length > match.length for match in found):
        found.append(whole)
    if not found:
        found = [_later(match, place) for place, part in enumerate(parts[:2]) if (match := by_ons(part))]
    return parts, max(found, key=_strength, default=None)


def _later(match: Match, place: int) -> Match:
    """A match in a later part counts for a little less: the first part is the job, the rest is where."""
    return match._replace(confidence=round(max(0.0, match.confidence - LATER * place), 3)) if place else match


def _strength(match: Match) -> float:
    return match.confidence + LENGTH * match.length


def _leader(parts: tuple[tuple[str, ...], ...], service: str | None) -> str | None:
    """The unit group of a head, a director or a social care manager that no phrase names."""
    words = set(parts[0]) if parts else set()
    if words & _LEADERS:
        return _LEADER_UNITS.get(service or "", _LEADER)
    return _LEADER_UNITS[service] if service in _CARE and "manager" in words else None


def category(title: str, text: str = "", label: str = "") -> Category:
    """Service area and occupation of an advert.

    Args:
        title: the job title, which decides the occupation alone.
        text: the summary, read for the service area where title and label say nothing of it.
        label: the category that the source itself gives.
    """
    parts, match = _title(title)
    rules: Rules = {}
    service = match.job.category if match and match.job else None
    if match and service:
        rules["category"] = Evidence("council_title", match.words)
    if service == "customer_business_support" and any(SCHOOL & set(part) for part in parts):
        service, rules["category"] = "schools_support", Evidence("school_office", title)
    if service is None and (found := area(list(parts), label, text)):
        service, rules["category"] = found[0], Evidence("service_words", found[1])
    code, confidence = (match.unit, match.confidence) if match else (None, 0.0)
    general = match is not None and match.job is not None and match.job.category is None and code in {None, _LEADER}
    if (general or match is None or match.job is None) and (leader := _leader(parts, service)):
        code, confidence = leader, LEADER_CONFIDENCE
        rules["occupation_code"] = Evidence("leader", title)
    elif match and code and confidence >= ENOUGH:
        rules["occupation_code"] = Evidence(match.rule, match.words)
    if code == _LEADER and (service is None or service in BROAD_AREAS):
        service, rules["category"] = "corporate", Evidence("leader", title)
    if code is None or confidence < ENOUGH:
        return Category(category=service, rules=rules)
    return Category(category=service, occupation_code=code, occupation_confidence=confidence, rules=rules)
