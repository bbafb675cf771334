"""Which postings advertise one job: a pure function of the set of postings, whatever their order.

``match`` does all at once. A store that keeps what it found goes in steps: it files each posting under its ``keys``,
hands a new one to ``edges_in`` with all that share a key, keeps the edges, and gives ``link`` each connected part.
``why`` tells what speaks for and against a pair.
"""

from storage.matching.agree import edges, edges_in, link, match
from storage.matching.blocks import WIDEST, keys
from storage.matching.evidence import LINK_AT, is_same_round
from storage.matching.items import Item, Pair
from storage.matching.near import Edges
from storage.matching.reasons import Why, why

__all__ = [
    "LINK_AT",
    "WIDEST",
    "Edges",
    "Item",
    "Pair",
    "Why",
    "edges",
    "edges_in",
    "is_same_round",
    "keys",
    "link",
    "match",
    "why",
]
