"""``counciljobs match`` and ``explain``: people decide, and every job and field can be asked why."""

import pytest

from tests.counciljobs.conftest import Cli
from tests.storage.making import Diary

BOTH = {"recruiter": "Leeds City Council", "recruiter_code": "E08000035", "closes_at": "2026-12-01"}
SAME = BOTH | {"title": "Flood Risk Engineer", "reference": "LCC-4711", "local_authority_code": "E08000035"}


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory, cli: Cli) -> Diary:
    """Two boards with one engineer, and a planner and a senior planner of the same council."""
    diary = Diary(tmp_path_factory.getbasetemp().cwd() / "counciljobs.db")
    diary.day(1, {"1": SAME, "2": BOTH | {"title": "Planner"}}, source="leeds")
    diary.day(1.1, {"A": SAME, "B": BOTH | {"title": "Senior Planner"}}, source="yorkshire")
    assert cli("status").code == 0
    return diary


def job(store: Diary, source: str, ref: str) -> str:
    return str(store.ask("SELECT job FROM postings WHERE source = ? AND source_ref = ?", source, ref)[0][0])


def test_a_job_of_two_boards_says_why_it_is_one(cli: Cli, store: Diary) -> None:
    name = job(store, "leeds", "1")
    assert job(store, "yorkshire", "A") == name
    said = cli("explain", name).out
    assert f"Job {name} is advertised by 2 postings:" in said
    assert "leeds:1: Flood Risk Engineer, Leeds City Council (live; linked by " in said
    assert "Why yorkshire:A and leeds:1 are one job:" in said
    assert "They bear one reference" in said
    (told,) = cli("explain", name, "--json").objects
    assert [member["posting"] for member in told["members"]] == ["leeds:1", "yorkshire:A"]


def test_the_nearest_neighbour_says_why_it_is_another_job(cli: Cli, store: Diary) -> None:
    said = cli("explain", job(store, "leeds", "2")).out
    assert "Its nearest neighbour is yorkshire:B" in said
    assert "titles" in said


def test_a_persons_decision_stands_and_is_told_and_can_be_taken_back(cli: Cli, store: Diary) -> None:
    ran = cli("match", "duplicate", "leeds:2", "yorkshire:B", "--by", "Jo", "--why", "the board promoted the post")
    assert (ran.code, ran.err) == (0, "leeds:2 and yorkshire:B are one job from now on.\n")
    name = job(store, "leeds", "2")
    assert job(store, "yorkshire", "B") == name
    assert "Jo decided on " in cli("explain", name).out
    assert "because the board promoted the post." in cli("explain", name).out
    (kept,) = cli("match", "list", "--json").objects
    assert (kept["a"], kept["decision"], kept["by"]) == ("leeds:2", "duplicate", "Jo")
    store.day(2, {"1": SAME, "2": BOTH | {"title": "Planner"}}, source="leeds")
    assert job(store, "yorkshire", "B") == job(store, "leeds", "2") == name
    assert cli("match", "undo", "yorkshire:B", "leeds:2").code == 0
    assert job(store, "yorkshire", "B") != job(store, "leeds", "2") == name
    assert cli("match", "undo", "yorkshire:B", "leeds:2").code == 3


def test_two_postings_parted_by_a_person_stay_two_and_the_old_id_leads_to_its_job(cli: Cli, store: Diary) -> None:
    name = job(store, "leeds", "1")
    assert cli("match", "not-duplicate", "yorkshire:A", "leeds:1", "--quiet").err == ""
    assert job(store, "leeds", "1") == name
    other = job(store, "yorkshire", "A")
    assert other != name
    assert cli("match", "duplicate", "yorkshire:A", "leeds:1").code == 0
    assert f"{other} turned out to be {name}." in cli("explain", other).out


@pytest.mark.usefixtures("store")
def test_decisions_that_contradict_are_refused_and_change_nothing(cli: Cli) -> None:
    cli("match", "duplicate", "leeds:2", "yorkshire:B")
    cli("match", "duplicate", "leeds:2", "leeds:1")
    ran = cli("match", "not-duplicate", "yorkshire:B", "leeds:1")
    assert ran.code == 3
    assert "That contradicts the decision that leeds:2 and yorkshire:B are one job" in ran.err
    assert len(cli("match", "list", "--json").objects) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("match", "duplicate", "leeds", "yorkshire:A"), 2, "SOURCE:SOURCE_REF, not 'leeds'"),
        (("match", "duplicate", "leeds:9", "yorkshire:A"), 3, "There is no posting leeds:9"),
        (("match", "duplicate", "leeds:1", "leeds:1"), 3, "named twice"),
        (("explain", "leeds:11"), 2, "There is no posting leeds:11 in this store; did you mean leeds:1."),
        (("explain", "nothing"), 2, "There is no job nothing"),
        (("explain", "\x00\x1b:\x00"), 2, "There is no posting"),
    ],
)
@pytest.mark.usefixtures("store")
def test_what_is_not_there_is_told(cli: Cli, arguments: tuple[str, ...], code: int, said: str) -> None:
    ran = cli(*arguments)
    assert ran.code == code
    assert said in ran.err
    assert "\x1b" not in ran.err


def test_every_field_of_a_posting_says_which_rule_read_which_words(cli: Cli) -> None:
    cli("demo", "--quiet")
    (one,) = cli("export", "-", "--postings", "--where", "title = 'Park Ranger'", "--format", "jsonl").objects
    name = f"{one['source']}:{one['source_ref']}"
    (told,) = cli("explain", name, "--json").objects
    fields = {field["field"]: field for field in told["fields"]}
    assert fields["salary_min"]["rule"] == "amount"
    assert "£27,254" in fields["salary_min"]["text"]
    said = cli("explain", name).out
    assert f"{name} is advertised as job {told['job']}." in said
    assert "register_name" in said
