"""Reading the shipped tables: tab-separated text, comment lines first that say source, licence, date and renewal."""

from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parent / "data"


def lines(name: str) -> Iterator[str]:
    """The lines of a shipped table without its comments; the first one names the columns."""
    text = (DATA / name).read_text(encoding="utf-8")
    return (line for line in text.split("\n") if line and not line.startswith("#"))


def has(name: str) -> bool:
    """Whether there is a table of this name: one of them is made by its user, and never shipped."""
    return (DATA / name).exists()


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a shipped table, each as many cells as the table has columns."""
    return (line.split("\t") for line in list(lines(name))[1:])
