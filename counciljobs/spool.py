"""Where a store's working files lie."""

from pathlib import Path


def spool_of(db: Path) -> Path:
    """Return the folder beside a store where source runs are kept while they work."""
    return db.with_name(f"{db.name}.spool")
