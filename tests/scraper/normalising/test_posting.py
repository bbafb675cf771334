"""An advert becomes a posting: the seed adverts exactly, and where each field comes from."""

from itertools import pairwise
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.normalising.context import Context
from scraper.normalising.posting import normalise
from scraper.records import Advert, ContractType, Posting, WorkingPattern

CONTEXT = Context(source="example", fetched_at="2026-11-23T09:00:00Z", parser_version="1")


def posting(**fields: object) -> Posting:
    """The posting of an advert with these fields."""
    advert = {"source_ref": "1", "title": "Officer"} | fields
    return normalise(msgspec.convert(advert, Advert), CONTEXT)


SEED: list[tuple[dict[str, object], dict[str, object]]] = [
    (
        {
            "title": "Executive Director of Place and Customer",
            "recruiter_text": "Essex County Council",
            "salary_text": "up to £179,404 per annum",
            "summary": "Shape the Future of Essex. Drive climate action. Deliver for our communities.",
            "location_texts": ["Essex"],
        },
        {
            "recruiter_code": "E10000012",
            "salary_kind": "paid",
            "salary_bound": "up_to",
            "salary_min": None,
            "salary_max": 179404.0,
            "salary_period": "year",
            "local_authority_code": "E10000012",
            "occupation_code": "1139",
        },
    ),
    (
        {
            "title": "Director of Social Work and Social Care",
            "recruiter_text": "Trafford Council",
            "salary_text": "£100,731 to £104,625",
            "summary": "You will join a values-driven senior leadership team.",
            "location_texts": ["Manchester"],
        },
        {
            "recruiter_code": "E08000009",
            "salary_bound": "range",
            "salary_min": 100731.0,
            "salary_max": 104625.0,
            "salary_period": "year",
            "flags": ("period_inferred",),
            "local_authority_code": "E08000003",
            "occupation_code": "1172",
        },
    ),
    (
        {
            "title": "Housing Ombudsman",
            "recruiter_text": "Housing Ombudsman Service",
            "salary_text": "£130,095 per annum, negotiable based on experience.",
            "summary": "The Housing Ombudsman Service allows colleagues to choose to work in the London office, "
            "from home or a hybrid of the two",
            "location_texts": ["London (Greater)"],
        },
        {
            "recruiter_code": None,
            "salary_bound": "exact",
            "salary_min": 130095.0,
            "salary_max": 130095.0,
            "salary_period": "year",
            "local_authority_code": None,
            "region": "London",
            "workplace": "hybrid",
        },
    ),
    (
        {
            "title": "Overview & Scrutiny Committee Member (Young Person Co-optee)",
            "recruiter_text": "Oxfordshire County Council",
            "salary_text": "Volunteer role",
            "summary": "We’re looking for two young people aged 16–25 to join our Scrutiny Committee "
            "as co‑opted members. This is a voluntary, two‑year role running from June 2",
            "location_texts": ["Oxford"],
        },
        {
            "recruiter_code": "E10000025",
            "salary_kind": "voluntary",
            "salary_min": None,
            "salary_max": None,
            "salary_annual_min": None,
            "contract_type": "voluntary",
            "local_authority_code": "E07000178",
            "category": "legal_democratic",
        },
    ),
    (
        {
            "title": "Senior Business Support Administrator",
            "recruiter_text": "Essex County Council",
            "salary_text": "£26927.00 - £31678.00 per annum",
            "summary": "Senior Business Support AdministratorFixed Term, Full Time£26,927 to £31,678 per annumLocation",
        },
        {
            "recruiter_code": "E10000012",
            "salary_bound": "range",
            "salary_min": 26927.0,
            "salary_max": 31678.0,
            "salary_period": "year",
            "location": None,
            "local_authority_code": None,
            "places": (),
            "contract_type": "fixed_term",
            "working_pattern": ("full_time",),
        },
    ),
]


@pytest.mark.parametrize(("advert", "expected"), SEED, ids=[str(advert["title"]) for advert, _ in SEED])
def test_the_seed_adverts_come_out_exactly(advert: dict[str, object], expected: dict[str, object]) -> None:
    made = posting(**advert)
    assert {name: getattr(made, name) for name in expected} == expected


def test_what_is_not_said_stays_null() -> None:
    made = posting(title="  Clerk &amp;amp;\n Typist ", salary_text="Item not found", location_texts=["Location", "-"])
    assert made.title == "Clerk & Typist"
    assert (made.salary_min, made.closes_at, made.location, made.places, made.flags) == (None, None, None, (), ())
    assert made.salary_text == "Item not found"


def test_a_source_of_one_council_names_the_employer() -> None:
    context = Context(source="example", fetched_at="2026-11-23T09:00:00Z", authority="E10000012")
    made = normalise(Advert(source_ref="1", title="Clerk"), context)
    assert (made.recruiter, made.recruiter_code) == ("Essex County Council", "E10000012")
    assert made.rules["recruiter_code"].rule == "source_authority"


def test_several_places_are_all_kept_and_the_first_is_shown() -> None:
    made = posting(location_texts=["Oxford", "Lewes"])
    assert made.location == "Oxford; Lewes"
    assert [place.local_authority_code for place in made.places] == ["E07000178", "E07000063"]
    assert made.local_authority_code == "E07000178"


def test_the_source_says_better_where_it_is() -> None:
    made = posting(location_texts=["Oxford"], coordinates=[51.7, -1.2])
    assert (made.latitude, made.longitude, made.rules["latitude"].rule) == (51.7, -1.2, "source_coordinates")


@pytest.mark.parametrize(
    ("fields", "workplace"),
    [
        ({"workplace_text": "TELECOMMUTE"}, "remote"),
        ({"workplace_text": "Hybrid"}, "hybrid"),
        ({"workplace_text": "Office based"}, "on_site"),
        ({"location_texts": ["Home based"]}, "remote"),
        ({"description": "<p>This is a hybrid role, two days in the office.</p>"}, "hybrid"),
        ({"description": "You will drive a hybrid vehicle to remote villages and give care at home."}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_the_workplace_is_what_is_said_of_the_work(fields: dict[str, object], workplace: str) -> None:
    assert posting(**fields).workplace == workplace


def test_fields_come_before_title_and_prose() -> None:
    made = posting(
        title="Clerk (Fixed Term) x 2",
        contract_text="Permanent, Part Time",
        hours_text="18.5",
        salary_text="£25,000 pro rata, 37 hours per week",
        description="<p>This temporary post is 20 hours per week, term time only posts, 39 weeks per year.</p>",
    )
    assert (made.contract_type, made.hours_per_week, made.posts) == ("permanent", 18.5, 2)
    assert made.weeks_per_year == 39.0
    assert made.working_pattern == ("part_time", "term_time")
    assert made.rules["hours_per_week"].text == "18.5"


def test_dates_are_read_by_the_day_of_the_fetch() -> None:
    made = posting(
        posted_text="10 days ago", closing_text="1 day left", starts_text="ASAP", interview_text="w/c 14 December"
    )
    assert (made.posted_on, made.closes_at) == ("2026-11-13", "2026-11-24")
    assert (made.starts_on, made.interview_on) == ("ASAP", "2026-12-14")
    assert made.rules["starts_on"].rule == "as_stated"


def test_the_body_gives_the_time_of_the_closing_day_and_the_interview() -> None:
    body = "<p>Closing date: Monday 7 December 2026 at 5.00pm<br>Interview date: 15 December 2026</p>"
    made = posting(closing_text="07/12/2026", description=body)
    assert (made.closes_at, made.interview_on) == ("2026-12-07T17:00:00+00:00", "2026-12-15")
    assert posting(closing_text="08/12/2026", description=body).flags == ("several_dates",)
    assert posting(closing_text="Ongoing", description=body).closes_at is None


def test_pay_of_a_body_needs_a_sentence_about_pay() -> None:
    assert posting(summary="You will manage a budget of £250,000.").salary_min is None
    made = posting(summary="A busy library. The salary is £26,000 per annum. We lend £1m of books.")
    assert (made.salary_min, made.salary_text) == (26000.0, None)


def test_people_are_masked_and_the_body_is_readable() -> None:
    made = posting(
        description="<p>Ask Jo on <b>01323 747433</b></p><ul><li>jo@example.gov.uk</li></ul>",
        summary="Ring 020 7946 0000",
    )
    assert made.description == "Ask Jo on [telephone removed]\n- [email removed]"
    assert made.summary == "Ring [telephone removed]"


def test_every_rule_names_a_field_it_explains() -> None:
    advert, _ = SEED[1]
    made = posting(**advert)
    for name in ("salary_min", "salary_period", "recruiter_code", "local_authority_code", "occupation_code"):
        assert made.rules[name].text


TEXT = (
    st.none() | st.text(max_size=60) | st.sampled_from(["£26,000 per annum", "<p>37 hours</p>", "Oxford", "1/2/2027"])
)
FIELDS = [name for name in Advert.__struct_fields__ if name.endswith(("_text", "summary", "description", "title"))]


@settings(max_examples=150, deadline=None)
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, TEXT)), st.lists(st.text(max_size=30), max_size=3))
def test_no_advert_raises_and_every_posting_is_of_its_shape(fields: dict[str, str | None], places: list[str]) -> None:
    advert = msgspec.convert({"source_ref": "1", "location_texts": places} | fields, Advert)
    made = normalise(advert, CONTEXT)
    assert made == normalise(advert, CONTEXT)
    assert msgspec.convert(msgspec.to_builtins(made), Posting) == made
    assert made.contract_type in get_args(ContractType)
    order = [get_args(WorkingPattern).index(pattern) for pattern in made.working_pattern]
    assert all(first < second for first, second in pairwise(order))
    assert len(set(made.flags)) == len(made.flags)


LABELLED = (
    ("Salary", "£27,254 - £29,064"),
    ("Hours", "22.2 per week"),
    ("Contract", "Fixed term"),
    ("Closing date", "4 January 2027"),
    ("Interview date", "11 January 2027"),
)
LAYOUTS = {
    "colons": ("{}: {}", "\n"),
    "over their values": ("{}\n{}", "\n"),
    "bars": ("{}: {}", " | "),
    "headings": ("<h3>{}</h3><p>{}</p>", ""),
    "definitions": ("<dt>{}</dt><dd>{}</dd>", ""),
    "bold": ("<b>{}</b> {}", "<br>"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("around", ["", "We plan, manage and review the work of the team together. " * 9])
def test_labels_of_a_body_are_read_however_they_are_laid_out(layout: str, around: str) -> None:
    row, between = LAYOUTS[layout]
    block = between.join(row.format(*pair) for pair in LABELLED)
    found = posting(description=f"About the job.\n{around}\n{block}\n{around}")
    assert (found.salary_min, found.salary_max, found.salary_period) == (27_254, 29_064, "year")
    assert (found.hours_per_week, found.contract_type) == (22.2, "fixed_term")
    assert (found.closes_at, found.interview_on) == ("2027-01-04", "2027-01-11")
