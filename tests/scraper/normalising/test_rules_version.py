"""The version of the rules moves when an answer does, so that stored postings are read again."""

import hashlib
from pathlib import Path

from scraper.normalising.context import RULES_VERSION

HERE = Path(__file__).parent
RECORD = HERE / "rules_version.tsv"


def _digest(table: str, rows: int) -> str:
    """The labels of a table's first rows; rows that were added since are new texts and change no answer."""
    lines = (HERE / table).read_text(encoding="utf-8").splitlines()[:rows]
    assert len(lines) == rows, f"{table} has lost rows"
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def test_an_answer_that_changes_moves_the_version_of_the_rules() -> None:
    """The golden tests hold readers to labels, so a label that changed is an answer that changed.

    When this fails: raise RULES_VERSION, and write it with the new digest into rules_version.tsv. New rows that a new
    rule answers otherwise than the last release did ask for the same; no test can tell them from old knowledge.
    """
    for version, table, rows, digest in (line.split("\t") for line in RECORD.read_text("utf-8").splitlines()[1:]):
        assert (version, _digest(table, int(rows))) == (RULES_VERSION, digest), table
