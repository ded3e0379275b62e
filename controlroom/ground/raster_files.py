"""Tells what a map file is by its content, and opens the ones made of pictures."""

from pathlib import Path
from typing import Literal

from controlroom.domain.errors import PackError
from controlroom.ground.raster import Raster
from controlroom.ground.raster_mbtiles import MAGIC as SQLITE
from controlroom.ground.raster_mbtiles import MBTiles
from controlroom.ground.raster_pmtiles import MAGIC as PMTILES
from controlroom.ground.raster_pmtiles import PMTiles
from controlroom.ground.writer import APPLICATION_ID

_ID_AT = 68  # SQLite's application id, four bytes (sqlite.org/fileformat 1.3)

MapKind = Literal["pack", "mbtiles", "pmtiles"]


def map_kind(path: Path) -> MapKind:
    """Say what a map file is by its first bytes, not its name. Raises PackError."""
    try:
        with path.open("rb") as raw:
            head = raw.read(_ID_AT + 4)
    except OSError as error:
        raise PackError(f"{path}: {error.strerror or error}") from error
    if head.startswith(PMTILES):
        return "pmtiles"
    if not head.startswith(SQLITE):
        raise PackError(
            f"{path} is no map: a pack, an .mbtiles or a .pmtiles file is one"
        )
    ours = head[_ID_AT:] == APPLICATION_ID.to_bytes(4, "big")
    return "pack" if ours else "mbtiles"


def open_raster(path: Path | str) -> Raster:
    """Open a file of picture tiles. Raises PackError in one line."""
    path = Path(path)
    kind = map_kind(path)
    if kind == "pack":
        raise PackError(f"{path} is a map pack and holds no pictures")
    return PMTiles(path) if kind == "pmtiles" else MBTiles(path)
