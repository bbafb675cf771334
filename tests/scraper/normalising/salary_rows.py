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
