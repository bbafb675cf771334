"""Processes that play parts begin and end quietly, whatever a person presses meanwhile."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from scheduler.replay.players import WORTH_PROCESSES, get_ready
from scraper.normalising.posting import normalise

LOADING = """
import sys
from scheduler.replay import players
def normalise(): pass
normalise.__module__ = "tests.scheduler.replay.slow_to_load"
players.players_for = lambda parts: 2
try:
    players.get_ready(1, normalise)
    sys.stdin.read()
except KeyboardInterrupt:
    print("stopped")
"""


def test_ctrl_c_while_players_are_loaded_is_for_the_one_who_gives_the_parts(tmp_path: Path) -> None:
    door = tmp_path / "go-on"
    os.mkfifo(door)
    giver = subprocess.Popen(
        [sys.executable, "-c", LOADING],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "GO_ON": str(door)},
    )
    assert giver.stdout is not None
    assert giver.stdout.readline() == "loading\n"
    os.killpg(giver.pid, signal.SIGINT)
    giver.wait(timeout=60)
    door_of = os.open(door, os.O_RDWR)  # so that nobody waits for a reader that is gone
    os.write(door_of, b"go")
    os.close(door_of)
    said, errors = giver.communicate(timeout=60)
    assert (said, errors, giver.returncode) == ("stopped\n", "", 0)


def test_what_is_begun_early_keeps_nothing_from_ctrl_c_here() -> None:
    get_ready(WORTH_PROCESSES, normalise)
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
