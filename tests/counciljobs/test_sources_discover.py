"""``sources discover`` and ``sources refresh`` at the command line, over sites on 127.0.0.1."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from counciljobs.cli import main
from scraper.sources.loader import BUNDLED, load
from tests.conftest import FIXTURES
from tests.scheduler.world import Site

HOME = '<html><body><nav><a href="/bins">Bins</a> <a href="/jobs">Jobs</a></nav></body></html>'


@pytest.fixture
def council() -> Iterator[Site]:
    site = Site()
    site.pages["/"] = HOME.encode()
    site.pages["/jobs"] = (FIXTURES / "jobposting" / "listing.html").read_bytes()
    site.pages["/job/51001/nursery-nurse"] = (
        (FIXTURES / "jobposting" / "plain.html")
        .read_bytes()
        .replace(b"North Yorkshire Council", b"Dover District Council")
    )
    yield site
    site.close()


@pytest.fixture
def own(tmp_path: Path, council: Site) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    known = '[[source]]\nid = "dover"\nname = "Dover"\nplatform = "unknown"\nauthority = "E07000108"\n'
    (folder / "mine.toml").write_text(f'{known}url = "{council.url}/"\n')
    return folder


def discover(*more: str) -> int:
    return main(["--quiet", "--now", "2026-11-23T09:00:00Z", "sources", "discover", *more])


def test_a_council_is_found_and_its_row_is_good_for_a_run(own: Path, tmp_path: Path, council: Site) -> None:
    into = tmp_path / "found"
    assert discover("dover", "--sources", str(own), "--into", str(into)) == 0
    row = next(row for row in load([BUNDLED, into]) if row.id == "dover")
    assert (row.platform, row.url, row.evidence) == ("jobposting", f"{council.url}/jobs", "discovered")
    assert row.collectable
    assert row.checked_on == "2026-11-23"


def test_what_was_looked_at_is_not_asked_again_unless_told(own: Path, tmp_path: Path, council: Site) -> None:
    into = str(tmp_path / "found")
    discover("E07000108", "--sources", str(own), "--into", into)
    before, text = len(council.asked), (tmp_path / "found" / "discovered.toml").read_text()
    assert discover("dover", "--sources", str(own), "--into", into) == 0
    assert len(council.asked) == before
    assert discover("dover", "--sources", str(own), "--into", into, "--again") == 0
    assert len(council.asked) > before
    assert (tmp_path / "found" / "discovered.toml").read_text() == text


def test_a_dry_run_shows_the_rows_and_writes_nothing(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert discover("dover", "--sources", str(own), "--into", str(tmp_path / "found"), "--dry-run") == 0
    assert 'platform = "jobposting"' in capsys.readouterr().out
    assert not (tmp_path / "found").exists()


def test_a_row_that_a_person_keeps_in_the_same_folder_stands(own: Path) -> None:
    before = (own / "mine.toml").read_text()
    assert discover("dover", "--sources", str(own), "--into", str(own)) == 0
    assert (own / "mine.toml").read_text() == before
    assert "[[source]]" not in (own / "discovered.toml").read_text()


def test_a_council_that_can_not_be_found_stays_unknown_and_says_why(own: Path, tmp_path: Path, council: Site) -> None:
    council.pages["/jobs"] = b"<html><body><h1>Jobs</h1><p>Write to us.</p></body></html>"
    assert discover("dover", "--sources", str(own), "--into", str(tmp_path / "found")) == 3
    row = next(row for row in load([BUNDLED, tmp_path / "found"]) if row.id == "dover")
    assert row.platform == "unknown"
    assert row.notes is not None
    assert row.notes.startswith("Not found by discovery.")


def test_somebodys_own_file_is_never_made_anew(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert discover("dover", "--sources", str(own), "--into", str(own / "mine.toml")) == 2
    assert "was not written by discovery" in capsys.readouterr().err


def test_a_name_that_is_no_councils_is_answered_with_those_that_come_near(capsys: pytest.CaptureFixture[str]) -> None:
    assert discover("kirkles") == 2
    assert "kirklees" in capsys.readouterr().err


def test_refresh_gives_discovery_its_start(own: Path, tmp_path: Path, council: Site) -> None:
    council.pages["/"] = b"<html><body>Welcome</body></html>"
    links = tmp_path / "links.csv"
    head = "Authority Name,SNAC,GSS,Description,LGSL,LGIL,URL,Supported by GOV.UK\n"
    links.write_text(f"{head}Dover,29UE,E07000108,Council jobs: Apply,1,0,{council.url}/jobs,true\n")
    into = ["--sources", str(own), "--into", str(tmp_path / "found")]
    assert main(["--quiet", "sources", "refresh", str(links), *into]) == 0
    assert next(row for row in load([BUNDLED, tmp_path / "found"]) if row.id == "dover").url == f"{council.url}/jobs"
    assert discover("dover", *into) == 0
    row = next(row for row in load([BUNDLED, tmp_path / "found"]) if row.id == "dover")
    assert (row.platform, row.url) == ("jobposting", f"{council.url}/jobs")


def test_json_is_one_object_a_council(own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert discover("dover", "--sources", str(own), "--into", str(tmp_path / "found"), "--json") == 0
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert (found["council"], found["state"], found["careers"]) == ("dover", "own_site", None)


def test_a_list_on_another_port_of_this_machine_is_reached_from_a_simulated_council(
    own: Path, tmp_path: Path, council: Site
) -> None:
    vendor = Site()
    vendor.pages["/"] = (
        (FIXTURES / "tribepad" / "classic.html").read_bytes().replace(b"Coventry City", b"Dover District")
    )
    council.pages["/jobs"] = f'<html><body><a href="{vendor.url}/">Current vacancies</a></body></html>'.encode()
    try:
        assert discover("dover", "--sources", str(own), "--into", str(tmp_path / "found")) == 0
    finally:
        vendor.close()
    row = next(row for row in load([BUNDLED, tmp_path / "found"]) if row.id == "dover")
    assert (row.platform, row.url) == ("tribepad", f"{vendor.url}/")
