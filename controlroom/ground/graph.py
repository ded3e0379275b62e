"""The street graph of a pack: junctions, arcs, lengths and speeds; no path finding."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from controlroom.domain.errors import PackError
from controlroom.ground.mercator import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """Directed arcs in CSR order: those leaving node i are first[i]:first[i+1].

    lat, lon: float64 (nodes,), degrees WGS 84. first: int32 (nodes + 1,).
    to, street: int32 (arcs,). length_m, speed_kmh: float32 (arcs,).
    bridge: bool (arcs,). `street` indexes `names`; -1 is an unnamed way. A street
    that may be driven both ways has two arcs. Nodes lie on bends too, at most about
    60 m apart, so that a route along them follows the street.
    """

    lat: Floats
    lon: Floats
    first: NDArray[np.int32]
    to: NDArray[np.int32]
    length_m: NDArray[np.float32]
    speed_kmh: NDArray[np.float32]
    street: NDArray[np.int32]
    bridge: NDArray[np.bool_]
    names: tuple[str, ...]

    @property
    def arc_from(self) -> NDArray[np.int32]:
        """The node each arc leaves: int32 (arcs,)."""
        nodes = np.arange(len(self.lat), dtype=np.int32)
        return np.repeat(nodes, np.diff(self.first))

    @property
    def seconds(self) -> NDArray[np.float32]:
        """Travel time of each arc at its speed: float32 (arcs,)."""
        return self.length_m / (self.speed_kmh / np.float32(3.6))


# name of the table row, numpy type (always little-endian in the file)
_COLUMNS = (
    ("lat", "<f8"),
    ("lon", "<f8"),
    ("first", "<i4"),
    ("to", "<i4"),
    ("length_m", "<f4"),
    ("speed_kmh", "<f4"),
    ("street", "<i4"),
    ("bridge", "|b1"),
)


def pack_graph(graph: Graph) -> dict[str, bytes]:
    """The graph's columns as bytes, by name; `names` as lines of UTF-8."""
    columns = {
        name: np.asarray(getattr(graph, name)).astype(dtype).tobytes()
        for name, dtype in _COLUMNS
    }
    columns["names"] = "\n".join(graph.names).encode()
    return columns


def unpack_graph(columns: dict[str, bytes]) -> Graph:
    """The graph of `pack_graph`'s columns; PackError when they do not fit together."""
    try:
        arrays = {name: np.frombuffer(columns[name], dtype) for name, dtype in _COLUMNS}
        text = columns["names"].decode()
    except (KeyError, ValueError) as error:
        message = f"the street graph cannot be read: {error}"
        raise PackError(message) from None
    names = tuple(text.split("\n")) if text else ()
    graph = Graph(**arrays, names=names)
    _refuse_misfits(graph)
    return graph


def _refuse_misfits(graph: Graph) -> None:
    nodes, arcs = len(graph.lat), len(graph.to)
    columns = (graph.length_m, graph.speed_kmh, graph.street, graph.bridge)
    fits = (
        len(graph.lon) == nodes
        and len(graph.first) == nodes + 1
        and all(len(column) == arcs for column in columns)
        and int(graph.first[0]) == 0
        and int(graph.first[-1]) == arcs
        and bool(np.all(np.diff(graph.first) >= 0))
        and (arcs == 0 or (int(graph.to.min()) >= 0 and int(graph.to.max()) < nodes))
        and (arcs == 0 or int(graph.street.max()) < len(graph.names))
    )
    if not fits:
        message = f"the street graph does not fit together: {nodes} nodes, {arcs} arcs"
        raise PackError(message)
