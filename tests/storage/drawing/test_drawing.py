"""Drawings: sound XML whatever the names are, values in words, and places where they belong."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.drawing.bars import bars
from storage.drawing.hexes import hexmap
from storage.drawing.months import Month, months
from storage.drawing.spreads import Spread, spreads
from storage.drawing.svg import number, ticks

SVG = "{http://www.w3.org/2000/svg}"
NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def texts(svg: str, tag: str = "text") -> list[str]:
    return [found.text or "" for found in parsed(svg).iter(SVG + tag)]


def test_bars_say_their_names_and_values() -> None:
    svg = bars([("Essex", 1200), ("Leeds", 600)], "Live jobs")
    assert texts(svg) == ["Essex", "1,200", "Leeds", "600"]
    wide = [float(box.attrib["width"]) for box in parsed(svg).iter(SVG + "rect")]
    assert wide[0] == 2 * wide[1]
    assert parsed(svg).attrib["aria-label"] == "Live jobs. 2 bars, from Essex (1,200) to Leeds (600)."


def test_next_to_nothing_is_drawn_as_nothing() -> None:
    assert ticks(5e-324) == ticks(0) == [0.0, 1.0]


@given(st.lists(st.tuples(NAMES, st.floats(0, 1e9)), max_size=8), NAMES)
def test_any_names_and_values_make_sound_drawings(rows: list[tuple[str, float]], title: str) -> None:
    assert parsed(bars(rows, title)).tag == SVG + "svg"
    made = [Month(month=name, count=value, panel=value / 2, note=name) for name, value in rows]
    assert parsed(months(made, title, title, title)).tag == SVG + "svg"
    spread = [Spread(name=name, count=1, low=value, middle=value, high=value) for name, value in rows]
    assert parsed(spreads(spread, title)).tag == SVG + "svg"


def test_a_script_in_a_name_is_text() -> None:
    svg = bars([("<script>alert(1)</script>", 1)], '"><script>')
    assert "<script" not in svg
    assert texts(svg)[0] == "<script>alert(1)</script>"


def test_months_show_columns_and_the_panels_line() -> None:
    svg = months(
        [Month(month="2026-10", count=50, panel=20), Month(month="2026-11", count=100, panel=30)],
        "New jobs",
        "new jobs",
        "panel",
    )
    boxes = [float(box.attrib["height"]) for box in parsed(svg).iter(SVG + "rect") if "x" in box.attrib][1:]
    assert boxes[1] == pytest.approx(2 * boxes[0], abs=0.02)
    assert len(list(parsed(svg).iter(SVG + "polyline"))) == 1
    assert {"2026-10", "2026-11", "new jobs", "panel"} <= set(texts(svg))


def test_spreads_place_the_median_between_the_quartiles() -> None:
    svg = spreads([Spread(name="Planner", count=40, low=30000, middle=35000, high=42000)], "Pay")
    box, mark = parsed(svg).iter(SVG + "rect")
    left, right = float(box.attrib["x"]), float(box.attrib["x"]) + float(box.attrib["width"])
    assert left < float(mark.attrib["x"]) < right
    assert texts(svg, "title")[1] == "Planner: median £35,000, half between £30,000 and £42,000, 40 jobs"


def test_the_map_shades_jobs_on_land_and_leaves_out_what_is_elsewhere() -> None:
    land = [(51.5, -0.1), (53.8, -1.5), (57.1, -2.1)]
    svg = hexmap(land, {(51.5, -0.1): 9, (53.8, -1.5): 1, (40.0, -74.0): 1}, "Live jobs")
    assert texts(svg, "desc") == ["10 jobs with a known place in 2 cells of about 20 km."]
    assert sorted(texts(svg, "title")) == ["1 job", "9 jobs", "Live jobs"]
    cells = list(parsed(svg).iter(SVG + "polygon"))
    assert len({cell.attrib["points"] for cell in cells}) == len(cells) == 3
    tops = {cell.attrib["fill"]: float(cell.attrib["points"].split()[0].split(",")[1]) for cell in cells}
    assert min(tops.values()) > 0


def test_an_empty_map_is_a_map() -> None:
    assert parsed(hexmap([], {}, "Nothing")).tag == SVG + "svg"


@given(st.floats(0.001, 1e9))
def test_ticks_are_round_and_reach_the_most(most: float) -> None:
    marks = ticks(most)
    assert marks[0] == 0
    assert marks[-1] >= most * 0.999999
    assert 2 <= len(marks) <= 7


@pytest.mark.parametrize(("value", "said"), [(0, "0"), (1234.0, "1,234"), (3.25, "3.2"), (12345.6, "12,346")])
def test_numbers_are_for_people(value: float, said: str) -> None:
    assert number(value) == said
