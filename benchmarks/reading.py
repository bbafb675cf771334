"""Reading benchmark: how many distinct texts a second each normaliser reads on one core, by process time.

The texts are those of the golden tables, made distinct by a number, so that nothing is remembered. Run with
``python -m benchmarks.reading``.
"""

import time
from collections.abc import Callable
from pathlib import Path

from scraper.normalising import location, recruiter, salary

TABLES = Path(__file__).parents[1] / "tests" / "scraper" / "normalising"
COPIES = 6
ROUNDS = 3
"""The best of three: what else the machine does only ever takes time away."""


def texts_of(*names: str) -> list[str]:
    """Return the first column of golden tables."""
    lines = [line for name in names for line in (TABLES / name).read_text(encoding="utf-8").splitlines()[1:]]
    return list(dict.fromkeys(line.split("\t")[0] for line in lines if line and not line.startswith("#")))


def speed(read: Callable[[str], object], texts: list[str]) -> float:
    """Return the texts read a second, in the best of some rounds over fresh texts."""
    read("Leeds City Council LS1 1UR £30,000")
    best = 0.0
    for turn in range(ROUNDS):
        fresh = [f"{text} {turn * COPIES + copy}" for copy in range(COPIES) for text in texts]
        began = time.process_time()
        for text in fresh:
            read(text)
        best = max(best, len(fresh) / (time.process_time() - began))
    return best


def main() -> None:
    """Measure and print."""
    for name, read, tables in (
        ("salary", salary.read, ("salary_golden.tsv",)),
        ("recruiter", recruiter.read, ("golden/recruiters.tsv", "golden/not_councils.tsv")),
        ("location", location.read, ("golden/locations.tsv",)),
    ):
        texts = texts_of(*tables)
        print(f"{name:10} {len(texts) * COPIES:6} texts {speed(read, texts):9,.0f} a second")


if __name__ == "__main__":
    main()
