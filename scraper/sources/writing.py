"""Source rows written as TOML, for the commands that add one; what stands in a file already is left as it is."""

import json
from pathlib import Path

import msgspec

from scraper.platforms import registry
from scraper.sources.checks import first_problem
from scraper.sources.loader import SourceError, tables_of
from scraper.sources.model import Source

_DELETE = "\x7f"
"""The one character that JSON writes as it is and TOML does not allow."""


def _value(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False).replace(_DELETE, "\\u007f")


def _key(name: str) -> str:
    plain = name.replace("_", "").replace("-", "")
    return name if plain.isascii() and plain.isalnum() else _value(name)


def _told(source: Source) -> dict[str, object]:
    """Return the fields of a source that do not have their default."""
    fields = {field.name: field for field in msgspec.structs.fields(Source)}
    row = msgspec.structs.asdict(source)
    return {name: row[name] for name, field in fields.items() if field.required or row[name] != _default(field)}


def _default(field: msgspec.structs.FieldInfo) -> object:
    return field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()


def row_text(source: Source) -> str:
    """Return a source as a ``[[source]]`` table, without the fields that have their default."""
    return "[[source]]\n" + "".join(f"{name} = {_value(value)}\n" for name, value in _told(source).items())


def _as_read(source: Source) -> dict[str, object]:
    """Return a source as tomllib would read its table."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in _told(source).items()}


def check_new(path: Path, source: Source) -> None:
    """Check that a source can be added to a file or folder of rows.

    Raises:
        SourceError: the row is wrong, or the rows there are, or one of them has its id.
    """
    problem = first_problem(_as_read(source), registry.names())
    if problem:
        raise SourceError(f"{problem[0]}: {problem[1]}")
    if path.exists() and any(table["id"] == source.id for table in tables_of(path)):
        raise SourceError(f"{path}: it has a row {source.id!r} already; give another id, or take that row out.")


def add_row(path: Path, source: Source) -> None:
    """Write a source at the end of a file, which is made where there is none; the file changes whole or not at all.

    Raises:
        SourceError: as check_new; or the file can't be written.
    """
    check_new(path, source)
    new = path.with_name(f".{path.name}.new")
    try:
        before = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        gap = "\n" if before.endswith("\n") else "\n\n" if before else ""
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(before + gap + row_text(source), encoding="utf-8")
        new.replace(path)
    except OSError as error:
        raise SourceError(f"{path}: the file can't be written ({error.strerror}); check its folder's rights.") from None
    finally:
        new.unlink(missing_ok=True)
