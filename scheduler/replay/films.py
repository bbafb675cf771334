"""An archive as runs in their order, each with the files of its sources and what its ledger tells."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from scheduler.archiving import RUN, Found
from scheduler.replay.entries import NOTE, Note, entry_of
from scraper.fetching.warc import Torn, records
from scraper.sources.model import Source

ENDINGS = (".warc.gz", ".warc")
BODIES = "_bodies"
"""The folder of an archive with files of removed runs, kept for the bodies that later runs point to."""


class Film(Struct, kw_only=True):
    """One archived run.

    Attributes:
        run: its name.
        reels: the files of its sources, by source.
        began: when it began; None when its ledger is lost.
        recovered_at: when it stored what killed runs had left.
        found: what it found of earlier runs; None in archives that do not say.
        sources: the rows that it brought into the store.
        stored: sources in the order in which the store had them.
        finished_at: when its last step was done; None when it never was.
        torn: why its ledger could not be read to its end.
        silent: whether only its bodies are wanted, for later runs that point to them.
    """

    run: str
    reels: dict[str, Path] = {}
    began: str | None = None
    recovered_at: str | None = None
    found: Found | None = None
    sources: tuple[Source, ...] = ()
    stored: list[str] = []
    finished_at: str | None = None
    torn: str = ""
    silent: bool = False

    @property
    def order(self) -> Iterator[tuple[str, Path]]:
        """The sources that have a file: those stored first, in their order, then what the run did not come to store."""
        for source in dict.fromkeys((*self.stored, *sorted(self.reels))):
            if source in self.reels:
                yield source, self.reels[source]


def warc_files(archive: Iterable[Path]) -> list[Path]:
    """Return the WARC files that paths name, or that lie in folders that they name, by path."""
    found = set[Path]()
    for path in archive:
        inside = path.rglob("*") if path.is_dir() else (path,)
        found |= {file for file in inside if file.name.endswith(ENDINGS) and file.is_file()}
    return sorted(found)


def films(files: Iterable[Path]) -> tuple[list[Film], list[Path]]:
    """Return the runs of an archive in their order, and the files that are not of ours."""
    by_run: dict[str, Film] = {}
    foreign: list[Path] = []
    for file in files:
        first = _first_note(file)
        if first is None and not _lies_with_ours(file):
            foreign.append(file)
            continue
        run = str(first.told.get("run", file.parent.name)) if first else file.parent.name
        film = by_run.setdefault(run, Film(run=run))
        film.silent = film.silent or BODIES in file.parts
        name = file.name.split(".warc")[0]
        if name == RUN or (first and first.word == RUN.strip("_")):
            _read_ledger(film, file)
        else:
            film.reels[name] = file
    return [by_run[run] for run in sorted(by_run)], foreign


def _lies_with_ours(file: Path) -> bool:
    """Tell whether a file whose first record a power cut tore lies in the folder of one of our runs."""
    return any((file.parent / (RUN + ending)).exists() for ending in ENDINGS)


def _first_note(file: Path) -> Note | None:
    """Return the note with which our files begin, behind the record about the file itself."""
    try:
        for record in records(file):
            if record.kind != "warcinfo":
                note = entry_of(record) if record.uri.startswith(NOTE) else None
                return note if isinstance(note, Note) and note.word in ("run", "source-run") else None
    except Torn:
        return None
    return None


def _read_ledger(film: Film, file: Path) -> None:
    try:
        for record in records(file):
            note = entry_of(record)
            if isinstance(note, Note):
                _write_down(film, note)
    except Torn as torn:
        film.torn = f"{file} is torn ({torn}): what stands before is used."


def _write_down(film: Film, note: Note) -> None:
    if note.word == "run":
        film.began, film.recovered_at = note.at, str(note.told.get("recovered_at", note.at))
        try:
            film.sources = msgspec.convert(note.told.get("sources", []), tuple[Source, ...])
        except msgspec.ValidationError:
            film.sources = ()
        film.found = _found(note.told.get("found"))
    elif note.word == "stored":
        film.stored.append(str(note.told.get("source")))
    elif note.word == "run-end":
        film.finished_at = note.at


def _found(told: object) -> Found | None:
    try:
        return msgspec.convert(told, Found | None)
    except msgspec.ValidationError:
        return None
