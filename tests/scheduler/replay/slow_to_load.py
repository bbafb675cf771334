"""A module that says when it is being loaded, and goes on when told to."""

import os
import select

_door = os.open(os.environ["GO_ON"], os.O_RDONLY | os.O_NONBLOCK)
os.write(1, b"loading\n")
select.select([_door], [], [])


def normalise() -> None:
    """Stand for what makes postings."""
