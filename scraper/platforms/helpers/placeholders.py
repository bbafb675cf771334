"""Dates that systems print where nobody gave one. Pure."""

import re

_PLACEHOLDER = re.compile(r"(?<!\d)(?:0000|0001|1753|1899|1900|9999)(?!\d)|1970-01-01|01/01/1970|0?1 Jan 1970")
"""Zeros of .NET, SQL Server, OLE and Unix, and ends of time, in whatever order the date is written."""


def real_date(text: str | None) -> str | None:
    """Return a date's text as it is; None where it is no date at all but what stands for none."""
    return None if text is None or _PLACEHOLDER.search(text) else text
