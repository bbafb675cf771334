"""Parquet: every column with its type, its sentence beside it, in row groups that fit the memory."""

import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import lru_cache
from typing import IO, Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from scraper.records import Place
from storage.exporting.batches import Columns
from storage.posting_rows import clean
from storage.schema.columns import Column, columns_of
from storage.schema.tables import POSTING_COLUMNS

GROUP_ROWS, GROUP_BYTES = 16_384, 8 << 20
"""A row group ends at whichever comes first. A writer keeps one in memory, and of each that is written some 130 KB."""
REMEMBERED = 2048
"""Moments and days: most rows of a batch share theirs with the rows before."""
DATES = frozenset(("posted_on",))
"""Columns of the record that hold a date and nothing else."""
_PLAIN = {"TEXT": pa.string(), "REAL": pa.float64(), "INTEGER": pa.int64()}
_FORMS = {"stamp": pa.timestamp("ms", "UTC"), "flag": pa.bool_()}
_LISTS = {
    "places": pa.list_(pa.struct([(column.name, _PLAIN[column.kind]) for column in columns_of(Place)])),
    "rules": pa.map_(pa.string(), pa.struct([("rule", pa.string()), ("text", pa.string())])),
}


def write(columns: Sequence[str], batches: Iterable[Columns], file: IO[bytes]) -> int:
    """Write batches to a file as Parquet; returns how many rows. A value of another type than its column's is empty."""
    pa.set_memory_pool(pa.system_memory_pool())  # gives back what a row group took; the others keep it
    _spare_pandas()
    schema = schema_of(columns)
    count, waiting = 0, _Waiting()
    with pq.ParquetWriter(pa.PythonFile(file, mode="w"), schema, compression="zstd") as writer:
        for batch in batches:
            arrays = [_array(values, field.type) for values, field in zip(batch, schema, strict=True)]
            waiting.add(pa.record_batch(arrays, schema=schema))
            count += len(batch[0])
            if waiting.is_full():
                writer.write_table(waiting.taken())
        if waiting.batches:
            writer.write_table(waiting.taken())
    return count


def _spare_pandas() -> None:
    """Keep Arrow from loading pandas with its first array, 30 MB that nothing here is made of.

    Arrow tries once by itself; whoever asks it for pandas later gets it.
    """
    if "pandas" in sys.modules:
        return
    sys.modules["pandas"] = None  # type: ignore[assignment]  # what Python documents to make an import fail
    try:
        with suppress(ImportError, AttributeError):  # some versions of Arrow take it for a module that lacks all
            pa.array([], pa.string())
    finally:
        del sys.modules["pandas"]


class _Waiting:
    """Batches of the row group to come."""

    def __init__(self) -> None:
        self.batches: list[Any] = []
        self._rows = self._bytes = 0

    def add(self, batch: Any) -> None:  # noqa: ANN401 (pyarrow has no types)
        self.batches.append(batch)
        self._rows += batch.num_rows
        self._bytes += batch.nbytes

    def is_full(self) -> bool:
        return self._rows >= GROUP_ROWS or self._bytes >= GROUP_BYTES

    def taken(self) -> Any:  # noqa: ANN401 (pyarrow has no types)
        table = pa.Table.from_batches(self.batches)
        self.batches, self._rows, self._bytes = [], 0, 0
        return table


def schema_of(columns: Sequence[str]) -> Any:  # noqa: ANN401 (pyarrow has no types)
    """Return the Arrow schema of columns, the data dictionary's sentences as metadata."""
    known = {column.name: column for column in POSTING_COLUMNS}
    return pa.schema([_field(known[name]) for name in columns])


def _field(column: Column) -> Any:  # noqa: ANN401 (pyarrow has no types)
    if column.form == "json":
        kind = _LISTS.get(column.name, pa.list_(pa.string()))
    elif column.name in DATES:
        kind = pa.date32()
    else:
        kind = _FORMS.get(column.form, _PLAIN[column.kind])
    return pa.field(column.name, kind, metadata={"description": column.sentence})


def _array(values: Sequence[Any], kind: Any) -> Any:  # noqa: ANN401 (pyarrow has no types)
    if isinstance(values, list | tuple) and values.count(None) == len(values):
        return pa.nulls(len(values), kind)
    try:
        return _made(values, kind)
    except (pa.ArrowException, TypeError, ValueError, AttributeError):
        return pa.concat_arrays([_one(value, kind) for value in values])


def _made(values: Sequence[Any], kind: Any) -> Any:  # noqa: ANN401 (pyarrow has no types)
    if pa.types.is_temporal(kind):
        read = _day if pa.types.is_date(kind) else _moment
        values = [None if value is None else read(value) for value in values]
    if pa.types.is_map(kind):
        values = [None if value is None else list(value.items()) for value in values]
    return pa.array(values, kind)


# Arrow's own reading of texts would load its library of functions: 13 MB for two of them.
_moment = lru_cache(maxsize=REMEMBERED)(datetime.fromisoformat)
_day = lru_cache(maxsize=REMEMBERED)(date.fromisoformat)


def _one(value: Any, kind: Any) -> Any:  # noqa: ANN401 (pyarrow has no types)
    """Make one value, mended; what is not of the type is empty."""
    try:
        return _made([clean(value)], kind)
    except (pa.ArrowException, TypeError, ValueError, AttributeError):
        return pa.nulls(1, kind)
