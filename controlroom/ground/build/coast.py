"""Makes the sea of coastlines: the water lies to the right of them, as drawn.

https://wiki.openstreetmap.org/wiki/Tag:natural%3Dcoastline
"""

import numpy as np
import shapely
from numpy.typing import NDArray

from controlroom.ground.build.shaping import Box, Geometries
from controlroom.ground.mercator import Floats


def sea_of(coast: Geometries, region: Box) -> Geometries:
    """The sea as polygons within a box, all in world coordinates (y runs south).

    coast: lines in the order of their points. Where the data ends within the box, the
    line goes on straight to the nearest edge, so that the sea stays on its side.
    """
    box = shapely.box(*region)
    merged = shapely.line_merge(shapely.multilinestrings(coast), directed=True)
    whole = [_to_the_edge(line, region) for line in shapely.get_parts(merged)]
    shore = shapely.get_parts(shapely.intersection(np.array(whole, object), box))
    shore = shore[shapely.get_type_id(shore) == shapely.GeometryType.LINESTRING]
    shore = shore[~shapely.is_empty(shore)]
    if not len(shore):
        return np.array([], object)
    # a union of lines is noded; shapely.node ends the process on an empty line
    woven = shapely.union_all(np.append(shore, box.exterior))
    faces = shapely.get_parts(shapely.polygonize([woven]))
    sea: Geometries = faces[_is_wet(faces, shore)]
    return sea


def _is_wet(faces: Geometries, shore: Geometries) -> NDArray[np.bool_]:
    """Whether each face lies to the right of the shore it touches."""
    points, line = shapely.get_coordinates(shore, return_index=True)
    first = np.flatnonzero(line[1:] == line[:-1])
    start, end = points[first], points[first + 1]
    along = end - start
    length = np.hypot(*along.T)
    # In world coordinates y runs south: (-dy, dx) points to the right of the course.
    right = (
        np.stack([-along[:, 1], along[:, 0]], axis=1)
        / np.maximum(length, 1e-18)[:, None]
    )
    middle = (start + end) / 2.0
    step = np.minimum(length, 1e-7)[:, None] * 1e-2
    tree = shapely.STRtree(faces)
    wet = np.zeros(len(faces))
    for side, vote in ((1.0, 1.0), (-1.0, -1.0)):
        probe = shapely.points(middle + side * step * right)
        owner, found = tree.query(probe, predicate="within")
        np.add.at(wet, found, vote * length[owner])
    return np.asarray(wet > 0.0)


def _to_the_edge(line: shapely.LineString, region: Box) -> shapely.LineString:
    """A line whose loose ends go on, straight, to the nearest edge of a box."""
    points = shapely.get_coordinates(line)
    if np.array_equal(points[0], points[-1]):
        return line
    ends = [_beyond(points[0], region), points, _beyond(points[-1], region)]
    return shapely.linestrings(np.concatenate([end for end in ends if len(end)]))


def _beyond(end: Floats, region: Box) -> Floats:
    """The point outside a box nearest to a loose end in it; none for one outside."""
    left, top, right, bottom = region
    gaps = np.array([end[0] - left, right - end[0], end[1] - top, bottom - end[1]])
    if gaps.min() <= 0.0:
        return np.zeros((0, 2))
    reach = np.array([[-1, 0], [1, 0], [0, -1], [0, 1]])[int(gaps.argmin())]
    return np.asarray(end + reach * (gaps.min() * 1.01 + 1e-9))[None]
