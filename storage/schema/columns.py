"""Columns, and how they follow from the types of the records."""

import types
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct

STAMP = "____-__-__T__:__:__Z"
"""Our own moments: UTC to the second, so that text order is time order."""


class Column(Struct, frozen=True):
    """One column.

    Attributes:
        kind: TEXT, INTEGER, REAL, BLOB or ANY (the types of a STRICT table).
        sentence: what it means, for people.
        required: whether NULL is refused.
        choices: the only values allowed, for a column that has a fixed set.
        form: "json", "flag", "stamp" or "" : what a value must look like.
        extra: further SQL constraints, such as a default or a reference.
    """

    name: str
    kind: str
    sentence: str
    required: bool = False
    choices: tuple[str, ...] = ()
    form: str = ""
    extra: str = ""

    @property
    def sql(self) -> str:
        """The column's definition."""
        parts = [f'"{self.name}"', self.kind, "NOT NULL" if self.required else "", self.extra, self._check()]
        return " ".join(filter(None, parts))

    def _check(self) -> str:
        """Return the constraint; words are compared one by one, as SQLite builds a table of an IN list at each row."""
        rules = {
            "json": f'CHECK (json_valid("{self.name}"))',
            "flag": f'CHECK ("{self.name}" IN (0, 1))',
            "stamp": f"CHECK (\"{self.name}\" LIKE '{STAMP}')",
        }
        if self.choices:
            return "CHECK (" + " OR ".join(f'"{self.name}" = {_quoted(word)}' for word in self.choices) + ")"
        return rules.get(self.form, "")


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"


def text(name: str, sentence: str, *, required: bool = False, extra: str = "") -> Column:
    """Return a text column."""
    return Column(name, "TEXT", sentence, required, extra=extra)


def stamp(name: str, sentence: str, *, required: bool = False) -> Column:
    """Return a column of our own moments, UTC with Z."""
    return Column(name, "TEXT", sentence, required, form="stamp")


def count(name: str, sentence: str, *, extra: str = "DEFAULT 0") -> Column:
    """Return a column of whole numbers, never NULL."""
    return Column(name, "INTEGER", sentence, required=True, extra=extra)


def listing(name: str, sentence: str, *, empty: str = "'[]'") -> Column:
    """Return a column that holds a JSON list or object, never NULL."""
    return Column(name, "TEXT", sentence, required=True, form="json", extra=f"DEFAULT {empty}")


def choice(name: str, sentence: str, allowed: object, *, required: bool = True) -> Column:
    """Return a text column with the words of a Literal type."""
    return Column(name, "TEXT", sentence, required, choices=get_args(allowed))


def columns_of(record: type[Struct]) -> Iterator[Column]:
    """Yield the columns that a record's fields make, in the record's order."""
    hints = get_type_hints(record, include_extras=True)
    for field in msgspec.structs.fields(record):
        yield _column(field.name, hints[field.name], required=field.required)


def _column(name: str, hint: object, *, required: bool) -> Column:
    sentence = ""
    if get_origin(hint) is Annotated:
        hint, *marks = get_args(hint)
        sentence = next((mark.description or "" for mark in marks if isinstance(mark, Meta)), "")
    inner, optional = _without_none(hint)
    kind, form, choices = _typed(inner)
    extra = {"dict": "DEFAULT '{}'", "tuple": "DEFAULT '[]'"}.get(_container(inner), "")
    return Column(name, kind, sentence, required or not optional, choices, form, extra)


def _without_none(hint: object) -> tuple[object, bool]:
    if get_origin(hint) in (Union, types.UnionType):
        kinds = [kind for kind in get_args(hint) if kind is not type(None)]
        return kinds[0], True
    return hint, False


def _container(hint: object) -> str:
    origin = get_origin(hint)
    return "dict" if origin is dict else "tuple" if origin is tuple else ""


def _typed(hint: object) -> tuple[str, str, tuple[str, ...]]:
    if get_origin(hint) is Literal:
        return "TEXT", "", get_args(hint)
    if _container(hint):
        return "TEXT", "json", ()
    kind, form = _PLAIN[hint]
    return kind, form, ()


_PLAIN: dict[object, tuple[str, str]] = {
    str: ("TEXT", ""),
    float: ("REAL", ""),
    int: ("INTEGER", ""),
    bool: ("INTEGER", "flag"),
}


def names(columns: Iterable[Column]) -> tuple[str, ...]:
    """Return the names of columns."""
    return tuple(column.name for column in columns)
