"""``counciljobs sources list``: the register, filtered."""

from pathlib import Path

from scraper.sources.model import Source
from tests.counciljobs.conftest import Cli, World

MORE = 'authority = "E08000034"\ncovers = ["E10000012"]\nevidence = "described"\n'


def test_the_rows_of_a_file_are_listed_whole(cli: Cli, world: World) -> None:
    ran = cli("sources", "list", "--sources", world.sources("one", "two"))
    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()] == ["id", "one", "two"]
    assert ran.err == "Rows: 2, of which a run collects 2.\n"
    for row in cli("--json", "sources", "list", "--sources", world.sources("one", "two")).objects:
        assert list(row) == list(Source.__struct_fields__)


def test_filters_narrow_it(cli: Cli, world: World) -> None:
    path = world.sources("one", "two")
    path.write_text(path.read_text(encoding="utf-8") + MORE, encoding="utf-8")

    def ids(*filters: str) -> list[str]:
        return [row["id"] for row in cli("sources", "list", "--json", "--sources", path, *filters).objects]

    assert (
        ids("--authority", "e08000034") == ids("--authority", "E10000012") == ids("--evidence", "described") == ["two"]
    )
    assert ids("--platform", "localgov") == ids("--enabled") == ["one", "two"]
    assert ids("--platform", "tribepad") == ids("--disabled") == []
    assert ids("one") == ["one"]


def test_the_bundled_register_is_valid(cli: Cli) -> None:
    ran = cli("sources", "list", "--json")
    assert ran.code == 0


def test_a_wrong_row_is_told_with_file_and_line(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text('[[source]]\nid = "x"\nname = "X"\nplatform = "localgof"\nurl = "http://127.0.0.1/"\n')
    ran = cli("sources", "list", "--sources", path)
    assert (ran.code, ran.out) == (2, "")
    assert f"{path}, line 4, platform" in ran.err
