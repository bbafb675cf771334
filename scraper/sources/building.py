"""Adds a row for every authority in force that has none: ``python -m scraper.sources.building``, run by hand.

What a row says is never changed by this: people and ``sources discover`` write rows, this only fills the gaps, with the
authority's website and ``platform = "unknown"``. Each file is left in the order of its rows' ids.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from scraper.reference.authorities import Authority, register
from scraper.sources.loader import BUNDLED

COMBINED = "combined_authorities.toml"
_MARK = "[[source]]\n"
_NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")


def ident(authority: Authority) -> str:
    """Return the id of an authority's own source: its short name; combined authorities are named in full."""
    name = authority.short if authority.is_council else authority.name
    return _NOT_IN_AN_ID.sub("-", name.lower().replace("'", "")).strip("-")


def file_of(authority: Authority) -> str:
    """Return the name of the file that holds an authority's row: one a nation, and one a region of England."""
    if not authority.is_council:
        return COMBINED
    places = [authority.nation, authority.region] if authority.nation == "England" else [authority.nation]
    return "councils_" + "_".join(place.lower().replace(" ", "_") for place in places) + ".toml"


def row(authority: Authority) -> str | None:
    """Return the row of an authority of which only the website is known, as TOML; None without a website."""
    if authority.website is None:
        return None
    fields = {
        "id": ident(authority),
        "name": authority.name,
        "platform": "unknown",
        "url": authority.website,
        "authority": authority.code,
    }
    return _MARK + "".join(f'{field} = "{value}"\n' for field, value in fields.items())


def ordered(text: str, rows: Iterable[str] = ()) -> str:
    """Return a file's text with more rows, every row's own text kept, in the order of ids under the same head."""
    head, *own = text.split(_MARK)
    blocks = [_MARK + block.strip() + "\n" for block in own] + list(rows)
    blocks.sort(key=lambda block: str(tomllib.loads(block)["source"][0]["id"]))
    return head.strip() + "\n\n" + "\n".join(blocks)


def missing(known: Iterable[str]) -> list[Authority]:
    """Return the authorities in force without a row of their own, given the codes that have one."""
    codes = set(known)
    return [one for code, one in register().items() if one.in_force() and code not in codes]


def _files(folder: Path) -> Mapping[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.toml"))}


def _codes(texts: Iterable[str]) -> set[str]:
    rows = (table for text in texts for table in tomllib.loads(text).get("source", []))
    return {table["authority"] for table in rows if "authority" in table}


def main(folder: Path = BUNDLED) -> int:
    """Write the missing rows; name the authorities that have no website, whose rows a person must write."""
    files = _files(folder)
    without = []
    for authority in missing(_codes(files.values())):
        block, name = row(authority), file_of(authority)
        if block is None:
            without.append(f"{authority.code} {authority.name}")
            continue
        text = ordered(files.get(name, f"# {authority.nation}: see boards.toml for what a row says.\n"), [block])
        files = {**files, name: text}
    for name, text in files.items():
        if name.startswith(("councils_", "combined_")):
            (folder / name).write_text(ordered(text), encoding="utf-8")
    if without:
        sys.stderr.write("Write these rows by hand, their websites are not known: " + "; ".join(without) + "\n")
    return 1 if without else 0


if __name__ == "__main__":
    sys.exit(main())
