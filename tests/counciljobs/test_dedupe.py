"""``counciljobs dedupe``: one answer a line, in order, whatever the lines hold."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.counciljobs.conftest import Cli

ADVERT = {
    "source": "essex",
    "source_ref": "1",
    "title": "Social Worker",
    "recruiter": "Essex County Council",
    "location": "Chelmsford",
    "closes_at": "2026-12-01",
}


def deduped(cli: Cli, *adverts: dict[str, Any] | str) -> list[str | None]:
    lines = [advert if isinstance(advert, str) else json.dumps(advert) for advert in adverts]
    Path("in.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return [answer["job"] for answer in cli("dedupe", "in.jsonl").objects]


def test_copies_of_a_job_get_one_id_and_others_their_own(cli: Cli) -> None:
    copy = ADVERT | {"source": "board", "source_ref": "x", "recruiter": "Essex CC"}
    senior = copy | {"source_ref": "y", "title": "Senior Social Worker"}
    first, second, third = deduped(cli, ADVERT, copy, senior)
    assert first == second != third


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hours: 37 per week.", "This is a 18.5 hour post."),
        ("Working week 37 hours (permanent).", "Working week 37 hours (maternity cover)."),
        ("Contract: permanent. 37 hours.", "A fixed-term post in the same team."),
        ("Please quote reference ESX/4418/26.", "Please quote reference ESX/4419/26."),
    ],
)
def test_siblings_that_only_their_bodies_tell_apart_are_two_jobs(cli: Cli, one: str, other: str) -> None:
    copy = ADVERT | {"source": "board", "source_ref": "x"}
    assert len(set(deduped(cli, ADVERT | {"description": one}, copy | {"description": other}))) == 2
    assert len(set(deduped(cli, ADVERT | {"description": one}, copy | {"description": one}))) == 1


def test_temporary_accommodation_is_no_temporary_post(cli: Cli) -> None:
    copy = ADVERT | {"source": "board", "source_ref": "x", "description": "A permanent post."}
    told = {"description": "You will help families out of temporary accommodation. Two references, 48 hours."}
    assert len(set(deduped(cli, ADVERT | told, copy))) == 1


def test_the_order_of_lines_changes_no_id(cli: Cli) -> None:
    rows = [
        ADVERT | {"source": name, "source_ref": name, "title": title} for name in "abc" for title in ("Cook", "Cleaner")
    ]
    rows = [row | {"source_ref": f"{row['source']}{row['title']}"} for row in rows]
    assert deduped(cli, *rows) == deduped(cli, *reversed(rows))[::-1]


def test_every_field_may_be_missing_or_of_another_kind(cli: Cli) -> None:
    jobs = deduped(cli, "{}", "{}", '{"title": 5, "location": ["x"], "closes_at": "soon", "description": null}')
    assert len(set(jobs)) == 3
    assert None not in jobs


def test_an_id_used_again_for_another_post_is_another_job(cli: Cli) -> None:
    jobs = deduped(cli, ADVERT, ADVERT | {"title": "Cook"}, ADVERT, ADVERT | {"closes_at": "2027-02-01"})
    assert jobs[0] == jobs[2]
    assert len(set(jobs)) == 3


def test_a_broken_line_gets_nulls_and_one_sentence(cli: Cli) -> None:
    Path("in.jsonl").write_text(json.dumps(ADVERT) + "\n\nnot json\n", encoding="utf-8")
    ran = cli("dedupe", "in.jsonl")
    assert [answer["job"] is None for answer in ran.objects] == [False, True, True]
    assert ran.code == 1
    assert "2 lines, the first of them line 2" in ran.err


def test_nothing_but_broken_lines_is_nothing_done(cli: Cli) -> None:
    Path("in.jsonl").write_text("[]\n", encoding="utf-8")
    assert cli("dedupe", "in.jsonl").code == 3


def test_a_file_that_is_not_there_is_named(cli: Cli) -> None:
    ran = cli("dedupe", "none.jsonl")
    assert ran.code != 0
    assert "none.jsonl" in ran.err
