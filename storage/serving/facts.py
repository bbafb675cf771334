"""What a job's page says of it: labels and values, for people; what is not known is left out."""

from collections.abc import Iterator
from typing import Any

_LABELS = {
    "location": "Place",
    "local_authority": "Authority",
    "region": "Region",
    "salary_text": "Pay as printed",
    "grade": "Grade",
    "contract_type": "Contract",
    "hours_text": "Hours as printed",
    "hours_per_week": "Hours a week",
    "posts": "Posts",
    "reference": "Reference",
    "category": "Service area",
    "occupation_code": "Occupation (SOC 2020)",
}
_MOMENTS = {"closes_at": "Closes", "first_seen": "First seen", "last_seen": "Last seen", "closed_at": "Closed"}


def facts(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what a posting's row says."""
    for name, label in _LABELS.items():
        value = row.get(name)
        if value not in (None, "", "unknown"):
            yield label, f"{value:g}" if isinstance(value, float) else str(value).replace("_", " ")
    pay = money(row.get("salary_annual_min"), row.get("salary_annual_max"))
    if pay:
        yield "Pay a year, full time", pay
    for name, label in _MOMENTS.items():
        if row.get(name):
            yield label, moment(row[name])
    if row.get("closed_reason"):
        yield "Why it closed", row["closed_reason"]


def money(low: float | None, high: float | None) -> str:
    """Return a range of pounds: one number when both are the same, "from" or "up to" when one is missing."""
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return f"up to £{high:,.0f}" if low is None else f"from £{low:,.0f}"
    return f"£{low:,.0f}" if low == high else f"£{low:,.0f} to £{high:,.0f}"


def moment(text: str | None) -> str:
    """Return a stamp or an advert's time to the minute; a date stays one; nothing is empty."""
    if not text:
        return ""
    zone = " UTC" if text.endswith("Z") else ""
    return text[:16].replace("T", " ") + zone if len(text) > len("2026-12-01") else text
