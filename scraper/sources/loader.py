"""Source rows from TOML: the bundled register beside this file, and a user's own rows over it.

A file holds ``[[source]]`` tables. Where two paths name one id, the later one wins: a whole row (it has every required
field) takes the earlier row's place, a row that leaves some of them out changes only what it says, so that

    [[source]]
    id = "localgov"
    enabled = false

switches one source off. Inside one file or folder an id stands once.
"""

import tomllib
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec

from scraper.sources.checks import REQUIRED, first_problem, near
from scraper.sources.locate import line_of_error, line_of_field, line_of_row
from scraper.sources.model import Source

BUNDLED = Path(__file__).parent
"""The folder of the register that comes with the program."""


class SourceError(Exception):
    """What is wrong with a source row or an id, in one sentence that names file, line and field and says what to do."""


class _Row(msgspec.Struct, frozen=True):
    path: Path
    text: str
    number: int
    table: dict[str, object]

    @property
    def id(self) -> str:
        return str(self.table.get("id", ""))

    def error(self, field: str, sentence: str) -> SourceError:
        line = line_of_field(self.text, self.number, field)
        return SourceError(f"{self.path}, line {line}, {field}: {sentence}")


def _files(path: Path) -> list[Path]:
    return sorted(path.glob("*.toml")) if path.is_dir() else [path]


def _parsed(path: Path) -> tuple[str, dict[str, object]]:
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        return text, tomllib.loads(text)
    except UnicodeDecodeError:
        raise SourceError(f"{path}, line 1: the file is not UTF-8 text; save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{path}, line {line_of_error(str(error))}: this is not TOML: {error}.") from None
    except OSError as error:
        raise SourceError(
            f"{path}: the file can't be read ({error.strerror}); check the name and its rights."
        ) from None
    except RecursionError:
        raise SourceError(f"{path}, line 1: the file nests too deep; write plain [[source]] tables.") from None


def _tables(path: Path, text: str, parsed: dict[str, object]) -> list[dict[str, object]]:
    for name in parsed:
        if name != "source":
            raise SourceError(f"{path}, line 1, {name}: a file of sources holds only [[source]] tables; put it in one.")
    tables = parsed.get("source", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise SourceError(
            f"{path}, line {line_of_row(text, 0)}, source: write [[source]] with two brackets on each side."
        )
    return tables


def _plain(table: dict[str, object]) -> dict[str, object]:
    """TOML has days of its own: a day without quotes is as good as one with them."""
    return {key: value.isoformat() if type(value) is date else value for key, value in table.items()}


def _rows(path: Path) -> Iterator[_Row]:
    text, parsed = _parsed(path)
    for number, table in enumerate(_tables(path, text, parsed)):
        row = _Row(path, text, number, _plain(table))
        if not isinstance(table.get("id"), str):
            raise row.error("id", "every source needs an id in quotes; add one.")
        yield row


def _rows_of(path: Path) -> dict[str, _Row]:
    found: dict[str, _Row] = {}
    for file in _files(path):
        for row in _rows(file):
            if row.id in found:
                other = found[row.id]
                where = f"line {line_of_row(other.text, other.number)} of {other.path.name}"
                raise row.error("id", f"{row.id!r} stands already on {where}; give one of them another id.")
            found[row.id] = row
    return found


def tables_of(path: Path) -> list[dict[str, object]]:
    """Return the rows of a file or folder as they are written: those that only override lack fields.

    Raises:
        SourceError: a file can't be read, or a row has no id or another's.
    """
    return [row.table for row in _rows_of(path).values()]


def _over(earlier: _Row | None, later: _Row) -> _Row:
    if earlier is None or all(field in later.table for field in REQUIRED):
        return later
    return _Row(later.path, later.text, later.number, earlier.table | later.table)


def _source(row: _Row, platforms: Collection[str]) -> Source:
    problem = first_problem(row.table, platforms)
    if problem:
        raise row.error(*problem)
    try:
        return msgspec.convert(row.table, Source)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `$.")
        raise row.error(where.rstrip("`").partition("[")[0] or "id", f"{what}; correct the value.") from None


def _platforms() -> tuple[str, ...]:
    from scraper.platforms import registry  # noqa: PLC0415 (asked only when no names are given)

    return registry.names()


def load(paths: Iterable[Path] = (BUNDLED,), platforms: Collection[str] | None = None) -> tuple[Source, ...]:
    """Read source rows, later paths over earlier ones by id, in order of first mention.

    Args:
        paths: files and folders of TOML; without any, the bundled register alone.
        platforms: names that a row's platform may have; None asks the registry.

    Raises:
        SourceError: one sentence naming file, line and field.
    """
    names = _platforms() if platforms is None else platforms
    merged: dict[str, _Row] = {}
    for path in paths:
        for ident, row in _rows_of(path).items():
            merged[ident] = _over(merged.get(ident), row)
    return tuple(_source(row, names) for row in merged.values())


def select(sources: Sequence[Source], ids: Sequence[str]) -> tuple[Source, ...]:
    """Return the sources with these ids, in that order, each once; all of them when no id is given.

    Raises:
        SourceError: when an id is unknown; the sentence names those that come near.
    """
    known = {source.id: source for source in sources}
    for ident in ids:
        if ident not in known:
            raise SourceError(f"There is no source {ident!r}; {near(ident, tuple(known))}")
    return tuple(known[ident] for ident in dict.fromkeys(ids)) if ids else tuple(sources)
