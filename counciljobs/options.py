"""What people type as platform options, addresses and codes, checked before anything is read."""

import re
import tomllib
from collections.abc import Sequence
from urllib.parse import urlsplit

from counciljobs.errors import Stop

GSS_CODE = re.compile(r"[ENSWK]\d{8}", re.ASCII)
"""An ONS code: one letter for the country (K for more than one), two digits for the kind, six for the area."""

Value = str | int | bool | list[str]


def platform_options(pairs: Sequence[str]) -> dict[str, Value]:
    """Return ``K=V`` pairs as the options of a source row.

    Raises:
        Stop: when one is not of that form.
    """
    found: dict[str, Value] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key.strip():
            raise Stop(f"--option wants NAME=VALUE, not {pair!r}.")
        found[key.strip()] = _value(value)
    return found


def _value(text: str) -> Value:
    """Read a value as a source row's TOML would give it; what is no TOML value is text."""
    try:
        table = tomllib.loads(f"value = {text}")
    except (tomllib.TOMLDecodeError, RecursionError):
        return text
    value = table["value"]
    usable = isinstance(value, (str, int, bool)) or _is_texts(value)
    return value if usable and len(table) == 1 else text


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def web_address(url: str) -> str:
    """Return an absolute http or https address.

    Raises:
        Stop: when it is anything else.
    """
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        good = False
    if not good:
        raise Stop(f"--url wants the whole address of the page, such as https://jobs.example.gov.uk/, not {url!r}.")
    return url


def gss_code(text: str) -> str:
    """Return a GSS code in capitals.

    Raises:
        Stop: when it is none.
    """
    code = text.strip().upper()
    if not GSS_CODE.fullmatch(code):
        raise Stop(f"--authority wants a GSS code such as E10000012, not {text!r}.")
    return code


def one_of(text: str, choices: Sequence[str], option: str) -> str:
    """Return the choice that was meant, whatever its case and whether its words are joined.

    Raises:
        Stop: when it is none of them; the sentence names them all.
    """
    wanted = " ".join(text.replace("_", " ").replace("-", " ").split()).casefold()
    for choice in choices:
        if choice.replace("_", " ").casefold() == wanted:
            return choice
    raise Stop(f"{option} wants one of {', '.join(choices)}, not {text!r}.")
