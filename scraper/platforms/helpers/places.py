"""jobLocation of schema.org as texts, one a place, and as coordinates. Pure."""

from collections.abc import Mapping
from typing import Any

from scraper.platforms.helpers.text import plain

MOST = 100
"""Places of one posting."""

_PARTS = ("streetaddress", "addresslocality", "addressregion", "postalcode")
_NOTHING = frozenset({"n/a", "na", "-", "none", "null", "undefined", "not specified", "unavailable"})


def place_texts(value: Any) -> tuple[str, ...]:  # noqa: ANN401 (JSON is any of its types)
    """Return one text a place, each once: street, town, county and postcode as given, joined by ", ".

    Takes a text, a Place, a PostalAddress or a list of them. The country stands only where nothing else does.
    """
    places = value if isinstance(value, list) else [value]
    texts = (_text(place) for place in places[:MOST])
    return tuple(dict.fromkeys(text for text in texts if text))


def coordinates(value: Any) -> tuple[float, float] | None:  # noqa: ANN401 (JSON is any of its types)
    """Return latitude and longitude in degrees when exactly one place states them, and they are on Earth."""
    places = value if isinstance(value, list) else [value]
    if len(places) != 1 or not isinstance(places[0], dict):
        return None
    place = _lower(places[0])
    geo = _lower(place["geo"]) if isinstance(place.get("geo"), dict) else place
    latitude, longitude = _degrees(geo.get("latitude"), 90), _degrees(geo.get("longitude"), 180)
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None
    return latitude, longitude


def _text(place: Any) -> str | None:  # noqa: ANN401 (JSON is any of its types)
    if isinstance(place, str):
        return _word(place)
    if not isinstance(place, dict):
        return None
    given = _lower(place)
    address = given.get("address", place)
    if isinstance(address, list):
        address = address[0] if address else None
    if isinstance(address, str):
        return _word(address)
    parts = _lower(address) if isinstance(address, dict) else {}
    said = [_word(parts.get(name)) for name in _PARTS]
    if not said[0]:
        said.insert(0, _word(given.get("name")))
    kept: list[str] = []
    for text in said:
        if text and text.casefold() not in ", ".join(kept).casefold():
            kept.append(text)
    return ", ".join(kept) or _country(parts.get("addresscountry"))


def _country(value: Any) -> str | None:  # noqa: ANN401 (JSON is any of its types)
    return _word(_lower(value).get("name") if isinstance(value, dict) else value)


def _word(value: Any) -> str | None:  # noqa: ANN401 (JSON is any of its types)
    if isinstance(value, list):
        value = value[0] if value else None
    text = plain(value) if isinstance(value, str) else None
    text = text.strip(" ,") if text else None
    return None if not text or text.casefold() in _NOTHING else text


def _lower(value: Mapping[str, Any]) -> dict[str, Any]:
    return {str(key).rpartition(":")[2].lower(): one for key, one in value.items()}


def _degrees(value: Any, most: int) -> float | None:  # noqa: ANN401 (JSON is any of its types)
    try:
        degrees = float(value)
    except (TypeError, ValueError):
        return None
    return degrees if -most <= degrees <= most else None
