"""What matching needs to know of one posting, and people's decisions on pairs."""

import re
from typing import Literal

from msgspec import Struct

from storage.matching.welsh import WORDS

BODIES = frozenset(("school", "nhs", "charity", "company", "other", "unknown"))
"""Kinds of employer whose adverts another board may place under the council or trust above them."""
TRUST = re.compile(r"\b(?:trust|federation|partnership|multi)\b", re.IGNORECASE)


def is_body(kind: str | None, name: str | None) -> bool:
    """Tell whether an employer that is no authority is a school or a unit of a larger body, by its kind and name."""
    return kind in BODIES and not TRUST.search(name or "")


SCHOOLS = re.compile(r"\b(?:trust|academies|federation|learning partnership|education partnership)\b", re.IGNORECASE)


def is_trust(name: str | None) -> bool:
    """Tell whether a name is that of a body that runs schools."""
    return bool(name) and SCHOOLS.search(name or "") is not None


Key = tuple[str, str]
"""(source, source_ref): names a posting on every machine, and breaks every tie."""


class Item(Struct, frozen=True, kw_only=True):
    """One posting as matching sees it; None is "not known".

    Attributes:
        recruiter: canonical name; None where the employer is hidden. ``hidden`` is also said of agencies.
        site: text of the location as printed; ``locality`` its town in lower case.
        pay_min, pay_max: pounds a year, full-time equivalent.
        lasting: whether the post is permanent.
        opened, closes: day numbers (date.toordinal) of placing and closing.
        since, until: first and last day on which it was up, where that is known from looking; until is None also of one
            that closed on its day.
    """

    source: str
    ref: str
    title: str = ""
    recruiter: str | None = None
    recruiter_code: str | None = None
    hidden: bool = False
    is_body: bool = False
    """True for a school or a unit of a larger body, which another board may name instead of it."""
    reference: str | None = None
    urls: tuple[str, ...] = ()
    site: str | None = None
    locality: str | None = None
    postcode: str | None = None
    area: str | None = None
    county: str | None = None
    pay_min: float | None = None
    pay_max: float | None = None
    grade: str | None = None
    hours: float | None = None
    lasting: bool | None = None
    opened: int | None = None
    closes: int | None = None
    since: int | None = None
    until: int | None = None
    text: str | None = None

    @property
    def key(self) -> Key:
        """The name of the posting."""
        return (self.source, self.ref)


LEAST_LETTERS = 4
"""Letters of a Welsh word that is hardly English too."""
WELSH_TITLE = frozenset(word for word in WORDS if len(word) >= LEAST_LETTERS)
"""Words of which one at the beginning tells a title as Welsh."""
BEGINNING, SEEN = 2, 60
"""Words of a title's beginning, and characters in which they stand."""
WELSH_SIDE = " (cy)"
"""No source's name has a space."""


def seat(item: Item) -> str:
    """Return the source, or its Welsh side: a job has one advert on each, as councils of Wales place it twice."""
    beginning = item.title[:SEEN].lower().split(None, BEGINNING)[:BEGINNING]
    return item.source if WELSH_TITLE.isdisjoint(beginning) else item.source + WELSH_SIDE


class Pair(Struct, frozen=True):
    """A person's decision on two postings; it stands above every rule."""

    one: Key
    other: Key
    decision: Literal["duplicate", "not_duplicate"]
