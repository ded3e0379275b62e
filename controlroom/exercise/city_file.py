"""The exercise city as a file: built once a seed, then taken from the cache."""

import os
from pathlib import Path

import platformdirs

from controlroom.domain.errors import PackError
from controlroom.ground.city import build_city
from controlroom.ground.pack import Pack

EDITION = 1
"""Raised whenever the same seed would give another city."""


def city_pack(seed: int, folder: Path | None = None) -> Path:
    """Return the path of a seed's city; builds it when the cache has none.

    Takes some seconds the first time. A damaged file is built anew.
    """
    folder = folder or platformdirs.user_cache_path("controlroom", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"ashmere-{EDITION}-{seed}.pack"
    if not _is_whole(path):
        part = folder / f".{path.name}.{os.getpid()}.part"
        build_city(part, seed=seed)
        part.replace(path)
    return path


def _is_whole(path: Path) -> bool:
    try:
        with Pack.open(path) as pack:
            return len(pack.sectors) > 0
    except PackError:
        return False
