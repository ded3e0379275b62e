"""Chains edges into streets that go straight on, and names every one of them."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from controlroom.ground.city.names import Namer
from controlroom.ground.city.network import Ints, Network
from controlroom.ground.city.roads import STREET, Road
from controlroom.ground.mercator import Floats

_STRAIGHT_ON = np.radians(38.0)  # a street that turns by more is another street
_OLD_TOWN_M = 700.0
_INNER_M = 2300.0
_SHORT_M, _LONG_M = 95.0, 420.0
_CURVED = np.radians(60.0)


@dataclass(frozen=True, slots=True, eq=False)
class Streets:
    """names of all streets; street: index of each edge's name."""

    names: tuple[str, ...]
    street: Ints


def name_streets(
    rng: np.random.Generator,
    network: Network,
    roads: list[Road],
    docks: NDArray[np.bool_],
) -> Streets:
    """A name for every edge; edges of one road of the plan share its name.

    docks: edges among sheds and quays.
    """
    given = np.array([road.name for road in roads])[network.source]
    chain = _chains(network, given != "")
    names = list(dict.fromkeys(given[given != ""].tolist()))
    index = {name: number for number, name in enumerate(names)}
    street = np.array([index.get(name, -1) for name in given])
    namer = Namer(rng, set(names))
    unnamed = np.flatnonzero(given == "")
    order = np.argsort(chain[unnamed], kind="stable")
    unnamed = unnamed[order]
    _, first = np.unique(chain[unnamed], return_index=True)
    degree = network.degree()
    groups = np.split(unnamed, first[1:]) if len(unnamed) else []
    groups.sort(key=lambda edges: -float(shapely.length(network.lines[edges]).sum()))
    for edges in groups:
        street[edges] = len(names)
        names.append(namer.name(_character(network, degree, edges, docks)))
    return Streets(tuple(names), street)


def _character(
    network: Network, degree: Ints, edges: Ints, docks: NDArray[np.bool_]
) -> str:
    """Which words suit a street: by its place, length and form."""
    length = float(shapely.length(network.lines[edges]).sum())
    ends = np.concatenate([network.start[edges], network.end[edges]])
    far = float(np.hypot(*network.nodes[ends].mean(axis=0)))
    if docks[edges].mean() > 0.5:  # noqa: PLR2004 - mostly
        return "dock"
    if network.kind[edges[0]] >= STREET:
        return "street"
    if (degree[ends] == 1).any():
        return "close"
    if far < _OLD_TOWN_M:
        return "old"
    return _by_form(length, far, _bend(network, edges))


def _by_form(length: float, far: float, bend: float) -> str:
    if length < _SHORT_M:
        return "short"
    if bend > _CURVED:
        return "curved"
    if length > _LONG_M:
        return "long"
    return "inner" if far < _INNER_M else "outer"


def _bend(network: Network, edges: Ints) -> float:
    """How far a chain turns altogether, in radians."""
    total = 0.0
    for line in network.lines[edges]:
        step = np.diff(shapely.get_coordinates(line), axis=0)
        heading = np.unwrap(np.arctan2(step[:, 1], step[:, 0]))
        total += float(heading[-1] - heading[0])
    return abs(total)


def _chains(network: Network, named: NDArray[np.bool_]) -> Ints:
    """A number for each edge, the same for edges that continue each other."""
    edges = np.flatnonzero(~named)
    node = np.concatenate([network.start[edges], network.end[edges]])
    edge = np.concatenate([edges, edges])
    heading = np.concatenate(
        [_headings(network.lines[edges], 0), _headings(network.lines[edges], -1)]
    )
    order = np.lexsort((edge, node))
    node, edge, heading = node[order], edge[order], heading[order]
    _, first = np.unique(node, return_index=True)
    parent = np.arange(len(network))
    for group in np.split(np.arange(len(node)), first[1:]):
        for a, b in _continuations(heading[group], network.kind[edge[group]]):
            _join(parent, int(edge[group[a]]), int(edge[group[b]]))
    return np.array([_root(parent, number) for number in range(len(parent))])


def _headings(lines: NDArray[np.object_], end: int) -> Floats:
    """The direction in which each line leaves its first (0) or last (-1) point."""
    beside = 1 if end == 0 else -2
    step = shapely.get_coordinates(
        shapely.get_point(lines, beside)
    ) - shapely.get_coordinates(shapely.get_point(lines, end))
    return np.asarray(np.arctan2(step[:, 1], step[:, 0]))


def _continuations(heading: Floats, kind: Ints) -> list[tuple[int, int]]:
    """Pairs of a node's edges that go straight on, the straightest first."""
    pairs = []
    for a in range(len(heading)):
        for b in range(a + 1, len(heading)):
            turn = abs((heading[a] - heading[b]) % (2.0 * np.pi) - np.pi)
            if kind[a] == kind[b] and turn < _STRAIGHT_ON:
                pairs.append((float(turn), a, b))
    taken: set[int] = set()
    found = []
    for _, a, b in sorted(pairs):
        if not {a, b} & taken:
            taken |= {a, b}
            found.append((a, b))
    return found


def _root(parent: Ints, number: int) -> int:
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = int(parent[number])
    return number


def _join(parent: Ints, a: int, b: int) -> None:
    a, b = _root(parent, a), _root(parent, b)
    parent[max(a, b)] = min(a, b)
