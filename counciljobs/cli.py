"""The entry point, and the boundary where every expected failure becomes one sentence and an exit code."""

import sys
from collections.abc import Sequence

import click

from counciljobs import crash, streams
from counciljobs.app import program
from counciljobs.arguments import globals_first
from counciljobs.errors import DONE, INTERRUPTED
from counciljobs.failures import expected, outcome_of
from counciljobs.output import note, one_line

PROGRAM = "counciljobs"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; nothing that can be foreseen raises.

    Without arguments it is the console script's entry: it takes the process's own arguments, and an unforeseen defect
    is told in one sentence with its traceback in a file.
    """
    if argv is None:
        crash.install()
        streams.mend()
    try:
        return _run(globals_first(sys.argv[1:] if argv is None else argv))
    except BrokenPipeError:  # the reader has gone, as ``head`` does: no failure of ours
        streams.settle()
        streams.hush()
        return DONE
    except KeyboardInterrupt:
        streams.settle()
        streams.hush()
        note(f"{PROGRAM}: Stopped by you; what was already stored is kept.")
        return INTERRUPTED
    except expected() as error:
        streams.settle()
        sentence, code = outcome_of(error)
        note(f"{PROGRAM}: {_sentence(sentence)}")
        return code


def _sentence(text: str) -> str:
    line = one_line(text)
    return line if line.endswith((".", "?", "!")) else f"{line}."


def _run(arguments: list[str]) -> int:
    """Call the command without Click's own ending, which takes broken pipes and Ctrl-C for itself."""
    try:
        with program.make_context(PROGRAM, arguments) as context:
            program.invoke(context)
    except click.exceptions.Exit as leave:
        code = leave.exit_code
    else:
        code = DONE
    sys.stdout.flush()
    return code
