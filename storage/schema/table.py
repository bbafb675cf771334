"""What a table is, as it is described."""

from msgspec import Struct

from storage.schema.columns import Column


class Table(Struct, frozen=True, kw_only=True):
    """One table. ``constraints`` are table constraints, ``indexes`` the part after CREATE INDEX by their name."""

    name: str
    sentence: str
    columns: tuple[Column, ...]
    constraints: tuple[str, ...] = ()
    indexes: dict[str, str] = {}
