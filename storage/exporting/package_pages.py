"""What a data package says in words: how to read it, its licences by source, what changed lately."""

from collections.abc import Iterator, Sequence
from typing import Any

from storage import dictionary
from storage.exporting.rows import POSTINGS, Rows
from storage.schema.tables import POSTING_COLUMNS
from storage.sql import quoted, text
from storage.store import Store

NEVER = "1970-01-01T00:00:00Z"
"""A store that never ran has no jobs and no last run."""
DAYS = 60
"""Days of the list of changes: two months tell a weekly reader what was missed."""
LICENCES = {
    "OGL-UK-3.0": {
        "name": "OGL-UK-3.0",
        "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        "title": "Open Government Licence 3.0",
    },
}
_CHANGES = f"""
SELECT substr(finished_at, 1, 10) AS day, count(DISTINCT source), sum(new), sum(changed), sum(gone)
FROM source_runs GROUP BY 1 ORDER BY 1 DESC LIMIT {DAYS}
"""  # noqa: S608 (a number of ours)
Row = Sequence[Any]


def now(store: Store) -> str:
    """Return the time of the last run, which is the data's own."""
    return text(store.connection, "SELECT max(finished_at) FROM source_runs") or NEVER


def sources(store: Store, columns: Sequence[str]) -> list[Row]:
    """Return the sources that have adverts."""
    found = store.connection.execute(
        f"SELECT {', '.join(quoted(columns))} FROM sources AS s "  # noqa: S608 (our names)
        "WHERE EXISTS (SELECT 1 FROM postings AS p WHERE p.source = s.id) ORDER BY id"
    )
    at = columns.index("redistribute")
    return [(*row[:at], bool(row[at]), *row[at + 1 :]) for row in found]


def licences(rows: Sequence[Row], columns: Sequence[str]) -> list[dict[str, str]]:
    """Return the licences that the sources name, those that are known by their address."""
    at = columns.index("licence")
    return [LICENCES[name] for name in sorted({row[at] for row in rows if row[at]}) if name in LICENCES]


def texts(found: Rows, descriptor: dict[str, Any], rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Yield the pages of a package: name and text."""
    yield "README.md", _readme(found, descriptor, rows)
    yield "DICTIONARY.md", _dictionary(found.columns)
    yield "CHANGELOG.md", _changes(found.store)


def _readme(found: Rows, descriptor: dict[str, Any], rows: Sequence[Row]) -> str:
    each = "an advert of a source" if found.source == POSTINGS else "a job, as the advert that speaks for it tells it"
    closed = sum(1 for row in rows if not row[-1])
    return f"""# {descriptor["title"]}, version {descriptor["version"]}

{descriptor["description"]} `data/jobs.csv` has one row {each}; `data/sources.csv` says where the adverts
were found, with each source's licence, terms and whether it may be passed on. `DICTIONARY.md` explains every column,
`CHANGELOG.md` what was new, changed and gone, day by day. `datapackage.json` describes the files for programs
(`frictionless validate datapackage.json`).

- Empty means unknown. Stamps that end in Z are UTC; an advert's own times keep Europe/London.
- Text that a spreadsheet could run begins with an apostrophe; lists are joined by "; ".
- `left_censored` adverts were already up when their source was first read: their real start is older.
- Coverage grows: more jobs in a later month may only mean more sources. Compare sources that were read throughout.
- Adverts belong to those who published them: see `licence` and `terms` of the source. {closed} of {len(rows)} sources
  keep their descriptions to themselves (`redistribute` is false): those cells are empty.
"""


def _dictionary(columns: Sequence[str]) -> str:
    known = {column.name: column for column in POSTING_COLUMNS}
    lines = [f"| {name} | {dictionary.type_of(known[name])} | {known[name].sentence} |" for name in columns]
    return "\n".join(
        ["# Data dictionary of data/jobs.csv", "", "| column | type | meaning |", "|---|---|---|", *lines, ""]
    )


def _changes(store: Store) -> str:
    lines = [f"| {' | '.join(map(str, row))} |" for row in store.connection.execute(_CHANGES)]
    head = ["# What changed", "", f"The last {DAYS} days on which sources were read, as their runs counted it.", ""]
    return "\n".join([*head, "| day | sources read | new | changed | gone |", "|---|---|---|---|---|", *lines, ""])
