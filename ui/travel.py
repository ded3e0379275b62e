"""Travel times by road to the selected incident, asked of the map's worker."""

import math

import numpy as np
from PySide6.QtCore import QObject, Signal

from controlroom.domain.columns import F64
from controlroom.domain.entities import Incident
from controlroom.domain.geo import distances_m
from controlroom.domain.tracks import Tracks
from ui.worker.client import Worker

NEAREST = 256
"""Units asked for: the nearest as the crow flies; the others keep the straight line."""
OLD_US = 10_000_000
"""Times are asked for anew after this long, room time."""


class Travel(QObject):
    """Seconds by road by unit row, for one incident at a time."""

    found = Signal()
    """Times came in for the incident that was asked for last."""

    def __init__(self) -> None:
        super().__init__()
        self.worker: Worker | None = None
        self._incident_id = ""
        self._asked_us = self._known_us = 0
        self._place = (math.nan, math.nan)
        self._seconds: F64 | None = None

    def seconds(self, incident: Incident) -> F64 | None:
        """Return seconds by unit row, NaN where unknown; None before they are found."""
        return self._seconds if incident.incident_id == self._incident_id else None

    def age_s(self, now_us: int) -> float:
        """Return how long ago everybody was where the times are counted from."""
        return max(0.0, (now_us - self._known_us) / 1e6)

    def follow(self, incident: Incident | None, tracks: Tracks, now_us: int) -> None:
        """Ask for an incident's times when they are missing or old."""
        if incident is None or incident.lat is None or incident.lon is None:
            return
        place = (incident.lat, incident.lon)
        same = (incident.incident_id, place) == (self._incident_id, self._place)
        if not same:
            self._incident_id, self._place = incident.incident_id, place
            self._seconds = None
        elif now_us - self._asked_us < OLD_US:
            return
        self._asked_us = now_us
        self._ask(incident.incident_id, place, tracks)

    def _ask(
        self, incident_id: str, place: tuple[float, float], tracks: Tracks
    ) -> None:
        if self.worker is None or not len(tracks):
            return
        metres = distances_m(tracks.lat, tracks.lon, *place)
        known = int(np.isfinite(metres).sum())
        if not known:
            return
        rows = np.argsort(metres)[: min(NEAREST, known)]
        size, asked_us = len(tracks), self._asked_us

        def take(seconds: F64) -> None:
            if incident_id == self._incident_id and len(seconds) == len(rows):
                column = np.full(size, np.nan)
                column[rows] = seconds
                self._seconds, self._known_us = column, asked_us
                self.found.emit()

        self.worker.find_times(*place, tracks.lat[rows], tracks.lon[rows], take)
