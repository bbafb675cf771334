"""The docs' page of platforms: ``python -m counciljobs.platforms_page > docs/platforms.md``."""

import sys
from collections.abc import Iterator
from importlib import import_module
from inspect import getdoc

from scraper.platforms import registry

OPENING = """# The platforms

Made from the modules' own words by `python -m counciljobs.platforms_page > docs/platforms.md`; a test fails when it is
stale. What each was built from, its options and what is unproven stand in its docstring.
"""


def page() -> str:
    """Return the page as Markdown: every platform in its own words."""
    return "\n".join([OPENING, *_table()])


def _table() -> Iterator[str]:
    yield "| platform | what it reads |"
    yield "|---|---|"
    for name in registry.names():
        module = import_module(f"{registry.__package__}.{name}")
        yield f"| {name} | {(getdoc(module) or '').splitlines()[0]} |"


if __name__ == "__main__":
    sys.stdout.write(page() + "\n")
