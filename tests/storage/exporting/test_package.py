"""The data package against the rules of the Data Package standard, and against frictionless where that is installed."""

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from storage.exports import export, rows
from storage.store import Store
from tests.storage.exporting.test_formats import HOSTILE, PLAIN
from tests.storage.making import Diary

NAME = re.compile(r"[-a-z0-9._/]+")
"""What the standard allows as a name."""
READ: dict[str, Callable[[str], object]] = {
    "string": str,
    "number": float,
    "integer": int,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
    "datetime": lambda text: datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ"),  # noqa: DTZ007 (its form is the question)
}


@pytest.fixture
def store(diary: Diary) -> Iterator[Store]:
    diary.day(1, {"plain": PLAIN} | HOSTILE)
    with Store.open(diary.path) as opened:
        opened.register(
            [{"id": "essex", "name": "Essex", "platform": "feed", "url": "u", "licence": "OGL-UK-3.0", "terms": "t"}]
        )
        yield opened


@pytest.fixture
def package(store: Store, tmp_path: Path) -> Path:
    export(rows(store), tmp_path / "package.zip", "datapackage")
    with zipfile.ZipFile(tmp_path / "package.zip") as packed:
        assert packed.testzip() is None
        packed.extractall(tmp_path / "package")
    return tmp_path / "package"


def described(package: Path) -> dict[str, Any]:
    return dict(json.loads((package / "datapackage.json").read_text()))


def table(package: Path, resource: dict[str, Any]) -> list[dict[str, str]]:
    csv.field_size_limit(10**7)
    return list(csv.DictReader(io.StringIO((package / resource["path"]).read_bytes().decode(), newline="")))


def test_the_descriptor_keeps_the_standards_rules(package: Path) -> None:
    found = described(package)
    assert NAME.fullmatch(found["name"])
    assert (found["profile"], found["version"], found["created"]) == (
        "data-package",
        "2026.11.02",
        "2026-11-02T09:00:00Z",
    )
    assert [licence["name"] for licence in found["licenses"]] == ["OGL-UK-3.0"]
    names = [resource["name"] for resource in found["resources"]]
    assert names == ["jobs", "sources"]
    for resource in found["resources"]:
        data = (package / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
        assert resource["profile"] == "tabular-data-resource"
        assert ".." not in resource["path"]
        assert all(field["description"].endswith(".") for field in resource["schema"]["fields"])


@pytest.mark.parametrize("number", [0, 1])
def test_every_cell_is_of_its_fields_type_and_keeps_its_constraints(package: Path, number: int) -> None:
    resource = described(package)["resources"][number]
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    found = table(package, resource)
    assert found
    assert list(found[0]) == list(fields)
    for row in found:
        for name, text in row.items():
            rules = fields[name].get("constraints", {})
            assert text or not rules.get("required"), name
            if text:
                READ[fields[name]["type"]](text)
                assert text in rules.get("enum", [text])


def test_keys_are_unique_and_lead_to_the_sources(package: Path) -> None:
    jobs, sources = described(package)["resources"]
    keys = [tuple(row[name] for name in jobs["schema"]["primaryKey"]) for row in table(package, jobs)]
    assert len(set(keys)) == len(keys) == 7
    assert {row["source"] for row in table(package, jobs)} <= {row["id"] for row in table(package, sources)}


def test_a_column_with_something_else_than_dates_is_text(store: Store, tmp_path: Path) -> None:
    def kind() -> str:
        export(rows(store), tmp_path / "p", "datapackage")
        fields = described(tmp_path / "p")["resources"][0]["schema"]["fields"]
        return next(str(field["type"]) for field in fields if field["name"] == "posted_on")

    assert kind() == "date"
    store.connection.execute("UPDATE postings SET posted_on = 'soon' WHERE source_ref = 'large'")
    assert kind() == "string"


def test_the_pages_tell_how_to_read_it_what_changed_and_who_allows_what(package: Path) -> None:
    readme, changes = (package / "README.md").read_text(), (package / "CHANGELOG.md").read_text()
    assert "0 of 1 sources" in " ".join(readme.split())
    assert "| 2026-11-02 | 1 | 7 | 0 | 0 |" in changes
    assert "| title | TEXT | Job title as printed, white space tidied. |" in (package / "DICTIONARY.md").read_text()
    (source,) = table(package, described(package)["resources"][1])
    assert (source["licence"], source["terms"], source["redistribute"]) == ("OGL-UK-3.0", "t", "true")


def test_the_same_store_gives_the_same_bytes(store: Store, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        export(rows(store), tmp_path / name, "datapackage")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_frictionless_finds_it_valid(package: Path) -> None:
    program = shutil.which("frictionless")
    if program is None:
        pytest.skip("frictionless is not installed: pip install frictionless, then run this again")
    ran = subprocess.run(
        [program, "validate", "datapackage.json", "--json"], cwd=package, capture_output=True, check=False
    )
    assert json.loads(ran.stdout)["valid"], ran.stdout
