"""Time and chance, passed in so that tests need neither."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable

from msgspec import Struct


class Timing(Struct, frozen=True, kw_only=True):
    """A steady clock (seconds), a way to sleep, and a random number from 0 to 1."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random
