"""Goldens: what a page was found to say, reviewed by a person and kept beside its fixture.

``check(path, value)`` compares. A golden that is missing is written and the test FAILS, so that a person reads it
before it is believed; to renew one, delete it, run the test twice and read the difference in the commit.
"""

import json
from pathlib import Path
from typing import Any

import pytest


def golden_of(fixture: Path) -> Path:
    """fixtures/feed/rdf.xml -> fixtures/feed/golden/rdf.json"""
    return fixture.parent / "golden" / f"{fixture.stem}.json"


def check(golden: Path, value: Any) -> None:
    """Fail when the value differs from its golden, or when there is none yet."""
    if not golden.exists():
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(json.dumps(lean(value), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        pytest.fail(f"{golden.name} was missing and has been written: read it against its page, then run again")
    assert lean(value) == lean(json.loads(golden.read_text(encoding="utf-8"))), f"differs from {golden}"


def lean(value: Any) -> Any:
    """A JSON value without what is null or empty, so that a field added to a shape later changes no golden."""
    if isinstance(value, list):
        return [lean(one) for one in value]
    if isinstance(value, dict):
        return {key: lean(one) for key, one in value.items() if one not in (None, {}, [])}
    return value
