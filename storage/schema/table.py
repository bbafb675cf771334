"""What a table is, as it is described."""

from msgspec import Struct

from storage.schema.columns import Column


class Table(Struct, frozen=True, kw_only=True):
    """One table.

    Attributes:
        constraints: table constraints.
        indexes: the part after CREATE INDEX, by their name.
        rowless: whether it is stored as its primary key's index alone, as suits narrow rows that are only looked up.
    """

    name: str
    sentence: str
    columns: tuple[Column, ...]
    constraints: tuple[str, ...] = ()
    indexes: dict[str, str] = {}
    rowless: bool = False
