"""The hooks by which Datasette becomes our site: its pages, its SQL functions, its headers, its links."""

import sqlite3
from collections.abc import Sequence
from math import cos, radians, sqrt
from pathlib import Path
from typing import Any
from urllib.parse import quote

from datasette import hookimpl  # type: ignore[import-untyped]
from datasette.database import Database  # type: ignore[import-untyped]
from markupsafe import Markup, escape

from storage.serving.facts import moment
from storage.serving.headers import App, guarded
from storage.serving.outfit import NAME, OUTFITS
from storage.serving.pages import ROUTES

EARTH_MILES = 3958.8
"""Mean radius of the Earth."""
SHARED_MEMORY = 1 << 32
"""Bytes of the file that are read through the system's own cache: all of a store of millions."""
LINKS = frozenset({"url", "apply_url"})


def reading(datasette: Any, path: Path) -> Database:  # noqa: ANN401 (Datasette has no types)
    """Return a store as a database of Datasette's that is read and never written."""
    return Database(datasette, path=str(path), is_mutable=True)


@hookimpl  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Any) -> None:  # noqa: ANN401
    """Let no statement write, read fast, and know where places are."""
    outfit = OUTFITS.get(datasette)
    if outfit is None or database != NAME:
        return
    conn.execute("PRAGMA query_only = ON")
    conn.execute(f"PRAGMA mmap_size = {SHARED_MEMORY}")

    def latitude(text: object) -> float | None:
        found = outfit.locate(str(text))
        return found[0] if found else None

    def longitude(text: object) -> float | None:
        found = outfit.locate(str(text))
        return found[1] if found else None

    conn.create_function("place_latitude", 1, latitude, deterministic=True)
    conn.create_function("place_longitude", 1, longitude, deterministic=True)
    conn.create_function("miles_between", 4, miles_between, deterministic=True)


def miles_between(
    latitude: float | None, longitude: float | None, other_latitude: float | None, other_longitude: float | None
) -> float | None:
    """Return the distance of two places in miles, on a plane that is true between them; None when one is not known."""
    if latitude is None or longitude is None or other_latitude is None or other_longitude is None:
        return None
    east = radians(other_longitude - longitude) * cos(radians((latitude + other_latitude) / 2))
    return EARTH_MILES * sqrt(east**2 + radians(other_latitude - latitude) ** 2)


@hookimpl  # type: ignore[untyped-decorator]
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:  # noqa: ANN401
    """Let templates show moments as people read them."""
    if datasette in OUTFITS:
        env.filters["moment"] = moment


@hookimpl  # type: ignore[untyped-decorator]
def extra_css_urls(datasette: Any) -> list[str]:  # noqa: ANN401
    """Give every page our style."""
    return [datasette.urls.path("/house/house.css")] if datasette in OUTFITS else []


@hookimpl  # type: ignore[untyped-decorator]
def register_routes(datasette: Any) -> Sequence[tuple[str, Any]]:  # noqa: ANN401
    """Give our pages their addresses."""
    return ROUTES if datasette in OUTFITS else ()


@hookimpl  # type: ignore[untyped-decorator]
def asgi_wrapper(datasette: Any) -> Any:  # noqa: ANN401
    """Put the headers on every answer."""

    def wrap(app: App) -> App:
        return guarded(app) if datasette in OUTFITS else app

    return wrap


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(value: object, column: str, datasette: Any) -> Markup | None:  # noqa: ANN401
    """Lead from a job to its page, and from an address to where it points, when it is one of the web."""
    if datasette not in OUTFITS or not isinstance(value, str) or not value:
        return None
    if column == "job":
        return Markup('<a href="/job/{}">{}</a>').format(quote(value, safe=""), value)
    if column in LINKS and not value.startswith(("http://", "https://")):
        return Markup(escape(value))  # noqa: S704 (escaped)
    if column in LINKS:
        return Markup('<a href="{}" rel="nofollow noopener noreferrer">{}</a>').format(value, value)
    return None


@hookimpl  # type: ignore[untyped-decorator]
def menu_links(datasette: Any) -> list[dict[str, str]]:  # noqa: ANN401
    """Lead to our pages from every other."""
    if datasette not in OUTFITS:
        return []
    pages = (("Search", "/search"), ("Map", "/map"), ("Charts", "/charts"), ("All data", "/counciljobs"))
    return [{"href": datasette.urls.path(path), "label": label} for label, path in pages]
