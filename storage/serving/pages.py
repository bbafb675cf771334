"""Our pages of the site: the front page, the search with its feeds, a job, the map and the charts."""

import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode

import msgspec
from datasette.utils import sqlite_timelimit  # type: ignore[import-untyped]
from datasette.utils.asgi import Response  # type: ignore[import-untyped]
from datasette.views.base import DatasetteError  # type: ignore[import-untyped]

from storage import market
from storage.drawing.bars import bars
from storage.drawing.hexes import hexmap
from storage.drawing.months import Month, months
from storage.drawing.spreads import Spread, spreads
from storage.serving import looking
from storage.serving.atom import feed
from storage.serving.facts import facts
from storage.serving.outfit import NAME, OUTFITS
from storage.serving.questions import QUESTIONS

Answer = TypeVar("Answer")
NOT_FOUND = 404
TOO_SLOW = 400
"""As Datasette answers a query that was ended."""
ATOM = "application/atom+xml; charset=utf-8"
FIRST_LOOK = urlencode(
    [("_col", name) for name in ("title", "recruiter", "location", "salary_text", "closes_at", "first_seen", "url")]
    + [("_sort_desc", "first_seen")]
)
"""The live jobs as most want to see them first; every other column is a click away."""
LONGEST_WORDS = 300
"""Letters of a search that are read: nobody types more."""


async def front(datasette: Any, request: Any) -> Any:  # noqa: ANN401 (Datasette has no types)
    """Show the story in numbers, the ways in, and the questions."""
    told = await _ask(datasette, market.headline)
    by_region = await _ask(datasette, lambda connection: market.live_by(connection, "region"))
    shown = {
        "told": told,
        "questions": QUESTIONS,
        "regions": by_region,
        "chart": bars(by_region, "Live jobs by region"),
    }
    return await _page(datasette, request, "front.html", shown)


async def search(datasette: Any, request: Any) -> Any:  # noqa: ANN401
    """Show adverts with some words, newest first: as a page, as JSON, as an Atom feed."""
    asked = {name: str(request.args.get(name) or "")[:LONGEST_WORDS] for name in ("q", "council", "closed", "after")}
    after = int(asked["after"]) if asked["after"].isascii() and asked["after"].isdigit() else None
    found = await _ask(
        datasette,
        lambda connection: looking.search(
            connection, asked["q"], council=asked["council"], closed=asked["closed"] == "1", after=after
        ),
    )
    form = (request.url_vars.get("format") or "").lower()
    if form == "json":
        return Response(msgspec.json.encode(_mended(found)).decode(), content_type="application/json; charset=utf-8")
    if form == "atom":
        title = f"counciljobs: {asked['q'] or 'all live jobs'}"
        now = found.rows[0]["first_seen"] if found.rows else "1970-01-01T00:00:00Z"
        return Response(feed(title, request.url, found.rows, now), content_type=ATOM)
    kept = urlencode({name: asked[name] for name in ("q", "council", "closed") if asked[name]})
    return await _page(datasette, request, "search.html", {"asked": asked, "found": found, "kept": kept})


def _mended(found: looking.Found) -> looking.Found:
    rows = [{name: _sound(value) for name, value in row.items()} for row in found.rows]
    return msgspec.structs.replace(found, rows=rows)


def _sound(value: object) -> object:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


async def job(datasette: Any, request: Any) -> Any:  # noqa: ANN401
    """Show a job: what it says, where it stands, its whole life."""
    name = request.url_vars["name"]
    found = await _ask(datasette, lambda connection: looking.job(connection, name))
    if found is None:
        return await _page(datasette, request, "missing.html", {"name": name}, NOT_FOUND)
    return await _page(
        datasette, request, "job.html", {"job": found, "lead": found.lead, "facts": list(facts(found.lead))}
    )


async def map_(datasette: Any, request: Any) -> Any:  # noqa: ANN401
    """Show where live jobs are."""
    places = await _ask(datasette, market.places)
    by_region = await _ask(datasette, lambda connection: market.live_by(connection, "region"))
    drawn = hexmap(OUTFITS[datasette].land, places, "Where live jobs are")
    return await _page(
        datasette, request, "map.html", {"map": drawn, "regions": by_region, "placed": sum(places.values())}
    )


async def charts(datasette: Any, request: Any) -> Any:  # noqa: ANN401
    """Show the market in charts, each with its table."""
    series = await _ask(datasette, market.by_month)
    categories = await _ask(datasette, lambda connection: market.live_by(connection, "category"))
    pay = await _ask(datasette, lambda connection: market.pay_by(connection, "category"))
    days = await _ask(datasette, market.days_open)
    shown = {
        "series": series,
        "series_chart": months([_month(one) for one in series], "New jobs by month", "new jobs", "the panel's"),
        "categories": categories,
        "categories_chart": bars(categories, "Live jobs by service area"),
        "pay": pay,
        "pay_chart": spreads([Spread(**msgspec.structs.asdict(one)) for one in pay], "Advertised pay by service area"),
        "days": days,
        "days_chart": bars(days, "Days that jobs were open, median"),
    }
    return await _page(datasette, request, "charts.html", shown)


def _month(one: market.Month) -> Month:
    note = f"; {one.sources_observed} sources observed"
    return Month(
        month=one.month, count=one.new_jobs, panel=one.panel_new_jobs if one.panel_sources else None, note=note
    )


async def _ask(datasette: Any, question: Callable[[sqlite3.Connection], Answer]) -> Answer:  # noqa: ANN401
    """Ask the file in one of Datasette's threads, for no longer than any other query may take."""

    def within_limit(connection: sqlite3.Connection) -> Answer:
        try:
            with sqlite_timelimit(connection, datasette.setting("sql_time_limit_ms")):
                return question(connection)
        except sqlite3.OperationalError as error:
            if "interrupted" not in str(error):
                raise
            raise DatasetteError("That took too long: ask for less.", status=TOO_SLOW) from None

    answer: Answer = await datasette.get_database(NAME).execute_fn(within_limit)
    return answer


async def _page(datasette: Any, request: Any, template: str, shown: dict[str, Any], status: int = 200) -> Any:  # noqa: ANN401
    html = await datasette.render_template(template, {**shown, "database": NAME}, request=request)
    return Response.html(html, status=status)


ROUTES = (
    (r"^/$", front),
    (r"^/search(\.(?P<format>json|atom))?$", search),
    (r"^/job/(?P<name>[^/]{1,200})$", job),
    (r"^/map$", map_),
    (r"^/charts$", charts),
)
