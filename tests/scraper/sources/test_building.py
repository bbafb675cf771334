"""The rows of councils are made from the register of authorities, once; what people wrote stays as it is."""

import tomllib
from pathlib import Path

import pytest

from scraper.reference.authorities import get, register
from scraper.sources.building import file_of, ident, main, missing, ordered, row
from scraper.sources.loader import BUNDLED, load


def test_every_authority_in_force_has_a_row_of_its_own() -> None:
    assert missing(row.authority or "" for row in load()) == []


def test_a_row_that_is_missing_is_written_and_the_others_stay_as_they_were(tmp_path: Path) -> None:
    kept = (
        '[[source]]\nid = "york"\nname = "York"\nplatform = "feed"\nurl = "https://y.example/"\nauthority = "E06000014"'
    )
    name = "councils_england_yorkshire_and_the_humber.toml"
    (tmp_path / name).write_text(f"# A head.\n\n{kept}\n# by hand\n", encoding="utf-8")
    assert main(tmp_path) == 1
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert text.startswith("# A head.\n\n[[source]]\n")
    assert f"{kept}\n# by hand\n" in text
    ids = [one["id"] for one in tomllib.loads(text)["source"]]
    assert ids == sorted(ids)
    assert ids.count("york") == 1
    assert {"leeds", "barnsley", "sheffield", "kingston-upon-hull"} < set(ids)
    before = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    main(tmp_path)
    assert before == {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}


def test_authorities_without_a_known_website_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(tmp_path)
    told = capsys.readouterr().err
    without = [one for one in register().values() if one.in_force() and one.website is None]
    assert without
    assert all(f"{one.code} {one.name}" in told for one in without)


@pytest.mark.parametrize(
    ("code", "name", "file"),
    [
        ("E06000058", "bournemouth-christchurch-and-poole", "councils_england_south_west.toml"),
        ("E08000013", "st-helens", "councils_england_north_west.toml"),
        ("E07000099", "north-hertfordshire", "councils_england_east_of_england.toml"),
        ("S12000013", "na-h-eileanan-siar", "councils_scotland.toml"),
        ("E47000001", "greater-manchester-combined-authority", "combined_authorities.toml"),
    ],
)
def test_ids_and_files_follow_from_names_and_places(code: str, name: str, file: str) -> None:
    authority = get(code)
    assert authority
    assert (ident(authority), file_of(authority)) == (name, file)


def test_a_row_says_only_what_is_known() -> None:
    authority = get("E08000035")
    assert authority
    assert tomllib.loads(row(authority) or "") == {
        "source": [
            {
                "id": "leeds",
                "name": authority.name,
                "platform": "unknown",
                "url": authority.website,
                "authority": "E08000035",
            }
        ]
    }


def test_the_files_of_the_register_are_in_order() -> None:
    for path in BUNDLED.glob("co*.toml"):
        text = path.read_text(encoding="utf-8")
        assert ordered(text) == text, f"run: python -m scraper.sources.building ({path.name})"
