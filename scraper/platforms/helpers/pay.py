"""baseSalary of schema.org as one text, its numbers exactly as given. Pure."""

import re
from collections.abc import Mapping
from typing import Any

from scraper.platforms.helpers.text import join, plain

MOST = 10
"""Amounts of one posting."""
_SHORT_UNITS = frozenset({"hour", "hourly", "hur", "day", "daily", "week", "weekly", "wee", "month", "monthly", "mon"})
"""What a text of pay is followed by where it says no period itself; not a year: vendors write that whatever the pay."""
_SAYS_PERIOD = re.compile(
    r"hour|hrly|da(?:y|ily)|week|month|year|annum|annual|session|shift"
    r"|(?<![a-z])(?:p[./ ]?[ahdw]|p[./ ]?c?[./ ]?m)(?![a-z])"
    r"|/ ?(?:h|hr|d|wk|yr)(?![a-z])|yr|awr|blwyddyn|blynyddol|wythnos|(?<![a-z])mis(?![a-z])|dydd",
    re.IGNORECASE,
)


def pay_text(value: Any, currency: str | None = None, unit: str | None = None) -> str | None:  # noqa: ANN401 (JSON)
    """Return a baseSalary as one text in reading order ("GBP 26927 - 31678 YEAR"); None when it states no amount.

    Takes a text, a number, a MonetaryAmount, a QuantitativeValue, or a list of them. A lone minimum reads "from", a
    lone maximum "up to"; a text that says more than a number stands as it is, followed by a unit that it leaves out
    ("£12.60 HOUR"). ``currency`` and ``unit`` are what stands beside the baseSalary.
    """
    if isinstance(value, list):
        return join(*(pay_text(one, currency, unit) for one in value[:MOST] if not isinstance(one, list)))
    if not isinstance(value, dict):
        return _with_unit(_stated(value), currency, unit)
    given = {str(key).rpartition(":")[2].lower(): one for key, one in value.items()}
    currency = plain(_stated(given.get("currency"))) or currency
    inner = given.get("value")
    if isinstance(inner, list):
        inner = inner[0] if inner else None
    if isinstance(inner, dict):
        given = {"unittext": given.get("unittext")} | {str(key).lower(): one for key, one in inner.items()}
    unit = plain(_stated(given.get("unittext")) or _stated(given.get("unitcode"))) or unit
    return _with_unit(_amounts(given), currency, unit)


def _amounts(given: Mapping[str, Any]) -> str | None:
    low, high = _stated(given.get("minvalue")), _stated(given.get("maxvalue"))
    if low and high:
        return low if low == high else f"{low} - {high}"
    exact = _stated(given.get("value")) or _stated(given.get("price")) or _stated(given.get("name"))
    if exact or not (low or high):
        return exact
    return f"from {low}" if low else f"up to {high}"


def _with_unit(amounts: str | None, currency: str | None, unit: str | None) -> str | None:
    """Add currency and unit to bare numbers; a text that has words or a sign of its own needs neither."""
    if not amounts or not any(map(str.isdigit, amounts)):
        return amounts
    bare = amounts.removeprefix("from ").removeprefix("up to ")
    if any(letter.isalpha() or letter in "£$€" for letter in bare):
        left_out = unit is not None and unit.lower() in _SHORT_UNITS and not _SAYS_PERIOD.search(amounts)
        return f"{amounts} {unit}" if left_out else amounts
    lead = amounts[: len(amounts) - len(bare)]
    return f"{lead}{join(currency, bare, unit, by=' ')}"


def _stated(value: Any) -> str | None:  # noqa: ANN401 (JSON is any of its types)
    """Return a value as text; None for what is none, and for a zero that stands for it."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    text = plain(str(value))
    return None if text is None or not text.strip("0. -") else text
