"""The cookbook's outputs, made from its own words: each block of SQL or Python is followed by what it answers."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "cookbook.md"
ANSWERED = re.compile(r"^```(sql|python)\n([^`]*)```\n\n```text\n[^`]*```$", re.MULTILINE)
"""A question in a language, and its answer; what has no answer under it is only shown."""
STORE = "counciljobs.db"


def redrawn(page: str, folder: Path) -> str:
    """Return the page with its answers as the store in a folder gives them today."""
    return ANSWERED.sub(lambda block: _block(block[1], block[2], folder), page)


def _block(language: str, question: str, folder: Path) -> str:
    answer = table(question, folder / STORE) if language == "sql" else printed(question, folder)
    return f"```{language}\n{question}```\n\n```text\n{answer}\n```"


def table(question: str, store: Path) -> str:
    """Return an answer as the sqlite3 shell prints it in columns."""
    with closing(sqlite3.connect(store)) as connection:
        cursor = connection.execute(question)
        names = [column[0] for column in cursor.description]
        rows = [names, *([_cell(value) for value in row] for row in cursor)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rows.insert(1, ["-" * width for width in widths])
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def printed(script: str, folder: Path) -> str:
    """Return what a script prints when it is run in the folder, in a process of its own."""
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, timeout=60)
    return "\n".join(line.rstrip() for line in done.stdout.strip("\n").splitlines())
