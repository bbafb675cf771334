"""What a site is given from outside: the outline of its map, and where places are."""

from collections.abc import Callable, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from msgspec import Struct

NAME = "counciljobs"
"""Name of the database in addresses, whatever the file is called."""
Locate = Callable[[str], tuple[float, float] | None]


def _nowhere(_text: str) -> None:
    return None


class Outfit(Struct, frozen=True, kw_only=True):
    """What a site is given.

    Attributes:
        land: (latitude, longitude) of places where people live: the outline of the map.
        locate: where a postcode or place is, None when it is not known.
    """

    land: Sequence[tuple[float, float]] = ()
    locate: Locate = _nowhere


OUTFITS: WeakKeyDictionary[Any, Outfit] = WeakKeyDictionary()
"""The outfit of each Datasette that is ours; hooks leave the others alone."""
