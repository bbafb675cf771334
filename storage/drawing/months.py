"""A series over months: columns for what was counted, a line for the panel that can be compared over time."""

from collections.abc import Sequence

from msgspec import Struct

from storage.drawing.svg import HUES, INK, element, frame, hint, number, ticks, words

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 520, 260, 50, 34, 40
MOST_LABELS = 9
"""More labels than this run into each other."""


class Month(Struct, frozen=True, kw_only=True):
    """One month (YYYY-MM): what was counted, the same on the panel, and what a hint says besides."""

    month: str
    count: float
    panel: float | None = None
    note: str = ""


def months(rows: Sequence[Month], title: str, columns: str, line: str) -> str:
    """Return the chart; ``columns`` and ``line`` name what is counted and what the panel is."""
    scale = ticks(max((row.count for row in rows), default=0))
    room, tall = WIDTH - LEFT - 8, HEIGHT - TOP - BOTTOM
    step = room / max(len(rows), 1)

    def height(value: float) -> float:
        return tall * value / scale[-1]

    grid = [part for value in scale for part in _level(value, HEIGHT - BOTTOM - height(value))]
    boxes = [
        element(
            "rect",
            hint(f"{row.month}: {number(row.count)} {columns}{row.note}"),
            x=LEFT + n * step + step * 0.12,
            y=HEIGHT - BOTTOM - height(row.count),
            width=step * 0.76,
            height=max(height(row.count), 0.5),
            fill=HUES[0],
        )
        for n, row in enumerate(rows)
    ]
    points = [
        f"{LEFT + (n + 0.5) * step:.1f},{HEIGHT - BOTTOM - height(row.panel):.1f}"
        for n, row in enumerate(rows)
        if row.panel is not None
    ]
    panel = (
        [element("polyline", points=" ".join(points), fill="none", stroke=HUES[1], stroke_width=3)] if points else []
    )
    told = f"{columns} from {rows[0].month} to {rows[-1].month}" if rows else "no data"
    inside = [*_legend(columns, line if points else ""), *grid, *boxes, *panel, *_labels(rows, step)]
    return frame(WIDTH, HEIGHT, title, f"{told}.", inside)


def _level(value: float, y: float) -> tuple[str, str]:
    rule = element("line", x1=LEFT, x2=WIDTH - 8, y1=y, y2=y, stroke=INK, stroke_opacity=0.2)
    return rule, words(number(value), LEFT - 6, y + 4, anchor="end", size=12)


def _labels(rows: Sequence[Month], step: float) -> list[str]:
    every = -(-len(rows) // MOST_LABELS) if rows else 1
    return [
        words(row.month, LEFT + (n + 0.5) * step, HEIGHT - BOTTOM + 18, anchor="middle", size=11)
        for n, row in enumerate(rows)
        if n % every == 0
    ]


def _legend(columns: str, line: str) -> list[str]:
    shown = [element("rect", x=LEFT, y=8, width=14, height=10, fill=HUES[0]), words(columns, LEFT + 20, 17, size=12)]
    if line:
        start = LEFT + 40 + 7 * len(columns)
        shown += [
            element("line", x1=start, x2=start + 18, y1=13, y2=13, stroke=HUES[1], stroke_width=3),
            words(line, start + 24, 17, size=12),
        ]
    return shown
