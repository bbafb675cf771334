"""Labels and values in every shape that councils' pages give them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.platforms.helpers.labels import complete, fields, filled, pairs, pairs_in, value
from scraper.platforms.helpers.markup import parse_html
from scraper.platforms.helpers.synonyms import meaning
from scraper.records import Advert

PAIR = [("Salary", "£26,927 - £31,678"), ("Closing date", "4 December 2026")]
SHAPES = {
    "definition list": "<dl><dt>Salary</dt><dd>{0}</dd><dt>Closing date:</dt><dd>{1}</dd></dl>",
    "definition list in divs": "<dl><div><dt>Salary</dt><dd><p>{0}</p></dd></div>"
    "<div><dt>Closing date</dt><dd>{1}</dd></div></dl>",
    "table": "<table><tr><th>Salary</th><td>{0}</td></tr><tr><th>Closing date</th><td>{1}</td></tr></table>",
    "table of cells": "<table><tr><td>Salary:</td><td>{0}</td><td>Closing date:</td><td>{1}</td></tr></table>",
    "list": "<ul><li>Salary: {0}</li><li>Closing date: {1}</li></ul>",
    "strong in paragraphs": "<p><strong>Salary:</strong> {0}</p><p><strong>Closing date:</strong> {1}</p>",
    "strong, colon outside": "<p><b>Salary</b>: {0}</p><p><b>Closing date</b> : {1}</p>",
    "strong, no colon": "<p><strong>Salary</strong> {0}</p><p><strong>Closing date</strong> {1}</p>",
    "strong value": "<li>Salary: <strong>{0}</strong></li><li>Closing date: <strong>{1}</strong></li>",
    "divs": "<div><div>Salary</div><div>{0}</div></div><div><div>Closing date</div><div>{1}</div></div>",
    "spans": "<p><span>Salary</span><span>{0}</span></p><p><span class=label>Closing date</span> <span>{1}</span></p>",
    "headings": "<h3>Salary</h3><p>{0}</p><h3>Closing date</h3><p>{1}</p>",
    "lines": "Salary:{0}<br/>\n  Closing date:{1}<br/>",
    "bars": "Salary: {0}&nbsp;|&nbsp;Closing date: {1}&nbsp;|&nbsp;",
    "escaped bars": "Blurb&lt;br /&gt;Salary: {0}&amp;nbsp;|&amp;nbsp;Closing date: {1}",
    "plain lines": "Salary: {0}\nClosing date: {1}",
    "run together": "Salary: {0} Closing date: {1}",
    "label elements": "<label>Salary</label><div>{0}</div><label>Closing date</label><div>{1}</div>",
    "hidden parts": "<p>Salary: {0}<span hidden>Location: x</span></p><script>Hours: 1</script><p>Closing date: {1}",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_pairs_are_found_in_every_shape(shape: str) -> None:
    markup = SHAPES[shape].format(*(text for _, text in PAIR))
    assert [(label.capitalize(), text) for label, text in pairs_in(markup)] == PAIR


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Salary (per annum):", "salary_text"),
        ("CLOSING DATE", "closing_text"),
        ("Advert End Date", "closing_text"),
        ("Employment\xa0Location", "location_text"),
        ("Cyflog", "salary_text"),
        ("Dyddiad cau", "closing_text"),
        ("Recuriter", "recruiter_text"),
        ("Vacancy ID", "reference"),
        ("Number of posts", "posts_text"),
        ("Favourite colour", None),
        ("x" * 100, None),
    ],
)
def test_labels_mean_fields(label: str, field: str | None) -> None:
    known = meaning(label)
    assert (known.field if known else None) == field


def test_the_plain_name_wins_over_a_band_and_a_grade_follows_the_pay() -> None:
    found = fields(pairs_in("Salary range: £20,000 to £30,000\nSalary: £24,404\nGrade: 7\nSalary: £1"))
    assert found["salary_text"] == "£24,404; Grade 7"


def test_contract_and_pattern_hours_and_weeks_stand_together() -> None:
    found = fields(pairs_in("Contract type: Permanent\nWorking pattern: Part time\nHours: 18.5\nWeeks per year: 39"))
    assert found["contract_text"] == "Permanent; Part time"
    assert found["hours_text"] == "18.5; 39 weeks per year"


def test_a_field_nobody_filled_is_unknown() -> None:
    assert fields([("Salary", "Item not found"), ("Hours", "N/A"), ("Location", "-")]) == {}


def test_several_places_of_a_definition_are_one_value() -> None:
    assert pairs_in("<dl><dt>Location</dt><dd>Wick</dd><dd>Thurso</dd></dl>") == [("Location", "Wick; Thurso")]


@pytest.mark.parametrize(
    "text",
    [
        "<nav><ul><li>Posts</li><li>Council</li><li>Type</li></ul></nav>",
        "Apply at https://x.org/jobs",
        "Starts at 10:30 sharp",
        "<h3>Hours</h3><p>" + "A long section of prose about flexible hours. " * 10 + "</p>",
    ],
)
def test_menus_addresses_times_and_prose_are_no_pairs(text: str) -> None:
    assert fields(pairs_in(text)) == {}


def test_an_advert_is_completed_never_overwritten() -> None:
    advert = filled(Advert(source_ref="1", salary_text="£9"), [("Salary", "£1"), ("Location", "Selby")])
    assert (advert.salary_text, advert.location_texts) == ("£9", ("Selby",))
    assert complete(advert, {"title": None}) is advert
    assert value([("Role Type", "Policy")], "role type") == "Policy"


@given(st.text(alphabet=st.sampled_from("Salary: <b>/|\n&;trdd x"), max_size=200))
def test_no_text_raises(text: str) -> None:
    assert all(label and said for label, said in pairs_in(text))


def test_a_label_under_a_heading_is_a_label_and_not_its_value() -> None:
    page = parse_html("<h3>Head of Systems</h3><div><span>Department/Organisation:</span> Leeds City Council</div>")
    assert pairs(page) == [("Department/Organisation", "Leeds City Council")]


@pytest.mark.parametrize(
    ("label", "text", "contract"),
    [
        ("Vacancy type", "publicjobs", None),
        ("Job type", "Social care", None),
        ("Vacancy type:", "Fixed term until March", "Fixed term until March"),
        ("Type", "Part-time", "Part-time"),
        ("Job Type", "Parhaol", "Parhaol"),
        ("Contract type", "Established", "Established"),
        ("Contract type", "4", None),
    ],
)
def test_a_vague_label_is_a_contract_only_where_its_value_is_one(label: str, text: str, contract: str | None) -> None:
    assert fields([(label, text)]).get("contract_text") == contract


@pytest.mark.parametrize("cell", ["Grade E: £28,163 to £30,559", "Grade: 7, £28,163", "NJC scale points 5-7: £24,000"])
@pytest.mark.parametrize("markup", ["<dl><dt>Salary</dt><dd>{}</dd></dl>", "<table><tr><th>Salary<td>{}</table>"])
def test_a_colon_in_a_cell_beside_its_label_makes_no_label(markup: str, cell: str) -> None:
    assert fields(pairs_in(markup.format(cell))) == {"salary_text": cell}


def test_labels_within_a_cell_beside_what_is_no_label_are_read() -> None:
    markup = (
        "<table><tr><th>Details</th><td>Salary: £20,000</td></tr><tr><th>Salary</th><td>Salary: £1</td></tr></table>"
    )
    assert fields(pairs_in(markup)) == {"salary_text": "£20,000"}
