"""Dates that systems print where nobody gave one. Pure."""

import re

_ZEROS = "0000|0001|1753|1900|1970"
_PLACEHOLDER = re.compile(
    rf"(?<!\d)0?1(?:[/.-]0?1[/.-]|[ -]Jan(?:uary)?[ -])(?:{_ZEROS})(?!\d)|(?<!\d)(?:{_ZEROS})[-/]?01[-/]?01(?!\d)"
    r"|30/12/1899|1899-12-30|(?<!\d)31(?:[/.-]12[/.-]|[ -]Dec(?:ember)?[ -])9999|(?<!\d)9999[-/]?12[-/]?31",
    re.IGNORECASE,
)
"""The first days of .NET, SQL Server, OLE and Unix, and the ends of time, in the ways that dates are written."""


def real_date(text: str | None) -> str | None:
    """Return a date's text as it is; None where it is no date at all but what stands for none."""
    return None if text is None or _PLACEHOLDER.search(text) else text
