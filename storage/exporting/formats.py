"""The formats: what each needs, which columns it takes, and who writes it. The heavy ones load when asked for."""

from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from storage.errors import StoreError
from storage.exporting import feed
from storage.exporting.names import COLUMNS
from storage.exporting.rows import Rows
from storage.writers import as_text, binary_target, write_text

Write = Callable[[Rows, Path | None], int]


class Format(Struct, frozen=True):
    """One format.

    Attributes:
        write: writes rows to a file or standard output (None).
        module: the package that must be installed, with the extra that brings it.
        columns: the columns it always has; None when they can be chosen.
        leaves_out: columns that it has only when they are asked for.
    """

    write: Write
    module: str | None = None
    extra: str | None = None
    columns: tuple[str, ...] | None = None
    leaves_out: frozenset[str] = frozenset()

    def chosen(self, columns: tuple[str, ...]) -> tuple[str, ...]:
        """Return the columns it writes when these were asked for (all of them: when none was)."""
        if self.columns is not None:
            return self.columns
        return tuple(name for name in columns if name not in self.leaves_out) if columns == COLUMNS else columns


def _parquet(found: Rows, out: Path | None) -> int:
    from storage.exporting import parquet  # noqa: PLC0415 (an extra)

    with binary_target(out) as file:
        return parquet.write(found.columns, found.batches(), file)


def _xlsx(found: Rows, out: Path | None) -> int:
    from storage.exporting import workbook  # noqa: PLC0415 (an extra)

    with binary_target(out) as file:
        return workbook.write(found.columns, found.batches(), file)


def _rss(found: Rows, out: Path | None) -> int:
    with binary_target(out) as file, as_text(file) as stream:
        return feed.write(found.columns, found.batches(), stream)


def _package(found: Rows, out: Path | None) -> int:
    from storage.exporting import package  # noqa: PLC0415 (only when asked for)

    return package.write(found, out)


def _csv(found: Rows, out: Path | None, *, mark: bool = False) -> int:
    return write_text(found.columns, found.raw(), out, "csv", mark=mark)


def _text(form: str) -> Write:
    return lambda found, out: write_text(found.columns, found.batches(), out, form)


_RULES = frozenset(("rules",))
FORMATS: dict[str, Format] = {
    "csv": Format(_csv, leaves_out=_RULES),
    "json": Format(_text("json")),
    "jsonl": Format(_text("jsonl")),
    "parquet": Format(_parquet, module="pyarrow", extra="parquet"),
    "xlsx": Format(_xlsx, module="xlsxwriter", extra="xlsx", leaves_out=_RULES),
    "datapackage": Format(_package, leaves_out=_RULES),
    "rss": Format(_rss, columns=feed.COLUMNS),
}
EXCEL_CSV = Format(partial(_csv, mark=True), leaves_out=_RULES)


def format_of(name: str) -> Format:
    """Return a format by its name.

    Raises:
        StoreError: when there is none, or its extra is not installed.
    """
    if name not in FORMATS:
        raise StoreError(f"There is no format {name}: use one of {', '.join(FORMATS)}.")
    form = FORMATS[name]
    if form.module is not None and find_spec(form.module) is None:
        raise StoreError(
            f"The format {name} needs {form.module}: install it with pip install 'counciljobs[{form.extra}]'."
        )
    return form
