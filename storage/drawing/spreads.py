"""Spreads: for each name where the middle half lies and where the median stands, on one scale of money."""

from collections.abc import Sequence

from msgspec import Struct

from storage.drawing.svg import HUES, INK, element, frame, hint, number, words

WIDTH, ROW, NAMES, TOP = 520, 26, 210, 26
LONGEST = 30
STEP = 10_000
"""Pounds between two lines of the scale."""


class Spread(Struct, frozen=True, kw_only=True):
    """One name: how many values it has, and their lower quartile, median and upper quartile."""

    name: str
    count: int
    low: float
    middle: float
    high: float


def spreads(rows: Sequence[Spread], title: str) -> str:
    """Return the chart, in the order given; values are pounds a year."""
    if not rows:
        return frame(WIDTH, 30, title, "No data.", [words("No data yet.", 4, 18)])
    least = min(row.low for row in rows) // STEP * STEP
    most = -(-max(row.high for row in rows) // STEP) * STEP
    scale = (WIDTH - NAMES - 16) / max(most - least, STEP)
    tall = TOP + len(rows) * ROW

    def x(value: float) -> float:
        return NAMES + (value - least) * scale

    lines = [part for value in _levels(least, most) for part in _level(value, x(value), tall)]
    boxes = [
        part for n, row in enumerate(rows) for part in _row(row, TOP + n * ROW, x(row.low), x(row.middle), x(row.high))
    ]
    middles = sorted(row.middle for row in rows)
    told = f"{len(rows)} rows; medians from {_pounds(middles[0])} to {_pounds(middles[-1])}."
    return frame(WIDTH, tall + 6, title, told, [*lines, *boxes])


def _levels(least: float, most: float) -> list[float]:
    count = int((most - least) // STEP)
    every = max(1, -(-count // 8))
    return [least + STEP * n for n in range(0, count + 1, every)]


def _level(value: float, x: float, tall: float) -> tuple[str, str]:
    rule = element("line", x1=x, x2=x, y1=TOP - 6, y2=tall, stroke=INK, stroke_opacity=0.2)
    return rule, words(f"£{value / 1000:.0f}k", x, 14, anchor="middle", size=11)


def _row(row: Spread, y: float, low: float, middle: float, high: float) -> tuple[str, ...]:
    shown = row.name if len(row.name) <= LONGEST else row.name[: LONGEST - 1] + "…"
    half = f"half between {_pounds(row.low)} and {_pounds(row.high)}"
    said = f"{row.name}: median {_pounds(row.middle)}, {half}, {row.count} jobs"
    return (
        words(shown, NAMES - 8, y + 14, anchor="end"),
        element("rect", hint(said), x=low, y=y + 3, width=max(high - low, 1.0), height=ROW - 10, rx=2, fill=HUES[0]),
        element("rect", hint(said), x=middle - 1.5, y=y, width=3, height=ROW - 4, fill=HUES[1]),
    )


def _pounds(value: float) -> str:
    return f"£{number(round(value))}"
