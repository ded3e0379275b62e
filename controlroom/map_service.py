"""What is configured of a service of picture tiles; apart from all other configuration,
because the process that paints the ground needs this alone and starts with the desk.
"""

from typing import Annotated, Literal

import msgspec

ZoomLevel = Annotated[int, msgspec.Meta(ge=0, le=26)]


class MapService(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A service of picture tiles by address. Nothing is fetched unless one is named."""

    url: str
    """With {z}, {x} and {y}; {-y} counts rows from the south. https, unless below."""
    attribution: str = ""
    """Shown on the map while its pictures are."""
    zooms: tuple[ZoomLevel, ZoomLevel] = (0, 19)
    bounds: tuple[float, float, float, float] = (-85.06, -180.0, 85.06, 180.0)
    """South, west, north, east, degrees; nothing is asked for beyond."""
    tile_pixels: Literal[256, 512, 1024] = 256
    at_once: Annotated[int, msgspec.Meta(ge=1, le=8)] = 4
    """Requests under way at any time."""
    timeout_s: Annotated[float, msgspec.Meta(gt=0, le=60)] = 10.0
    allow_http: bool = False
    """In clear beyond this machine: what is looked at can be read on the way."""
