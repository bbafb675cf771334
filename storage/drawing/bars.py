"""Bars: one a name, the longest names cut, every value in words."""

from collections.abc import Sequence

from storage.drawing.svg import HUES, element, frame, hint, number, words

WIDTH, ROW, NAMES, VALUES = 520, 24, 210, 60
LONGEST = 30
"""Letters of a name that fit beside a bar; the whole name is in its hint and in the table."""


def bars(rows: Sequence[tuple[str, float]], title: str, unit: str = "") -> str:
    """Return a chart of (name, value), values from 0, in the order given."""
    most = max((value for _, value in rows), default=0) or 1
    inside = [part for n, (name, value) in enumerate(rows) for part in _bar(n, name, value, most, unit)]
    told = f"{len(rows)} bars, from {_said(rows[0], unit)} to {_said(rows[-1], unit)}" if rows else "no data"
    return frame(WIDTH, max(len(rows), 1) * ROW + 8, title, f"{told}.", inside or [words("No data yet.", 4, 18)])


def _bar(n: int, name: str, value: float, most: float, unit: str) -> tuple[str, ...]:
    y, room = n * ROW + 4, WIDTH - NAMES - VALUES
    length = max(room * value / most, 1.0)
    shown = name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
    box = element(
        "rect", hint(f"{name}: {unit}{number(value)}"), x=NAMES, y=y, width=length, height=ROW - 8, rx=2, fill=HUES[0]
    )
    return (
        words(shown, NAMES - 8, y + 13, anchor="end"),
        box,
        words(f"{unit}{number(value)}", NAMES + length + 6, y + 13, size=12),
    )


def _said(row: tuple[str, float], unit: str) -> str:
    return f"{row[0]} ({unit}{number(row[1])})"
