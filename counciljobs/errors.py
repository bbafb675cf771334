"""Why a command stops, in one sentence for a person, with the exit code of the command line's contract."""

DONE = 0
SOME_FAILED = 1
USAGE = 2
NOTHING_DONE = 3
INTERRUPTED = 130
"""What a shell reports of a command that Ctrl-C ended (128 + SIGINT)."""


class Stop(Exception):  # noqa: N818 (as often an answer to a wrong question as an error)
    """A command can't go on.

    Args:
        message: one sentence that says what to do.
        code: SOME_FAILED, USAGE or NOTHING_DONE.
    """

    def __init__(self, message: str, code: int = USAGE) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
