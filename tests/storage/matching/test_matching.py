"""Which adverts are one job: what links, what parts, and that order does not matter."""

import random
from typing import Any

import pytest

from storage.matching import Item, Pair, edges, filing, link, match, profile_of, why

PLAIN: dict[str, Any] = {
    "title": "Social Worker",
    "recruiter": "Essex County Council",
    "recruiter_code": "E10000012",
    "site": "Chelmsford, Essex",
    "locality": "chelmsford",
    "closes": 740_000,
    "opened": 739_980,
    "pay_min": 35_000.0,
    "pay_max": 39_000.0,
}


def keys(one: Item) -> frozenset[int]:
    return filing(profile_of(one)).keys


def item(source: str, ref: str = "1", **fields: Any) -> Item:
    return Item(source=source, ref=ref, **(PLAIN | fields))


def are_one(first: dict[str, Any], second: dict[str, Any]) -> bool:
    return len(match([item("a", **first), item("b", **second)])) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({}, {"title": "SOCIAL WORKER"}),
        ({}, {"title": "Social Wroker"}),
        ({}, {"title": "Social Worker (Chelmsford)"}),
        ({}, {"closes": 740_001}),
        ({}, {"closes": None, "pay_min": None, "pay_max": None}),
        ({"title": "Social Worker (Children's)"}, {"title": "Children's Social Worker"}),
        ({"title": "TA"}, {"title": "Teaching Assistant"}),
        ({"reference": "ESX/123"}, {"reference": "Ref: esx-123"}),
        ({"recruiter": "Oakfield School", "recruiter_code": None, "is_body": True}, {}),
        ({}, {"recruiter": None, "recruiter_code": None, "hidden": True}),
    ],
)
def test_one_job_on_two_boards(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert are_one(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"title": "Senior Social Worker"}),
        ({"title": "Social Worker Level 2"}, {"title": "Social Worker Level 3"}),
        ({"title": "Paediatric Social Worker"}, {"title": "Adult Social Worker"}),
        ({"title": "Social Worker - Full Time"}, {"title": "Social Worker - Part Time"}),
        ({"title": "Carer"}, {"title": "Career"}),
        ({"reference": "ESX/123"}, {"reference": "ESX/124"}),
        ({"reference": "12345"}, {"recruiter_code": "E10000016", "recruiter": "Kent County Council"}),
        ({"site": "Oakfield Primary School, Chelmsford"}, {"site": "Beech Primary School, Chelmsford"}),
        ({"locality": "harlow", "site": "Harlow"}, {}),
        ({}, {"closes": 740_040, "opened": 740_020}),
        ({}, {"pay_min": 45_000.0, "pay_max": 49_000.0}),
        ({"hours": 37.0}, {"hours": 18.5, "closes": None}),
    ],
)
def test_two_jobs_however_alike(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert not are_one(first, second)


def test_identical_vacancies_of_one_board_stay_apart_and_a_copy_of_either_joins_neither() -> None:
    assert len(match([item("a", "1"), item("a", "2"), item("b", "1")])) == 3


def test_references_tell_which_of_two_alike_a_copy_belongs_to() -> None:
    items = [item("a", "1", reference="ESX1"), item("a", "2", reference="ESX2"), item("b", reference="ESX2")]
    assert match(items) == [[0], [1, 2]]


def test_people_stand_above_the_rules() -> None:
    one, other = item("a"), item("b")
    assert len(match([one, other], [Pair(one.key, other.key, "not_duplicate")])) == 2
    stranger = item("b", title="Cook")
    assert len(match([one, stranger], [Pair(one.key, stranger.key, "duplicate")])) == 1


def test_the_order_of_postings_does_not_matter() -> None:
    titles = ("Social Worker", "Social Worker - Duty Team", "Senior Social Worker", "Socail Worker")
    towns = ("chelmsford", "harlow", None)
    items = [
        item(source, f"{title}{town}", title=title, locality=town, site=town)
        for source in "abcd"
        for title in titles
        for town in towns
    ]
    usual = {frozenset(items[at].key for at in job) for job in match(items)}
    for seed in range(5):
        mixed = random.Random(seed).sample(items, len(items))
        assert {frozenset(mixed[at].key for at in job) for job in match(mixed)} == usual


def test_a_kept_edge_and_a_part_linked_by_itself_give_what_matching_all_gives() -> None:
    items = [item(source, ref, reference=f"ESX{ref}00") for source in "abc" for ref in "12"]
    items += [item(source, f"x{source}", title="Cook", locality="harlow", site="Harlow") for source in "ab"]
    near = edges(items)
    alone = edges(items, {7})
    assert alone == {pair: score for pair, score in near.items() if 7 in pair}
    assert link(items, near) == match(items)
    assert link(items[6:], edges(items[6:])) == [[0, 1]]


def test_postings_of_one_job_share_a_key_when_employer_or_date_is_not_told() -> None:
    known = item("a")
    assert keys(known) & keys(item("b", recruiter=None, recruiter_code=None, hidden=True))
    assert keys(known) & keys(item("b", closes=None))
    assert keys(known) & keys(item("b", title="Socail Wroker"))


def test_why_names_the_finding_that_settles_it() -> None:
    assert why(profile_of(item("a")), profile_of(item("b"))).is_near
    one, other = profile_of(item("a", reference="ESX100")), profile_of(item("b", reference="ESX200"))
    parted = why(one, other)
    assert parted.rule == "reference"
    assert not parted.is_near
    assert "They bear two numbers of one numbering, which settles the matter." in parted.sentences
    assert parted == why(other, one)


def _many(jobs: int) -> list[Item]:
    """Return adverts of so many jobs, each at two sites of which the second tells a day and a word less."""
    towns = ("chelmsford", "harlow", "basildon", "witham")
    rows = [
        {"locality": towns[at % 4], "site": towns[at % 4].title(), "closes": 740_000 + at // 4} for at in range(jobs)
    ]
    return [item("a", str(at), **row) for at, row in enumerate(rows)] + [
        item("b", str(at), **row, opened=None, text="We look for a social worker.") for at, row in enumerate(rows)
    ]


def test_sharing_the_work_among_processes_changes_nothing() -> None:
    items = _many(400)
    assert match(items, processes=3) == match(items, processes=1)


def test_where_no_process_is_to_be_had_the_work_is_done_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no process to be had")

    items = _many(40)
    alone = match(items, processes=1)
    monkeypatch.setattr("storage.matching.near._start", refuse)
    assert match(items, processes=2) == alone


def test_where_a_process_is_lost_the_work_is_done_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    items = _many(40)
    alone = match(items, processes=1)
    monkeypatch.setattr("storage.matching.near._work", lambda *_: None)
    assert match(items, processes=2) == alone


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"title": "Principal Planner"}, {"title": "Principal Planning Officer"}),
        ({"title": "Payroll Adviser"}, {"title": "Payroll Advisor"}),
        ({"title": "Volunteer Co-ordinator"}, {"title": "Volunteer Coordinator"}),
        ({"title": "SBM"}, {"title": "School Business Manager"}),
        ({"title": "Exams Officer - hybrid working"}, {"title": "Examinations Officer (re-advertisement)"}),
        ({"title": "Sen. Planning Officer"}, {"title": "Senior Planning Officer"}),
        ({"site": "Chelmsford Council"}, {"site": "Broomfield, Essex"}),
        ({"title": "Princ. Planning Officer"}, {"title": "Principal Planning Officer"}),
        ({"title": "Env Health Officer"}, {"title": "Environmental Health Officer"}),
        (
            {"title": "Receptionist", "site": "Front Office, Chelmsford"},
            {"title": "Receptionist", "site": "Main Office"},
        ),
        ({"title": "SENCO"}, {"title": "Special Educational Needs Coordinator (SENCO)"}),
        ({"title": "Environmental Health Officer (EHO)"}, {"title": "Environmental Health Officer"}),
        ({"title": "Family Practitioner x 3"}, {"title": "Family Practitioner (3 posts)"}),
        ({"title": "Accountant"}, {"title": "Accountant, Chelmsford CM1 1QH"}),
        ({"title": "Social Worker - Leaving Care Team"}, {"title": "Leaving Care Social Worker"}),
        ({"pay_min": 37_000.0, "pay_max": 37_000.0}, {}),
        ({"reference": "RESP-771"}, {"reference": "771"}),
    ],
)
def test_ways_of_writing_one_title_pay_or_number(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert are_one(first, second)


def test_another_duty_is_another_job() -> None:
    assert not are_one({"title": "Planning Officer"}, {"title": "Planning Enforcement Officer"})
    assert not are_one({"title": "Team Leader"}, {"title": "Leader"})
    assert not are_one({"title": "Solicitor - Contracts"}, {"title": "Solicitor - Litigation"})
    assert not are_one({"title": "Solicitor - Contracts"}, {"title": "Solicitor"})
    assert are_one({"title": "Solicitor (Contract)"}, {"title": "Solicitor"})


def test_other_hours_in_the_title_are_another_job() -> None:
    assert not are_one({"title": "Library Assistant (16 hours)"}, {"title": "Library Assistant (22 hours)"})
    assert are_one({"title": "Library Assistant (16 hours)"}, {"title": "Library Assistant"})


@pytest.mark.parametrize(("one", "other"), [("MPS/UPS", "MPS - UPS"), ("Grade 5", "5"), ("MPS", "Main pay range")])
def test_a_grade_may_be_called_otherwise(one: str, other: str) -> None:
    assert are_one({"grade": one}, {"grade": other})


def test_another_grade_speaks_against_one_job() -> None:
    told = why(profile_of(item("a", grade="Grade 5")), profile_of(item("b", grade="Grade 6")))
    same = why(profile_of(item("a", grade="Grade 5")), profile_of(item("b", grade="Grade 5")))
    assert told.score < same.score


def test_permanent_and_temporary_are_two_jobs() -> None:
    assert not are_one({"title": "Finance Officer (Temporary)"}, {"title": "Finance Officer - Permanent"})
    assert are_one({"title": "Finance Officer"}, {"title": "Finance Officer - Permanent"})


def test_permanent_and_temporary_are_two_jobs_where_only_the_body_tells() -> None:
    assert not are_one({"lasting": True}, {"lasting": False})
    assert not are_one({"title": "Social Worker (Temporary)"}, {"lasting": True})
    assert are_one({"title": "Social Worker (Temporary)", "lasting": True}, {"lasting": False})
    assert are_one({"lasting": True}, {})


def test_four_days_and_thirty_hours_are_two_jobs_and_part_time_is_no_full_week() -> None:
    assert not are_one({"hours": 29.6}, {"hours": 30.0})
    assert are_one({"hours": 32.38}, {"hours": 32.5})
    assert not are_one({"title": "Social Worker (Part Time)"}, {"hours": 37.0})
    assert are_one({"title": "Social Worker (Part Time)"}, {"hours": 20.0})


def test_a_number_in_a_titles_brackets_is_a_reference() -> None:
    assert not are_one({"title": "Social Worker [LCC-4418]"}, {"title": "Social Worker (LCC-4419)"})
    assert are_one({"title": "Social Worker [LCC-4418]"}, {"reference": "LCC 4418"})
    assert are_one({"title": "Social Worker (MAY 2026)"}, {"title": "Social Worker (JUN 2026)"})


def test_a_number_is_compared_without_whom_its_advert_is_for() -> None:
    assert not are_one({"reference": "LCC-4417"}, {"reference": "LCC-4418_EXT"})
    assert not are_one({"reference": "LCC-4417"}, {"reference": "LCC-4418 (External)"})
    assert are_one({"reference": "LCC-4417"}, {"reference": "LCC-4417_EXT"})


def test_an_equal_number_outweighs_two_names_of_one_seat_but_not_two_schools() -> None:
    hall, offices = {"site": "Town Hall, Chelmsford"}, {"site": "Council Offices, Chelmsford"}
    assert not are_one(hall, offices)
    assert are_one({**hall, "reference": "ESX123"}, {**offices, "reference": "ESX123"})
    one, other = "Oakfield Primary School, Chelmsford", "Beech Primary School, Chelmsford"
    assert not are_one({"site": one, "reference": "ESX123"}, {"site": other, "reference": "ESX123"})


def test_an_equal_number_outweighs_a_title_in_other_words_but_not_another_level_or_round() -> None:
    numbered = {"reference": "ESX-4411"}
    officer, attendant = {"title": "Porter"}, {"title": "Theatre Attendant"}
    assert are_one(officer | numbered, attendant | numbered)
    assert not are_one(officer, attendant)
    assert are_one({"title": "Finance Officer"} | numbered, {"title": "Income Officer"} | numbered)
    assert not are_one({"title": "Clerk Level 2"} | numbered, {"title": "Clerk Level 3"} | numbered)
    assert not are_one({"title": "Clerk North"} | numbered, {"title": "Clerk South"} | numbered)
    earlier = numbered | {"opened": 739_950, "closes": None}
    assert not are_one(numbered, earlier)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Class Support Assistant", "Teaching Assistant"),
        ("Lunchtime Supervisor", "Midday Supervisory Assistant"),
        ("Parking Attendant", "Civil Enforcement Officer (Parking)"),
        ("Early Years Educator", "Nursery Practitioner"),
        ("Qualified Social Worker", "Social Worker"),
        ("Town Planner", "Planning Officer"),
        ("Special Educational Needs Caseworker", "SEN Case Officer"),
        ("Refuse & Recycling Loader", "Refuse Loader"),
        ("Parking Attendnat", "Parking Attendant"),
    ],
)
def test_boards_have_several_names_for_one_post(one: str, other: str) -> None:
    assert are_one({"title": one}, {"title": other})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Newly Qualified Social Worker", "Social Worker"),
        ("Senior Parking Attendant", "Civil Enforcement Officer"),
        ("Higher Level Teaching Assistant", "Classroom Assistant"),
        ("Senior Carer", "Care Assistant"),
    ],
)
def test_a_rank_parts_two_posts_whatever_they_are_called(one: str, other: str) -> None:
    assert not are_one({"title": one}, {"title": other})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HDUHB", "Hywel Dda University Health Board"),
        ("Hywel Dda UHB", "HDUHB"),
        ("NHS GG&C", "NHS Greater Glasgow and Clyde"),
    ],
)
def test_an_employer_may_be_told_by_its_initials(one: str, other: str) -> None:
    first, second = ({"recruiter": name, "recruiter_code": None, "is_body": True} for name in (one, other))
    assert are_one(first, second)
    assert not are_one(first, second | {"recruiter": "Powys Teaching Health Board"})


def test_a_name_of_common_words_alone_hides_who_employs() -> None:
    for name in ("A public body", "Leading care provider", "Acorn Interim"):
        assert profile_of(item("a", recruiter=name, recruiter_code=None)).hidden
    assert not profile_of(item("a", recruiter="Acorn Care", recruiter_code=None)).hidden
    assert not profile_of(item("a", recruiter="City of London", recruiter_code="E09000001")).hidden


WELSH = {
    "title": "Uwch Weithiwr Cymdeithasol",
    "recruiter": "City and County of Swansea",
    "recruiter_code": "W06000011",
    "site": "Abertawe",
    "locality": "abertawe",
    "text": "Rydym yn chwilio am weithiwr cymdeithasol. Oriau: 37 awr yr wythnos. Mae cyflog da gyda ni.",
}
ENGLISH = WELSH | {
    "title": "Senior Social Worker",
    "site": "Swansea",
    "locality": "swansea",
    "text": "We seek a social worker for our team. You will hold a caseload and chair groups in the city and county.",
}


def test_the_welsh_copy_of_an_advert_is_one_job_with_the_english_one_even_on_one_board() -> None:
    assert are_one(WELSH, ENGLISH)
    same_board = [item("a", "1", **WELSH), item("a", "2", **ENGLISH), item("b", "3", **ENGLISH)]
    assert match(same_board) == [[0, 1, 2]]
    assert are_one(WELSH | {"reference": "SWN/12 (CYM)"}, ENGLISH | {"reference": "SWN/12"})


def test_a_welsh_title_parts_posts_as_an_english_one_does() -> None:
    assert not are_one(WELSH | {"title": "Gweithiwr Cymdeithasol"}, ENGLISH)
    assert not are_one(WELSH | {"title": "Uwch Swyddog Tai"}, ENGLISH)
    assert not are_one(WELSH, ENGLISH | {"site": "Morriston", "locality": "morriston", "recruiter_code": None})
    assert not are_one(WELSH | {"title": "Athro (dros dro)"}, ENGLISH | {"title": "Teacher (permanent)"})


def test_a_number_is_one_however_often_the_word_for_it_stands_before_it() -> None:
    assert not are_one({"reference": "JOB13656"}, {"reference": "Job ref JOB13657"})
    assert are_one({"reference": "JOB13656"}, {"reference": "Vacancy no. JOB13656"})


def test_a_number_marked_as_advertised_again_is_another_rounds_unless_the_dates_agree() -> None:
    undated = {"closes": None, "opened": None, "reference": "CNE-2503R"}
    assert not are_one({"reference": "CNE-2503"}, undated)
    assert are_one({"reference": "CNE-2503"}, {"reference": "CNE-2503 (re-advert)"})


def test_two_schools_with_welsh_names_are_two_places() -> None:
    assert not are_one({"site": "Ysgol y Dderwen, Chelmsford"}, {"site": "Ysgol Bro Hedd, Chelmsford"})
    assert are_one({"site": "Ysgol Gynradd y Dderwen, Chelmsford"}, {"site": "Ysgol y Dderwen"})


def test_a_place_that_is_the_employers_name_or_an_old_county_says_nothing() -> None:
    named = {"recruiter": "Scottish Borders Council", "recruiter_code": None, "site": "Galashiels", "locality": None}
    for place in ("SBC", "Scottish Borders Council", "Dyfed", "West Glamorgan"):
        assert are_one(named, named | {"site": place})
