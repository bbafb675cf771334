"""The county, served once; each test that counts requests looks at the findings, which count their own."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from scheduler.discovery.campaign import discover
from scheduler.discovery.finding import Finding, Start
from scraper.fetching import FetchSettings
from scraper.sources.loader import load
from scraper.sources.model import Source
from tests.servers.county import CountyServer, Routed
from tests.servers.county_sites import county_of_60

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MANNERS = FetchSettings(contact="tests@example.org", pace=0.0)


def boards() -> list[Source]:
    """The boards of the register."""
    return [row for row in load() if row.authority is None]


def looked_at(server: CountyServer, rows: list[Source]) -> dict[str, Finding]:
    """Every finding of a campaign over the county's councils."""
    found: list[Finding] = []
    every = [*boards(), *(site.row for site in server.county.sites)]
    starts = [Start(row=row) for row in rows]
    discover(starts, every, MANNERS, clock=lambda: NOW, heard=found.append, transport=Routed(server.port))
    return {finding.council: finding for finding in found}


@pytest.fixture(scope="session")
def county() -> Iterator[CountyServer]:
    with CountyServer(county_of_60()) as server:
        yield server


@pytest.fixture(scope="session")
def findings(county: CountyServer) -> dict[str, Finding]:
    return looked_at(county, [site.row for site in county.county.sites])
