"""A Frictionless data package: CSV with its schema, the data dictionary, the sources with their licences, what changed.

The descriptor follows the Data Package standard, version 1 (https://specs.frictionlessdata.io): each field's type and
sentence come from the schema that makes the data dictionary and the tables themselves.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, Any, cast

import msgspec

from storage.cells import END_OF_LINE, lines_of
from storage.exporting import package_pages as pages
from storage.exporting.batches import Columns
from storage.exporting.containers import MARK, Entry, Measured, container
from storage.exporting.legal import day_of
from storage.exporting.rows import POSTINGS, Rows
from storage.schema.columns import Column
from storage.schema.tables import POSTING_COLUMNS, TABLES
from storage.writers import as_text

JOBS, SOURCES = "data/jobs.csv", "data/sources.csv"
SOURCE_COLUMNS = ("id", "name", "platform", "url", "authority", "licence", "terms", "redistribute")
CERTAIN = frozenset(("source", "source_ref", "job", "status", "first_seen", "last_seen"))
"""The store fills these itself; an empty title is an empty cell, which the standard calls missing."""
DATE = "posted_on"
_TYPES = {"REAL": "number", "INTEGER": "integer", "TEXT": "string"}
_DIALECT = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": END_OF_LINE, "header": True}
Object = dict[str, Any]


def write(found: Rows, out: Path | None) -> int:
    """Write rows as a data package to a folder, a zip (by its name) or standard output; returns how many.

    Raises:
        StoreError: when it can't be written, or a folder of that name holds something else.
    """
    now = pages.now(found.store)
    with container(out, _zip_moment(now)) as entry:
        counting = _Counting(found)
        jobs = _table(entry, JOBS, found.columns, counting.batches())
        sources = pages.sources(found.store, SOURCE_COLUMNS)
        licensed = _table(entry, SOURCES, SOURCE_COLUMNS, [list(zip(*sources, strict=True))] if sources else [])
        resources = [
            _resource("jobs", JOBS, jobs, _jobs_schema(found, dated=counting.dated)),
            _resource("sources", SOURCES, licensed, _sources_schema()),
        ]
        descriptor = _descriptor(now, counting.count, resources, pages.licences(sources, SOURCE_COLUMNS))
        for name, text in pages.texts(found, descriptor, sources):
            _page(entry, name, text)
        _page(entry, MARK, msgspec.json.format(msgspec.json.encode(descriptor), indent=2).decode() + "\n")
    return counting.count


def _zip_moment(now: str) -> tuple[int, int, int, int, int, int]:
    moment = datetime.fromisoformat(now)
    return (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)


class _Counting:
    """Passes batches on, counts their rows, and sees whether the column of dates holds dates only."""

    def __init__(self, found: Rows) -> None:
        self.count = 0
        self.dated = True
        self._found = found
        self._at = found.columns.index(DATE) if DATE in found.columns else None

    def batches(self) -> Iterator[Columns]:
        for batch in self._found.raw():
            self.count += len(batch[0])
            if self._at is not None:
                self.dated = self.dated and all(map(_is_day, batch[self._at]))
            yield batch


def _is_day(value: str | None) -> bool:
    return not value or day_of(value) is not None


def _table(entry: Entry, name: str, columns: Sequence[str], batches: Iterable[Columns]) -> Measured:
    lines = lines_of(columns)
    with entry(name) as file, as_text(cast("IO[bytes]", file)) as stream:
        stream.write(",".join(columns) + END_OF_LINE)
        stream.writelines(map(lines, batches))
    return file


def _page(entry: Entry, name: str, text: str) -> None:
    with entry(name) as file, as_text(cast("IO[bytes]", file)) as stream:
        stream.write(text)


def _descriptor(now: str, count: int, resources: list[Object], licences: list[Object]) -> Object:
    """Return the descriptor; its version is the day of the last run, as the data changes with each."""
    return {
        "profile": "data-package",
        "name": "council-jobs",
        "title": "Jobs at UK councils",
        "description": f"{count} jobs as advertised by UK councils and boards. README.md says how to read them.",
        "version": now[:10].replace("-", "."),
        "created": now,
        **({"licenses": licences} if licences else {}),
        "resources": resources,
    }


def _resource(name: str, path: str, file: Measured, schema: Object) -> Object:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.digest}",
        "dialect": _DIALECT,
        "schema": schema,
    }


def _jobs_schema(found: Rows, *, dated: bool) -> Object:
    known = {column.name: column for column in POSTING_COLUMNS}
    schema: Object = {"fields": [_field(known[name], dated=dated) for name in found.columns], "missingValues": [""]}
    key = ["source", "source_ref"] if found.source == POSTINGS else ["job"]
    if set(key) <= set(found.columns):
        schema["primaryKey"] = key
    if "source" in found.columns:
        schema["foreignKeys"] = [{"fields": "source", "reference": {"resource": "sources", "fields": "id"}}]
    return schema


def _sources_schema() -> Object:
    known = {column.name: column for table in TABLES if table.name == "sources" for column in table.columns}
    fields = [_field(known[name], dated=False) for name in SOURCE_COLUMNS]
    return {"fields": fields, "missingValues": [""], "primaryKey": ["id"]}


def _field(column: Column, *, dated: bool) -> Object:
    field: Object = {"name": column.name, "type": _type(column, dated=dated), "description": column.sentence}
    if field["type"] == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    rules: Object = {"required": True} if column.name in CERTAIN else {}
    if column.choices:
        rules["enum"] = list(column.choices)
    return field | ({"constraints": rules} if rules else {})


def _type(column: Column, *, dated: bool) -> str:
    if column.form == "stamp":
        return "datetime"
    if column.form == "flag":
        return "boolean"
    return "date" if column.name == DATE and dated else _TYPES[column.kind]
