"""The file of discovered rows: made anew from the findings each time, and only ever a file that discovery made."""

from collections.abc import Collection, Iterable
from pathlib import Path

from scraper.sources.loader import SourceError, tables_of
from scraper.sources.model import Source
from scraper.sources.writing import row_text

NAME = "discovered.toml"
HEAD = (
    "# Written by `counciljobs sources discover`: made anew each time. To keep a row, move it to a file of your own.\n"
)


def file_in(place: Path) -> Path:
    """Return the file of discovered rows in a folder, or the file that was named."""
    return place / NAME if place.suffix != ".toml" else place


def state_of(file: Path) -> Path:
    """Return where the findings behind a file of discovered rows are kept."""
    return file.with_suffix(".state.jsonl")


def check_ours(file: Path) -> None:
    """Check that a file may be made anew.

    Raises:
        SourceError: it holds somebody's own rows.
    """
    if file.exists() and not file.read_text(encoding="utf-8-sig", errors="replace").startswith(HEAD):
        raise SourceError(f"{file}: it was not written by discovery; name a folder, or another file.")


def ids_beside(file: Path) -> frozenset[str]:
    """Return the ids of rows in the other files of the folder: a person's own row stands, whatever is discovered.

    Raises:
        SourceError: one of those files is wrong.
    """
    others = (one for one in sorted(file.parent.glob("*.toml")) if one != file)
    return frozenset(str(table["id"]) for one in others for table in tables_of(one))


def text_of(rows: Iterable[Source], taken: Collection[str] = ()) -> str:
    """Return the file's text: every row that no other file of the folder has."""
    return "\n".join([HEAD, *(row_text(row) for row in rows if row.id not in taken)])


def write(file: Path, text: str) -> None:
    """Replace the file whole.

    Raises:
        OSError: it can't be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.new")
    new.write_text(text, encoding="utf-8")
    new.replace(file)
