"""Opening the store for commands that read it: there must be one."""

from pathlib import Path
from typing import TYPE_CHECKING

from counciljobs.errors import NOTHING_DONE, Stop

if TYPE_CHECKING:
    from storage.store import Store


def existing(path: Path) -> "Store":
    """Open a store that must be there, for reading.

    Raises:
        Stop: when there is none.
        StoreError: when the file is not one of ours, or is damaged.
    """
    from storage.store import Store  # noqa: PLC0415 (loads the database tools)

    _there(path)
    return Store.open_to_read(path)


def existing_to_write(path: Path) -> "Store":
    """Open a store that must be there, for changing it.

    Raises:
        Stop: when there is none.
        StoreError: when the file is not one of ours, or is damaged.
    """
    from storage.store import Store  # noqa: PLC0415 (loads the database tools)

    _there(path)
    return Store.open(path)


def _there(path: Path) -> None:
    if path.is_dir():
        raise Stop(f"{path} is a folder: name the store's file with --db.")
    if not path.exists():
        raise Stop(
            f"There is no store at {path}: run counciljobs collect or counciljobs demo first, or name it with --db.",
            NOTHING_DONE,
        )
