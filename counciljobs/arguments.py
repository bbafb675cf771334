"""Global options may stand before or after the verb: they are moved to the front, where the parser looks for them."""

from collections.abc import Iterator, Sequence

from counciljobs.errors import Stop

GLOBAL_OPTIONS = {"--db": True, "--now": True, "--config": True, "--json": False, "--quiet": False}
"""Each global option, and whether it takes a value."""


def globals_first(argv: Sequence[str]) -> list[str]:
    """Return the arguments with every global option moved before the verb, in the order given.

    All that follows a bare ``--`` is text and stays where it is.

    Raises:
        Stop: when an option's value is missing.
    """
    front: list[str] = []
    rest: list[str] = []
    remaining = iter(argv)
    for argument in remaining:
        if argument == "--":
            rest += [argument, *remaining]
        elif _is_global(argument):
            front += [argument, *_value(argument, remaining)]
        else:
            rest.append(argument)
    return front + rest


def _is_global(argument: str) -> bool:
    return argument.partition("=")[0] in GLOBAL_OPTIONS


def _value(argument: str, remaining: Iterator[str]) -> list[str]:
    takes_value = GLOBAL_OPTIONS.get(argument, False)
    if not takes_value:
        return []
    value = next(remaining, None)
    if value is None:
        raise Stop(f"{argument} wants a value: see counciljobs --help.")
    return [value]
