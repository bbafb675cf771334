"""Labelled salary texts: tables of what each text says, one row a text, one column a field of the reading."""

from pathlib import Path

from scraper.normalising.readings import Salary

HERE = Path(__file__).parent
FIELDS = (
    "kind", "min", "max", "period", "currency", "bound", "annual_min", "annual_max", "actual_min", "actual_max",
    "pro_rata", "grade", "scp_min", "scp_max", "hours_per_week", "weeks_per_year", "flags",
)  # fmt: skip


def cell(value: object) -> str:
    """A field as the tables write it: nothing for null, flags apart by spaces."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return " ".join(value)
    if isinstance(value, float):
        return f"{value:.10g}"
    return "true" if value is True else str(value)


def cells(reading: Salary) -> dict[str, str]:
    return {name: cell(getattr(reading, name)) for name in FIELDS}


def table(name: str) -> list[tuple[str, dict[str, str]]]:
    """The rows of a table: the first column, and what the others expect."""
    head, *lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    columns = head.split("\t")[1:]
    assert columns == list(FIELDS)
    rows = [line.split("\t") for line in lines]
    return [(first, dict(zip(columns, rest, strict=True))) for first, *rest in rows]


def differences(text: str, expected: dict[str, str], reading: Salary) -> list[str]:
    """What a reading has otherwise than its label, one line a field."""
    found = cells(reading)
    return [
        f"{text!r}: {name} {found[name]!r}, not {expected[name]!r}" for name in FIELDS if found[name] != expected[name]
    ]


def _ends(low: str, high: str) -> str:
    return low if low == high else f"{low or '…'} to {high or '…'}"


def told(expected: dict[str, str]) -> str:
    """A label in one line, as the page of examples prints it."""
    parts = [expected["kind"]]
    if expected["min"] or expected["max"]:
        parts.append(f"{_ends(expected['min'], expected['max'])} per {expected['period'] or '?'} ({expected['bound']})")
    annual = _ends(expected["annual_min"], expected["annual_max"])
    if (expected["annual_min"] or expected["annual_max"]) and annual != _ends(expected["min"], expected["max"]):
        parts.append(f"annual {annual}")
    if expected["actual_min"] or expected["actual_max"]:
        parts.append(f"actual {_ends(expected['actual_min'], expected['actual_max'])}")
    if expected["scp_min"]:
        parts.append(f"points {_ends(expected['scp_min'], expected['scp_max'])}")
    for name, words in (("grade", "{}"), ("hours_per_week", "{} hours"), ("weeks_per_year", "{} weeks")):
        if expected[name]:
            parts.append(words.format(expected[name]))
    if expected["pro_rata"]:
        parts.append("pro rata")
    return ", ".join(parts) + (f" [{expected['flags']}]" if expected["flags"] else "")
