"""The exercise city as a file: built once a seed, then taken from the cache."""

import os
from pathlib import Path

from controlroom.domain.errors import PackError
from controlroom.ground.city import EDITION, build_city
from controlroom.ground.pack import Pack


def city_pack(seed: int, folder: Path) -> Path:
    """Return the path of a seed's city; builds it when the folder has none.

    Takes some seconds the first time. A damaged file is built anew.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = _path(seed, folder)
    if not _is_whole(path):
        part = folder / f".{path.name}.{os.getpid()}.part"
        build_city(part, seed=seed)
        part.replace(path)
    return path


def ground_pack(given: Path | None, seed: int, folder: Path) -> Path:
    """Return the pack an exercise is on: the one given, else a seed's city.

    Raises PackError when the one given has no streets or no sectors.
    """
    if given is None:
        return city_pack(seed, folder)
    with Pack.open(given) as pack:
        if not len(pack.graph().lat) or not pack.sectors:
            raise PackError(
                f"{given} has no streets or no sectors for an exercise:"
                " build it anew with controlroom ground build"
            )
    return given


def city_is_built(seed: int, folder: Path) -> bool:
    """Return whether a seed's city stands in the folder."""
    return _path(seed, folder).exists()


def _path(seed: int, folder: Path) -> Path:
    return folder / f"ashmere-{EDITION}-{seed}.pack"


def _is_whole(path: Path) -> bool:
    try:
        with Pack.open(path) as pack:
            return len(pack.sectors) > 0
    except PackError:
        return False
