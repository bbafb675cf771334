"""What is printed is valid JSON in UTF-8, and nothing a terminal would obey."""

import json

from hypothesis import given
from hypothesis import strategies as st

from counciljobs.output import json_line, one_line, safe


def test_a_terminal_order_in_a_text_is_shown_not_obeyed() -> None:
    assert safe("\x1b[2Jgone\x9b31m\x07") == "\ufffd[2Jgone\ufffd31m\ufffd"


def test_a_lone_surrogate_can_be_printed() -> None:
    assert safe("a\ud800b") == "a\ufffdb"


def test_ordinary_text_stays() -> None:
    assert safe("Cynorthwyydd £26,000 – «ŵ»\tx\n") == "Cynorthwyydd £26,000 – «ŵ»\tx\n"


def test_one_line_is_one_line() -> None:
    assert one_line(" a\n b\r\n\tc ") == "a b c"


def test_a_lone_surrogate_does_not_break_json() -> None:
    assert json.loads(json_line({"a": ["x\ud800y"]})) == {"a": ["x\ufffdy"]}


@given(st.dictionaries(st.text(), st.text(alphabet=st.characters())))
def test_every_text_comes_out_as_json(value: dict[str, str]) -> None:
    line = json_line(value)
    assert line.count(b"\n") == 1
    assert json.loads(line.decode("utf-8")).keys() is not None


@given(st.text(alphabet=st.characters()))
def test_safe_text_encodes_and_has_no_controls(text: str) -> None:
    shown = safe(text)
    assert len(shown) == len(text)
    assert not any(ord(char) < 32 and char not in "\n\t" for char in shown)
    assert shown.encode("utf-8").decode() == shown
