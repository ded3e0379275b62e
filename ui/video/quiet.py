"""Keeps the decoder from writing addresses to standard error: each holds a ticket."""

import ctypes
import logging
import os
from functools import cache
from pathlib import Path

from PySide6.QtCore import QLibraryInfo

AV_LOG_QUIET = -8
"""libavutil/log.h: print no output."""
_FILES = ("libavutil.so.*", "avutil-*.dll", "libavutil.*.dylib")

_log = logging.getLogger("controlroom.ui")


@cache
def silence_decoder() -> bool:
    """Tell the FFmpeg that Qt brings along to say nothing; True when it was told.

    Without it FFmpeg prints each address that it opens, ticket and all. Call it once a
    player was made: only then is the library loaded, and only a loaded one is told.
    """
    # Bare names: the system then gives the library that this process holds already.
    for name in dict.fromkeys(library.name for library in _libraries()):
        try:
            library = ctypes.CDLL(name, mode=getattr(os, "RTLD_NOLOAD", 0))
            library.av_log_set_level(AV_LOG_QUIET)
        except (OSError, AttributeError):
            continue
        return True
    _log.warning("the decoder cannot be told to be quiet; it may print addresses")
    return False


def _libraries() -> list[Path]:
    kinds = QLibraryInfo.LibraryPath
    places = (kinds.LibrariesPath, kinds.BinariesPath, kinds.PrefixPath)
    return [
        found
        for place in places
        for pattern in _FILES
        for found in sorted(Path(QLibraryInfo.path(place)).glob(pattern))
    ]
