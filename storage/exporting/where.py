"""A condition that a person typed: parsed by SQLite itself under guard, never trusted.

The text is first looked through for what no condition needs (comments, several statements, brackets that close too
early), then compiled against an empty table that has the documented columns and nothing else, under an authorizer that
allows reading those columns and calling harmless functions. What passes can only look at one row of the export.
"""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing

from msgspec import Struct

from storage.errors import StoreError
from storage.exporting.names import COLUMNS, unknown
from storage.schema.tables import POSTING_COLUMNS

LONGEST = 10_000
"""Letters; a condition that a person wrote is far shorter, and SQLite's own limits begin well above."""
ROWS = "exported_rows"
ALLOWED = frozenset(
    (
        *("abs", "ceil", "ceiling", "coalesce", "date", "datetime", "floor", "glob", "ifnull", "iif", "instr"),
        *("json_array_length", "json_extract", "json_type", "json_valid", "julianday", "length", "like", "likelihood"),
        *("likely", "lower", "ltrim", "max", "min", "nullif", "round", "rtrim", "sign", "strftime", "substr"),
        *("substring", "time", "trim", "typeof", "unicode", "unixepoch", "unlikely", "upper", "->", "->>"),
    )
)
"""Functions of one row that neither make large values nor look outside it."""
_TOKENS = re.compile(r"""'[^']*'|"[^"]*"|\[[^\]]*\]|`[^`]*`|--|/\*|[()'"`\[;?\0]|[:@$#]\w""")
_ONE_ROW = "The condition can only look at the columns of one row."
_FORBIDDEN = {
    "--": "comments (--)",
    "/*": "comments (/*)",
    ";": "a semicolon",
    "?": "parameters",
    "\0": "a NUL",
}


class Condition(Struct, frozen=True):
    """A condition on the columns of ``postings AS p`` with its bound values.

    ``typed`` marks what a person typed: such a condition may fail on a row, or take too long.
    """

    sql: str
    values: tuple[object, ...] = ()
    typed: bool = False


def condition(text: str) -> Condition:
    """Return a typed condition as one that is safe to ask.

    Raises:
        StoreError: one sentence that says what is wrong with it.
    """
    _look_through(text)
    _compile(text)
    # A function around it keeps SQLite from looking for an index by it: rows must come in their own order, unsorted.
    return Condition(f"coalesce(({text}\n), 0)", typed=True)


def _look_through(text: str) -> None:
    if not text.strip():
        raise StoreError("The condition is empty: write one such as salary_annual_min >= 30000.")
    if len(text) > LONGEST or not _is_unicode(text):
        raise StoreError(f"The condition is longer than {LONGEST} letters or is no text.")
    depth = 0
    for token in _TOKENS.findall(text):
        _refuse(token)
        depth += {"(": 1, ")": -1}.get(token, 0)
        if depth < 0:
            raise StoreError("The condition has a closing bracket without an opening one.")
    if depth:
        raise StoreError("The condition has an opening bracket without a closing one.")


def _is_unicode(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def _refuse(token: str) -> None:
    if token in _FORBIDDEN or (len(token) > 1 and token[0] in ":@$#"):
        raise StoreError(f"The condition can't hold {_FORBIDDEN.get(token, 'parameters')}.")
    if token in {"'", '"', "`", "["}:
        raise StoreError(f"The condition has a {token} that is not closed.")
    if token[0] == '"' and token[1:-1].lower() not in COLUMNS:  # SQLite would take it for a text and find nothing
        raise StoreError(f"{token} is no column: write a text in single quotes, '{token[1:-1]}'.")


def _compile(text: str) -> None:
    guard = _Guard()
    with closing(sqlite3.connect(":memory:")) as empty:
        kinds = {column.name: column.kind for column in POSTING_COLUMNS}
        empty.execute(f"CREATE TABLE {ROWS} ({', '.join(f'{_quote(name)} {kinds[name]}' for name in COLUMNS)})")
        empty.set_authorizer(guard)
        try:
            empty.execute(f"SELECT 1 FROM {ROWS} AS p WHERE ({text}\n)").fetchall()  # noqa: S608 (what is checked here)
        except sqlite3.Error as error:
            raise StoreError(guard.reason or _told(str(error))) from error


def _quote(name: str) -> str:
    return f'"{name}"'


class _Guard:
    """SQLite asks it about everything that a statement would do."""

    def __init__(self) -> None:
        self.reason: str | None = None
        self._selects = 0

    def __call__(self, action: int, one: str | None, two: str | None, *_: object) -> int:
        rule = _RULES.get(action)
        reason = _ONE_ROW if rule is None else rule(self, one, two)
        self.reason = self.reason or reason
        return sqlite3.SQLITE_DENY if reason else sqlite3.SQLITE_OK

    def select(self, _one: str | None, _two: str | None) -> str | None:
        """Allow the one SELECT that is ours."""
        self._selects += 1
        return None if self._selects == 1 else "The condition can't hold a SELECT of its own."

    def read(self, table: str | None, column: str | None) -> str | None:
        """Allow the documented columns; SQLite asks with an empty name for a table of which no column is read."""
        if table != ROWS:
            return _ONE_ROW
        return None if not column or column in COLUMNS else unknown(column.lower())

    def function(self, _one: str | None, name: str | None) -> str | None:
        """Allow harmless functions."""
        known = (name or "").lower() in ALLOWED
        return None if known else f"The condition can't call {name}: use one of {', '.join(sorted(ALLOWED)[2:])}."


_RULES: dict[int, Callable[[_Guard, str | None, str | None], str | None]] = {
    sqlite3.SQLITE_SELECT: _Guard.select,
    sqlite3.SQLITE_READ: _Guard.read,
    sqlite3.SQLITE_FUNCTION: _Guard.function,
}
_NO_COLUMN = "no such column: "


def _told(error: str) -> str:
    """Return SQLite's complaint about a condition as a sentence of ours."""
    if error.startswith("no such table"):
        return _ONE_ROW
    if error.startswith(_NO_COLUMN):
        return unknown(error.removeprefix(_NO_COLUMN).removeprefix("p."))
    return f"The condition can't be read ({error}): write one such as salary_annual_min >= 30000 AND region = 'London'."
