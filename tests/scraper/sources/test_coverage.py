"""Every principal council stands once in the answer, with the best that the register can honestly say of it."""

from collections import Counter
from pathlib import Path

import pytest

from scraper.sources.coverage import REACHED, STATES, Covered, coverage, totals
from scraper.sources.loader import BUNDLED, load
from scraper.sources.model import Evidence, Source

LEEDS = "E08000035"
COUNCILS = {
    "county": 21,
    "district": 164,
    "unitary": 63,
    "metropolitan_district": 36,
    "london_borough": 32,
    "city_corporation": 1,
    "scottish_council": 32,
    "welsh_council": 22,
    "ni_district": 11,
}


def source(ident: str, platform: str = "feed", evidence: Evidence = "described", **more: object) -> Source:
    return Source(
        id=ident,
        name=ident,
        platform=platform,
        url="https://jobs.example/",
        evidence=evidence,
        **more,  # type: ignore[arg-type]
    )


def leeds(*rows: Source) -> tuple[str, tuple[str, ...]]:
    (found,) = (one for one in coverage(rows) if one.code == LEEDS)
    return found.state, found.sources


def test_all_382_councils_stand_in_it_once_by_code() -> None:
    answers = coverage(load())
    codes = [one.code for one in answers]
    assert codes == sorted(set(codes))
    assert Counter(one.type for one in answers) == COUNCILS
    assert len(answers) == 382
    assert {"E08000038", "E08000039"} < set(codes), "Barnsley and Sheffield by their codes of 2025"


def test_codes_are_those_of_the_office_for_national_statistics(shared: Path) -> None:
    lines = (shared / "reference" / "authorities.csv").read_text(encoding="utf-8").splitlines()
    stated = {line.split(",", 1)[0] for line in lines}
    renewed = {"E08000038", "E08000039"}
    assert {one.code for one in coverage(())} - stated <= renewed


@pytest.mark.parametrize(
    ("rows", "state", "sources"),
    [
        ([], "not_yet", ()),
        ([source("leeds", platform="unknown", authority=LEEDS)], "not_yet", ()),
        ([source("leeds", enabled=False, authority=LEEDS)], "not_yet", ()),
        ([source("leeds", authority=LEEDS)], "own_site", ("leeds",)),
        ([source("leeds", evidence="captured", authority=LEEDS)], "own_site", ("leeds",)),
        ([source("leeds", evidence="discovered", authority=LEEDS)], "discovered", ("leeds",)),
        ([source("leeds", evidence="unverified", authority=LEEDS)], "unverified", ("leeds",)),
        ([source("board", covers=(LEEDS,))], "board", ("board",)),
        ([source("board", evidence="unverified", covers=(LEEDS,))], "unverified", ("board",)),
        ([source("board", covers=("E10000012",))], "not_yet", ()),
    ],
)
def test_the_state_says_how_a_council_is_reached(rows: list[Source], state: str, sources: tuple[str, ...]) -> None:
    assert leeds(*rows) == (state, sources)


def test_the_best_state_holds_and_every_source_is_named_best_first() -> None:
    board = source("board", covers=(LEEDS,))
    guess = source("guess", evidence="unverified", authority=LEEDS)
    assert leeds(guess, board, source("leeds", authority=LEEDS)) == ("own_site", ("leeds", "board", "guess"))


def test_a_former_code_counts_for_the_council_that_has_it_no_more() -> None:
    answers = coverage([source("sheffield", authority="E08000019")])
    assert [one.code for one in answers if one.state == "own_site"] == ["E08000039"]


def test_totals_add_up() -> None:
    *groups, everyone = totals(coverage(load()))
    assert everyone.councils == sum(group.councils for group in groups) == 382
    assert everyone.reached == sum(group.reached for group in groups)
    for group in [*groups, everyone]:
        assert sum(group.states) == group.councils
        named = dict(zip(STATES, group.states, strict=True))
        assert group.reached == sum(named[state] for state in REACHED)


def test_adding_a_council_on_a_known_platform_takes_one_row_and_no_code(tmp_path: Path) -> None:
    before = {one.code: one for one in coverage(load())}
    council = next(one for one in before.values() if one.state == "not_yet")
    mine = tmp_path / "mine.toml"
    mine.write_text(
        f"""[[source]]
id = "my-council"
name = "{council.name}"
platform = "jobposting"
url = "https://jobs.example.gov.uk/sitemap.xml"
authority = "{council.code}"
evidence = "described"
""",
        encoding="utf-8",
    )
    after = {one.code: one for one in coverage(load([BUNDLED, mine]))}
    expected = Covered(
        code=council.code,
        name=council.name,
        nation=council.nation,
        type=council.type,
        state="own_site",
        sources=("my-council",),
    )
    assert after == before | {council.code: expected}
