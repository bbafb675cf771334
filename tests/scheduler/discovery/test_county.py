"""Over a county of 60 council websites discovery finds what there is, invents nothing and is gentle."""

from collections import Counter

from scheduler.discovery.finding import Finding
from scheduler.discovery.rows import rows_of
from scheduler.discovery.visits import MOST_REQUESTS
from scraper.platforms import registry
from scraper.sources.checks import first_problem
from scraper.sources.writing import row_text
from tests.scheduler.discovery.conftest import boards
from tests.servers.county import CountyServer, Site

FEWEST_RIGHT = 0.95
"""Of all sites; wrong may be none at all: what can't be decided is unknown."""


def _is_right(site: Site, found: Finding) -> bool:
    if site.state == "unknown" or found.entry is None:
        return found.state == site.state
    told = (found.state, found.entry.platform, found.adverts == 0)
    return told == (site.state, site.platform, site.empty) and site.url in {None, found.entry.url}


def test_the_county_has_60_councils_of_every_kind(county: CountyServer) -> None:
    sites = county.county.sites
    assert len(sites) == 60
    assert len({site.row.id for site in sites}) == 60
    assert {site.hops for site in sites} == {1, 2, 3}
    assert len({site.kind for site in sites}) >= 35


def test_at_least_95_percent_are_right_and_none_is_wrong(county: CountyServer, findings: dict[str, Finding]) -> None:
    sites = county.county.sites
    off = [site.kind for site in sites if not _is_right(site, findings[site.row.id])]
    wrong = [site.kind for site in sites if site.kind in off and findings[site.row.id].state != "unknown"]
    assert wrong == []
    assert len(off) <= len(sites) * (1 - FEWEST_RIGHT), off


def test_no_council_costs_12_requests_or_more(county: CountyServer, findings: dict[str, Finding]) -> None:
    assert max(finding.requests for finding in findings.values()) <= MOST_REQUESTS
    asked = Counter(line.partition("/")[0] for line in county.asked)
    own = {host: count for host, count in asked.items() if host in county.county.hosts_of}
    assert max(own.values()) <= MOST_REQUESTS


def test_what_stays_unknown_has_its_reason(county: CountyServer, findings: dict[str, Finding]) -> None:
    said = {site.kind: findings[site.row.id].saw for site in county.county.sites if site.state == "unknown"}
    assert "challenge" in said["challenge"]
    assert "blocked (challenge)" in said["challenge at the vendor"]
    assert "vacancies-november.pdf" in said["documents only"]
    assert "works by script only" in said["script only"]
    assert "Networx" in said["vendor not read"]
    assert "robots" in said["robots"]
    assert "Kirklees" in said["another council's"]
    assert "404" in said["a dead link"]


def test_pages_that_robots_forbids_are_never_asked(county: CountyServer, findings: dict[str, Finding]) -> None:
    site = next(site for site in county.county.sites if site.kind == "robots")
    assert findings[site.row.id].state == "unknown"
    assert not any(line.startswith(f"www.{site.row.id}.gov.uk/jobs-and-careers") for line in county.asked)


def test_every_row_can_be_written_and_says_how_it_is_known(county: CountyServer, findings: dict[str, Finding]) -> None:
    register = {row.id: row for row in (*boards(), *(site.row for site in county.county.sites))}
    rows = rows_of(findings.values(), register)
    for row in rows:
        assert (
            first_problem({"id": row.id, "name": row.name, "platform": row.platform, "url": row.url}, registry.names())
            is None
        )
        assert row_text(row).startswith("[[source]]")
    found = [row for row in rows if row.authority and row.platform != "unknown"]
    assert all(row.evidence == "discovered" and row.checked_on == "2026-11-23" for row in found)
    assert all("Way: " in (row.notes or "") for row in found)


def test_one_list_of_two_councils_is_nobodys_own(county: CountyServer, findings: dict[str, Finding]) -> None:
    pair = [site for site in county.county.sites if site.kind == "shared tenant"]
    register = {site.row.id: site.row for site in pair}
    rows = {row.id: row for row in rows_of([findings[site.row.id] for site in pair], register)}
    shared = rows.pop("jobs-twocouncils-org")
    assert set(shared.covers) == {site.row.authority for site in pair}
    assert shared.authority is None
    assert all(row.platform == "unknown" and "jobs-twocouncils-org" in (row.notes or "") for row in rows.values())


def test_a_board_is_proposed_to_cover_the_councils_that_lead_to_it(
    county: CountyServer, findings: dict[str, Finding]
) -> None:
    sites = [site for site in county.county.sites if site.kind == "northeastjobs"]
    register = {row.id: row for row in (*boards(), *(site.row for site in sites))}
    rows = {row.id: row for row in rows_of([findings[site.row.id] for site in sites], register)}
    before = register["north-east-jobs"]
    codes = {site.row.authority for site in sites}
    after = rows.get("north-east-jobs", before)
    assert codes <= set(after.covers)
    assert set(before.covers) <= set(after.covers)
    assert all(rows[site.row.id].platform == "unknown" for site in sites)
