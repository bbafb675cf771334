"""Export benchmark: a million jobs taken away as CSV by us and by the usual tools, and by us in every format.

``python -m benchmarks.export [STORE] [--formats]`` builds the store by benchmarks.million when it is not there. Every
peer does the same work: the same columns of the same rows in the same order, to a file. Ours also makes formulas
harmless, joins lists and keeps closed descriptions out. All take turns, three rounds of them, so that a machine that
is slow for a while is slow for everybody; figures are medians. Each runs in processes of its own: the memory is the
peak of the largest, the processor's seconds are those of all. The marks to be met come last, by the clock and by the
processor. A peer that is not installed is told and left out. ``--formats`` writes the other formats too, which takes
ten minutes.
"""

import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import NamedTuple

STORE = Path("/tmp/million.db")
OUT = Path("/tmp/counciljobs-export")
JOBS = 1_000_000
ROUNDS = 3
OURS, SHELL, TOOLS = "counciljobs", "sqlite3 shell", "sqlite-utils"
MARKS = ((TOOLS, 2.0), (SHELL, 0.5))
"""How many times as fast as each we are to be."""
FORMATS = ("jsonl", "rss", "datapackage", "parquet", "xlsx")


def query() -> str:
    """Return the SELECT that every peer answers."""
    from storage.exports import COLUMNS  # noqa: PLC0415 (each peer's process loads only what it needs)

    names = ", ".join(f"p.{name}" for name in COLUMNS if name != "rules")
    order = "p.first_seen, p.source, p.source_ref"
    return f"SELECT {names} FROM postings AS p JOIN jobs AS j ON j.id = p.job AND j.lead = p.id ORDER BY {order}"


def ours(store: Path, form: str) -> None:
    """Write every job in one of our formats."""
    from storage import exports  # noqa: PLC0415
    from storage.store import Store  # noqa: PLC0415

    with Store.open_to_read(store) as opened:
        exports.export(exports.rows(opened, live=False), OUT.with_suffix(f".{form}"), form)


def by_pandas(store: Path) -> None:
    """Write them through pandas, in chunks."""
    import sqlite3  # noqa: PLC0415

    import pandas as pd  # type: ignore[import-untyped]  # noqa: PLC0415

    with OUT.with_suffix(".pandas").open("w", encoding="utf-8") as file:
        for number, chunk in enumerate(pd.read_sql_query(query(), sqlite3.connect(store), chunksize=20_000)):
            chunk.to_csv(file, index=False, header=number == 0)


def _commands(store: Path) -> dict[str, list[str] | None]:
    """Return the command of each peer; None for one that is not installed."""
    me = [sys.executable, "-m", "benchmarks.export", str(store), "--one"]
    shell, tools = shutil.which("sqlite3"), str(Path(sys.executable).with_name("sqlite-utils"))
    return {
        OURS: [*me, "csv"],
        SHELL: [shell, "-readonly", "-csv", "-header", str(store), query()] if shell else None,
        TOOLS: [tools, "query", str(store), query(), "--csv"] if Path(tools).exists() else None,
        "pandas": [*me, "pandas"] if find_spec("pandas") else None,
    }


class Figures(NamedTuple):
    """What a command took: seconds by the clock and by the processor, and its peak memory in MiB."""

    seconds: float
    processor: float
    memory: float


def _once(command: list[str]) -> Figures:
    """Return what a command took whose output goes to a file."""
    runner = [sys.executable, "-m", "benchmarks.export", "--spawn", *command]
    done = subprocess.run(runner, check=True, capture_output=True, text=True)
    return Figures(*map(float, done.stderr.split()[-3:]))


def spawn(command: list[str]) -> None:
    """Run a command with its output in a file and tell on standard error what it took."""
    began = time.perf_counter()
    with OUT.with_suffix(".peer").open("wb") as file:
        subprocess.run(command, check=True, stdout=file)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = Figures(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
    print(*told, file=sys.stderr)


def _in_turn(commands: Mapping[str, list[str]], rounds: int = ROUNDS) -> dict[str, Figures]:
    """Return the median of each figure of each command."""
    taken = [{name: _once(command) for name, command in commands.items()} for _ in range(rounds)]
    return {name: Figures(*map(median, zip(*(one[name] for one in taken), strict=True))) for name in commands}


def main(store: Path, *, formats: bool) -> None:
    """Measure every peer on the same store."""
    if not store.exists():
        from benchmarks.million import build  # noqa: PLC0415 (its words and places would count as our memory)

        build(store, JOBS)
    commands = _commands(store)
    found = _in_turn({name: command for name, command in commands.items() if command is not None})
    print(f"{'CSV of all columns':<20} {'rows/s':>8} {'seconds':>8} {'CPU, s':>8} {'MiB':>6}")
    for name in commands:
        _show(name, found.get(name))
    _judge(found)
    for form in FORMATS if formats else ():
        _show(form, _once([sys.executable, "-m", "benchmarks.export", str(store), "--one", form]))
    for path in OUT.parent.glob(f"{OUT.name}.*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _judge(found: Mapping[str, Figures]) -> None:
    mine = found[OURS]
    for name, mark in MARKS:
        if name in found:
            clock, processor = found[name].seconds / mine.seconds, found[name].processor / mine.processor
            verdict = "met" if clock >= mark else "missed"
            print(f"{clock:.2f} times as fast as {name} ({processor:.2f} by the processor), mark {mark:g}: {verdict}")


def _show(name: str, taken: Figures | None) -> None:
    if taken is None:
        print(f"{name:<20} is not installed: left out")
        return
    speed = ROWS / taken.seconds
    print(f"{name:<20} {speed:8.0f} {taken.seconds:8.1f} {taken.processor:8.1f} {taken.memory:6.0f}", flush=True)


ROWS = JOBS - JOBS // 50 + 1
"""One job in fifty has two postings and is one row."""


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] == ["--spawn"]:
        spawn(arguments[1:])
    elif "--one" in arguments:
        by_pandas(Path(arguments[0])) if arguments[2] == "pandas" else ours(Path(arguments[0]), arguments[2])
    else:
        named = [Path(argument) for argument in arguments if not argument.startswith("-")]
        main(named[0] if named else STORE, formats="--formats" in arguments)
