"""What the exercise needs of its city: spots for calls, stations, fixed cameras."""

import numpy as np

from controlroom.domain.codes import Codes, Sector
from controlroom.exercise.calls import Spot
from controlroom.ground.pack import Pack

SPOTS = 600
LANDMARKS = 600
"""Of a real town with more, so many are where calls are about."""
_NO_LANDMARKS = frozenset(
    {"street", "crossing", "address", "city", "district", "park", "water", "bridge"}
)
_BUSY_KINDS = {
    "station": 6.0, "shop": 5.0, "market": 5.0, "stadium": 3.0, "hospital": 4.0,
    "university": 2.5, "museum": 1.5, "civic": 2.0, "school": 2.0,
}  # fmt: skip


def draw_spots(pack: Pack, seed: int) -> list[Spot]:
    """Draw places calls are about: landmarks first, then street corners.

    More of them where streets are dense, so that the centre is busier than the edge.
    """
    rng = np.random.Generator(np.random.PCG64([seed, 5]))
    landmarks = [place for place in pack.places() if place.kind not in _NO_LANDMARKS]
    if len(landmarks) > LANDMARKS:
        few = np.sort(rng.choice(len(landmarks), LANDMARKS, replace=False))
        landmarks = [landmarks[index] for index in few]
    lats = np.array([place.lat for place in landmarks])
    lons = np.array([place.lon for place in landmarks])
    scale = np.cos(np.radians(pack.centre[0]))
    spots = []
    for place in landmarks:
        words = pack.nearest_street(place.lat, place.lon)
        street = words.street if words else place.name
        busy = _BUSY_KINDS.get(place.kind, 1.0)
        spots.append(
            Spot(
                words=f"{place.name}, {street}", lat=place.lat, lon=place.lon,
                street=street, other=(words.crossing if words else "") or street,
                landmark=place.name, busy=busy,
            )
        )  # fmt: skip
    graph = pack.graph()
    for node in rng.choice(len(graph.lat), SPOTS, replace=len(graph.lat) < SPOTS):
        lat, lon = float(graph.lat[node]), float(graph.lon[node])
        words = pack.nearest_street(lat, lon)
        if words is None:
            continue
        landmark = words.street
        if landmarks:
            nearest = np.argmin(np.hypot(lats - lat, (lons - lon) * scale))
            landmark = landmarks[int(nearest)].name
        spots.append(_corner(lat, lon, words.street, words.crossing, landmark, rng))
    return spots


def _corner(
    lat: float, lon: float, street: str, crossing: str, landmark: str,
    rng: np.random.Generator,
) -> Spot:  # fmt: skip
    """A house number in a street, or the corner of two streets."""
    if not crossing or rng.random() < 0.55:
        words = f"{int(rng.integers(1, 180))} {street}"
    else:
        words = f"{street} at {crossing}"
    return Spot(words=words, lat=lat, lon=lon, street=street,
                other=crossing or street, landmark=landmark)  # fmt: skip


def station_nodes(pack: Pack) -> list[int]:
    """For each sector the graph node its units start from: at its police station.

    A sector without one takes the node nearest to its middle.
    """
    graph = pack.graph()
    scale = np.cos(np.radians(pack.centre[0]))
    stations = pack.places("police")
    nodes = []
    for sector in pack.sectors:
        lat, lon = sector.ring.mean(axis=0)
        ring = tuple((float(a), float(b)) for a, b in sector.ring)
        own = Codes(sectors=(Sector(name=sector.name, ring=ring),))
        inside = [s for s in stations if own.sector_at(s.lat, s.lon)]
        if inside:
            lat, lon = inside[0].lat, inside[0].lon
        away = np.hypot(graph.lat - lat, (graph.lon - lon) * scale)
        nodes.append(int(np.argmin(away)))
    return nodes


def sector_codes(pack: Pack, minimum: int = 0) -> tuple[Sector, ...]:
    """The districts of the city as the force's sectors."""
    return tuple(
        Sector(
            name=sector.name,
            ring=tuple((float(lat), float(lon)) for lat, lon in sector.ring),
            minimum_deployable=minimum,
        )
        for sector in pack.sectors
    )


def camera_places(
    pack: Pack, count: int, seed: int
) -> list[tuple[str, float, float, float]]:
    """Crossings where a fixed camera stands: (name, lat, lon, bearing in degrees)."""
    rng = np.random.Generator(np.random.PCG64([seed, 13]))
    crossings = pack.places("crossing")
    south, west, north, east = pack.bounds
    near = [
        place
        for place in crossings
        if abs(place.lat - pack.centre[0]) < (north - south) * 0.3
        and abs(place.lon - pack.centre[1]) < (east - west) * 0.3
    ] or crossings
    chosen = rng.choice(len(near), min(count, len(near)), replace=False)
    return [
        (
            f"C-{101 + number} {near[int(index)].name.split(' at ')[0]}",
            near[int(index)].lat,
            near[int(index)].lon,
            float(rng.integers(0, 24) * 15),
        )
        for number, index in enumerate(chosen)
    ]
