"""The site over a store, with what the reference knows of the land."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from scraper.normalising import location
from scraper.reference.land import land
from storage.serving.outfit import Outfit
from storage.serving.site import site


def browsable(path: Path) -> Any:  # noqa: ANN401 (Datasette has no types)
    """Return the ASGI application that shows a store."""
    return site(path, Outfit(land=land(), locate=where)).app()


@lru_cache(maxsize=1024)
def where(text: str) -> tuple[float, float] | None:
    """Return where a postcode or place is: latitude and longitude, WGS 84 degrees; None when it is not known."""
    found = location.read(text[:200])
    if found.latitude is None or found.longitude is None:
        return None
    return found.latitude, found.longitude
