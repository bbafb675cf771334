"""What people type is checked before anything is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counciljobs.errors import Stop
from counciljobs.options import Value, gss_code, platform_options, web_address


@pytest.mark.parametrize(
    ("pair", "value"),
    [
        ("orgid=62", 62),
        ("link=/vacancy/\\d+", "/vacancy/\\d+"),
        ('link="/jobs"', "/jobs"),
        ("full=true", True),
        ('labels=["Pay", "Wage"]', ["Pay", "Wage"]),
        ("labels=[1, 2]", "[1, 2]"),
        ("day=2026-11-23", "2026-11-23"),
        ("rate=1.5", "1.5"),
        ("query=a=b&c", "a=b&c"),
        ("empty=", ""),
        ("two=1\nother = 2", "1\nother = 2"),
    ],
)
def test_an_option_has_the_value_a_source_row_would_give_it(pair: str, value: Value) -> None:
    (found,) = platform_options([pair]).values()
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("pair", ["orgid", "=62", " =62", ""])
def test_an_option_without_name_or_value_is_told(pair: str) -> None:
    with pytest.raises(Stop, match="NAME=VALUE"):
        platform_options([pair])


@given(st.text())
def test_any_value_is_a_value(text: str) -> None:
    assert "k" in platform_options([f"k={text}"])


@pytest.mark.parametrize("url", ["page.html", "ftp://example.org/", "file:///etc/passwd", "http://", "http://[", ""])
def test_an_address_is_whole(url: str) -> None:
    with pytest.raises(Stop, match="--url wants the whole address"):
        web_address(url)


@pytest.mark.parametrize("code", ["E1000001", "E100000123", "Essex", "", "E1000001２"])
def test_a_code_is_a_gss_code(code: str) -> None:
    assert gss_code(" e10000012") == "E10000012"
    with pytest.raises(Stop, match="GSS code"):
        gss_code(code)
