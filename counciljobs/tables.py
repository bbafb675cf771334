"""Tables for people, by Rich: coloured on a terminal, plain and as wide as they need to be elsewhere."""

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from counciljobs.output import one_line

if TYPE_CHECKING:
    from rich.table import Table

COLOURS = {
    "ok": "green",
    "unchanged": "green",
    "empty": "green",
    "partial": "yellow",
    "blocked": "red",
    "broken": "red",
}
WIDE = 400
"""Columns of a table that goes to a file or a pipe: wide enough that no cell is cut."""


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str | int | float | None]], title: str = "") -> None:
    """Write a table to standard output; numbers stand right, unknown is empty, verdicts are coloured."""
    from rich.console import Console  # noqa: PLC0415 (slow to import, only for tables)

    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else WIDE, highlight=False)
    with console.capture() as drawn:
        if title:
            console.print(title, markup=False, style="bold")
        console.print(table_of(headings, [list(row) for row in rows]))
    sys.stdout.writelines(f"{line.rstrip()}\n" for line in drawn.get().splitlines())


def table_of(headings: Sequence[str], rows: Sequence[Sequence[str | int | float | None]]) -> "Table":
    """Return a Rich table of plain cells."""
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for number, heading in enumerate(headings):
        numeric = bool(rows) and all(not isinstance(row[number], str) for row in rows)
        table.add_column(heading, justify="right" if numeric else "left", no_wrap=numeric, overflow="fold")
    for row in rows:
        table.add_row(*(Text(text := _cell(cell), style=COLOURS.get(text, "")) for cell in row))
    return table


def _cell(value: str | float | None) -> str:
    if value is None:
        return ""
    return f"{value:.1f}" if isinstance(value, float) else one_line(str(value))
