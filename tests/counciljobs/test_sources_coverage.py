"""``counciljobs sources coverage``: which councils are reached, by nation and type or one by one."""

from counciljobs.coverage_page import page
from tests.conftest import ROOT
from tests.counciljobs.conftest import Cli, World

ROW = 'authority = "W06000015"\nevidence = "described"\n'


def test_json_gives_one_object_a_council(cli: Cli) -> None:
    ran = cli("sources", "coverage", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert all(list(one) == ["code", "name", "nation", "type", "state", "sources"] for one in ran.objects)
    assert len({one["code"] for one in ran.objects}) == len(ran.objects) == 382


def test_counts_stand_by_nation_and_type(cli: Cli) -> None:
    ran = cli("sources", "coverage")
    lines = ran.out.splitlines()
    assert lines[0].split()[:4] == ["nation", "type", "councils", "reached"]
    assert lines[-1].split()[:3] == ["all", "all", "382"]
    assert ran.err.startswith("Reached: ")


def test_councils_are_listed_by_state_and_nation(cli: Cli) -> None:
    wales = cli("sources", "coverage", "--nation", "wales", "--json").objects
    assert len(wales) == 22
    assert cli("--quiet", "sources", "coverage", "--nation", "Wales").out.count("\n") == 23
    kirklees = cli("sources", "coverage", "--state", "own-site", "--nation", "England", "--json").objects
    assert "E08000034" in {one["code"] for one in kirklees}


def test_ones_own_rows_count(cli: Cli, world: World) -> None:
    path = world.sources("cardiff-mine")
    path.write_text(path.read_text(encoding="utf-8") + ROW, encoding="utf-8")
    (cardiff,) = (
        one for one in cli("sources", "coverage", "--sources", path, "--json").objects if one["code"] == "W06000015"
    )
    assert (cardiff["state"], cardiff["sources"][0]) == ("own_site", "cardiff-mine")


def test_a_state_that_is_none_is_told(cli: Cli) -> None:
    ran = cli("sources", "coverage", "--state", "done")
    assert (ran.code, ran.out) == (2, "")
    assert "--state wants one of own_site, discovered, board, unverified, not_yet, not 'done'." in ran.err


def test_the_page_is_not_stale() -> None:
    written = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    assert written == page() + "\n", "run: python -m counciljobs.coverage_page > docs/coverage.md"
