"""Which postings advertise one job: a pure function of the set of postings, whatever their order.

``match`` does all at once. A store that keeps what it found goes in steps: it keeps the ``filing`` of each posting,
asks ``meetings`` whom a new one is to be compared with, keeps the ``edges_of`` those pairs, and gives ``link`` each
connected part.
``why`` tells what speaks for and against a pair.
"""

from storage.matching.agree import edges, edges_of, link, match, no_cycles
from storage.matching.evidence import LINK_AT, is_same_round, may_be_one
from storage.matching.filing import Filing, Told, filing, meetings
from storage.matching.items import Item, Pair
from storage.matching.keys import POOR, WIDE, WIDEST, variants
from storage.matching.near import Edges
from storage.matching.profiles import Profile, Profiles, profile_of, with_text
from storage.matching.reasons import Why, why

__all__ = [
    "LINK_AT",
    "POOR",
    "WIDE",
    "WIDEST",
    "Edges",
    "Filing",
    "Item",
    "Pair",
    "Profile",
    "Profiles",
    "Told",
    "Why",
    "edges",
    "edges_of",
    "filing",
    "is_same_round",
    "link",
    "match",
    "may_be_one",
    "meetings",
    "no_cycles",
    "profile_of",
    "variants",
    "why",
    "with_text",
]
