"""Contract, working pattern, hours, weeks and posts."""

from scraper.normalising.contract.reading import FLAGS, read, read_line, read_posts, read_prose
from scraper.normalising.contract.words import MANNERS as PATTERNS

__all__ = ["FLAGS", "PATTERNS", "read", "read_line", "read_posts", "read_prose"]
