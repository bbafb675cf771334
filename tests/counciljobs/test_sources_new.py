"""``counciljobs sources new``: a row, a fixture, a golden, and a test that fails until a person has looked."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from counciljobs.demo.server import serving
from counciljobs.demo.site import Site, demo_folder, site_rows
from scraper.sources.loader import BUNDLED, load
from tests.conftest import ROOT
from tests.counciljobs.conftest import Cli, World

NOW = ("--now", "2026-11-23T09:00:00Z")


def page_url(world: World) -> str:
    return f"{world.gazette.origin}/news/potholes-and-patience"


def test_row_page_golden_and_test_are_written(cli: Cli, world: World, tmp_path: Path) -> None:
    url = page_url(world)
    ran = cli("sources", "new", url, "--platform", "localgov", "--id", "gazette", "--name", "The Gazette", *NOW)
    assert ran.code == 0, ran.err
    folder = tmp_path / "fixtures" / "gazette"
    files = [
        "sources.toml",
        *(f"fixtures/gazette/{name}" for name in ("listing.html", "golden.json", "test_gazette.py")),
    ]
    assert ran.out.splitlines() == files
    assert "write the day into LOOKED_AT" in ran.err
    (row,) = tomllib.loads((tmp_path / "sources.toml").read_text(encoding="utf-8"))["source"]
    assert row == {
        "id": "gazette",
        "name": "The Gazette",
        "platform": "localgov",
        "url": url,
        "evidence": "discovered",
        "checked_on": "2026-11-23",
        "notes": "Set evidence to captured once a person has compared its golden with its page.",
    }
    golden = json.loads((folder / "golden.json").read_text(encoding="utf-8"))
    assert all(advert["title"] for advert in golden["adverts"])
    assert cli("collect", "--sources", "sources.toml", "--quiet").code == 0


def run_case(path: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--import-mode=importlib", str(path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_its_test_fails_until_a_person_has_looked_and_when_the_reading_changes(
    cli: Cli, world: World, tmp_path: Path
) -> None:
    cli("sources", "new", page_url(world), "--platform", "localgov", "--id", "gazette", *NOW)
    case = tmp_path / "fixtures" / "gazette" / "test_gazette.py"
    formatted = subprocess.run([sys.executable, "-m", "ruff", "format", "--check", str(case)], cwd=ROOT, check=False)
    assert formatted.returncode == 0
    waiting = run_case(case)
    assert waiting.returncode == 1
    assert "Compare golden.json with listing.html, then write the day into LOOKED_AT." in waiting.stdout
    case.write_text(case.read_text(encoding="utf-8").replace("LOOKED_AT = None", 'LOOKED_AT = "2026-11-24"'))
    assert run_case(case).returncode == 0
    golden = case.parent / "golden.json"
    golden.write_text(golden.read_text(encoding="utf-8").replace("£", "$", 1), encoding="utf-8")
    assert run_case(case).returncode == 1


def test_the_councils_own_row_takes_its_name_and_id_from_the_register(cli: Cli, tmp_path: Path) -> None:
    site = Site(demo_folder(), next(row for row in site_rows(demo_folder()) if row.folder == "leeds"))
    with serving([site]):
        ran = cli(
            *("sources", "new", f"{site.origin}/vacancies", "--platform", "jobposting", "--authority", "E08000035"),
            *("--option", r"link=/vacancies/\d+/", "--into", tmp_path / "mine" / "rows.toml", "--json"),
        )
    assert ran.code == 0, ran.err
    (told,) = ran.objects
    assert told["source"] == "leeds"
    assert told["adverts"] > 0
    rows = {row.id: row for row in load([BUNDLED, tmp_path / "mine" / "rows.toml"])}
    assert (rows["leeds"].name, rows["leeds"].authority) == ("Leeds City Council", "E08000035")
    assert rows["leeds"].options == {"link": r"/vacancies/\d+/"}


def test_a_second_row_stands_below_the_first_which_stays_as_it_was(cli: Cli, world: World, tmp_path: Path) -> None:
    mine = tmp_path / "sources.toml"
    mine.write_text('# mine\n[[source]]\nid = "localgov"\nenabled = false', encoding="utf-8")
    assert cli("sources", "new", page_url(world), "--platform", "localgov", "--id", "gazette").code == 0
    text = mine.read_text(encoding="utf-8")
    assert text.startswith('# mine\n[[source]]\nid = "localgov"\nenabled = false\n\n[[source]]\nid = "gazette"\n')


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("--platform", "localgof"), 2, "there is no platform called 'localgof'; did you mean localgov?"),
        (("--platform", "localgov", "--id", "The Gazette"), 2, "must be lower-case letters and digits"),
        (("--platform", "localgov", "--id", "taken"), 2, "it has a row 'taken' already"),
        (("--platform", "localgov", "--authority", "E06000099"), 2, "no UK authority has the code 'E06000099'"),
        (("--platform", "unknown"), 2, "there is no platform called 'unknown'"),
        (("--platform", "feed", "--id", "gazette"), 3, "Nothing was written: broken (not_xml)"),
    ],
)
def test_what_can_not_be_is_told_and_nothing_is_written(
    cli: Cli, world: World, tmp_path: Path, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    mine = tmp_path / "sources.toml"
    mine.write_text('[[source]]\nid = "taken"\nname = "T"\nplatform = "feed"\nurl = "http://127.0.0.1/"\n')
    before = mine.read_text()
    ran = cli("sources", "new", page_url(world), *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert sentence in ran.err
    assert mine.read_text() == before
    assert not (tmp_path / "fixtures").exists()


def test_a_page_of_another_platform_is_told_by_name(cli: Cli, world: World) -> None:
    ran = cli("sources", "new", page_url(world), "--platform", "feed", "--id", "gazette")
    assert "It looks like " in ran.err
    assert "localgov" in ran.err


def test_a_folder_that_is_there_is_never_overwritten(cli: Cli, world: World, tmp_path: Path) -> None:
    (tmp_path / "fixtures" / "gazette").mkdir(parents=True)
    ran = cli("sources", "new", page_url(world), "--platform", "localgov", "--id", "gazette")
    assert ran.code == 2
    assert "gazette is there already" in ran.err
    assert not (tmp_path / "sources.toml").exists()


def test_real_sites_want_a_contact(cli: Cli) -> None:
    ran = cli("sources", "new", "https://jobs.example.gov.uk/", "--platform", "feed")
    assert ran.code == 2
    assert "Set COUNCILJOBS_CONTACT" in ran.err
