"""The state of the market on one page: what is live where, what it pays, how long it stays open, what is missing."""

import sqlite3
from collections.abc import Callable, Sequence

import msgspec
from msgspec import Struct

from storage import market
from storage.drawing.bars import bars
from storage.drawing.hexes import hexmap
from storage.drawing.months import Month, months
from storage.drawing.spreads import Spread, spreads
from storage.drawing.svg import number
from storage.reporting.html import figure, page, table

PANEL = "Coverage grows: only the panel, the sources observed in every month, can be compared over time."
PAID = "Full-time pounds a year of live jobs that state pay: the middle half, and the median."
OPEN = "Jobs that closed in the last year; those that were up already at a source's first run are left out."
AGAIN = "Of the jobs first seen in the last year, the share that was advertised again after it had closed."
PARTS = ("Service area", "Jobs", "Lower quartile", "Median", "Upper quartile")


class Outside(Struct, frozen=True):
    """What the report is given from outside: the outline of the map, and the names of SOC 2020 unit groups."""

    land: Sequence[tuple[float, float]] = ()
    occupation: Callable[[str], str] = str


class Report(Struct, frozen=True):
    """The page, and each of its drawings by its name."""

    html: str
    drawings: dict[str, str]


def report(connection: sqlite3.Connection, outside: Outside) -> Report:
    """Return the report on a store as it stands."""
    told = market.headline(connection)
    drawings: dict[str, str] = {}
    sections = [
        _places(connection, outside, drawings),
        _counts(connection, drawings),
        _pay(connection, outside, drawings),
        _months(connection, drawings),
        _life(connection, drawings),
        _sources(connection),
    ]
    title = f"What UK councils are hiring, {told.now[:10]}" if told.now else "What UK councils are hiring"
    return Report(page(title, _head(title, told) + "\n".join(sections)), drawings)


def _head(title: str, told: market.Headline) -> str:
    numbers = (
        (number(told.live), "live jobs"),
        (number(told.new_this_week), "new in seven days"),
        (number(told.closing_this_week), "close within seven days"),
        (number(told.recruiters), "employers"),
        (f"{told.sources_well} of {told.sources}", "sources read well"),
    )
    items = "".join(f"<li><b>{value}</b> {name}</li>" for value, name in numbers)
    last = f"Last collected {told.now[:16].replace('T', ' ')} UTC. " if told.now else "Nothing has been collected yet. "
    return (
        f'<h1>{title}</h1>\n<ul class="numbers">{items}</ul>\n<p>{last}Each job is counted once, however many sites '
        "show it. Unknown is left out, never guessed.</p>\n"
    )


def _places(connection: sqlite3.Connection, outside: Outside, drawings: dict[str, str]) -> str:
    places, regions = market.places(connection), market.live_by(connection, "region")
    drawings["map"] = hexmap(outside.land, places, "Where live jobs are")
    drawings["regions"] = bars(regions, "Live jobs by region")
    told = table("Live jobs by region", ("Region", "Live jobs"), regions)
    sentence = f"{number(sum(places.values()))} live jobs have a known place. Each cell is some 20 km wide."
    return figure("Where live jobs are", drawings["map"] + drawings["regions"], told, sentence)


def _counts(connection: sqlite3.Connection, drawings: dict[str, str]) -> str:
    areas, employers = market.live_by(connection, "category"), market.live_by(connection, "recruiter")
    drawings["areas"] = bars(areas, "Live jobs by service area")
    drawings["employers"] = bars(employers, "Live jobs by employer")
    return figure(
        "Live jobs by service area", drawings["areas"], table("Live jobs", ("Service area", "Live jobs"), areas)
    ) + figure("Live jobs by employer", drawings["employers"], table("Live jobs", ("Employer", "Live jobs"), employers))


def _pay(connection: sqlite3.Connection, outside: Outside, drawings: dict[str, str]) -> str:
    areas = market.pay_by(connection, "category")
    kinds = [
        msgspec.structs.replace(one, name=outside.occupation(one.name))
        for one in market.pay_by(connection, "occupation_code")
    ]
    drawings["pay-by-area"] = _spreads(areas, "Advertised pay by service area")
    drawings["pay-by-occupation"] = _spreads(kinds, "Advertised pay by occupation")
    return figure("Advertised pay by service area", drawings["pay-by-area"], _paid(areas, PARTS), PAID) + figure(
        "Advertised pay by occupation", drawings["pay-by-occupation"], _paid(kinds, ("Occupation", *PARTS[1:])), PAID
    )


def _spreads(rows: Sequence[market.Pay], title: str) -> str:
    return spreads([Spread(**msgspec.structs.asdict(one)) for one in rows], title)


def _paid(rows: Sequence[market.Pay], head: Sequence[str]) -> str:
    cells = [(one.name, one.count, round(one.low), round(one.middle), round(one.high)) for one in rows]
    return table("Pounds a year", head, cells)


def _months(connection: sqlite3.Connection, drawings: dict[str, str]) -> str:
    series = market.by_month(connection)
    shown = [Month(month=one.month, count=one.new_jobs, panel=one.panel_new_jobs) for one in series]
    drawings["months"] = months(shown, "New jobs by month", "new jobs", "the panel's")
    head = ("Month", "New jobs", "Already up", "Sources observed", "Sources of the panel", "The panel's new jobs")
    cells = [tuple(getattr(one, name) for name in _SERIES) for one in series]
    return figure("New jobs by month", drawings["months"], table("New jobs by month", head, cells), PANEL)


_SERIES = ("month", "new_jobs", "already_up", "sources_observed", "panel_sources", "panel_new_jobs")


def _life(connection: sqlite3.Connection, drawings: dict[str, str]) -> str:
    days, again = market.days_open(connection), market.readvert_rates(connection)
    shares = [(name, 100 * came / jobs) for name, jobs, came in again]
    drawings["days-open"] = bars(days, "Days that jobs were open, median")
    drawings["readvertised"] = bars(shares, "Jobs advertised again, per cent")
    told = table("Jobs advertised again", ("Service area", "Jobs", "Advertised again"), again)
    return figure(
        "How long jobs stay open", drawings["days-open"], table("Median", ("Service area", "Days"), days), OPEN
    ) + figure("What is hard to fill", drawings["readvertised"], told, AGAIN)


def _sources(connection: sqlite3.Connection) -> str:
    unwell = market.unwell(connection)
    if not unwell:
        return "<section><h2>What is missing</h2><p>Every source was read well.</p></section>"
    cells = [(one.source, one.verdict, one.cause, one.since[:10], (one.last_good or "never")[:10]) for one in unwell]
    told = table("Sources that could not be read", ("Source", "Verdict", "Cause", "Since", "Last read well"), cells)
    return f"<section><h2>What is missing</h2>{told}</section>"
