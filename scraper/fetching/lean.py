"""What fetching's libraries load that no run needs, kept from them. Imported before them, for its effect alone.

httpx loads its own command line, with Rich and Pygments, where it can, and does without where it can't: 6 MB and 60 ms.
aiohttp reads the system's certificates into two contexts of its own as it is imported: 2 MB and 50 ms. Ours is made in
transport.py, when the first https address is asked for; theirs trust nobody, so nothing can come to rest on them.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_CERTIFICATES = ("SSL_CERT_FILE", "SSL_CERT_DIR")
"""Where OpenSSL is told by the environment to look for certificates."""


class _Absent(ModuleType):
    """A module that has nothing to import."""


@contextmanager
def _no_certificates() -> Iterator[None]:
    told = {name: os.environ.get(name) for name in _CERTIFICATES}
    os.environ.update(dict.fromkeys(_CERTIFICATES, os.devnull))
    try:
        yield
    finally:
        for name, value in told.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


sys.modules.setdefault("httpx._main", _Absent("httpx._main"))
with _no_certificates():
    import aiohttp  # noqa: F401 (so that it is loaded here)
