"""What commands print: JSON lines as UTF-8 bytes whatever the locale, text made safe for a terminal."""

import sys
from collections.abc import Iterable
from typing import BinaryIO

KEPT_CONTROLS = "\n\t"


def safe(text: str) -> str:
    """Return text that a terminal can't take as an order: control characters and lone surrogates are shown as �."""
    return "".join(_visible(char) for char in text) if _needs_care(text) else text


def _needs_care(text: str) -> bool:
    return not text.isprintable()


def _visible(char: str) -> str:
    kept = char in KEPT_CONTROLS or (not "\x7f" <= char <= "\x9f" and char >= " " and not "\ud800" <= char <= "\udfff")
    return char if kept else "\ufffd"


def one_line(text: str) -> str:
    """Return text on one line, white space tidied, safe for a terminal."""
    return safe(" ".join(text.split()))


def say(text: str = "") -> None:
    """Write a line of text to standard output."""
    sys.stdout.write(safe(text) + "\n")


def note(text: str) -> None:
    """Write a line of text to standard error: what is not the answer itself."""
    sys.stdout.flush()
    sys.stderr.write(safe(text) + "\n")
    sys.stderr.flush()


def raw_stdout() -> BinaryIO:
    """Return standard output as bytes, after what was written as text."""
    sys.stdout.flush()
    return sys.stdout.buffer


def raw_stdin() -> BinaryIO:
    """Return standard input as bytes."""
    return sys.stdin.buffer


def json_line(value: object) -> bytes:
    """Return a value as one line of JSON in UTF-8; a lone surrogate, which UTF-8 can't carry, becomes �."""
    import msgspec  # noqa: PLC0415 (help must start without it)

    try:
        return msgspec.json.encode(value) + b"\n"
    except UnicodeEncodeError:
        return msgspec.json.encode(_mended(msgspec.to_builtins(value))) + b"\n"


def _mended(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_mended(key): _mended(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_mended(item) for item in value]
    return value


def print_json(values: Iterable[object]) -> None:
    """Write one JSON object a line to standard output."""
    out = raw_stdout()
    for value in values:
        out.write(json_line(value))
    out.flush()
