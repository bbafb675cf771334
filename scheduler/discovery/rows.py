"""From findings to source rows, ready to be written. Pure."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import structs

from scheduler.discovery.boards import site_name
from scheduler.discovery.finding import Entry, Finding
from scraper.platforms.helpers.urls import canonical
from scraper.sources.model import Source

_NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")
LONGEST_ID = 64
"""Characters, as the register allows."""


def rows_of(findings: Iterable[Finding], register: Mapping[str, Source]) -> list[Source]:
    """Return the rows that findings come to, by id: own sites, boards with what they cover, and what stays unknown.

    One list that several councils' websites lead to is nobody's own site: it becomes one row that covers them.

    Args:
        findings: of any councils, each once.
        register: the rows in force by id, which give a council's name and a board's row.
    """
    known = [finding for finding in findings if finding.council in register]
    proved: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    rows: list[Source] = []
    for finding in known:
        if finding.entry is None and _is_open(register[finding.council]):
            rows.append(_unknown(register[finding.council], finding))
        elif finding.entry is not None:
            proved[finding.entry.platform, canonical(finding.entry.url)].append(finding)
    for group in proved.values():
        rows.extend(_group(group, register))
    return sorted((row for row in rows if row != register.get(row.id)), key=lambda row: row.id)


def _group(group: Sequence[Finding], register: Mapping[str, Source]) -> Iterator[Source]:
    first = group[0]
    if first.entry is None:
        return
    if first.state == "own_site" and len(group) == 1:
        yield _own(register[first.council], first, first.entry)
        return
    row = _board(group, first.entry, register)
    if row is not None:
        yield row
    for finding in group:
        if _is_open(register[finding.council]):
            yield _on_board(register[finding.council], finding, row.id if row else first.entry.board or "")


def _is_open(row: Source) -> bool:
    """Tell whether a council's row knows nothing yet: one that knows more is not undone by a search without result."""
    return row.platform == "unknown"


def _own(row: Source, finding: Finding, entry: Entry) -> Source:
    return structs.replace(
        row,
        platform=entry.platform,
        url=entry.url,
        options=entry.options,
        enabled=True,
        extent=None,
        evidence="discovered",
        checked_on=finding.checked_on,
        notes=f"{finding.saw} Way: {' > '.join(finding.trail)}",
    )


def _unknown(row: Source, finding: Finding) -> Source:
    """Return a council's row that still knows nothing, with the reason."""
    if not finding.looked_at:
        return structs.replace(row, url=finding.careers or row.url, notes=finding.saw)
    return structs.replace(row, checked_on=finding.checked_on, notes=f"Not found by discovery. {finding.saw}")


def _on_board(row: Source, finding: Finding, board: str) -> Source:
    return structs.replace(
        row, checked_on=finding.checked_on, notes=f"No list of its own: its website leads to the board {board}."
    )


def _board(group: Sequence[Finding], entry: Entry, register: Mapping[str, Source]) -> Source | None:
    """Return the board's row with the councils it was reached from; None where the register has them all."""
    codes = sorted({finding.code for finding in group if finding.code})
    known = register.get(entry.board or "")
    day = max((finding.checked_on or "" for finding in group), default="") or None
    if known is None:
        name = site_name(entry.url)
        return Source(
            id=entry.board or _ident(entry, register),
            name=name,
            platform=entry.platform,
            url=entry.url,
            covers=tuple(codes),
            options=entry.options,
            evidence="discovered",
            checked_on=day,
            notes=f"Reached from the websites of {', '.join(sorted(one.council for one in group))}.",
        )
    if set(codes) <= set(known.covers) and known.evidence != "unverified":
        return None
    evidence = "discovered" if known.evidence == "unverified" else known.evidence
    return structs.replace(known, covers=(*known.covers, *_missing(codes, known.covers)), evidence=evidence)


def _missing(codes: Iterable[str], covered: Collection[str]) -> Iterator[str]:
    return (code for code in codes if code not in covered)


def _ident(entry: Entry, register: Mapping[str, Source]) -> str:
    """Return an id for a list that several councils share: its host and what tells its tenant apart."""
    path = canonical(entry.url).partition("://")[2].partition("/")[2].partition("?")[0]
    name = f"{site_name(entry.url)}-{path}" if entry.platform == "jobtrain" else site_name(entry.url)
    ident = _NOT_IN_AN_ID.sub("-", name.lower()).strip("-")[:LONGEST_ID].strip("-")
    return ident if ident not in register else f"shared-{ident}"[:LONGEST_ID].strip("-")
