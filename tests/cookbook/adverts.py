"""The adverts of the cookbook's store: invented, few enough to count by hand. Week 12 is that of 23 November 2026."""

from typing import Any

from msgspec import Struct

Fields = dict[str, Any]


class Shown(Struct, frozen=True, kw_only=True):
    """One advert of a source, and the weeks (first and last, both included) in which the source showed it."""

    source: str
    ref: str
    title: str
    weeks: tuple[tuple[int, int], ...]
    fields: Fields
    later: dict[int, Fields] = {}
    """Fields that differ from a week on."""


KENT: Fields = {
    "recruiter": "Kent County Council",
    "recruiter_code": "E10000016",
    "recruiter_kind": "council",
    "location": "Maidstone",
    "region": "South East",
    "nation": "England",
    "latitude": 51.27,
    "longitude": 0.52,
}
LEEDS: Fields = {
    "recruiter": "Leeds City Council",
    "recruiter_code": "E08000035",
    "recruiter_kind": "council",
    "location": "Leeds",
    "region": "Yorkshire and The Humber",
    "nation": "England",
    "latitude": 53.8,
    "longitude": -1.55,
}
YORK: Fields = LEEDS | {
    "recruiter": "City of York Council",
    "recruiter_code": "E06000014",
    "location": "York",
    "latitude": 53.96,
    "longitude": -1.08,
}
CARDIFF: Fields = {
    "recruiter": "Cardiff Council",
    "recruiter_code": "W06000015",
    "recruiter_kind": "council",
    "location": "Cardiff",
    "nation": "Wales",
    "latitude": 51.48,
    "longitude": -3.18,
}
AGENCY: Fields = {
    "recruiter": "Invented Interims",
    "recruiter_kind": "agency",
    "location": "Leeds",
    "region": "Yorkshire and The Humber",
    "nation": "England",
    "latitude": 53.8,
    "longitude": -1.55,
}
PLANNER: Fields = {"category": "planning", "occupation_code": "2452"}
SOCIAL: Fields = {"category": "social_care", "occupation_code": "2461"}
CLEANER: Fields = {"category": "facilities", "occupation_code": "9223"}
FULL: Fields = {"working_pattern": ("full_time",), "contract_type": "permanent", "hours_per_week": 37.0}
PART: Fields = {"working_pattern": ("part_time",), "contract_type": "permanent", "hours_per_week": 18.5}
NO_PAY: Fields = {"salary_kind": "unstated"}


def year(low: float, high: float, **more: Any) -> Fields:
    """Pay by the year, full-time."""
    stated = {"salary_kind": "paid", "salary_period": "year", "salary_min": low, "salary_max": high}
    return {**stated, "salary_annual_min": low, "salary_annual_max": high, "salary_text": _range(low, high), **more}


def _range(low: float, high: float) -> str:
    return f"£{low:,.0f} to £{high:,.0f} a year" if low != high else f"£{low:,.0f} a year"


def hour(rate: float, annual: float) -> Fields:
    """Pay by the hour, with the year that 37 hours a week make of it."""
    stated = {"salary_kind": "paid", "salary_period": "hour", "salary_min": rate, "salary_max": rate}
    return {**stated, "salary_annual_min": annual, "salary_annual_max": annual, "salary_text": f"£{rate} an hour"}


def _shown(
    source: str, ref: str, title: str, weeks: tuple[int, int] | tuple[tuple[int, int], ...], **how: Any
) -> Shown:
    spans = weeks if isinstance(weeks[0], tuple) else (weeks,)
    return Shown(source=source, ref=ref, title=title, weeks=spans, **how)


ADVERTS: tuple[Shown, ...] = (
    _shown("kent", "K1", "Planning Officer", (1, 2), fields=KENT | PLANNER | FULL | year(34_000, 38_000)),
    _shown("kent", "K2", "Senior Planner", (4, 8), fields=KENT | PLANNER | FULL | year(42_000, 46_000)),
    _shown(
        "kent",
        "K3",
        "Social Worker, Adults",
        ((2, 4), (8, 10)),
        fields=KENT | SOCIAL | FULL | year(38_000, 42_000) | {"closes_at": "2026-10-04"},
        later={8: {"closes_at": "2026-11-15"} | year(40_000, 44_000)},
    ),
    _shown(
        "kent",
        "K4",
        "School Crossing Patrol",
        (9, 12),
        fields=KENT | PART | year(24_000, 24_000, salary_actual_min=6_000.0, pro_rata=True) | {"hours_per_week": 9.25},
    ),
    _shown(
        "kent",
        "K5",
        "Planner",
        (11, 12),
        fields=KENT | PLANNER | FULL | year(36_000, 40_000) | {"workplace": "hybrid", "closes_at": "2026-12-04"},
        later={12: {"closes_at": "2026-12-11"}},
    ),
    _shown("kent", "K6", "Highways Apprentice", (12, 12), fields=KENT | {"contract_type": "apprenticeship"} | NO_PAY),
    _shown(
        "leeds",
        "L1",
        "Planner",
        (3, 4),
        fields=LEEDS | PLANNER | FULL | year(35_000, 39_000) | {"scp_min": 25, "scp_max": 29},
    ),
    _shown(
        "leeds",
        "L2",
        "Social Worker, Children",
        (10, 12),
        fields=LEEDS | SOCIAL | FULL | year(39_000, 43_000) | {"workplace": "hybrid", "posts": 3, "scp_min": 30},
        later={12: {"closes_at": "2026-11-27"}},
    ),
    _shown("leeds", "L3", "Cleaner", (10, 12), fields=LEEDS | CLEANER | PART | hour(12.85, 24_791.0) | {"scp_min": 3}),
    _shown(
        "leeds",
        "L4",
        "Cleaner, Civic Hall",
        (5, 7),
        fields=LEEDS | CLEANER | PART | year(24_413, 24_413, salary_actual_min=12_206.5, scp_min=3),
    ),
    _shown(
        "leeds",
        "L5",
        "Data Analyst",
        (6, 8),
        fields=LEEDS | FULL | year(33_000, 37_000) | {"workplace": "remote", "closes_at": "2026-11-30"},
    ),
    _shown(
        "board",
        "B1",
        "Social Worker, Children",
        (11, 12),
        fields=LEEDS | SOCIAL | FULL | year(39_000, 43_000) | {"workplace": "hybrid", "posts": 3},
    ),
    _shown("board", "B2", "Interim Planner", (11, 12), fields=AGENCY | PLANNER | hour(45.0, 86_817.0)),
    _shown("board", "B3", "Tree Officer", (8, 12), fields=YORK | FULL | year(32_000, 36_000)),
    _shown("board", "B4", "Policy Officer", (12, 12), fields=CARDIFF | FULL | year(40_000, 44_000)),
    _shown("board", "B5", "Swyddog Cynllunio / Planning Officer", (12, 12), fields=CARDIFF | PLANNER | FULL | NO_PAY),
)
FIRST_WEEKS = {"kent": 1, "leeds": 1, "board": 8, "torbay": 1}
"""The week in which each source was first collected: coverage grows."""
BROKEN_SINCE = {"torbay": 12}
"""A source that answered with nothing to list, and then not at all."""
