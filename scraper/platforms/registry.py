"""Which platforms there are: the modules beside this file, found by name and loaded when first asked for."""

import importlib
import pkgutil
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import cast

from scraper.platforms.base import Platform

NOT_PLATFORMS = frozenset({"base", "helpers", "read", "registry"})


class UnknownPlatformError(ValueError):
    """A name that no platform module has; the message says which names come near."""


@cache
def names() -> tuple[str, ...]:
    """Return the names of all platforms, in alphabetical order."""
    found = {module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)])}
    return tuple(sorted(found - NOT_PLATFORMS))


def load(name: str) -> Platform:
    """Return the platform of that name, importing its module the first time.

    Raises:
        UnknownPlatformError: no module has that name.
    """
    if name not in names():
        raise UnknownPlatformError(_unknown(name))
    return cast("Platform", importlib.import_module(f"scraper.platforms.{name}"))


def _unknown(name: str) -> str:
    near = get_close_matches(name, names()) or names()
    return f"there is no platform called {name!r}; did you mean {' or '.join(near)}?"
