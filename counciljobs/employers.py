"""The employer that ``--council`` names, or the nearest names when there is none."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from counciljobs.errors import Stop
from counciljobs.options import GSS_CODE
from counciljobs.readers import recruiter_code

if TYPE_CHECKING:
    from storage.store import Store

NEAREST = 3
CLOSE_ENOUGH = 60
"""Of 100: two letters wrong in a short name (Esex: 89); a stranger's name stays below."""


def employer(named: str, store: "Store", on: date) -> str:
    """Return the GSS code or the name to look for.

    Raises:
        Stop: when neither the register of authorities nor the store has such an employer.
    """
    from storage import exports  # noqa: PLC0415 (loads the database tools)

    tidy = " ".join(named.split())
    code = recruiter_code(tidy, on) if tidy else None
    if code is not None and (code in _register() or exports.has_employer(store, code)):
        return code
    if code is None and tidy and exports.has_employer(store, tidy):
        return tidy
    if GSS_CODE.fullmatch(tidy.upper()):
        raise Stop(f"No authority has the code {tidy}: counciljobs sources coverage lists the councils with theirs.")
    raise Stop(f"There is no employer {tidy!r}: {_nearest(tidy, exports.employers(store))}")


def _register() -> Iterable[str]:
    from scraper.reference import authorities  # noqa: PLC0415 (loads the register)

    return authorities.register()


def _nearest(named: str, stored: Iterable[str]) -> str:
    from rapidfuzz import fuzz  # noqa: PLC0415 (only when a name is wrong)

    from scraper.reference import authorities  # noqa: PLC0415 (loads the register)

    asked = named.casefold()
    words = len(asked.split())

    def likeness(name: str) -> float:
        """Compare with the whole name and with as many of its first words: people leave the rest out."""
        known = name.casefold()
        return max(fuzz.ratio(asked, known), fuzz.ratio(asked, " ".join(known.split()[:words])))

    names = {*(one.name for one in authorities.register().values() if one.in_force()), *stored}
    near = sorted((-likeness(name), name) for name in names)[:NEAREST]
    found = [name for score, name in near if -score >= CLOSE_ENOUGH]
    if not found:
        return "name it as the table recruiters of the store does, or by its GSS code."
    return f"did you mean {' or '.join(found)}?"
