"""Making SVG: elements with their text escaped, and a frame that says to everyone what it shows."""

from collections.abc import Iterable
from html import escape

INK = "currentColor"
"""Text and axes take the page's own colour, in the light and in the dark."""
HUES = ("#1f6f8b", "#c2571a", "#5b7f2a", "#7a4b9c")
"""Apart for the colour-blind, and 3:1 or more against white and black alike (WCAG 2.2, 1.4.11)."""
SHADES = ("#cfe3ea", "#9fc8d6", "#63a3b8", "#2f7d98", "#0f5870")
"""From few to many, one hue: read in grey as well."""


def element(name: str, *inside: str, **attributes: object) -> str:
    """Return an element; an underscore in an attribute's name stands for a hyphen, ``class_`` for class."""
    marks = "".join(
        f' {_name(key)}="{escape(_value(value))}"' for key, value in attributes.items() if value is not None
    )
    return f"<{name}{marks}>{''.join(inside)}</{name}>" if inside else f"<{name}{marks}/>"


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def words(text: str, x: float, y: float, *, anchor: str = "start", size: int = 13, weight: str | None = None) -> str:
    """Return a line of text."""
    return element("text", escape(text), x=x, y=y, text_anchor=anchor, font_size=size, font_weight=weight, fill=INK)


def hint(text: str) -> str:
    """Return what a pointer over an element is told."""
    return element("title", escape(text))


def frame(width: float, height: float, title: str, sentence: str, inside: Iterable[str]) -> str:
    """Return the drawing; the title and a sentence are what a reader who can't see it hears."""
    return element(
        "svg",
        element("title", escape(title)),
        element("desc", escape(sentence)),
        *inside,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_value(float(width))} {_value(float(height))}",
        role="img",
        aria_label=f"{title}. {sentence}",
        font_family="system-ui, sans-serif",
        style="max-width:100%;height:auto",
    )


def number(value: float) -> str:
    """Return a number for people: thousands apart, no idle decimals."""
    return f"{value:,.0f}" if value == int(value) or abs(value) >= 100 else f"{value:,.1f}"


LEAST = 1e-6
"""Less than this is nothing: no count or pay is so small, and dividing what is much smaller ends at nought."""


def ticks(most: float, wanted: int = 5) -> list[float]:
    """Return round values from 0 to at least ``most``, about as many as wanted."""
    if most < LEAST:
        return [0.0, 1.0]
    step = _round_up(most / wanted)
    count = int(-(-most // step))
    return [step * n for n in range(count + 1)]


def _round_up(value: float) -> float:
    power = 1.0
    while power * 10 <= value:
        power *= 10
    while power > value:
        power /= 10
    return next(power * n for n in (1, 2, 5, 10) if power * n >= value)
