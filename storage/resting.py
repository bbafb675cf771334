"""What a process that stays up lets go of between runs: memory that only saves time within one."""

import ctypes
import sys
from functools import _lru_cache_wrapper
from typing import Any

from storage.store import Store

BY_MATCHING = tuple(f"storage.matching.{name}" for name in ("keys", "pay", "profiles", "sites", "texts", "words"))
"""What these remember are whole texts of adverts."""


def rest(store: Store) -> None:
    """Give the pages and texts remembered back: neither is asked for again before the next run, which reads it anew.

    What matching remembers are whole texts of adverts, and SQLite keeps up to 64 MB of the file: together they would
    grow for months before their bounds are met.
    """
    store.connection.execute("PRAGMA shrink_memory")
    for one in remembered():
        one.cache_clear()
    _trim()


def _trim() -> None:
    """Hand free memory to the system, where the C library can: it keeps what lies between pieces in use."""
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # not glibc: there is nothing to be done, nor need for it
        return
    trim(0)


def remembered() -> "list[_lru_cache_wrapper[Any]]":
    """Return every function of matching that remembers what it answered; none of a module that was never needed."""
    modules = [sys.modules[name] for name in BY_MATCHING if name in sys.modules]
    found = [one for module in modules for one in vars(module).values() if isinstance(one, _lru_cache_wrapper)]
    return list({id(one): one for one in found}.values())
