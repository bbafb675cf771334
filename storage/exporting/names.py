"""The documented columns, and what to say of a name that is none of them."""

from difflib import get_close_matches

from storage.posting_rows import FIELDS

COLUMNS = FIELDS
"""Every column of an export, in the documented order: the posting's fields."""
NEAREST = 3
CLOSE_ENOUGH = 0.5
"""Share of letters in common from which a name may have been meant: titel, salary, closing_date."""


def unknown(name: str) -> str:
    """Return the sentence that says that there is no such column, with its nearest neighbours."""
    near = get_close_matches(name.lower(), COLUMNS, n=NEAREST, cutoff=CLOSE_ENOUGH)
    near = near or [column for column in COLUMNS if name.lower() in column][:NEAREST]
    if near:
        return f"There is no column {name}: did you mean {' or '.join(near)}?"
    return f"There is no column {name}: the columns are {', '.join(COLUMNS)}."
