"""What bodies tell of a vacancy: whom to ask, when interviews are, which team; and titles that boards reword."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.matching import Item, edges, match, profile_of, why
from storage.matching.facts import NOTHING, facts_of, together
from storage.matching.words import title_of

PLAIN: dict[str, Any] = {
    "title": "Planning Officer",
    "recruiter": "Essex County Council",
    "recruiter_code": "E10000012",
    "closes": 740_000,
    "opened": 739_980,
}
PAID = {"pay_min": 35_000.0, "pay_max": 39_000.0}
OURS = (
    "You will prepare reports for committee and defend decisions at appeal. We hold twenty surgeries a year for those "
    "who apply. A degree that the institute recognises is expected. "
)
THEIRS = (
    "Reports go to councillors, and you speak to them there. Applicants come to see you in person. You have studied "
    "town planning. "
)


def are_one(first: dict[str, Any], second: dict[str, Any]) -> bool:
    items = [Item(source=source, ref="1", **(PLAIN | fields)) for source, fields in (("a", first), ("b", second))]
    return len(match(items)) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"title": "Planning Officer - Wet Side"}, {"text": OURS + "The post sits in Wet Side."}),
        ({"title": "Planning Officer (Grade 7)", "grade": "G07"}, {}),
        ({"title": "Planning Officer - Scale 6"}, {"grade": "Scale 6"}),
        ({"title": "Essex County Council - Planning Officer"}, {}),
        ({"title": "Planing Offcier"}, {}),
        ({"title": "Plan. Supp. Off.", "text": OURS}, {"title": "Planning Support Officer", "text": OURS}),
        (
            {"title": "Case Officer, Applications", "text": OURS + "We seek a Planning Officer."},
            {"text": THEIRS + "We are looking for a Planning Officer."},
        ),
        (
            {"text": OURS + "Contact Jo Bloggs, Planning Manager.", "closes": 740_007} | PAID,
            {"text": THEIRS + "For a chat please contact Jo Bloggs. Interviews are on 4 May."} | PAID,
        ),
        (
            {"reference": "REE474403", "source": "reed", "text": "Please quote reference ECC-1203."},
            {"reference": "ECC-1203", "closes": None, "opened": None},
        ),
        (
            {
                "hidden": True,
                "recruiter": "Confidential",
                "recruiter_code": None,
                "text": "Essex County Council seeks you.",
            },
            {},
        ),
    ],
)
def test_one_job_in_other_words(first: dict[str, Any], second: dict[str, Any]) -> None:
    source = first.pop("source", "a")
    items = [Item(source=source, ref="1", **(PLAIN | first)), Item(source="b", ref="1", **(PLAIN | second))]
    assert len(match(items)) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"title": "Planning Officer - North Team"}, {"title": "Planning Officer - South Team"}),
        ({"title": "Planning Officer - North Team"}, {"text": OURS + "You will be part of South Team."}),
        ({"text": OURS + "Team: Appeals."}, {"text": OURS + "Team: Enforcement."}),
        ({"title": "Planning Officer Grade 6"}, {"title": "Planning Officer Grade 7"}),
        ({"grade": "Grade 6"}, {"text": "The grade is Grade 7 (£30,000 to £34,000)."}),
        (
            {"text": OURS + "You will have 14 cases each month to look after."},
            {"text": OURS + "You will have 38 cases each month to look after.", "opened": None, "closes": None},
        ),
        (
            {"text": OURS + "Interviews are held on 3 May 2026.", "closes": None},
            {"text": THEIRS + "Interviews will be on 19 May 2026.", "closes": None},
        ),
        ({"title": "Payroll Officer", "text": OURS}, {"title": "Pensions Officer", "text": OURS}),
        ({"title": "Accountant", "text": THEIRS}, {"title": "Solicitor", "text": OURS}),
        ({"lasting": True}, {"title": "Planning Officer (Temporary)"}),
        ({"pay_min": 39_152.0, "pay_max": 42_839.0}, {"pay_min": 43_693.0, "pay_max": 46_731.0}),
    ],
)
def test_two_jobs_by_what_their_bodies_tell(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert not are_one(first, second)


def test_a_date_put_off_on_one_board_is_no_other_round_when_the_number_is_the_same() -> None:
    text = OURS + "Contact Jo Bloggs. Apply by 27 February."
    assert are_one({"text": text, "reference": "ECC-1203"}, {"text": text, "closes": 740_014, "reference": "ECC-1203"})
    assert not are_one({"text": OURS}, {"text": OURS, "closes": 740_028, "opened": 740_008})


@pytest.mark.parametrize(
    ("sentence", "field", "told"),
    [
        ("For an informal chat please contact the Team Manager, Amanda Hallam", "people", {"amanda hallam"}),
        ("Contact Human Resources", "people", set()),
        ("Interviews will be held on 4th May 2026", "interviews", {(5, 4)}),
        ("Closing date: 21/06/2026", "closings", {(6, 21)}),
        ("You will be part of Development Management North", "teams", {("development", "management", "north")}),
        ("Working for Essex County Council means a lot", "teams", set()),
        ("Please quote reference REQ-048892", "references", {"REQ048892"}),
        ("The place of work is Elm House, Yate (BS37 4BQ)", "postcodes", {"BS374BQ"}),
        ("We are looking for an experienced Planning Officer", "roles", {"Planning Officer"}),
        ("Grade 7: £31,537 - £34,434", "grades", {"Grade 7"}),
        ("GCSE English at grade C or above", "grades", set()),
        ("You will look after 14 cases", "counts", {"14"}),
        ("37 hours a week", "counts", set()),
    ],
)
def test_what_a_sentence_tells(sentence: str, field: str, told: set[object]) -> None:
    assert getattr(facts_of(sentence), field) == told


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert together([facts_of(text), NOTHING]) == facts_of(text)
    assert (title_of(text).grade or "") in text


def test_what_bodies_tell_is_said() -> None:
    one = profile_of(Item(source="a", ref="1", **PLAIN, text=OURS + "Team: Appeals."))
    other = profile_of(Item(source="b", ref="1", **PLAIN, text=THEIRS + "Team: Enforcement."))
    assert any("bodies tell" in sentence for sentence in why(one, other).sentences)


def test_a_team_behind_both_roles_makes_no_alike_of_two_posts() -> None:
    """Planner and Gardener of one team have no word in common: no evidence short of a link's is kept for them."""
    items = [
        Item(source=source, ref="1", **(PLAIN | PAID | {"title": f"{role}, Central team", "text": OURS}))
        for source, role in (("a", "Planner"), ("b", "Gardener"), ("c", "Planner"))
    ]
    assert set(edges(items)) == {(0, 2)}
