"""``counciljobs searches``: new matches are told once, and each search leaves its feed."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.counciljobs.conftest import Cli
from tests.storage.making import Diary, moment

LEEDS = {"recruiter": "Leeds City Council", "recruiter_code": "E08000035", "region": "Yorkshire and The Humber"}


@pytest.fixture
def diary(tmp_path: Path) -> Diary:
    made = Diary(tmp_path / "counciljobs.db")
    made.day(1, {"1": LEEDS | {"title": "Planner"}, "2": {"title": "Planner"}})
    return made


def test_only_what_came_since_is_told_and_only_once(cli: Cli, diary: Diary) -> None:
    ran = cli("searches", "add", "planners", "--words", "planner", "--council", "Leeds", "--now", moment(1))
    assert (ran.code, ran.err) == (0, "Saved planners: 1 live job matches now; run tells new ones.\n")
    assert cli("searches", "run").out == "planners: nothing new\n"
    shown = {"1": LEEDS | {"title": "Planner"}, "2": {"title": "Planner"}, "3": LEEDS | {"title": "Planner, minerals"}}
    diary.day(2, shown | {"4": LEEDS | {"title": "Cook"}})
    (told,) = cli("searches", "run", "--json").objects
    assert (told["search"], told["title"]) == ("planners", "Planner, minerals")
    assert cli("searches", "run", "--json").objects == []
    assert cli("searches", "run", "--quiet").out == ""
    diary.day(3, shown)
    assert cli("searches", "run", "--json").objects == []


def test_a_condition_and_words_hold_together_and_a_feed_is_left(cli: Cli, diary: Diary, tmp_path: Path) -> None:
    cli("searches", "add", "north", "--where", "region = 'Yorkshire and The Humber'", "--words", "cook")
    diary.day(2, {"5": LEEDS | {"title": "School Cook"}, "6": {"title": "Cook"}, "1": LEEDS | {"title": "Planner"}})
    assert "School Cook" in cli("searches", "run", "north", "--feeds", "feeds").out
    items = ET.parse(tmp_path / "feeds" / "north.xml").getroot().findall("./channel/item/title")
    assert [item.text for item in items] == ["School Cook, Leeds City Council"]


def test_searches_are_listed_and_removed(cli: Cli, diary: Diary) -> None:
    assert diary.path.exists()
    cli("searches", "add", "planners", "--words", "planner")
    (one,) = cli("searches", "list", "--json").objects
    assert (one["name"], one["words"], one["council"]) == ("planners", "planner", None)
    assert "planners" in cli("searches", "list").out
    assert cli("searches", "remove", "planners").code == 0
    assert diary.ask("SELECT count(*) FROM search_hits") == [(0,)]
    assert cli("searches", "remove", "planners").code == 3


@pytest.mark.usefixtures("diary")
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("add", "../../etc"), 2, "small letters, digits and hyphens"),
        (("add", "all"), 2, "it would find every job"),
        (("add", "x", "--where", "salry_min > 1"), 3, "salary_min"),
        (("add", "x", "--where", "1; DROP TABLE jobs"), 3, "condition"),
        (("add", "x", "--council", "Atlantis"), 2, "There is no employer 'Atlantis'"),
        (("run",), 3, "No search is saved yet"),
        (("run", "x"), 2, "There is no search 'x'"),
    ],
)
def test_what_can_not_be_done_is_told(cli: Cli, arguments: tuple[str, ...], code: int, said: str) -> None:
    ran = cli("searches", *arguments)
    assert (ran.code, len(ran.err.splitlines())) == (code, 1)
    assert said in ran.err


@pytest.mark.usefixtures("diary")
def test_a_name_is_taken_once(cli: Cli) -> None:
    cli("searches", "add", "planners", "--words", "planner")
    ran = cli("searches", "add", "planners", "--words", "cook")
    assert (ran.code, "already" in ran.err) == (3, True)
