"""Where the files of a package go: a folder or a zip, in place at once when complete."""

import hashlib
import io
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

from storage.errors import StoreError, told
from storage.writers import binary_target

Entry = Callable[[str], AbstractContextManager["Measured"]]
"""Opens a file of the package by its name."""
MARK = "datapackage.json"
FIRST_ZIP_YEAR = 1980
Moment = tuple[int, int, int, int, int, int]


class Measured(io.BufferedIOBase):
    """Passes bytes on, counting and digesting them."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self.size = 0

    def writable(self) -> bool:
        """Say that it can be written."""
        return True

    def write(self, data: Any) -> int:  # noqa: ANN401 (bytes, or what stands for them)
        """Write bytes."""
        self._digest.update(data)
        self.size += len(memoryview(data))
        return self._file.write(data)

    @property
    def digest(self) -> str:
        """SHA-256 of all bytes, as hexadecimal digits."""
        return self._digest.hexdigest()


@contextmanager
def container(out: Path | None, moment: Moment) -> Iterator[Entry]:
    """Open a package: a zip when the name says so or for standard output (None), else a folder.

    Args:
        out: where to.
        moment: the time that a zip gives its files, so that the same rows give the same bytes.

    Raises:
        StoreError: when it can't be written, or a folder of that name holds something else.
    """
    zipped = out is None or out.suffix.lower() == ".zip"
    with _zip(out, moment) if zipped or out is None else _folder(out) as entry:
        yield entry


@contextmanager
def _zip(out: Path | None, moment: Moment) -> Iterator[Entry]:
    when = max(moment, (FIRST_ZIP_YEAR, 1, 1, 0, 0, 0))
    with binary_target(out) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:

        @contextmanager
        def entry(name: str) -> Iterator[Measured]:
            info = zipfile.ZipInfo(name, when)
            info.compress_type = zipfile.ZIP_DEFLATED
            with package.open(info, "w", force_zip64=True) as part:
                yield Measured(part)

        yield entry


@contextmanager
def _folder(out: Path) -> Iterator[Entry]:
    with told(out):
        if out.exists() and not _may_be_replaced(out):
            raise StoreError(f"{out} is there already and holds no data package: choose another name.")
        interim = out.absolute().with_name(f".{out.absolute().name}.{uuid4().hex}.tmp")
        try:
            interim.mkdir()
            yield lambda name: _file(interim / name)
            _take_place(interim, out.absolute())
        finally:
            shutil.rmtree(interim, ignore_errors=True)


@contextmanager
def _file(path: Path) -> Iterator[Measured]:
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        yield Measured(file)


def _may_be_replaced(out: Path) -> bool:
    return out.is_dir() and not out.is_symlink() and ((out / MARK).is_file() or not any(out.iterdir()))


def _take_place(interim: Path, out: Path) -> None:
    if out.exists():
        old = interim.with_suffix(".old")
        out.rename(old)
        interim.rename(out)
        shutil.rmtree(old, ignore_errors=True)
    else:
        interim.rename(out)
