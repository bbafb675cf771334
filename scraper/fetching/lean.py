"""httpx without its own command line, which would load Rich and Pygments: 6 MB and 60 ms that no run needs.

httpx imports that command line where it can and does without it where it can't; imported first, this says it can't.
"""

import sys
from types import ModuleType


class _Absent(ModuleType):
    """A module that has nothing to import."""


sys.modules.setdefault("httpx._main", _Absent("httpx._main"))
