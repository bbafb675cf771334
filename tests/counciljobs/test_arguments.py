"""Global options stand anywhere: they come out in front, everything else keeps its order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counciljobs.arguments import GLOBAL_OPTIONS, globals_first
from counciljobs.errors import Stop


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        (["status", "--json"], ["--json", "status"]),
        (["status", "--db", "a.db", "kirklees"], ["--db", "a.db", "status", "kirklees"]),
        (["status", "--db=a.db"], ["--db=a.db", "status"]),
        (["--quiet", "export", "-", "--now", "2026-11-23"], ["--quiet", "--now", "2026-11-23", "export", "-"]),
        (["normalise", "salary", "--", "--json"], ["normalise", "salary", "--", "--json"]),
        (["status", "--jsonx"], ["status", "--jsonx"]),
        ([], []),
    ],
)
def test_globals_move_to_the_front(given_: list[str], expected: list[str]) -> None:
    assert globals_first(given_) == expected


@given(st.lists(st.sampled_from([*GLOBAL_OPTIONS, "status", "--since", "--", "a.db", "--now=x", ""])))
def test_nothing_is_lost_and_nothing_is_made(argv: list[str]) -> None:
    assert sorted(globals_first([*argv, "end"])) == sorted([*argv, "end"])


@given(st.lists(st.sampled_from([*GLOBAL_OPTIONS, "status", "--since", "--", "a.db", "--now=x", ""])))
def test_moving_twice_is_moving_once(argv: list[str]) -> None:
    once = globals_first([*argv, "end"])
    assert globals_first(once) == once


def test_a_missing_value_is_told() -> None:
    with pytest.raises(Stop, match="--db wants a value"):
        globals_first(["status", "--db"])
