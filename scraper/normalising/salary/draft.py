"""The fields of a salary in the making, and the notes of where each comes from."""

from msgspec import Struct, field

from scraper.normalising.readings import Rules
from scraper.normalising.salary.combine import Pay
from scraper.normalising.salary.rates import Bounds
from scraper.normalising.salary.reading import Reading
from scraper.records import Evidence, SalaryBound, SalaryPeriod


class Draft(Struct):
    """What is known so far of the fields that amounts give."""

    rules: Rules = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    low: float | None = None
    high: float | None = None
    annual: Bounds = (None, None)
    actual: Bounds = (None, None)
    period: SalaryPeriod | None = None
    bound: SalaryBound | None = None
    currency: str | None = None


def note(draft: Draft, names: tuple[str, ...], rule: str, text: str) -> None:
    """Note the rule behind fields; one piece of evidence serves them all."""
    evidence = Evidence(rule, text)
    for name in names:
        draft.rules[name] = evidence


def present(names: tuple[str, str], values: Bounds) -> tuple[str, ...]:
    """The names whose values are known."""
    if values[0] is None:
        return () if values[1] is None else names[1:]
    return names[:1] if values[1] is None else names


def slice_of(reading: Reading, span: tuple[int, int]) -> str:
    """The text between two offsets."""
    return reading.text[span[0] : span[1]]


def span_of(reading: Reading, found: Pay) -> str:
    """The text that pay was read from, from its first amount to its last."""
    return reading.span(found.figures[0].first, found.figures[-1].last)
