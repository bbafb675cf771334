"""Every failure that can be foreseen, and the sentence and exit code it comes to."""

import errno
import sys

import click

from counciljobs.errors import NOTHING_DONE, SOME_FAILED, USAGE, Stop

SYSTEM_SENTENCES: dict[int, tuple[str, int]] = {
    errno.ENOENT: ("There is no file {name}.", USAGE),
    errno.EACCES: ("Permission to use {name} is denied: choose another path or change its permissions.", USAGE),
    errno.EPERM: ("Permission to use {name} is denied: choose another path or change its permissions.", USAGE),
    errno.EISDIR: ("{name} is a folder: name a file.", USAGE),
    errno.ENOTDIR: ("{name} lies below something that is not a folder.", USAGE),
    errno.EEXIST: ("{name} exists already.", USAGE),
    errno.ENAMETOOLONG: ("That file name is too long.", USAGE),
    errno.EROFS: ("{name} lies on a read-only disk: choose another place.", NOTHING_DONE),
    **dict.fromkeys(
        (errno.ENOSPC, errno.EDQUOT, errno.EFBIG),
        ("The disk is full: free some space and run the same command again.", NOTHING_DONE),
    ),
}
ROOMS = {
    "scraper.pages": ("Problem", SOME_FAILED),
    "scraper.sources.loader": ("SourceError", USAGE),
    "storage.errors": ("StoreError", NOTHING_DONE),
    "sqlite3": ("Error", NOTHING_DONE),
}
"""The typed failures of each room and their exit codes. A room that was never loaded has raised nothing."""


def expected() -> tuple[type[Exception], ...]:
    """Return the types of failure that are told in a sentence."""
    return (Stop, click.ClickException, click.Abort, OSError, *(kind for kind, _code in _of_rooms()))


def _of_rooms() -> list[tuple[type[Exception], int]]:
    loaded = ((sys.modules.get(module), name, code) for module, (name, code) in ROOMS.items())
    return [(getattr(module, name), code) for module, name, code in loaded if module is not None]


def outcome_of(error: Exception) -> tuple[str, int]:
    """Return one sentence for a person and the exit code of a failure that ``expected`` names."""
    if isinstance(error, Stop):
        return error.message, error.code
    if isinstance(error, click.ClickException):
        return _usage(error), USAGE
    if isinstance(error, OSError):
        return _system(error)
    code = next((code for kind, code in _of_rooms() if isinstance(error, kind)), NOTHING_DONE)
    verdict, cause = getattr(error, "verdict", None), getattr(error, "cause", None)
    return f"{verdict} ({cause}): {error}" if verdict else str(error), code


def _usage(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    where = context.command_path if context is not None else "counciljobs"
    return f"{error.format_message().rstrip('.')}: see {where} --help."


def _system(error: OSError) -> tuple[str, int]:
    sentence, code = SYSTEM_SENTENCES.get(error.errno or 0, ("", NOTHING_DONE))
    if error.filename is None and (not sentence or "{name}" in sentence):
        return f"The system refused to go on ({error.strerror or error}): check the disk and TMPDIR.", NOTHING_DONE
    if not sentence:
        return f"The system refused {error.filename}: {error.strerror or error}.", code
    return sentence.format(name=error.filename), code
