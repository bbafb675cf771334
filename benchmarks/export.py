"""Export benchmark: a million jobs taken away as CSV by us and by the usual tools, and by us in every format.

``python -m benchmarks.export [STORE] [--formats]`` builds the store by benchmarks.million when it is not there. Every
peer does the same work: the same columns of the same rows in the same order, to a file. Ours also makes formulas
harmless, joins lists and keeps closed descriptions out. Each runs in a process of its own; the memory is its peak.
A peer that is not installed is told and left out. ``--formats`` writes the other formats too, which takes ten minutes.
"""

import resource
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

STORE = Path("/tmp/million.db")
OUT = Path("/tmp/counciljobs-export")
JOBS = 1_000_000
ROUNDS = 2
"""The best of two: the first may read the disk."""
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
        "counciljobs": [*me, "csv"],
        "sqlite3 shell": [shell, "-readonly", "-csv", "-header", str(store), query()] if shell else None,
        "sqlite-utils": [tools, "query", str(store), query(), "--csv"] if Path(tools).exists() else None,
        "pandas": [*me, "pandas"] if find_spec("pandas") else None,
    }


def _measured(command: list[str], rounds: int = ROUNDS) -> tuple[float, int]:
    """Return the best seconds and the peak memory in MiB of a command whose output goes to a file."""
    return min(_once(command) for _ in range(rounds))


def _once(command: list[str]) -> tuple[float, int]:
    runner = [sys.executable, "-m", "benchmarks.export", "--spawn", *command]
    began = time.perf_counter()
    done = subprocess.run(runner, check=True, capture_output=True, text=True)
    return time.perf_counter() - began, int(done.stderr.split()[-1])


def spawn(command: list[str]) -> None:
    """Run a command with its output in a file and tell its peak memory on standard error."""
    with OUT.with_suffix(".peer").open("wb") as file:
        subprocess.run(command, check=True, stdout=file)
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, file=sys.stderr)


def main(store: Path, *, formats: bool) -> None:
    """Measure every peer on the same store."""
    if not store.exists():
        from benchmarks.million import build  # noqa: PLC0415 (its words and places would count as our memory)

        build(store, JOBS)
    print(f"{'CSV of all columns':<20} {'rows/s':>8} {'seconds':>8} {'MiB':>6}")
    for name, command in _commands(store).items():
        _show(name, None if command is None else _measured(command))
    for form in FORMATS if formats else ():
        command = [sys.executable, "-m", "benchmarks.export", str(store), "--one", form]
        _show(form, _measured(command, rounds=1))
    for path in OUT.parent.glob(f"{OUT.name}.*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _show(name: str, measured: tuple[float, int] | None) -> None:
    if measured is None:
        print(f"{name:<20} is not installed: left out")
        return
    seconds, memory = measured
    print(f"{name:<20} {ROWS / seconds:8.0f} {seconds:8.1f} {memory:6}", flush=True)


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
