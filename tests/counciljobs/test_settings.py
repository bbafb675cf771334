"""The settings file gives way to the environment, which gives way to flags; what is wrong is said in one sentence."""

from pathlib import Path

import pytest

from counciljobs.errors import Stop
from counciljobs.settings import DEFAULT_CONCURRENCY, read_settings


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_anything_the_defaults_hold() -> None:
    settings = read_settings(None, {})
    assert (settings.db, settings.contact, settings.concurrency) == (Path("counciljobs.db"), None, DEFAULT_CONCURRENCY)
    assert settings.origin is None


def test_file_then_environment_then_flag(tmp_path: Path) -> None:
    path = written(tmp_path, 'db = "file.db"\ncontact = "file@example.org"\nconcurrency = 4\n')
    assert read_settings(path, {}).db == tmp_path / "file.db"
    environment = {"COUNCILJOBS_DB": "environment.db", "COUNCILJOBS_CONTACT": "https://example.org/bot"}
    both = read_settings(path, environment)
    assert (both.db, both.contact, both.concurrency) == (Path("environment.db"), "https://example.org/bot", 4)
    assert read_settings(path, environment, Path("flag.db")).db == Path("flag.db")


def test_the_file_may_be_named_by_the_environment_or_lie_here(tmp_path: Path) -> None:
    path = written(tmp_path, 'contact = "a@example.org"\n')
    assert read_settings(None, {"COUNCILJOBS_CONFIG": str(path)}).contact == "a@example.org"
    (tmp_path / "counciljobs.toml").write_text('contact = "here@example.org"\n', encoding="utf-8")
    assert read_settings(None, {}).contact == "here@example.org"


def test_an_empty_variable_is_no_setting() -> None:
    assert read_settings(None, {"COUNCILJOBS_CONTACT": "  ", "COUNCILJOBS_DB": ""}).contact is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('contakt = "a"', "there is no setting 'contakt'; did you mean 'contact'."),
        ("zzzz = 1", "there is no setting 'zzzz'; the settings are db, contact,"),
        ("db = 5", "db must be text in quotes."),
        ("concurrency = 0", "concurrency must be a whole number from 1 to 1000, not 0."),
        ("concurrency = true", "concurrency must be a whole number from 1 to 1000, not True."),
        ("db = ", "is not valid TOML"),
        ("a = " + "[" * 5000, ""),
    ],
)
def test_what_is_wrong_is_named_with_its_file(tmp_path: Path, text: str, sentence: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(Stop) as stop:
        read_settings(path, {})
    assert sentence in stop.value.message
    assert str(path) in stop.value.message


def test_a_file_that_is_not_utf8_is_said_to_be_so(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b'contact = "caf\xe9"')
    with pytest.raises(Stop, match="save it as UTF-8"):
        read_settings(path, {})


def test_a_wrong_variable_is_named() -> None:
    with pytest.raises(Stop, match="COUNCILJOBS_CONCURRENCY: concurrency must be a whole number"):
        read_settings(None, {"COUNCILJOBS_CONCURRENCY": "many"})


@pytest.mark.parametrize("db", ["", ".", "/"])
def test_a_store_must_have_a_name(db: str) -> None:
    with pytest.raises(Stop, match="is a folder: name the store's file with --db"):
        read_settings(None, {}, Path(db))
