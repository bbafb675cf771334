"""Labels that the markup holds and the text does not: the heads of a table's columns, an element's data attributes.

They are written into the text, where a browser's style or a table's head shows them to a person, so that a card is read
by its words alone. Columns in another order are put into the order of a card.
"""

from collections.abc import Iterator

from scraper.platforms.helpers.card_lines import Role, label_of
from scraper.platforms.helpers.markup import Node, Tree, text
from scraper.platforms.helpers.signatures import is_label, is_signed

MOST_TABLES = 50
"""Tables whose heads are looked at; a page laid out by tables has some thirty."""
MOST_ROWS = 500
"""Rows of one table, as many as the cards that are read of one page."""
MOST_LABELLED = 2_000
"""Elements with a label among their attributes that are looked at."""
LABELLING = ("data-label", "data-th", "data-title", "data-heading", "data-name", "data-field", "aria-label")
"""Attributes that style sheets for small screens print before a value (data-label), or that are read out."""
_SPOKEN = "Recruiter: "
_ORDER: dict[Role | None, int] = {"title": 0, "organisation": 1, "salary": 2, None: 3, "summary": 4, "location": 5}
_LAST = 6


def spell_out(tree: Tree) -> None:
    """Write the recruiter's label before each value that has it in the markup only, changing the tree.

    Args:
        tree: as parsed; what has no such label in a table's head or an attribute stays as it is.
    """
    for table in tree.css("table")[:MOST_TABLES]:
        _spell_table(table)
    for element in tree.css(", ".join(f"[{name}]" for name in LABELLING))[:MOST_LABELLED]:
        if any(is_label(element.attributes.get(name) or "") for name in LABELLING):
            _sign(element)


def _sign(element: Node) -> None:
    child = element.first_child
    if child is not None and not is_signed(text(element) or ""):
        child.insert_before(_SPOKEN)


def _cells(row: Node) -> list[Node]:
    return [child for child in row.iter() if child.tag in ("td", "th")]


def _spell_table(table: Node) -> None:
    head = table.css_first("tr")
    heads = [text(cell) or "" for cell in _cells(head)] if head is not None else []
    signed = [n for n, name in enumerate(heads) if is_label(name)]
    if head is None or len(heads) < 2 or len(signed) != 1 or head.css_first("table") is not None:
        return
    order = _order(heads, signed[0])
    for row in _rows(table, head, len(heads)):
        cells = _cells(row)
        _sign(cells[signed[0]])
        if order != sorted(order):
            _rearrange(row, [cells[n] for n in order])
    head.decompose()


def _rows(table: Node, head: Node, width: int) -> Iterator[Node]:
    for row in table.css("tr")[:MOST_ROWS]:
        if row.mem_id != head.mem_id and len(_cells(row)) == width:
            yield row


def _order(heads: list[str], signed: int) -> list[int]:
    """Indexes of the columns in the order of a card; as they stand where no head names the title."""
    roles = [label_of(name)[0] for name in heads]
    if "title" not in roles:
        return list(range(len(heads)))
    return sorted(range(len(heads)), key=lambda n: _LAST if n == signed else _ORDER[roles[n]])


def _rearrange(row: Node, cells: list[Node]) -> None:
    for cell in cells:
        row.insert_child(cell, move=True)
