"""What a process that stays up lets go of between runs: readings of single adverts, by their texts and addresses."""

import sys
from functools import _lru_cache_wrapper

from storage.resting import rest as rest_store
from storage.store import Store

BY_ADVERT = (
    "scraper.platforms.helpers.urls",
    "scraper.platforms.helpers.identity",
    "scraper.normalising.category.reading",
)
"""What these remember is of use within a run; every new advert adds to it, for months before its bounds are met."""


def rest(store: Store) -> None:
    """Forget the readings of single adverts, and let the store rest, which hands free memory back to the system."""
    loaded = [sys.modules[name] for name in BY_ADVERT if name in sys.modules]
    for one in [one for module in loaded for one in vars(module).values() if isinstance(one, _lru_cache_wrapper)]:
        one.cache_clear()
    rest_store(store)
