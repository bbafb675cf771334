"""Standard streams that are closed, full, or unable to show a character: none of it may end in a traceback."""

import io
import os
import sys


def mend() -> None:
    """Make the standard streams usable: a closed one reads or writes nothing, a missing character becomes an escape."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 (open to the end)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def settle() -> None:
    """Write out what is buffered, or send it nowhere when it can't be written: the interpreter would try again."""
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def hush() -> None:
    """Let nothing be told of what is thrown away half done, such as a workbook whose file is closed: it was stopped."""
    sys.unraisablehook = lambda _: None
