"""Keeps what a frame frees for the next one, instead of giving it back to the system.

A map of a whole force needs some megabytes for an instant, sixty times a second; taken
from the system anew each time, they cost a fault a page: up to 2 ms a frame.
"""

import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of glibc's malloc.h."""
KEPT_BYTES = 64 * 2**20
"""Freed memory at the end of the heap that is not given back."""
LARGE_BYTES = 4 * 2**20
"""What is larger has pages of its own, given back at once."""


def keep_freed_memory() -> bool:
    """Tell the C library; False where it is another than glibc."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return False
    return bool(
        mallopt(_TRIM_THRESHOLD, KEPT_BYTES) and mallopt(_MMAP_THRESHOLD, LARGE_BYTES)
    )
