"""The command line's page of the docs, made from the help itself: ``python -m counciljobs.manual > docs/cli.md``."""

import sys
from collections.abc import Iterator

import click

from counciljobs.app import program

WIDTH = 100
"""Columns of the help in the page, whatever terminal it was made on."""
OPENING = """# The command line

Made from the program's own help by `python -m counciljobs.manual > docs/cli.md`; a test fails when it is stale.

Global options are accepted before and after the verb. Errors are one sentence on standard error that says what to do.
Exit codes: 0 done; 1 done but something failed (named); 2 usage; 3 nothing could be done. Every JSON object has all its
fields, null where unknown.
"""


def manual() -> str:
    """Return the page as Markdown: one section a verb, its help as it is printed."""
    sections = (f"## {path}\n\n```text\n{text}\n```\n" for path, text in _helps())
    return "\n".join([OPENING, *sections])


def _helps() -> Iterator[tuple[str, str]]:
    """Yield each verb and its help, the program itself first, groups before their verbs."""
    as_called = {**program.context_settings, "terminal_width": WIDTH, "info_name": "counciljobs"}
    waiting = [click.Context(program, **as_called)]
    while waiting:
        context = waiting.pop(0)
        yield context.command_path, context.get_help().rstrip()
        verbs = getattr(context.command, "commands", {})
        waiting[:0] = [
            click.Context(verb, info_name=name, parent=context, terminal_width=WIDTH) for name, verb in verbs.items()
        ]


if __name__ == "__main__":
    sys.stdout.write(manual())
