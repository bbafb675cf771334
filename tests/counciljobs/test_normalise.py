"""``counciljobs normalise``: one object a text, in order, whatever the text."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from counciljobs.readers import recruiter_code
from tests.conftest import NOW
from tests.counciljobs.conftest import Cli

FIELDS = {
    "salary": "text kind min max period currency bound annual_min annual_max actual_min actual_max pro_rata grade "
    "scp_min scp_max hours_per_week weeks_per_year flags",
    "recruiter": "text name code kind flags",
    "location": "text locality postcode local_authority local_authority_code upper_tier_code region nation latitude "
    "longitude workplace flags",
    "contract": "text contract_type working_pattern hours_per_week weeks_per_year posts flags",
    "date": "text at flags",
}
HOSTILE = b"37 hours\n\n\x00\n\xa3 \xff\xfe\n \r\n" + b"9" * 1_000_000 + b"\nlast"
KINDS = list(FIELDS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_fields_are_the_contracts_in_its_order(cli: Cli, kind: str) -> None:
    ran = cli("normalise", kind, "x")
    assert [list(answer) for answer in ran.objects] == [FIELDS[kind].split()]
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize("kind", KINDS)
def test_every_line_is_answered_in_order_empty_and_hostile_ones_too(cli: Cli, kind: str) -> None:
    ran = cli("normalise", kind, stdin=HOSTILE)
    assert [answer["text"] for answer in ran.objects] == [
        *("37 hours", "", "\x00", "\ufffd \ufffd\ufffd", " ", "9" * 1_000_000, "last"),
    ]
    assert ran.code == 0


@pytest.mark.parametrize("kind", KINDS)
def test_rules_are_shown_when_asked_for(cli: Cli, kind: str) -> None:
    (answer,) = cli("normalise", kind, "--rules", "37 hours").objects
    assert list(answer) == [*FIELDS[kind].split(), "rules"]


def test_texts_come_from_arguments_a_file_or_standard_input(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "texts").write_text("1 May 2027\n2 May 2027\n", encoding="utf-8")
    expected = ["2027-05-01", "2027-05-02"]
    for ran in (
        cli("normalise", "date", "1 May 2027", "2 May 2027"),
        cli("normalise", "date", "--input", tmp_path / "texts"),
        cli("normalise", "date", "--input", "-", stdin="1 May 2027\n2 May 2027"),
        cli("normalise", "date", stdin="1 May 2027\n2 May 2027\n"),
    ):
        assert [answer["at"] for answer in ran.objects] == expected


def test_a_text_may_begin_with_a_dash_or_look_like_an_option(cli: Cli) -> None:
    assert [answer["text"] for answer in cli("normalise", "date", "--", "-1", "--json").objects] == ["-1", "--json"]


def test_texts_and_input_together_are_a_mistake(cli: Cli) -> None:
    ran = cli("normalise", "date", "x", "--input", "-")
    assert (ran.code, ran.out, ran.err) == (2, "", "counciljobs: Give texts or --input, not both.\n")


def test_a_missing_input_is_told(cli: Cli) -> None:
    ran = cli("normalise", "date", "--input", "nowhere")
    assert (ran.code, ran.err) == (2, "counciljobs: There is no file nowhere.\n")


def test_the_day_is_given_or_the_clocks(cli: Cli) -> None:
    assert cli("normalise", "date", "--on", "2026-11-23", "in 5 days").objects[0]["at"] == "2026-11-28"
    assert cli("--now", "2026-11-23", "normalise", "date", "in 5 days").objects[0]["at"] == "2026-11-28"


def test_undated_pay_is_not_held_against_todays_minimum_wage(cli: Cli) -> None:
    assert cli("normalise", "salary", "£9.68 - £11.20 per hour").objects[0]["max"] == 11.2
    assert cli("normalise", "salary", "--on", "2026-11-23", "£9.68 - £11.20 per hour").objects[0]["max"] is None


@pytest.mark.parametrize("named", ["Essex County Council", "E10000012", " e10000012 "])
def test_an_employer_is_named_by_name_or_code(named: str) -> None:
    assert recruiter_code(named, NOW.date()) == "E10000012"


def test_an_employer_that_is_no_authority_is_no_context() -> None:
    assert recruiter_code("Barley Row Housing Association", NOW.date()) is None


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("nosuch", "--recruiter 'nosuch' is no employer known by that name: give its full name or its GSS code."),
        ("", "--recruiter '' is no employer known by that name: give its full name or its GSS code."),
        (
            "E99999999",
            "No authority has the code E99999999: counciljobs sources coverage lists the councils with theirs.",
        ),
    ],
)
def test_an_employer_nobody_knows_is_told_before_anything_is_read(cli: Cli, named: str, told: str) -> None:
    ran = cli("normalise", "salary", "--recruiter", named, "£20 per hour")
    assert (ran.code, ran.out, ran.err) == (2, "", f"counciljobs: {told}\n")


def test_an_employer_that_is_no_authority_is_accepted(cli: Cli) -> None:
    assert cli("normalise", "salary", "--recruiter", "Durham University", "£20 per hour").objects[0]["min"] == 20


def test_a_program_can_hold_a_conversation() -> None:
    command = [sys.executable, "-m", "counciljobs", "normalise", "date", "--on", "2026-11-23"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as filter_:
        assert filter_.stdin is not None
        assert filter_.stdout is not None
        for text, at in (("1 May 2027", "2027-05-01"), ("", None), ("tomorrow", "2026-11-24")):
            filter_.stdin.write(f"{text}\n".encode())
            filter_.stdin.flush()
            assert json.loads(filter_.stdout.readline())["at"] == at
        filter_.stdin.close()
        assert filter_.wait(timeout=10) == 0
