"""Paints a piece of a map pack as SVG for pages that leave the room; no Qt, no net.

The coordinates of the picture are those of Web Mercator, so that Leaflet can lay it
under its markers by its corners alone.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

import numpy as np

from controlroom.ground.layers import (
    LAYER,
    LAYERS,
    LayerKind,
    Shapes,
    Tile,
    casing_px,
    width_px,
)
from controlroom.ground.pack import Pack

ZOOM = 16
TILE_PX = 256
_FAINT = 0.42
"""Tunnels and borders shine through."""
_DASHES = {"boundary": "7 3 1.5 3", "path": "4 2.5", "steps": "1.2 1.2"}
REACH = 2
"""Tiles painted on each side of the middle one."""


@dataclass(frozen=True, slots=True)
class GroundPicture:
    """An SVG document and its corners: (south, west), (north, east) in degrees."""

    svg: str
    south_west: tuple[float, float]
    north_east: tuple[float, float]


def ground_svg(
    pack: Pack, lat: float, lon: float, colours: Mapping[str, str]
) -> GroundPicture | None:
    """Paint the ground round a place, or None where the pack knows nothing.

    colours: the tokens of one theme's map, token name to `#RRGGBB`.
    """
    middle_x, middle_y = _tile_of(lat, lon)
    first_x, first_y = middle_x - REACH, middle_y - REACH
    tiles = [
        tile
        for x in range(first_x, first_x + 2 * REACH + 1)
        for y in range(first_y, first_y + 2 * REACH + 1)
        if (tile := pack.tile(ZOOM, x, y)) is not None
    ]
    if not tiles:
        return None
    side = (2 * REACH + 1) * TILE_PX
    outside = colours[LAYER[pack.outside].token]
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
            f'width="{side}" height="{side}">'
        ),
        f'<rect width="{side}" height="{side}" fill="{outside}"/>',
        *_shapes(tiles, (first_x, first_y), colours),
        *_labels(tiles, (first_x, first_y), colours),
        "</svg>",
    ]
    north, west = _corner(first_x, first_y)
    south, east = _corner(first_x + 2 * REACH + 1, first_y + 2 * REACH + 1)
    return GroundPicture("".join(parts), (south, west), (north, east))


def _shapes(
    tiles: list[Tile], first: tuple[int, int], colours: Mapping[str, str]
) -> Iterator[str]:
    casing = 2 * casing_px(ZOOM)
    for kind in LAYERS:
        if kind.cased and kind.level >= 0:
            path = _path(tiles, kind.name, first, closed=False)
            width = width_px(kind.name, ZOOM) + casing
            yield _stroke(path, colours["casing"], width)
        elif kind.shape == "area":
            path = _path(tiles, kind.name, first, closed=True)
            if path:
                yield f'<path d="{path}" fill="{colours[kind.token]}"/>'
    for kind in LAYERS:
        if kind.shape == "line":
            path = _path(tiles, kind.name, first, closed=False)
            width = width_px(kind.name, ZOOM)
            yield _stroke(path, colours[kind.token], width, _manner(kind))


def _manner(kind: LayerKind) -> str:
    """Attributes of a line that is faint or broken."""
    manner = f'stroke-opacity="{_FAINT}" ' if kind.level < 0 else ""
    if kind.name == "boundary":
        manner = f'stroke-opacity="{_FAINT}" '
    if kind.plain in _DASHES:
        # round ends would fill the gaps
        return f'{manner}stroke-dasharray="{_DASHES[kind.plain]}" '
    return f'{manner}stroke-linecap="round" '


def _stroke(
    path: str, colour: str, width: float, manner: str = 'stroke-linecap="round" '
) -> str:
    if not path or width <= 0:
        return ""
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:.1f}" '
        f'{manner}stroke-linejoin="round"/>'
    )


def _path(
    tiles: list[Tile], layer: str, first: tuple[int, int], *, closed: bool
) -> str:
    parts: list[str] = []
    for tile in tiles:
        shapes = tile.layers.get(layer)
        if shapes is None:
            continue
        offset = np.array([tile.x - first[0], tile.y - first[1]], np.float64)
        parts.extend(_subpaths(shapes, offset, closed=closed))
    return "".join(parts)


def _subpaths(
    shapes: Shapes,
    offset: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    *,
    closed: bool,
) -> Iterator[str]:
    for shape in shapes:
        points = (np.asarray(shape, np.float64) + offset) * TILE_PX
        words = " ".join(f"{x:.1f} {y:.1f}" for x, y in points)
        yield f"M{words}{'Z' if closed else ''}"


def _labels(
    tiles: list[Tile], first: tuple[int, int], colours: Mapping[str, str]
) -> Iterator[str]:
    seen: set[tuple[str, int, int]] = set()
    for tile in tiles:
        offset = np.array([tile.x - first[0], tile.y - first[1]], np.float64)
        for label in tile.labels:
            points = (np.asarray(label.points, np.float64) + offset) * TILE_PX
            middle = points[len(points) // 2]
            # Neighbouring tiles hold the same label whole: paint it once.
            key = (label.text, round(middle[0] / 8), round(middle[1] / 8))
            if key in seen:
                continue
            seen.add(key)
            yield _label(label.text, label.kind, points, colours)


def _label(
    text: str,
    kind: str,
    points: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]",
    colours: Mapping[str, str],
) -> str:
    middle = points[len(points) // 2]
    turn = 0.0
    if len(points) > 1:
        right, down = points[-1] - points[0]
        turn = math.degrees(math.atan2(down, right))
    colour = colours["label_area" if kind in {"area", "park", "water"} else "label"]
    return (
        f'<text x="{middle[0]:.1f}" y="{middle[1]:.1f}" font-size="11" '
        f'font-family="Inter, DejaVu Sans, sans-serif" text-anchor="middle" '
        f'dominant-baseline="middle" fill="{colour}" stroke="{colours["halo"]}" '
        f'stroke-width="3" paint-order="stroke" '
        f'transform="rotate({turn:.1f} {middle[0]:.1f} {middle[1]:.1f})">'
        f"{escape(text)}</text>"
    )


def _tile_of(lat: float, lon: float) -> tuple[int, int]:
    side = 1 << ZOOM
    x = (lon + 180.0) / 360.0 * side
    y = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * side
    return int(x), int(y)


def _corner(x: int, y: int) -> tuple[float, float]:
    """Latitude and longitude of a tile's upper left corner."""
    side = 1 << ZOOM
    lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / side))))
    return lat, x / side * 360.0 - 180.0
