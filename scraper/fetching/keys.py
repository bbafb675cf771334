"""Keys to APIs, as credentials of an address: put into a request as it leaves, taken out of its answer as it comes.

Nothing else knows a key. Platforms, source rows, requests, page keys, archives, messages and logs have the address
without it, and what an API repeats of it (in a redirect, a header, the page itself) is replaced by the name of its
variable, "${COUNCILJOBS_REED_KEY}", before anyone reads it. A key goes to the addresses it is listed for and nowhere
else, so no page, row or redirect can have it sent to another place.
"""

import base64
import re
from collections.abc import Mapping, Sequence

import httpx
from msgspec import Struct

from scraper.pages import Problem, Verdict

_USABLE = re.compile(r"[A-Za-z0-9._~-]{8,200}")
"""Characters that no URL, header or JSON text spells in another way, so that a key is found wherever it comes back; and
so many that no other text is taken for it. Reed's keys are GUIDs, Adzuna's hexadecimal numbers of 8 and 32 digits."""


class Credential(Struct, frozen=True):
    """How one API takes its key.

    Attributes:
        variable: the environment variable that holds it.
        at: how the addresses begin that it is for, up to a slash after the host at least.
        parameter: the query parameter that carries it; None for the user name of HTTP Basic (RFC 7617), no password.
    """

    variable: str
    at: str
    parameter: str | None = None


CREDENTIALS = (
    Credential("COUNCILJOBS_REED_KEY", "https://www.reed.co.uk/api/"),
    Credential("COUNCILJOBS_ADZUNA_ID", "https://api.adzuna.com/v1/api/", "app_id"),
    Credential("COUNCILJOBS_ADZUNA_KEY", "https://api.adzuna.com/v1/api/", "app_key"),
)
"""Every API that asks for a key: a new one is a row here."""


class Keys:
    """The keys of a run. Shows nothing of them: neither its representation nor an encoder finds any.

    Args:
        environment: where each credential's variable may be set; one that is not usable counts as missing.
        credentials: the APIs that ask for keys.
    """

    __slots__ = ("_credentials", "_spoken", "_values")

    def __init__(
        self, environment: Mapping[str, str] | None = None, credentials: Sequence[Credential] = CREDENTIALS
    ) -> None:
        given = {one.variable: (environment or {}).get(one.variable, "").strip() for one in credentials}
        self._values = {name: value for name, value in given.items() if _USABLE.fullmatch(value)}
        self._credentials = tuple(credentials)
        self._spoken = {
            re.compile(re.escape(spoken), re.IGNORECASE): f"${{{name}}}"
            for name, value in self._values.items()
            for spoken in (value, _basic(value))
        }

    def __repr__(self) -> str:
        return f"Keys({', '.join(self._values)})"

    def are_for(self, url: str) -> bool:
        """Tell whether an address asks for keys."""
        return bool(self._at(url))

    def check(self, url: str) -> None:
        """Say so before an API is asked without its key.

        Raises:
            Problem: blocked, key, naming the variable to set.
        """
        for one in self._at(url):
            if one.variable not in self._values:
                raise Problem(
                    Verdict.BLOCKED,
                    "key",
                    f"{one.at} asks for a key of your own: put it in {one.variable} and run again",
                )

    def signed(self, request: httpx.Request) -> httpx.Request:
        """Return the request with the keys that its address asks for; as it is when it asks for none."""
        for one in self._at(str(request.url)):
            value = self._values.get(one.variable)
            if value is None:
                continue
            if one.parameter is None:
                request.headers["Authorization"] = f"Basic {_basic(value)}"
            else:
                query = b"&".join(filter(None, (request.url.query, f"{one.parameter}={value}".encode())))
                request.url = request.url.copy_with(query=query)
        return request

    def hidden(self, text: str) -> str:
        """Return a text with the name of its variable in place of each key."""
        for spoken, name in self._spoken.items():
            text = spoken.sub(lambda _, name=name: name, text)  # type: ignore[misc]
        return text

    def hidden_in(self, body: bytes) -> bytes:
        """Return a body with the name of its variable in place of each key, as ASCII spells it."""
        if not self._values:
            return body
        return self.hidden(body.decode("latin-1")).encode("latin-1")

    def _at(self, url: str) -> list[Credential]:
        return [one for one in self._credentials if url.startswith(one.at)]


def _basic(value: str) -> str:
    return base64.b64encode(f"{value}:".encode()).decode()


NO_KEYS = Keys()
