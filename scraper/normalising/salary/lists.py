"""Lists of words and kinds, written as one reads them."""


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set to ask."""
    return frozenset(text.split())
