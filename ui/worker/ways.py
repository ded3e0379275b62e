"""Answers about streets: ways, times and places in words; loaded when first asked."""

import numpy as np

from controlroom.ground.pack import Pack
from controlroom.ground.routes import Routes
from ui.worker import messages as m


class Ways:
    """The street graph of one pack, read once. Raises PackError without streets."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._routes = Routes(pack.graph())

    def answer(self, question: m.Question) -> m.FromWorker:
        """Return what was asked. Raises PackError."""
        match question:
            case m.FindPath():
                return self._path(question)
            case m.FindTimes():
                return self._times(question)
            case m.FindSpot():
                return self._spot(question)

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
