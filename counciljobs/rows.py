"""Which source rows a command works on: the bundled register, the user's own rows over it, or one file's alone."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

from counciljobs.errors import Stop
from counciljobs.settings import Settings
from scraper.sources.model import Source


def chosen(names: Sequence[str], given: Path | None, settings: Settings) -> tuple[Source, ...]:
    """Return the rows that were asked for.

    Args:
        names: ids of sources, looked up in the register with the user's rows and ``given`` over it; none means all.
        given: ``--sources``: without names, only the ids it holds are meant.
        settings: where the user's own rows are, which extend or override the register.

    Raises:
        SourceError: when a row is wrong or an id unknown.
        Stop: when there is no such file.
    """
    from scraper.sources import loader  # noqa: PLC0415 (help must start without it)

    rows = every(given, settings)
    if names or given is None:
        return loader.select(rows, names)
    meant = _ids_in(given)
    return tuple(row for row in rows if row.id in meant)


def every(given: Path | None, settings: Settings) -> tuple[Source, ...]:
    """Return every row there is: the register's, the user's own over it, and ``given`` over both.

    Raises:
        SourceError: when a row is wrong.
        Stop: when there is no such file.
    """
    from scraper.sources import loader  # noqa: PLC0415 (help must start without it)

    paths = [path for path in (settings.sources, given) if path is not None]
    for path in paths:
        if not path.exists():
            raise Stop(f"There is no file or folder of sources at {path}.")
    return loader.load([loader.BUNDLED, *paths])


def _ids_in(path: Path) -> set[str]:
    """Return the ids of a file or folder that the loader has just read without complaint."""
    files = path.glob("*.toml") if path.is_dir() else [path]
    tables = [tomllib.loads(file.read_text(encoding="utf-8-sig")) for file in files]
    return {row["id"] for table in tables for row in table.get("source", [])}
