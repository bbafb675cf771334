"""Which postings advertise one job: a pure function of the set of postings, whatever their order."""

from storage.matching.agree import match
from storage.matching.evidence import is_same_round
from storage.matching.items import Item, Pair

__all__ = ["Item", "Pair", "is_same_round", "match"]
