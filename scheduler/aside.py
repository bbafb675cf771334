"""Adverts laid aside: what stands in the spool is held in outline, so that open sources hold little of their texts."""

from math import isfinite
from operator import attrgetter

import msgspec

from scraper.records import Advert

WHOLE = frozenset({"source_ref", "closing_text"})
"""What the end of a source run reads of an advert; of its other texts it asks only whether they are there."""
_TEXTS = tuple(name for name in Advert.__struct_fields__ if name not in WHOLE)
_texts = attrgetter(*_TEXTS)


def outline(advert: Advert) -> Advert:
    """Return an advert with no more than a letter of each text: enough to tell which of them it has."""
    texts = {name: text[:1] for name, text in zip(_TEXTS, _texts(advert), strict=True) if isinstance(text, str)}
    return msgspec.structs.replace(advert, **texts)


def comes_back(advert: Advert) -> bool:
    """Tell whether an advert is read from the spool as it was written: JSON knows no infinite numbers."""
    return advert.coordinates is None or all(map(isfinite, advert.coordinates))
