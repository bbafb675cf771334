"""The five normalisers as functions of one text, with their context bound; each is imported only when asked for."""

from collections.abc import Callable
from datetime import date

from counciljobs.options import GSS_CODE

FIELDS: dict[str, tuple[str, ...]] = {
    "salary": (
        *("text", "kind", "min", "max", "period", "currency", "bound", "annual_min", "annual_max", "actual_min"),
        *("actual_max", "pro_rata", "grade", "scp_min", "scp_max", "hours_per_week", "weeks_per_year", "flags"),
    ),
    "recruiter": ("text", "name", "code", "kind", "flags"),
    "location": (
        *("text", "locality", "postcode", "local_authority", "local_authority_code", "upper_tier_code", "region"),
        *("nation", "latitude", "longitude", "workplace", "flags"),
    ),
    "contract": ("text", "contract_type", "working_pattern", "hours_per_week", "weeks_per_year", "posts", "flags"),
    "date": ("text", "at", "flags"),
}
"""What ``normalise`` prints, in this order: a contract of the command line."""

Reader = Callable[[str], object]


def reader_for(kind: str, on: date | None, recruiter: str | None) -> Reader:
    """Return the function that reads one text of a kind, on a day if known, for an employer by name or code."""
    code = None if recruiter is None else recruiter_code(recruiter, on)
    return _READERS[kind](on, code)


def recruiter_code(named: str, on: date | None) -> str | None:
    """Return the GSS code of an employer; None when the name is not an authority's."""
    if GSS_CODE.fullmatch(named.strip().upper()):
        return named.strip().upper()
    from scraper.normalising import recruiter  # noqa: PLC0415 (each normaliser loads its own register)

    return recruiter.read(named, on=on, authority=None).code


def _salary(on: date | None, code: str | None) -> Reader:
    from scraper.normalising import salary  # noqa: PLC0415

    return lambda text: salary.read(text, on=on, recruiter_code=code)


def _recruiter(on: date | None, code: str | None) -> Reader:
    from scraper.normalising import recruiter  # noqa: PLC0415

    return lambda text: recruiter.read(text, on=on, authority=code)


def _location(_on: date | None, code: str | None) -> Reader:
    from scraper.normalising import location  # noqa: PLC0415

    return lambda text: location.read(text, recruiter_code=code)


def _date(on: date | None, _code: str | None) -> Reader:
    from scraper.normalising import dates  # noqa: PLC0415

    return lambda text: dates.read(text, on=on)


def _contract(_on: date | None, _code: str | None) -> Reader:
    from scraper.normalising import contract  # noqa: PLC0415

    return contract.read


_READERS: dict[str, Callable[[date | None, str | None], Reader]] = {
    "salary": _salary,
    "recruiter": _recruiter,
    "location": _location,
    "date": _date,
    "contract": _contract,
}
