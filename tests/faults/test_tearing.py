"""A power cut in the middle of a record of the archive: what stands before is read, the next run goes on behind it."""

import random
from pathlib import Path

import pytest

from counciljobs.cli import main
from tests.faults.test_dying import ask
from tests.scheduler.replay.test_rebuild import World

LINES = {0: 0, 1: 1}
"""Sentences about a tear by exit code: a cut between two records tears nothing."""


def cut_and_go_on(folder: Path, cuts: int, seed: int, capsys: pytest.CaptureFixture[str]) -> int:
    """Cut an archive at so many random places, run a day more, and replay it; return how often a tear was told."""
    dice, torn = random.Random(seed), 0
    for number in range(cuts):
        place = folder / str(number)
        place.mkdir()
        world = World()
        world.live(place, range(3))
        last = dice.choice(sorted((place / "archive").rglob("*.warc.gz"))[-3:])
        whole = last.read_bytes()
        last.write_bytes(whole[: dice.randrange(1, len(whole))])
        world.live(place, range(3, 4))
        world.close()
        code = main(["--db", str(place / "again.db"), "replay", str(place / "archive")])
        said = capsys.readouterr().err
        told = [line for line in said.splitlines() if " is torn (" in line]
        assert (code, len(told)) in LINES.items(), said
        assert all(last.name in line for line in told)
        torn += code
        seen = "SELECT source, source_ref, title FROM postings WHERE last_seen >= '2026-11-26' ORDER BY 1, 2"
        assert ask(place / "again.db", seen) == ask(place / "live.db", seen)
        assert ask(place / "again.db", "PRAGMA integrity_check") == [("ok",)]
        assert ask(place / "again.db", "SELECT count(*) FROM postings WHERE status = 'withdrawn'") <= ask(
            place / "live.db", "SELECT count(*) FROM postings WHERE status = 'withdrawn'"
        )
    return torn


def test_archives_cut_at_two_places_are_read_around_the_tear(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cut_and_go_on(tmp_path, cuts=2, seed=1, capsys=capsys) > 0


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_archives_cut_at_sixty_places_are_read_around_the_tear(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cut_and_go_on(tmp_path, cuts=60, seed=2, capsys=capsys) > 40
