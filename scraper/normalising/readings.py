"""What each normaliser answers. The fields, in this order, are the objects that ``counciljobs normalise`` prints.

``rules`` holds, for each field that was derived, the rule that fired and the text it read; the command line leaves it
out unless asked. ``flags`` say what to be careful about.
"""

from msgspec import Struct

from scraper.records import (
    ContractType,
    Evidence,
    RecruiterKind,
    SalaryBound,
    SalaryKind,
    SalaryPeriod,
    WorkingPattern,
    Workplace,
)

Rules = dict[str, Evidence]


class Salary(Struct, frozen=True, kw_only=True):
    """Pay read from one text. Amounts are in ``currency`` per ``period``; annual_* and actual_* are per year."""

    text: str
    kind: SalaryKind = "unstated"
    min: float | None = None
    max: float | None = None
    period: SalaryPeriod | None = None
    currency: str | None = None
    bound: SalaryBound | None = None
    annual_min: float | None = None
    annual_max: float | None = None
    actual_min: float | None = None
    actual_max: float | None = None
    pro_rata: bool | None = None
    grade: str | None = None
    scp_min: int | None = None
    scp_max: int | None = None
    hours_per_week: float | None = None
    weeks_per_year: float | None = None
    flags: tuple[str, ...] = ()
    rules: Rules = {}


class Recruiter(Struct, frozen=True, kw_only=True):
    """An employer read from one text: canonical name, GSS code for an authority, kind."""

    text: str
    name: str | None = None
    code: str | None = None
    kind: RecruiterKind = "unknown"
    flags: tuple[str, ...] = ()
    rules: Rules = {}


class Location(Struct, frozen=True, kw_only=True):
    """A place of work read from one text; codes are GSS codes, coordinates WGS 84 degrees."""

    text: str
    locality: str | None = None
    postcode: str | None = None
    local_authority: str | None = None
    local_authority_code: str | None = None
    upper_tier_code: str | None = None
    region: str | None = None
    nation: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    workplace: Workplace = "unknown"
    flags: tuple[str, ...] = ()
    rules: Rules = {}


class DateReading(Struct, frozen=True, kw_only=True):
    """A date (YYYY-MM-DD) or a time (ISO 8601 with offset, Europe/London) read from one text."""

    text: str
    at: str | None = None
    flags: tuple[str, ...] = ()
    rules: Rules = {}


class Contract(Struct, frozen=True, kw_only=True):
    """Contract, pattern and hours read from one text."""

    text: str
    contract_type: ContractType = "unknown"
    working_pattern: tuple[WorkingPattern, ...] = ()
    hours_per_week: float | None = None
    weeks_per_year: float | None = None
    posts: int | None = None
    contract_end: str | None = None
    flags: tuple[str, ...] = ()
    rules: Rules = {}
