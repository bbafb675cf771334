"""``counciljobs status``: what is broken, since when, and what to do."""

from tests.counciljobs.conftest import Cli, World


def collected(cli: Cli, world: World) -> None:
    cli("--now", "2026-11-23T09:00:00Z", "collect", "--sources", world.sources("gazette", "later"))
    cli("--now", "2026-11-24T09:00:00Z", "collect", "--sources", world.sources("gazette", later=world.gone))
    cli("--now", "2026-11-25T09:00:00Z", "collect", "--sources", world.sources("gazette", later=world.gone))


def test_it_says_what_is_broken_since_when_and_what_to_do(cli: Cli, world: World) -> None:
    collected(cli, world)
    ran = cli("status")
    assert ran.code == 0
    (line,) = [line for line in ran.out.splitlines() if line.startswith("later")]
    assert "2026-11-24 09:00" in line
    assert "2026-11-23 09:00" in line
    assert "find the new address and change the source's url" in line
    assert ran.out.index("gazette") < ran.out.index("Need a person:")


def test_the_json_is_the_contracts(cli: Cli, world: World) -> None:
    collected(cli, world)
    good, bad = cli("status", "--json").objects
    assert list(good) == list(bad)
    assert (good["source"], good["verdict"], good["last_good"]) == ("gazette", "unchanged", "2026-11-25T09:00:00Z")
    assert (bad["since"], bad["last_good"]) == ("2026-11-24T09:00:00Z", "2026-11-23T09:00:00Z")
    assert bad["checked_at"] == "2026-11-25T09:00:00Z"


def test_one_source_is_shown_with_what_its_run_said(cli: Cli, world: World) -> None:
    collected(cli, world)
    ran = cli("status", "later")
    assert "gazette" not in ran.out
    assert ran.out.splitlines()[-1].startswith("later: ")


def test_an_unknown_source_is_told(cli: Cli, world: World) -> None:
    collected(cli, world)
    ran = cli("status", "gazete")
    assert (ran.code, ran.err) == (2, "counciljobs: No source 'gazete' is in this store; did you mean gazette.\n")


def test_without_a_store_it_says_what_to_type(cli: Cli) -> None:
    ran = cli("status")
    assert (ran.code, ran.out) == (3, "")
    assert "run counciljobs collect or counciljobs demo first" in ran.err


def test_one_source_is_counted_as_one(cli: Cli, world: World) -> None:
    collected(cli, world)
    assert cli("status", "later").out.startswith("1 source: 1 broken;")
    assert cli("status").out.startswith("2 sources: ")
