"""Advert and Posting: the two shapes that flow through the system.

Each field is defined here once. The database columns, the CSV columns, the JSON keys and the data dictionary are
all derived from these definitions, so a field is added, described and typed in this file and nowhere else.
Meaning follows schema.org JobPosting wherever that has a word for it. ``None`` always means "not known".
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Status = Literal["live", "unconfirmed", "expired", "withdrawn", "retired"]
RecruiterKind = Literal[
    "council",
    "combined_authority",
    "fire",
    "police",
    "national_park",
    "nhs",
    "school",
    "university",
    "housing_association",
    "government",
    "agency",
    "charity",
    "company",
    "other",
    "unknown",
]
Workplace = Literal["on_site", "hybrid", "remote", "unknown"]
SalaryKind = Literal["paid", "graded", "competitive", "voluntary", "unstated"]
SalaryPeriod = Literal["year", "month", "week", "day", "hour", "session"]
SalaryBound = Literal["range", "exact", "up_to", "from", "circa"]
ContractType = Literal[
    "permanent", "fixed_term", "temporary", "casual", "apprenticeship", "secondment", "voluntary", "unknown"
]
WorkingPattern = Literal[
    "full_time",
    "part_time",
    "term_time",
    "job_share",
    "flexible",
    "compressed_hours",
    "annualised_hours",
    "shifts",
    "nights",
    "weekends",
    "zero_hours",
]


class Advert(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a source shows about one vacancy, verbatim: text as printed, entities decoded, nothing interpreted.

    A platform fills what its pages show and leaves the rest ``None``. Where a source gives a value in parts (the
    minimum, maximum and unit of a JSON-LD baseSalary), the parts stand as given in one text, in reading order.
    """

    source_ref: str
    """The platform's own id; else the canonical URL less tracking and session parameters; else a hash of title,
    recruiter and location. Never a position, an article's URL, a session or the salary."""
    url: str | None = None
    """Absolute address of the advert for people, without session or tracking parameters."""
    title: str | None = None
    """None only on a listing that shows no titles (a sitemap): the detail page supplies it."""
    apply_url: str | None = None
    reference: str | None = None
    """The employer's own vacancy number, as printed."""
    summary: str | None = None
    description: str | None = None
    """The advert's body as HTML or text, as served."""
    advertiser_text: str | None = None
    """Who placed the advert, where the source tells that apart from the employer."""
    recruiter_text: str | None = None
    location_texts: tuple[str, ...] = ()
    """One text a place, as printed."""
    coordinates: tuple[float, float] | None = None
    """Latitude and longitude in degrees (WGS 84) where the source states them for a single place."""
    workplace_text: str | None = None
    salary_text: str | None = None
    hours_text: str | None = None
    contract_text: str | None = None
    posted_text: str | None = None
    closing_text: str | None = None
    starts_text: str | None = None
    interview_text: str | None = None
    category_text: str | None = None
    posts_text: str | None = None
    detail_url: str | None = None
    """The page that says more about this advert, when the platform reads one; fetched only if new, changed or due."""
    mark: str | None = None
    """What on the listing tells that the advert changed (a sitemap's lastmod): compared, never shown."""


class Evidence(Struct, frozen=True):
    """Why a derived field has its value: the rule that fired and the span of text it read."""

    rule: str
    text: str


class Place(Struct, frozen=True, kw_only=True):
    """One place of work. Codes are ONS GSS codes; coordinates are WGS 84 degrees."""

    location: str
    locality: str | None = None
    postcode: str | None = None
    local_authority: str | None = None
    local_authority_code: str | None = None
    upper_tier_code: str | None = None
    region: str | None = None
    nation: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Posting(Struct, frozen=True, kw_only=True):
    """An advert after normalising: typed fields beside the verbatim ones. One row per (source, source_ref).

    The fields of the group "life" belong to the store and are ``None`` until a posting has been stored.
    """

    # identity
    source: Annotated[str, Meta(description="Id of the source that shows this advert.")]
    source_ref: Annotated[str, Meta(description="The platform's own id of the advert, unique within the source.")]
    url: Annotated[str | None, Meta(description="Canonical address of the advert.")] = None
    apply_url: Annotated[str | None, Meta(description="Where to apply, when it is not the advert itself.")] = None
    reference: Annotated[str | None, Meta(description="The employer's vacancy number, as printed.")] = None
    # text
    title: Annotated[str, Meta(description="Job title as printed, white space tidied.")]
    summary: Annotated[str | None, Meta(description="Short text shown on the listing.")] = None
    description: Annotated[str | None, Meta(description="The advert's body as readable text.")] = None
    recruiter_text: Annotated[str | None, Meta(description="Employer, verbatim.")] = None
    location_text: Annotated[str | None, Meta(description="Location, verbatim; several joined by '; '.")] = None
    salary_text: Annotated[str | None, Meta(description="Pay, verbatim.")] = None
    hours_text: Annotated[str | None, Meta(description="Hours, verbatim.")] = None
    contract_text: Annotated[str | None, Meta(description="Contract, verbatim.")] = None
    closing_text: Annotated[str | None, Meta(description="Closing date, verbatim.")] = None
    # life
    job: Annotated[str | None, Meta(description="Id of the job this posting advertises.")] = None
    status: Annotated[Status | None, Meta(description="Where the posting is in its life.")] = None
    first_seen: Annotated[str | None, Meta(description="First time we saw it, UTC.")] = None
    last_seen: Annotated[str | None, Meta(description="Last time we saw it, UTC.")] = None
    closed_at: Annotated[str | None, Meta(description="When it closed, UTC; null while it is open.")] = None
    closed_reason: Annotated[str | None, Meta(description="Why it closed: expired, withdrawn or retired.")] = None
    left_censored: Annotated[
        bool | None,
        Meta(description="True when it was already up at its source's first run: its real start is older."),
    ] = None
    # who
    advertiser: Annotated[str | None, Meta(description="Who placed the advert, when known apart.")] = None
    recruiter: Annotated[str | None, Meta(description="Employer's canonical name.")] = None
    recruiter_code: Annotated[str | None, Meta(description="GSS code when the employer is an authority.")] = None
    recruiter_kind: Annotated[RecruiterKind, Meta(description="What kind of employer it is.")] = "unknown"
    # where
    location: Annotated[str | None, Meta(description="Place for display; several joined by '; '.")] = None
    locality: Annotated[str | None, Meta(description="Town or place, of the first place.")] = None
    postcode: Annotated[str | None, Meta(description="Postcode, of the first place.")] = None
    local_authority: Annotated[str | None, Meta(description="Name of the most local authority the text supports.")] = (
        None
    )
    local_authority_code: Annotated[str | None, Meta(description="GSS code of that authority.")] = None
    upper_tier_code: Annotated[str | None, Meta(description="GSS code of its county, where there is one.")] = None
    region: Annotated[str | None, Meta(description="ITL 1 region of England, or the nation outside it.")] = None
    nation: Annotated[str | None, Meta(description="England, Scotland, Wales or Northern Ireland.")] = None
    latitude: Annotated[float | None, Meta(description="Degrees north, WGS 84.")] = None
    longitude: Annotated[float | None, Meta(description="Degrees east, WGS 84.")] = None
    workplace: Annotated[Workplace, Meta(description="Whether the work is on site, hybrid or remote.")] = "unknown"
    places: Annotated[tuple[Place, ...], Meta(description="Every place the advert names, the first one first.")] = ()
    # pay
    salary_kind: Annotated[SalaryKind, Meta(description="Whether and how pay is stated.")] = "unstated"
    salary_min: Annotated[float | None, Meta(description="Lowest pay stated, per salary_period, full-time rate.")] = (
        None
    )
    salary_max: Annotated[float | None, Meta(description="Highest pay stated, per salary_period.")] = None
    salary_period: Annotated[SalaryPeriod | None, Meta(description="What the amounts are paid for.")] = None
    salary_currency: Annotated[str | None, Meta(description="ISO 4217 code.")] = None
    salary_bound: Annotated[SalaryBound | None, Meta(description="How the amounts bound the pay.")] = None
    salary_annual_min: Annotated[float | None, Meta(description="Lowest pay a year, full-time equivalent.")] = None
    salary_annual_max: Annotated[float | None, Meta(description="Highest pay a year, full-time equivalent.")] = None
    salary_actual_min: Annotated[float | None, Meta(description="Lowest pay a year the post itself pays.")] = None
    salary_actual_max: Annotated[float | None, Meta(description="Highest pay a year the post itself pays.")] = None
    pro_rata: Annotated[bool | None, Meta(description="True when the pay is said to be pro rata.")] = None
    grade: Annotated[str | None, Meta(description="Pay grade as named by the employer.")] = None
    scp_min: Annotated[int | None, Meta(description="Lowest NJC spinal column point.")] = None
    scp_max: Annotated[int | None, Meta(description="Highest NJC spinal column point.")] = None
    # time
    contract_type: Annotated[ContractType, Meta(description="Kind of contract.")] = "unknown"
    contract_end: Annotated[str | None, Meta(description="When the contract ends, or its length, as stated.")] = None
    working_pattern: Annotated[tuple[WorkingPattern, ...], Meta(description="Patterns stated, in a fixed order.")] = ()
    hours_per_week: Annotated[float | None, Meta(description="Hours a week of this post.")] = None
    weeks_per_year: Annotated[float | None, Meta(description="Weeks a year of this post, when term time.")] = None
    # dates
    posted_on: Annotated[str | None, Meta(description="Date it was placed (YYYY-MM-DD), as the source says.")] = None
    closes_at: Annotated[
        str | None,
        Meta(description="Closing time in Europe/London with offset, or a date meaning the end of that day."),
    ] = None
    starts_on: Annotated[str | None, Meta(description="Start date, or the start text when it is not a date.")] = None
    interview_on: Annotated[str | None, Meta(description="Interview date.")] = None
    # what
    category: Annotated[str | None, Meta(description="Council service area.")] = None
    occupation_code: Annotated[str | None, Meta(description="SOC 2020 unit group.")] = None
    occupation_confidence: Annotated[float | None, Meta(description="How sure the occupation is, 0 to 1.")] = None
    posts: Annotated[int | None, Meta(description="How many posts the advert offers, when it says.")] = None
    # how we know
    rules: Annotated[dict[str, Evidence], Meta(description="Per derived field: the rule and the text it read.")] = {}
    flags: Annotated[tuple[str, ...], Meta(description="What to be careful about, in a fixed order.")] = ()
    parser_version: Annotated[str | None, Meta(description="Version of the reading that made this row.")] = None
