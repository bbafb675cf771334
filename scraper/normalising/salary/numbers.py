"""One number as printed: its value, its currency and how it is written. No number is repaired."""

import re

from msgspec import Struct

from scraper.normalising.salary.lists import words

CURRENCIES = {"£": "GBP", "gbp": "GBP", "$": "USD", "us$": "USD", "€": "EUR"}
_SCALES = {"k": 1_000.0, "thousand": 1_000.0}
_HUGE = words("m mn million bn billion")
_CONTINENTAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){1,2},[0-9]{2}")
"""Dots in thousands and a comma before the pence ("24.790,00"): nothing else is written so."""


class Number(Struct, gc=False):
    """A number of a text.

    Attributes:
        value: what it says, thousands multiplied out; for a malformed one, its digits up to the fault.
        currency: ISO 4217 code of the sign before it, or None.
        decimals: digits after the decimal point.
        grouped: whether thousands are set apart, so that it can't be a count of points or hours.
        thousand: whether it ends in "k".
        huge: millions: nobody's pay.
        percent: whether a percent sign follows.
        malformed: commas that group no thousands ("49,32"), as of a figure that was cut or mistyped.
        dotted: three digits after one dot, read as thousands ("£24.313") unless it turns out to be an hour's pay.
        zero_led: begins with a nought, as points and telephone numbers do.
    """

    value: float
    currency: str | None = None
    decimals: int = 0
    grouped: bool = False
    thousand: bool = False
    huge: bool = False
    percent: bool = False
    malformed: bool = False
    dotted: bool = False
    zero_led: bool = False


def number(sign: str, digits: str, suffix: str) -> Number:
    """Read digits with their sign and suffix, all in lower case. Never raises: odd groups make it ``malformed``."""
    if "." in digits and "," in digits:
        digits = _one_way(digits)
    whole, dot, decimals = digits.partition(".")
    if "." in decimals:
        whole, decimals = _dotted_groups(digits)
    found = Number(0.0, CURRENCIES.get(sign.strip()[-1:] if sign[:1] in "£$€" else sign.strip()))
    if "," in whole or " " in whole:
        found.grouped = True
        found.malformed = not _well_grouped(whole)
        whole = whole.replace(",", "").replace(" ", "")
    if "," in decimals:
        found.malformed = True
        decimals = decimals.partition(",")[0]
    found.decimals = len(decimals)
    found.zero_led = len(whole) > 1 and whole[0] == "0"
    found.value = float(f"{whole or 0}.{decimals}" if decimals else whole)
    if found.currency and dot and len(decimals) == 3 and not found.grouped and 1 <= len(whole) <= 3:
        found.dotted, found.value = True, found.value * 1000
    _scale(found, suffix.strip())
    return found


def _one_way(digits: str) -> str:
    """Digits with commas and dots, as Britain writes them: "24.790,00" and "23,720,.00" are neither."""
    if _CONTINENTAL.fullmatch(digits):
        return digits.replace(".", "").replace(",", ".")
    return digits.replace(",.", ".")


def _dotted_groups(digits: str) -> tuple[str, str]:
    """Dots as thousands ("1.234.567", "26.927.00"): the last part is pence when it has two digits."""
    parts = digits.split(".")
    if len(parts[-1]) == 2:
        return ",".join(parts[:-1]), parts[-1]
    return ",".join(parts), ""


def _well_grouped(whole: str) -> bool:
    head, *groups = whole.replace(" ,", ",").replace(", ", ",").replace(" ", ",").split(",")
    return 1 <= len(head) <= 3 and all(len(group) == 3 for group in groups)


def _scale(found: Number, suffix: str) -> None:
    if suffix in _SCALES:
        found.value *= _SCALES[suffix]
        found.thousand = True
    elif suffix in _HUGE:
        found.huge = True
    elif suffix == "%":
        found.percent = True
    elif suffix == "p":
        found.value, found.currency = found.value / 100, "GBP"
