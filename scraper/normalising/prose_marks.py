"""How elements show in an advert's text until its lines are settled."""

from typing import NamedTuple


class Marks(NamedTuple):
    """What stands in the text where an element begins and where it ends."""

    begin: str
    end: str


_BLOCK = Marks("\n", "\n")
_BLOCKS = (
    "address article aside blockquote body caption center details div dl fieldset figcaption figure footer form h1 h2"
    " h3 h4 h5 h6 header html legend main nav ol optgroup p pre section summary table tbody tfoot thead tr ul"
)
MARKS = dict.fromkeys(_BLOCKS.split(), _BLOCK) | {
    "br": Marks("\n", ""),
    "hr": Marks("\n", ""),
    "li": Marks("\n\x01", "\n"),
    "dt": Marks("\n", "\x02"),
    "dd": Marks("", "\n"),
    "th": Marks(" ", "\x02"),
    "td": Marks(" ", " "),
}
"""A bullet is marked \\x01 and the end of a label \\x02 until the lines are settled."""
PLAIN = Marks("", "")
