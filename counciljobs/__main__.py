"""``python -m counciljobs``."""

import sys

from counciljobs.cli import main

if __name__ == "__main__":
    sys.exit(main())
