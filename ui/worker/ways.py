"""Answers about streets: ways, times, reach and places; loaded when first asked."""

from functools import cached_property

import numpy as np

from controlroom.domain.geo import distances_m
from controlroom.ground.mercator import Floats
from controlroom.ground.pack import Pack
from controlroom.ground.places import Place
from controlroom.ground.reach import outlines
from controlroom.ground.routes import Routes
from ui.worker import messages as m

_LONG = frozenset({"street", "crossing"})
"""Kinds of places that are not at one place, or are two streets."""


class Ways:
    """The streets and named places of one pack, each read when first asked about."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack

    def answer(self, question: m.Question) -> m.FromWorker:
        """Return what was asked. Raises PackError, as for ways without streets."""
        match question:
            case m.FindPath():
                return self._path(question)
            case m.FindTimes():
                return self._times(question)
            case m.FindSpot():
                return self._spot(question)
            case m.FindReach():
                return self._reach(question)
            case m.FindPlaces():
                return self._places(question)

    def _path(self, job: m.FindPath) -> m.FromWorker:
        ends = (job.lat1, job.lon1, job.lat2, job.lon2)
        way = self._routes.path(*ends) if np.isfinite(ends).all() else None
        if way is None:
            return m.PathFound(job.job, b"", b"", float("nan"), float("nan"))
        return m.PathFound(
            job.job,
            way.lat.tobytes(),
            way.lon.tobytes(),
            float(way.seconds[-1]),
            way.length_m,
        )

    def _times(self, job: m.FindTimes) -> m.FromWorker:
        lats, lons = np.frombuffer(job.lats), np.frombuffer(job.lons)
        seconds = np.full(len(lats), np.nan)
        known = np.isfinite(lats) & np.isfinite(lons)
        if known.any() and np.isfinite((job.lat, job.lon)).all():
            seconds[known] = self._routes.times_to(
                job.lat, job.lon, lats[known], lons[known]
            )
        return m.TimesFound(job.job, seconds.tobytes())

    def _spot(self, job: m.FindSpot) -> m.FromWorker:
        spot = self._pack.nearest_street(job.lat, job.lon)
        if spot is None:
            return m.SpotFound(job.job, "", float("nan"))
        return m.SpotFound(job.job, str(spot), spot.distance_m)

    def _reach(self, job: m.FindReach) -> m.FromWorker:
        reach = self._routes.reach(job.lat, job.lon, max(job.steps, default=0.0))
        bands = tuple(
            m.Band(step, ring.lat.tobytes(), ring.lon.tobytes(), ring.starts.tobytes())
            for step, ring in zip(job.steps, outlines(reach, job.steps), strict=True)
        )
        return m.ReachFound(job.job, bands, reach.off_m)

    def _places(self, job: m.FindPlaces) -> m.FromWorker:
        lats, lons = self._named_at
        metres = distances_m(lats, lons, job.lat, job.lon)
        nearest = np.argsort(metres, kind="stable")
        inside = nearest[metres[nearest] <= job.metres][: max(job.most, 0)]
        found = [self._named[place] for place in inside.tolist()]
        return m.PlacesFound(
            job.job,
            tuple(
                m.PlaceFound(each.name, each.kind, each.lat, each.lon) for each in found
            ),
        )

    @cached_property
    def _routes(self) -> Routes:
        return Routes(self._pack.graph())

    @cached_property
    def _named(self) -> list[Place]:
        return [each for each in self._pack.places() if each.kind not in _LONG]

    @cached_property
    def _named_at(self) -> Floats:
        """Latitudes and longitudes of the named places: float64 (2, n)."""
        return np.array([(each.lat, each.lon) for each in self._named]).reshape(-1, 2).T
