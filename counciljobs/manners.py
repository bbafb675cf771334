"""How this program shows itself to the sites it asks: the same for every command that fetches."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from counciljobs.errors import Stop
from counciljobs.session import Session

if TYPE_CHECKING:
    from scraper.fetching import FetchSettings


def fetching(session: Session, urls: Iterable[str], concurrency: int | None = None) -> "FetchSettings":
    """Return the limits and manners for fetching these addresses.

    Args:
        session: where the contact and the usual concurrency are set.
        urls: the addresses of the sources to be asked.
        concurrency: requests in flight at most, where the command line says so.

    Raises:
        Stop: when one of them is not on this machine and no contact is set.
    """
    from scraper.fetching import FetchSettings, Keys, is_contact, needs_contact  # noqa: PLC0415 (loads the network stack)

    contact = session.settings.contact
    if needs_contact(list(urls)) and not is_contact(contact):
        given = "" if contact is None else f" ({contact!r} is neither)"
        raise Stop(
            f"Set COUNCILJOBS_CONTACT to a mail address or URL first{given}, "
            "so that councils can reach whoever fetches their pages."
        )
    return FetchSettings(
        contact=contact, concurrency=concurrency or session.settings.concurrency, keys=Keys(os.environ)
    )
