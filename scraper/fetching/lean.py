"""What fetching's libraries load that no run needs, kept from them. Imported before them, for its effect alone.

httpx loads its own command line, with Rich and Pygments, where it can, and does without where it can't: 6 MB and 60 ms.
"""

import sys
from types import ModuleType


class _Absent(ModuleType):
    """A module that has nothing to import."""


sys.modules.setdefault("httpx._main", _Absent("httpx._main"))
