"""The threat model names tests: each of them is there."""

import re
from pathlib import Path

HERE = Path(__file__).parent
NAMED = re.compile(r"`(test_\w+)`")
DEFINED = re.compile(r"^(?:async )?def (test_\w+)\(", re.MULTILINE)


def test_every_test_that_the_threat_model_names_is_there() -> None:
    named = set(NAMED.findall((HERE.parent / "docs" / "security.md").read_text(encoding="utf-8")))
    files = [path.read_text(encoding="utf-8") for path in HERE.rglob("test_*.py")]
    defined = {name for text in files for name in DEFINED.findall(text)}
    assert len(named) > 20
    assert named - defined == set()
