"""The site over a file: every page answers, writes nothing, and shows hostile text as text."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from storage.dictionary import entries
from storage.serving.outfit import NAME, Outfit
from storage.serving.questions import QUESTIONS
from storage.serving.site import site
from tests.storage.making import Diary

WICKED = "<script>alert(1)</script><img src=x onerror=alert(2)>"
LEEDS = (53.8, -1.55)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    diary = Diary(tmp_path / "s.db")
    usual = {
        "recruiter": "Leeds City Council",
        "region": "Yorkshire and The Humber",
        "category": "planning_regeneration",
        "salary_annual_min": 30000.0,
        "salary_annual_max": 35000.0,
        "latitude": LEEDS[0],
        "longitude": LEEDS[1],
        "closes_at": "2026-11-09",
    }
    diary.day(1, {"old": {"title": "Archivist", "closes_at": "2026-11-02"}})
    shown: dict[str, dict[str, Any]] = {f"p{n}": {**usual, "title": f"Planner {n}"} for n in range(40)}
    shown["w"] = {"title": WICKED, "description": f"{WICKED}\x00 \u202eevil", "url": "javascript:alert(3)"}
    diary.day(2, shown)
    diary.day(3, {**shown, "p1": {**shown["p1"], "salary_annual_max": 36000.0, "salary_text": "more"}})
    return diary.path


@pytest.fixture
async def served(file: Path) -> AsyncIterator[Any]:
    made = site(file, Outfit(land=[LEEDS, (51.5, -0.1)], locate=lambda text: LEEDS if text == "LS1" else None))
    await made.invoke_startup()
    yield made.client
    for database in made.databases.values():
        database.close()


def job_of(file: Path, title: str) -> str:
    return str(Diary(file).ask("SELECT job FROM postings WHERE title = ?", title)[0][0])


async def test_the_front_page_tells_the_story_in_numbers(served: Any) -> None:
    page = (await served.get("/")).text
    assert "<b>41</b> live jobs" in page
    assert "UTC UTC" not in page
    assert "<b>41</b> close within" not in page
    assert "<b>40</b> close within seven days" in page
    assert "Yorkshire and The Humber" in page
    for question in QUESTIONS:
        assert question.title in page


async def test_an_empty_file_says_what_to_do(tmp_path: Path) -> None:
    Diary(tmp_path / "e.db").day(1)
    Diary(tmp_path / "e.db").ask("SELECT 1")
    made = site(tmp_path / "e.db", Outfit())
    await made.invoke_startup()
    for address in ("/", "/search", "/map", "/charts", f"/{NAME}"):
        assert (await made.client.get(address)).status_code == 200, address
    for database in made.databases.values():
        database.close()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
async def test_every_question_answers_with_its_title(served: Any, question: Any) -> None:
    answer = await served.get(f"/{NAME}/{question.name}", params=question.params)
    assert answer.status_code == 200, answer.text
    assert question.title.replace("?", "") in answer.text.replace("?", "")
    rows = (await served.get(f"/{NAME}/{question.name}.json", params={**question.params, "_shape": "array"})).json()
    assert isinstance(rows, list)
    expected = {"who_is_hiring_near_me": 40, "closing_this_week": 40, "who_is_hiring_this_week": 2, "who_is_hiring": 2}
    if question.name in expected:
        assert len(rows) == expected[question.name]


def test_no_question_hides_a_table_behind_its_name() -> None:
    assert not {question.name for question in QUESTIONS} & {entry.name for entry in entries()}


async def test_the_search_finds_words_newest_first_and_pages_on(served: Any) -> None:
    first = (await served.get("/search.json", params={"q": "planner"})).json()
    assert len(first["rows"]) == 30
    rest = (await served.get("/search.json", params={"q": "planner", "after": first["after"]})).json()
    assert (len(rest["rows"]), rest["after"]) == (10, None)
    ids = [row["id"] for row in first["rows"] + rest["rows"]]
    assert ids == sorted(ids, reverse=True)
    assert "Older ones" in (await served.get("/search", params={"q": "planner"})).text


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"q": "archivist"}, 0),
        ({"q": "archivist", "closed": "1"}, 1),
        ({"q": "planner 7"}, 1),
        ({"q": "", "council": "leeds"}, 30),
        ({"council": "100%"}, 0),
        ({"council": "%"}, 30),
        ({"q": 'plan"ner OR NOT ( * ^ NEAR'}, 0),
        ({"q": '"'}, 30),
        ({"q": "\x00"}, 30),
        ({"q": "x" * 5000}, 0),
        ({"q": "planner", "after": "-1; DROP TABLE jobs"}, 30),
        ({"q": "planner", "after": "9" * 30}, 30),
    ],
)
async def test_any_words_are_words(served: Any, asked: dict[str, str], count: int) -> None:
    answer = await served.get("/search.json", params=asked)
    assert answer.status_code == 200
    assert len(answer.json()["rows"]) == count


async def test_a_search_is_a_feed_too(served: Any) -> None:
    answer = await served.get("/search.atom", params={"q": ""})
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = ET.fromstring(answer.text)
    atom = "{http://www.w3.org/2005/Atom}"
    entries = root.findall(f"{atom}entry")
    assert len(entries) == 30
    links = [link.attrib["href"] for entry in entries for link in entry.findall(f"{atom}link")]
    assert all(link.startswith("http") for link in links)


async def test_a_job_shows_its_history_and_its_links(served: Any, file: Path) -> None:
    page = (await served.get(f"/job/{job_of(file, 'Planner 1')}")).text
    assert "£30,000 to £36,000" in page
    assert "salary_annual_max" in page
    assert "still up" in page
    missing = await served.get("/job/<script>")
    assert missing.status_code == 404
    assert "<script>" not in missing.text.replace("<script>\n", "")


async def test_hostile_text_is_shown_as_text(served: Any, file: Path) -> None:
    addresses = ["/", "/search", f"/job/{job_of(file, WICKED)}", f"/{NAME}/live_jobs", f"/{NAME}/postings", "/charts"]
    for address in addresses:
        page = (await served.get(address, follow_redirects=True)).text
        assert "<script>alert" not in page, address
        assert "<img src=x" not in page, address
        assert 'href="javascript:' not in page, address


async def test_nothing_can_be_written_or_attached(served: Any, file: Path) -> None:
    before = Diary(file).ask("SELECT count(*), max(id) FROM jobs")
    for sql in (
        "DELETE FROM jobs",
        "PRAGMA query_only = OFF",
        "ATTACH '/tmp/other.db' AS other",
        "SELECT load_extension('x')",
        "WITH x AS (SELECT 1) INSERT INTO jobs (id) VALUES ('x')",
    ):
        assert (await served.get(f"/{NAME}.json", params={"sql": sql})).status_code == 400, sql
    assert (await served.get(f"/{NAME}.db")).status_code in {403, 404}
    assert Diary(file).ask("SELECT count(*), max(id) FROM jobs") == before


async def test_a_query_without_end_is_ended(served: Any) -> None:
    sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    answer = await served.get(f"/{NAME}.json", params={"sql": sql})
    assert answer.status_code == 400
    assert "took too long" in answer.text


async def test_every_answer_carries_the_headers(served: Any) -> None:
    for address in ("/", "/search.json", "/nothing-here", f"/{NAME}/jobs.csv", "/house/house.css"):
        headers = (await served.get(address)).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"], address
        assert headers["x-content-type-options"] == "nosniff"


async def test_tables_are_described_and_the_inner_ones_hidden(served: Any) -> None:
    told = (await served.get(f"/{NAME}.json")).json()
    hidden = {table["name"]: table["hidden"] for table in told["tables"]}
    assert hidden["jobs"] is False
    assert hidden["posting_watch"] is True
    page = (await served.get(f"/{NAME}/jobs")).text
    assert "One row a vacancy as an analyst counts it" in page


async def test_a_run_that_writes_meanwhile_is_seen_and_not_blocked(served: Any, file: Path) -> None:
    Diary(file).day(4, {"new": {"title": "Zookeeper"}}, source="york")
    found = json.loads((await served.get("/search.json", params={"q": "zookeeper"})).text)
    assert [row["title"] for row in found["rows"]] == ["Zookeeper"]


async def test_the_map_and_the_charts_are_drawn_with_their_tables(served: Any) -> None:
    page = (await served.get("/map")).text
    assert "40 live jobs have a known place" in page
    assert page.count("<polygon") == 2
    charts = (await served.get("/charts")).text
    assert charts.count("<svg") >= 4
    assert charts.count("<table>") >= 4
    assert "planning regeneration" in charts
