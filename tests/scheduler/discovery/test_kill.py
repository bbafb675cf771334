"""Killed in the middle, discovery goes on where it was: no council is lost, and none is asked twice."""

import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

from scheduler.discovery.finding import Finding
from scheduler.discovery.state import append, read_state
from tests.conftest import ROOT
from tests.servers.county import CountyServer
from tests.servers.county_sites import county_of_60

PROGRAM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from msgspec import structs
from scheduler.discovery.campaign import discover
from scheduler.discovery.finding import Start
from scheduler.discovery.state import append, read_state
from tests.scheduler.discovery.conftest import MANNERS, boards
from tests.servers.county import Routed
from tests.servers.county_sites import county_of_60

state, port = Path(sys.argv[1]), int(sys.argv[2])
rows = [site.row for site in county_of_60().sites]
done = read_state(state)

def heard(finding):
    append(state, [finding])
    print(finding.council, flush=True)

discover([Start(row=row) for row in rows if row.id not in done], [*boards(), *rows],
    structs.replace(MANNERS, concurrency=2), clock=lambda: datetime(2026, 11, 23, tzinfo=UTC), heard=heard,
    transport=Routed(port))
"""


def _start(state: Path, port: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", PROGRAM, str(state), str(port)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_a_kill_loses_at_most_what_was_in_hand(tmp_path: Path) -> None:
    state = tmp_path / "discovered.state.jsonl"
    with CountyServer(county_of_60()) as server:
        first = _start(state, server.port)
        assert first.stdout is not None
        for _ in range(20):
            assert first.stdout.readline()
        first.send_signal(signal.SIGKILL)
        first.communicate()
        kept = read_state(state)
        assert 20 <= len(kept) < 60
        second = _start(state, server.port)
        told, _ = second.communicate(timeout=60)
        assert second.returncode == 0
    assert set(told.split()).isdisjoint(kept)
    assert set(read_state(state)) == {site.row.id for site in server.county.sites}
    homes = Counter(line for line in server.asked if line.endswith(".gov.uk/") and line.startswith("www."))
    assert sum(count > 1 for count in homes.values()) <= 2  # those in hand when it was killed


def test_a_line_that_was_cut_off_is_left_out_and_written_over(tmp_path: Path) -> None:
    state = tmp_path / "state.jsonl"
    append(state, [Finding(council="ashford", code=None), Finding(council="dover", code=None)])
    state.write_bytes(state.read_bytes()[:-9])
    assert set(read_state(state)) == {"ashford"}
    append(state, [Finding(council="dover", code=None, saw="again")])
    assert read_state(state)["dover"].saw == "again"
