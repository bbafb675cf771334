"""Source rows come from TOML; what is wrong with one is told in a sentence with file, line and field."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.sources.loader import BUNDLED, SourceError, load, select
from scraper.sources.model import Source

PLATFORMS = ("feed", "jobposting", "localgov")
ROW = """[[source]]
id = "leeds"
name = "Leeds City Council"
platform = "feed"
url = "https://jobs.leeds.example/rss"
"""


def written(folder: Path, text: str, name: str = "mine.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def complaint(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        load([path], PLATFORMS)
    return str(caught.value).replace(str(path), "FILE")


def test_a_row_needs_four_fields_and_the_rest_has_defaults(tmp_path: Path) -> None:
    (row,) = load([written(tmp_path, ROW)], PLATFORMS)
    assert row == Source(id="leeds", name="Leeds City Council", platform="feed", url="https://jobs.leeds.example/rss")
    assert row.collectable


def test_every_field_can_be_given(tmp_path: Path) -> None:
    text = (
        ROW
        + """authority = "E08000035"
covers = ["E08000035", "S12000033", "W06000015", "N09000003"]
timetable = "daily"
pace = 2
enabled = false
extent = "window"
evidence = "captured"
checked_on = 2026-11-23
licence = "OGL-UK-3.0"
terms = "https://jobs.leeds.example/terms"
redistribute = false
notes = "A note."
[source.options]
link = "/job/"
limit = 5
detail = true
words = ["a", "b"]
"""
    )
    (row,) = load([written(tmp_path, text)], PLATFORMS)
    assert row.options == {"link": "/job/", "limit": 5, "detail": True, "words": ["a", "b"]}
    assert (row.pace, row.enabled, row.extent, row.checked_on, row.covers[1]) == (
        2,
        False,
        "window",
        "2026-11-23",
        "S12000033",
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("url =", "ulr ="), "FILE, line 5, ulr: there is no such field; did you mean url?"),
        (("name =", "colour = 1\nname ="), "FILE, line 3, colour: there is no such field; choose one of "),
        (('"leeds"', "5"), "FILE, line 2, id: every source needs an id in quotes; add one."),
        (('id = "leeds"\n', ""), "FILE, line 1, id: every source needs an id in quotes; add one."),
        (('"Leeds City Council"', "5"), "FILE, line 3, name: must be a text in quotes, not a number."),
        (
            ('name = "Leeds City Council"\n', ""),
            "FILE, line 1, name: is missing: every source needs id, name, platform, url.",
        ),
        (
            ('"Leeds City Council"', '"  "'),
            "FILE, line 3, name: is missing: every source needs id, name, platform, url.",
        ),
        (('"feed"', '"fede"'), "FILE, line 4, platform: there is no platform 'fede'; did you mean feed?"),
        (
            ('"feed"', '"x"'),
            "FILE, line 4, platform: there is no platform 'x'; choose one of feed, jobposting, localgov, unknown.",
        ),
        (("https:", "ftp:"), "FILE, line 5, url: 'ftp://jobs.leeds.example/rss' must be a whole address"),
        (("https://", ""), "FILE, line 5, url: 'jobs.leeds.example/rss' must be a whole address"),
        (("jobs.leeds.example", ""), "FILE, line 5, url: 'https:///rss' must be a whole address"),
        (("jobs.leeds.example", "[::1"), "FILE, line 5, url: 'https://[::1/rss' must be a whole address"),
        (("/rss", "/r ss"), "FILE, line 5, url: 'https://jobs.leeds.example/r ss' must be a whole address"),
        (('"leeds"', '"Leeds"'), "FILE, line 2, id: 'Leeds' must be lower-case letters and digits"),
        (('"leeds"', '"leeds--1"'), "FILE, line 2, id: 'leeds--1' must be lower-case letters and digits"),
        (('"leeds"', '"' + "a" * 65 + '"'), "FILE, line 2, id: 'aaaa"),
    ],
)
def test_what_is_wrong_is_told_with_file_line_and_field(tmp_path: Path, change: tuple[str, str], sentence: str) -> None:
    assert complaint(written(tmp_path, ROW.replace(*change))).startswith(sentence)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            'authority = "E0800003"',
            "authority: 'E0800003' must be a GSS code: E, W, S or N and eight digits, as E06000047.",
        ),
        ('authority = "X08000035"', "authority: 'X08000035' must be a GSS code"),
        ('authority = "E06000099"', "authority: no UK authority has the code 'E06000099'; see "),
        ('covers = ["E08000035", "S12000001"]', "covers: no UK authority has the code 'S12000001'; see "),
        ('covers = ["E08000035", "leeds"]', "covers: 'leeds' must be a GSS code"),
        ('covers = "E08000035"', "covers: must be a list of codes in quotes"),
        ("covers = [1]", "covers: must be a list of codes in quotes"),
        ('pace = "2"', "pace: must be a number of seconds without quotes, not a text."),
        ("pace = -1", "pace: must be the least number of seconds"),
        ("pace = nan", "pace: must be the least number of seconds"),
        ("pace = true", "pace: must be a number of seconds without quotes, not true or false."),
        ('enabled = "no"', "enabled: must be true or false without quotes, not a text."),
        ('extent = "ful"', "extent: 'ful' is not a choice; did you mean full?"),
        (
            'evidence = "seen"',
            "evidence: 'seen' is not a choice; choose one of captured, described, discovered, unverified.",
        ),
        ('checked_on = "23/11/2026"', "checked_on: '23/11/2026' must be a day written as 2026-11-23."),
        ("checked_on = 2026-11-23T10:00:00", "checked_on: must be a text in quotes, not a datetime."),
        ('options = "link"', "options: must be a table"),
        (
            "options = { a = 1.5 }",
            "options.a: must be a text, a whole number, true, false or a list of texts, not a number.",
        ),
        ("options.a = [1]", "options.a: must be a text, a whole number, true, false or a list of texts, not a list."),
        (
            "[source.options]\na = {}",
            "options.a: must be a text, a whole number, true, false or a list of texts, not a table.",
        ),
    ],
)
def test_a_wrong_value_is_told_by_its_line(tmp_path: Path, line: str, sentence: str) -> None:
    where = 6 + line.count("\n")
    assert complaint(written(tmp_path, ROW + line + "\n")).startswith(f"FILE, line {where}, {sentence}")


def test_the_line_is_that_of_the_row_concerned(tmp_path: Path) -> None:
    text = "# a comment\n" + ROW + "\n" + ROW.replace("leeds", "york").replace('"feed"', '"fed"')
    assert complaint(written(tmp_path, text)).startswith("FILE, line 11, platform: there is no platform 'fed'")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[[source]]\nid = "a\n', "FILE, line 2: this is not TOML"),
        ('[source]\nid = "a"\n', "FILE, line 1, source: write [[source]] with two brackets on each side."),
        ("source = 5", "FILE, line 1, source: write [[source]] with two brackets on each side."),
        (
            '[[sources]]\nid = "a"\n',
            "FILE, line 1, sources: a file of sources holds only [[source]] tables; put it in one.",
        ),
        ('title = "Mine"\n', "FILE, line 1, title: a file of sources holds only [[source]] tables; put it in one."),
    ],
)
def test_a_file_of_another_kind_is_told(tmp_path: Path, text: str, sentence: str) -> None:
    assert complaint(written(tmp_path, text)).startswith(sentence)


def test_bytes_that_are_not_text_are_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe\x00")
    assert complaint(path) == "FILE, line 1: the file is not UTF-8 text; save it as UTF-8."


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert complaint(tmp_path / "none.toml").startswith("FILE: the file can't be read (No such file or directory)")


def test_a_byte_order_mark_and_windows_lines_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xef\xbb\xbf" + ROW.replace("\n", "\r\n").encode())
    assert [row.id for row in load([path], PLATFORMS)] == ["leeds"]


def test_one_id_twice_in_a_file_is_told_with_both_places(tmp_path: Path) -> None:
    assert complaint(written(tmp_path, ROW + ROW)) == (
        "FILE, line 7, id: 'leeds' stands already on line 1 of mine.toml; give one of them another id."
    )


def test_one_id_in_two_files_of_a_folder_is_told(tmp_path: Path) -> None:
    written(tmp_path, ROW, "a.toml")
    written(tmp_path, "\n" + ROW, "b.toml")
    with pytest.raises(SourceError, match=r"b\.toml, line 3, id: 'leeds' stands already on line 1 of a\.toml"):
        load([tmp_path], PLATFORMS)


def test_a_later_path_adds_rows_and_takes_the_place_of_rows(tmp_path: Path) -> None:
    first = written(tmp_path, ROW + 'licence = "OGL"\n', "first.toml")
    second = written(tmp_path, ROW.replace("/rss", "/atom") + ROW.replace("leeds", "york"), "second.toml")
    rows = load([first, second], PLATFORMS)
    assert [(row.id, row.url, row.licence) for row in rows] == [
        ("leeds", "https://jobs.leeds.example/atom", None),
        ("york", "https://jobs.york.example/rss", None),
    ]


def test_a_later_row_that_leaves_fields_out_changes_only_what_it_says(tmp_path: Path) -> None:
    first = written(tmp_path, ROW, "first.toml")
    second = written(tmp_path, '[[source]]\nid = "leeds"\nenabled = false\n', "second.toml")
    (row,) = load([first, second], PLATFORMS)
    assert (row.name, row.enabled, row.collectable) == ("Leeds City Council", False, False)


def test_a_later_rows_mistake_is_told_with_its_own_file_and_line(tmp_path: Path) -> None:
    first = written(tmp_path, ROW, "first.toml")
    second = written(tmp_path, '[[source]]\nid = "leeds"\npace = "no"\n', "second.toml")
    with pytest.raises(SourceError, match=r"second\.toml, line 3, pace: must be a number"):
        load([first, second], PLATFORMS)


def test_an_empty_file_or_folder_has_no_rows(tmp_path: Path) -> None:
    assert load([tmp_path], PLATFORMS) == ()
    assert load([written(tmp_path, "")], PLATFORMS) == ()


def test_the_bundled_register_is_sound() -> None:
    rows = load()
    assert rows == load([BUNDLED])
    assert len({row.id for row in rows}) == len(rows) > 5
    assert {"localgov", "north-east-jobs"} <= {row.id for row in rows if row.collectable}
    assert all(row.checked_on and row.notes for row in rows if row.evidence != "unverified")


def test_sources_are_chosen_by_id_in_the_order_asked_for() -> None:
    rows = load()
    assert [row.id for row in select(rows, ["north-east-jobs", "localgov", "localgov"])] == [
        "north-east-jobs",
        "localgov",
    ]
    assert select(rows, []) == rows


def test_an_unknown_id_is_told_with_those_that_come_near() -> None:
    with pytest.raises(SourceError, match=r"^There is no source 'localgv'; did you mean localgov\?$"):
        select(load(), ["localgv"])


values = st.recursive(
    st.none().map(lambda _: "true")
    | st.integers().map(str)
    | st.text("ab-:/. ", max_size=9).map(lambda text: f'"{text}"'),
    lambda inner: st.lists(inner, max_size=3).map(lambda some: "[" + ", ".join(some) + "]"),
    max_leaves=4,
)
fields = st.sampled_from([*Source.__struct_fields__, "colour", "options.a", "options.b"])


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(fields, values, max_size=6))
def test_any_row_is_read_or_told_in_one_sentence(tmp_path_factory: pytest.TempPathFactory, row: dict[str, str]) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_text("[[source]]\n" + "".join(f"{name} = {value}\n" for name, value in row.items()), encoding="utf-8")
    try:
        rows = load([path], PLATFORMS)
    except SourceError as error:
        text = str(error)
    else:
        text = f"{path}, line 1: {len(rows)} rows"
    assert text.startswith(f"{path}, line ")
    assert "\n" not in text
