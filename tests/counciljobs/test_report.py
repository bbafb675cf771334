"""``counciljobs report``: the page and its drawings as files; what can't be written is told."""

from pathlib import Path
from xml.etree import ElementTree as ET

from tests.counciljobs.conftest import Cli


def test_it_writes_the_page_and_its_drawings(cli: Cli, tmp_path: Path) -> None:
    cli("demo", "--quiet")
    ran = cli("report", "market.html", "--images", "charts")
    assert ran.code == 0
    assert ran.err == "Wrote market.html and 9 drawings in charts.\n"
    page = (tmp_path / "market.html").read_text()
    assert page.startswith("<!doctype html>")
    assert "<b>59</b> live jobs" in page
    drawings = sorted((tmp_path / "charts").iterdir())
    assert len(drawings) == 9
    assert all(ET.parse(drawing).getroot().tag.endswith("svg") for drawing in drawings)


def test_without_a_store_or_a_place_it_says_so(cli: Cli, tmp_path: Path) -> None:
    assert cli("report", "market.html").code == 3
    cli("demo", "--quiet")
    assert cli("report", "nowhere/market.html").code == 2
    (tmp_path / "taken").write_text("")
    ran = cli("report", "market.html", "--images", "taken")
    assert (ran.code, ran.err) == (2, "counciljobs: taken is a file: name a folder for the drawings.\n")
