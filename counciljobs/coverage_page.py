"""The docs' page of who is reached: ``python -m counciljobs.coverage_page > docs/coverage.md``."""

import sys
from collections.abc import Iterator, Sequence

from scraper.sources.coverage import REACHED, STATES, Covered, coverage, totals
from scraper.sources.loader import load

OPENING = """# Which councils are reached

Made from the register by `python -m counciljobs.coverage_page > docs/coverage.md`; a test fails when it is stale.
`counciljobs sources coverage` tells the same with your own rows over the register.

- **own_site**: a run collects the council's own site, read as described or captured.
- **discovered**: a run collects its own site, which `sources discover` found and nobody has looked at yet.
- **board**: a run collects a board that is known, or said, to carry its adverts; the board's row says how we know.
- **unverified**: there is a row, but nothing speaks for it yet.
- **not_yet**: only the council's website is known.
"""


def page() -> str:
    """Return the page as Markdown: counts by nation and type, then every principal council by nation."""
    answers = coverage(load())
    reached = sum(one.state in REACHED for one in answers)
    headings = ("Nation", "Type", "Councils", "Reached", *STATES)
    groups = [(one.nation, one.type, one.councils, one.reached, *one.states) for one in totals(answers)]
    counts = "\n".join(_table(headings, groups))
    return "\n".join([OPENING, f"Reached: {reached} of {len(answers)} councils.\n", counts, *_nations(answers)])


def _nations(answers: Sequence[Covered]) -> Iterator[str]:
    for nation in sorted({one.nation for one in answers}):
        own = sorted((one for one in answers if one.nation == nation), key=lambda one: one.name)
        rows = [(one.code, one.name, one.state, ", ".join(one.sources)) for one in own]
        yield f"\n## {nation}\n"
        yield from _table(("Code", "Council", "State", "Sources"), rows)


def _table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    yield "| " + " | ".join(headings) + " |"
    yield "|" + " --- |" * len(headings)
    yield from ("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows)


if __name__ == "__main__":
    sys.stdout.write(page() + "\n")
